"""The record of a coalition's acts as a list, and the way back from one's own last steps."""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.audit.acts import ACTS
from comity.audit.models import Entry
from comity.audit.queries import Line, entries_of, grouped, line
from comity.base import registry
from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.refusal import Bar, Reason, require
from comity.base.templatetags.marks import when
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.requests import CoalitionRequest

UNDO_WITHIN = timedelta(minutes=10)
BLANK = re.compile(r"\{[^}]*\}")


class ReadableWords(Words):
    """Searches only words the reader may read."""

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().narrow(rows.filter(readable=True), value)


def recorded(request: CoalitionRequest) -> Listing:
    """Every act of the coalition, newest first."""
    return Listing(
        request, with_openness(entries_of(request.coalition.pk), request.standing), name="record",
        columns=_columns(request), default="-seq", caption=_("Acts"),
        filters=(ReadableWords(("words__words",)), Choose("act", _("What"), _kinds, apply=_of_kind)),
        empty=Empty(_("Nothing has happened yet"), _("Every act will stand here, from the first on."), "seal"),
    )  # fmt: skip


def entry_of(request: CoalitionRequest, entry: UUID) -> Any:
    """One entry of the coalition's record, with `readable`; 404 for any other."""
    return get_object_or_404(with_openness(entries_of(request.coalition.pk), request.standing), pk=entry)


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("inside:entry", request.coalition.slug, like=UUID(int=0))
    return [
        Column("seq", _("No."), sort="seq", numeric=True),
        Column("at", _("When"), show=lambda e: when(e.at), sort="at"),
        Column("who", _("Who"), value=lambda e: _told(e).who),
        Column("for", _("For"), value=lambda e: _told(e).acts_for),
        Column("what", _("What"), value=lambda e: _told(e).what, head=True, link=lambda e: page(e.pk)),
        Column("seal", _("Seal"), value=lambda e: e.hash, show=lambda e: grouped(e.hash)),
    ]  # fmt: skip


def _told(entry: Any) -> Line:
    """The entry in words, found once for all its columns."""
    if not hasattr(entry, "told"):
        entry.told = line(entry)
    told: Line = entry.told
    return told


def _of_kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Only acts one may read of: else the filter would tell what a veiled act was."""
    return rows.filter(readable=True, act=kind)


def _kinds() -> list[tuple[str, str]]:
    """Acts by what they say, with gaps where names stand."""
    return _kinds_in(get_language())


@lru_cache(maxsize=64)
def _kinds_in(_language: str | None) -> list[tuple[str, str]]:
    """Acts do not change while a process lives."""
    said = [(name, BLANK.sub("…", _(act.says)) if act.says else name) for name, act in ACTS.items()]
    return sorted(said, key=lambda kind: kind[1])


def may_undo(request: CoalitionRequest, row: Entry) -> Reason | None:
    """One's own act, of a kind that can be taken back, within ten minutes and once."""
    if row.act not in registry.undo:
        return Reason(_("This can’t be taken back."), bar=Bar.NOT_NOW)
    if row.person != request.person.pk:
        return Reason(_("Only the one who did it can take it back."))
    if now() - row.at > UNDO_WITHIN:
        return Reason(_("It can be taken back for ten minutes only."), bar=Bar.NOT_NOW)
    return None


def take_back(request: CoalitionRequest, row: Any) -> Any:
    """Take an act back by its compensating act, under the hat worn. Nothing is deleted."""
    if not row.readable:
        raise Http404
    require(may_undo(request, row))
    return registry.undo[row.act](row, by=request.capacity, at=now())
