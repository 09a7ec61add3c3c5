"""Reading the record: the history of a thing, of a coalition, and what the newest seal is."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.audit.acts import ACTS
from comity.audit.models import ChainHead, Entry

#: how much of a seal people are given to hold and compare
SEAL_DIGITS = 16
#: days and moments as entries hold them
DAY, MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*")


@dataclass(frozen=True)
class Line:
    """One entry as people read it: when, who, for whom, what; and its seal."""

    id: UUID
    seq: int
    act: str
    at: datetime
    who: str
    acts_for: str
    what: str
    hash: str
    erased: bool
    hidden: bool = False


def history_of(thing: UUID) -> QuerySet[Entry]:
    """The entries about a thing, newest first."""
    return (
        Entry.objects.filter(things__thing=thing).select_related("words").order_by("-at", "-seq").distinct()
    )


def entries_of(chain: UUID) -> QuerySet[Entry]:
    """All entries of a chain, newest first."""
    return Entry.objects.filter(chain=chain).select_related("words").order_by("-seq")


def head_of(chain: UUID) -> ChainHead:
    """The newest seal of a chain; of an empty chain, the seal of nothing."""
    return ChainHead.objects.filter(pk=chain).first() or ChainHead(chain=chain)


def grouped(seal: str) -> str:
    """A seal as people compare it: its first sixteen digits in groups of four."""
    return " ".join(seal[n : n + 4] for n in range(0, SEAL_DIGITS, 4))


def lines(entries: Iterable[Any]) -> list[Line]:
    """Entries in words. Needs `words` joined."""
    return [line(entry) for entry in entries]


def line(entry: Any) -> Line:
    """One entry in words; of one that is not `readable` to the reader, only that something confidential happened."""
    if not getattr(entry, "readable", True):
        return _veiled(entry)
    try:
        return _line(entry)
    except (ValueError, LookupError, TypeError, AttributeError):
        return _damaged(entry)


def _veiled(entry: Entry) -> Line:
    what = _("something confidential")
    return Line(
        entry.pk, entry.seq, "", entry.at, _("Someone"), "", what, entry.hash, erased=False, hidden=True
    )


def _damaged(entry: Entry) -> Line:
    """Somebody changed the row so that it can't be read. It says so, and the page still leads to the check."""
    what = _("something that can no longer be read: the stored row was changed")
    return Line(entry.pk, entry.seq, entry.act, entry.at, _("Someone"), "", what, entry.hash, erased=False)


class _Blank(dict[str, Any]):
    """Erased words read as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _line(entry: Entry) -> Line:
    words = json.loads(entry.words.words or "{}")
    facts = json.loads(entry.text)
    known = ACTS.get(entry.act)
    says = _(known.sentence(facts["facts"])) if known and known.says else entry.act
    who = words.get("by") or (
        _("The rule") if facts["by"]["for"] == "rule" else _("Someone whose name was erased")
    )
    return Line(
        id=entry.pk, seq=entry.seq, act=entry.act, at=entry.at, who=who, acts_for=words.get("for", ""),
        what=says.format_map(_Blank(_said(facts["facts"]) | words)), hash=entry.hash,
        erased=entry.words.erased_by_id is not None,
    )  # fmt: skip


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a sentence can take them: several values joined, none as a dash."""
    return {key: _in_words(value) for key, value in facts.items()}


def _in_words(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(_in_words(one)) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if isinstance(value, str) and MOMENT.fullmatch(value):
        pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
        return date_format(localtime(datetime.fromisoformat(value)), pattern)
    return "–" if value in (None, "") else value
