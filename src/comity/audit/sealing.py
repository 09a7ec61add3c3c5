"""Sealed rows: each has a canonical text; its fingerprint stands in the record, which finds whoever changed the row.

A room keeps a table of models and their texts, gives `seals(TEXTS, …)` as a fact of its acts, and calls `check(TEXTS)`
when the apps are ready.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django_scopes import scopes_disabled

from comity.audit.canonical import fingerprint
from comity.base import registry

#: model → the canonical text of one of its rows
Texts = Mapping[type[Any], Callable[[Any], str]]


def seals(texts: Texts, *rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act: label → id → fingerprint of each row as it now stands."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row._meta.label_lower, {})[str(row.pk)] = fingerprint(texts[type(row)](row))
    return found


def check(texts: Texts, **only: Any) -> None:
    """Let the record check the rows of these models. only: which of them are sealed at all."""
    for model in texts:
        registry.seals.register(model._meta.label_lower, _reader(model, texts[model], only))


def _reader(model: Any, text: Callable[[Any], str], only: Mapping[str, Any]) -> Callable[[UUID], str | None]:
    def read(pk: UUID) -> str | None:
        with scopes_disabled():
            row = model.objects.filter(pk=pk, **only).first()
            return None if row is None else text(row)

    return read
