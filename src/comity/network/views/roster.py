"""A roster comes in: pasted or uploaded, looked at and corrected, entered as a whole."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.audit.models import Entry
from comity.base.clock import now
from comity.base.lists.export import as_file
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.recording import UNDO_WITHIN
from comity.coalitions.requests import CoalitionRequest
from comity.network.forms.roster import DecisionsForm, RosterForm
from comity.network.jobs import draw_ahead
from comity.network.models import DraftState, RosterDraft
from comity.network.permissions import importing
from comity.network.roster import drafts
from comity.network.roster.decisions import Decisions
from comity.network.roster.working import drafts_of, set_to_work
from comity.network.saying import entered_in_words
from comity.network.views.telling import first_remark

SHOWN_WRONG = 100
#: the page of a draft that is worked on looks again after so many seconds
LOOK_AGAIN = "2"


def roster(request: CoalitionRequest) -> HttpResponse:
    """Paste lists, or choose files."""
    at = now()
    require(importing(request.standing, at=at))
    form = RosterForm(request.POST or None, request.FILES or None, initial=_pasted_before(request))
    if request.method == "POST" and form.is_valid():
        draft = drafts.make(form.tables, by=request.capacity, at=at)
        set_to_work(draft, DraftState.CHECKING)
        for note in form.notes:
            toast(request, note)
        return redirect(_page(request, draft))
    return render(request, "network/roster.html", {"form": form}, status=422 if form.errors else 200)


def draft(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """What a draft would do, and what to mend; or how far it is."""
    require(importing(request.standing, at=now()))
    row = get_object_or_404(drafts_of(request.person.pk, at=now()), pk=pk)
    if row.busy:
        return _waiting(request, row)
    if row.state == DraftState.DONE:
        return _done(request, row)
    if row.state != DraftState.CHECKED:
        return render(request, "network/roster_failed.html", {"draft": row})
    return _decide(request, row)


def _decide(request: CoalitionRequest, row: RosterDraft) -> HttpResponse:
    decisions = Decisions.from_plain(row.choices)
    form = DecisionsForm(row.found, decisions, request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafts.choose(row, form.decided().as_plain())
        enters = request.POST.get("go") == "enter"
        set_to_work(row, DraftState.RUNNING if enters else DraftState.CHECKING)
        return _entered(request, row) if row.state == DraftState.DONE else redirect(_page(request, row))
    wrong = row.found.get("wrong", [])
    context = {
        "draft": row, "form": form, "wrong": wrong[:SHOWN_WRONG], "wrong_count": len(wrong) + row.found.get("more", 0),
        "counts": row.found.get("counts"), "remarks": row.found.get("remarks", []),
    }  # fmt: skip
    return render(request, "network/roster_draft.html", context, status=422 if form.errors else 200)


def _entered(request: CoalitionRequest, row: RosterDraft) -> HttpResponse:
    """To the map, with what was done, the way back, and one true remark."""
    draw_ahead(row, at=now())
    entry = _entry(row)
    toast(request, entered_in_words(entry), reverse("inside:undo", args=[request.coalition.slug, entry.pk]))
    if remark := first_remark(request):
        toast(request, remark)
    return redirect(reverse("network:map", args=[request.coalition.slug]))


def _entry(row: RosterDraft) -> Entry:
    """The import in the record."""
    assert row.entry is not None
    return Entry.objects.get(pk=row.entry)


def _waiting(request: CoalitionRequest, row: RosterDraft) -> HttpResponse:
    response = render(request, "network/roster_waiting.html", {"draft": row})
    response.headers["Refresh"] = LOOK_AGAIN
    return response


def _done(request: CoalitionRequest, row: RosterDraft) -> HttpResponse:
    entry = _entry(row)
    context = {
        "said": entered_in_words(entry), "remark": first_remark(request), "entry": entry,
        "may_undo": entry.person == request.person.pk and now() - entry.at <= UNDO_WITHIN,
    }  # fmt: skip
    return render(request, "network/roster_done.html", context)


def problems(request: CoalitionRequest, pk: UUID) -> HttpResponseBase:
    """All that is to be mended, as a table."""
    require(importing(request.standing, at=now()))
    row = get_object_or_404(drafts_of(request.person.pk, at=now()), pk=pk)
    header = [_("Table"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What helps")]
    keys = ("table", "row", "column", "value", "says", "mend")
    table = ([one[key] for key in keys] for one in row.found.get("wrong", []))
    return as_file(header, table, "csv", "roster-problems")


def _page(request: CoalitionRequest, row: RosterDraft) -> str:
    return reverse("network:roster-draft", args=[request.coalition.slug, row.pk])


def _pasted_before(request: CoalitionRequest) -> dict[str, str]:
    """What was pasted into a draft, to go on from there."""
    asked = request.GET.get("draft", "")
    row = drafts_of(request.person.pk, at=now()).filter(pk=asked).first() if _is_id(asked) else None
    return {kind.value: table.pasted for kind, table in drafts.tables_of(row).items()} if row else {}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
