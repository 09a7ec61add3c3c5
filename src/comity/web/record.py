"""The record of acts: readable, checkable by anyone inside, and the place from which a step is taken back."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.audit.acts import ACTS
from comity.audit.models import Entry
from comity.audit.queries import entries_of, grouped, head_of, line
from comity.audit.verify import verify
from comity.base import registry
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.refusal import Bar, Reason, require
from comity.base.templatetags.marks import when
from comity.base.toasts import toast
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.requests import CoalitionRequest
from comity.web.reading import back

UNDO_WITHIN = timedelta(minutes=10)
BLANK = re.compile(r"\{[^}]*\}")


class ReadableWords(Words):
    """Searches only words the reader may read."""

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().narrow(rows.filter(readable=True), value)


def record(request: CoalitionRequest) -> HttpResponseBase:
    """Every act of the coalition, newest first, with the newest seal."""
    listing = Listing(
        request, with_openness(entries_of(request.coalition.pk), request.standing), name="record",
        columns=_columns(request), default="-seq", caption=_("Acts"),
        filters=(ReadableWords(("words__words",)), Choose("act", _("What"), _kinds, apply=_of_kind)),
        empty=Empty(_("Nothing has happened yet"), _("Every act will stand here, from the first on."), "seal"),
    )  # fmt: skip
    context = {"head": head_of(request.coalition.pk)}
    return listing.export() or render(request, "web/record.html", context | {"page": listing.page()})


def _columns(request: CoalitionRequest) -> list[Column]:
    slug = request.coalition.slug
    return [
        Column("seq", _("No."), sort="seq", numeric=True),
        Column("at", _("When"), show=lambda e: when(e.at), sort="at"),
        Column("who", _("Who"), value=lambda e: line(e).who),
        Column("for", _("For"), value=lambda e: line(e).acts_for),
        Column("what", _("What"), value=lambda e: line(e).what, head=True,
               link=lambda e: reverse("inside:entry", args=[slug, e.pk])),
        Column("seal", _("Seal"), value=lambda e: e.hash, show=lambda e: grouped(e.hash)),
    ]  # fmt: skip


def _of_kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Only acts one may read of: else the filter would tell what a veiled act was."""
    return rows.filter(readable=True, act=kind)


def _kinds() -> list[tuple[str, str]]:
    """Acts by what they say, with gaps where names stand."""
    said = [(name, BLANK.sub("…", _(act.says)) if act.says else name) for name, act in ACTS.items()]
    return sorted(said, key=lambda kind: kind[1])


def entry(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """One act, with its canonical text, from which anyone can compute its seal."""
    row: Any = get_object_or_404(with_openness(entries_of(request.coalition.pk), request.standing), pk=entry)
    context = {"entry": row, "line": line(row), "undo": row.readable and may_undo(request, row) is None}
    return render(request, "web/entry.html", context)


@require_POST
def check(request: CoalitionRequest) -> HttpResponse:
    """Walk the whole record now and say what does not fit; `head` is a seal the reader holds from a mail."""
    held = request.POST.get("head", "").strip()
    faults = list(verify(request.coalition.pk, head=held))
    context = {
        "faults": faults[:100],
        "count": len(faults),
        "held": held,
        "head": head_of(request.coalition.pk),
    }
    return render(request, "web/checked.html", context)


def may_undo(request: CoalitionRequest, row: Entry) -> Reason | None:
    """One's own act, of a kind that can be taken back, within ten minutes and once."""
    if row.act not in registry.undo:
        return Reason(_("This can’t be taken back."), bar=Bar.NOT_NOW)
    if row.person != request.person.pk:
        return Reason(_("Only the one who did it can take it back."))
    if now() - row.at > UNDO_WITHIN:
        return Reason(_("It can be taken back for ten minutes only."), bar=Bar.NOT_NOW)
    return None


@require_POST
def undo(request: CoalitionRequest, entry: UUID) -> HttpResponse:
    """Take an act back by its compensating act. Nothing is deleted."""
    row: Any = get_object_or_404(with_openness(entries_of(request.coalition.pk), request.standing), pk=entry)
    if not row.readable:
        raise Http404
    require(may_undo(request, row))
    try:
        registry.undo[row.act](row, by=request.capacity, at=now())
        toast(request, _("Taken back: {what}.").format(what=line(row).what))
    except ValidationError as fault:
        toast(request, " ".join(fault.messages), level=messages.ERROR)
    return back(request, reverse("inside:record", args=[request.coalition.slug]))
