"""Two people change one thing: the later save is told what the earlier one said, and neither is lost.

Whoever shows a thing to be changed hands out its `Version`; the act that saves takes it back as `read=`, locks the row
and compares. Pages carry it as a hidden field (`base.editing`); for other programs its text is the ETag.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from comity.base.refusal import Bar, Reason, Refused

M = TypeVar("M", bound=models.Model)
#: hexadecimal digits of a mark: enough to tell two texts apart, too few to guess a text by
DIGITS = 12


@dataclass(frozen=True)
class Version:
    """What a thing said when it was read: field → mark of its value. Its text holds no blanks, quotes or commas."""

    marks: Mapping[str, str]

    @classmethod
    def of(cls, thing: models.Model | Mapping[str, object], names: Iterable[str]) -> "Version":
        """The version of these fields of a row, or of values by name."""
        return cls({name: mark(kept(thing, name)) for name in sorted(names)})

    @classmethod
    def from_text(cls, text: str) -> "Version | None":
        """What `str(version)` gave; None for anything else."""
        pairs = [part.partition("=") for part in text.split(";") if part]
        if not pairs or any(len(digits) != DIGITS for _name, _sign, digits in pairs):
            return None
        return cls({name: digits for name, _sign, digits in pairs})

    def __str__(self) -> str:
        return ";".join(f"{name}={digits}" for name, digits in self.marks.items())

    def changed(self, thing: models.Model) -> list[str]:
        """The fields that no longer say what they said."""
        fields = [name for name in self.marks if _is_field(thing, name)]
        now = Version.of(thing, fields).marks
        return [name for name in fields if now[name] != self.marks[name]]

    def require(self, thing: models.Model) -> None:
        """Raise Changed when the thing no longer says what it said."""
        if fields := self.changed(thing):
            raise Changed(thing, fields)


class Changed(Refused):
    """Somebody saved the thing since it was read; nothing was changed. thing: as it is now; fields: which differ."""

    def __init__(self, thing: models.Model | Mapping[str, object], fields: list[str]) -> None:
        why = _("Somebody else changed this after you opened it.")
        super().__init__(Reason(why, _("Load the page anew and look at what it says now."), bar=Bar.CONFLICT))
        self.thing, self.fields = thing, fields


def fresh(thing: M, read: Version | None = None) -> M:
    """The thing itself, read anew inside an act and locked until it ends: what an act was handed may be minutes old.

    Raises Changed when it no longer says what was `read`.
    """
    rows: Any = thing._meta.model._default_manager.select_for_update(no_key=True)
    thing.refresh_from_db(from_queryset=rows)
    if read is not None:
        read.require(thing)
    return thing


def mark(value: object) -> str:
    """A short digest of a value, the same whatever database it comes from."""
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def kept(thing: models.Model | Mapping[str, object], name: str) -> object:
    """The value of a field; of a key, the id it leads to."""
    if isinstance(thing, Mapping):
        return thing[name]
    try:
        return getattr(thing, thing._meta.get_field(name).attname)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return getattr(thing, name)


def _is_field(thing: models.Model, name: str) -> bool:
    """Names come from the outside: only those of columns, or of a property made of some, are asked for."""
    return name in {field.name for field in thing._meta.concrete_fields} or isinstance(
        getattr(thing._meta.model, name, None), property
    )


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(getattr(value, "pk", value))
