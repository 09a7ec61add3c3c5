"""Prospects: the board, the list, one of them, entering, moving, scoring, comparing."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.founding.methods.queries import mismatches
from comity.founding.models import Prospect, RecruitingWave
from comity.founding.prospects import acts, forms, lists, permissions, queries
from comity.founding.prospects.board import columns_of
from comity.founding.prospects.permissions import search_of


def board(request: CoalitionRequest) -> HttpResponse:
    """Everybody by state."""
    search, rows = search_of(), list(queries.visible_to(request.standing).order_by("-moved_at", "-pk"))
    knows = permissions.in_committee(request.standing, search)
    given: Any = queries.counts(rows) if knows else {}
    mine: Any = queries.scored_by(request.standing.person) if knows else set()
    context = {
        "columns": columns_of(rows, given, mine), "total": len(rows), "knows": knows,
        "waiting": sum(one.pk not in mine for one in rows) if knows and search and search.adopted_at else 0,
        **_frame(request, search),
    }  # fmt: skip
    return render(request, "founding/prospects/board.html", context)


def all_of_them(request: CoalitionRequest) -> HttpResponseBase:
    """The same as a list."""
    listing = lists.prospects(request)
    context = {"page": listing.page(), **_frame(request, search_of())}
    return listing.export() or render(request, "founding/prospects/list.html", context)


def one(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """One prospect: what it would bring, who of us knows it, where it stands, and for the committee its scores."""
    found, search = find(request, prospect), search_of()
    knows = permissions.in_committee(request.standing, search)
    criteria = list(queries.criteria_visible_to(request.standing)) if knows else []
    side = queries.compared_one(request.standing, found, criteria) if knows else None
    context = {
        "prospect": found, "sign": lists.sign(found), "known": queries.known_by(request.standing, found),
        "knows": knows, "side": side, "given": side.given if side else queries.counts([found]).get(found.pk, 0),
        "spreads": side.spreads(criteria) if side else [], "lines": history(request, found.pk, limit=30),
        "not_scoring": permissions.scoring(request.standing, request.capacity, search, found) if knows else None,
        **_frame(request, search),
    }  # fmt: skip
    return render(request, "founding/prospects/one.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Enter somebody."""
    require(permissions.keeping(request.standing, search_of(), at=now()))
    return ask(
        request, forms.ProspectForm(posted(request), waves=RecruitingWave.objects.all()),
        lambda **said: acts.enter_prospect(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It stands in the list."), heading=_("Enter a prospect"),
        button=_("Enter it"), back=_board(request),
        lede=_("All members can read this. Write here what you would say to it."),
    )  # fmt: skip


def bring_in(request: CoalitionRequest) -> HttpResponse:
    """Bring in a table."""
    require(permissions.keeping(request.standing, search_of(), at=now()))
    form = forms.ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        before = queries.visible_to(request.standing).count()
        made = acts.import_prospects(form.batch.rows, by=request.capacity, at=now())
        n = queries.visible_to(request.standing).count() - before
        said = ngettext("{n} prospect is in the list.", "{n} prospects are in the list.", n).format(n=n)
        toast(request, f"{said} {_('Who was there already is left as it is.')}", undo_url(request, made))
        return redirect(_board(request))
    context = {
        "form": form, "heading": _("Bring in a table"), "button": _("Enter all of them"), "back": _board(request),
        "lede": _("All rows are entered, or none."),
    }  # fmt: skip
    return render(request, "coalitions/form.html", context, status=422 if form.errors else 200)


@require_POST
def take(request: CoalitionRequest) -> HttpResponse:
    """Take over whom the list of organisations holds as prospects."""
    try:
        made = acts.take_prospects(by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("They are taken over, with what we know of them."), undo_url(request, made))
    return redirect(_board(request))


def edit(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Change what we know."""
    found = kept(request, prospect)
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.ProspectForm(posted(request), waves=RecruitingWave.objects.all(), initial=start),
        lambda **said: acts.change_prospect(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("The prospect is changed."), undo=False,
        heading=_("Change this prospect"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def move(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Move it a step."""
    found = kept(request, prospect)
    knows = permissions.in_committee(request.standing, search_of())
    clashes = mismatches(found) if knows else []
    form = forms.MoveForm(
        posted(request), prospect=found, clashes=bool(clashes), initial={"state": request.GET.get("to")}
    )
    return ask(
        request, form,
        lambda **said: acts.move_prospect(found, **said, by=request.capacity, at=now()),
        then=request.GET.get("from") == "board" and _board(request) or found.get_absolute_url(),
        said=_("{name} stands where you put it.").format(name=found.name), heading=_("Where does {name} stand?").format(
            name=found.name), button=_("Move it"), back=found.get_absolute_url(),
        clashes=clashes, template="founding/prospects/move.html",
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Take it out of the list."""
    found = kept(request, prospect)
    acts.strike_prospect(found, by=request.capacity, at=now())
    toast(request, _("It is no longer in the list."), undo_url(request, found))
    return redirect(_board(request))


def score(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Give one's points."""
    found, search = find(request, prospect), search_of()
    require(permissions.scoring(request.standing, request.capacity, search, found))
    form = forms.ScoreForm(posted(request), criteria=queries.criteria_visible_to(request.standing))
    return ask(
        request, form,
        lambda **said: acts.score_prospect(found, form.given(), words=said["words"], by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("Your points are in. Now you see those of the others."), undo=False,
        heading=_("What do you think of {name}?").format(name=found.name), button=_("Give my points"),
        back=found.get_absolute_url(), template="founding/prospects/score.html", prospect=found,
    )  # fmt: skip


def compare(request: CoalitionRequest) -> HttpResponse:
    """Everybody that the reader has scored, with all scores and how far they differ."""
    search = search_of()
    require(permissions.may_know(request.capacity, search, at=now()))
    sides = queries.compared(request.standing, queries.visible_to(request.standing))
    left = queries.visible_to(request.standing).count() - len(sides)
    context = {"sides": sides, "left": left, **_frame(request, search)}
    return render(request, "founding/prospects/compare.html", context)


def find(request: CoalitionRequest, prospect: UUID) -> Prospect:
    """A prospect that the reader may know of."""
    return get_object_or_404(queries.known_to(request.standing), pk=prospect)


def kept(request: CoalitionRequest, prospect: UUID) -> Prospect:
    """A prospect that the reader may change."""
    found = find(request, prospect)
    require(permissions.keeping(request.standing, search_of(), at=now()) or permissions.gone(found))
    return found


def _frame(request: CoalitionRequest, search: Any) -> dict[str, Any]:
    """What every page about prospects shows: the search, and why one can't keep them."""
    return {"search": search, "barred": permissions.keeping(request.standing, search, at=now())}


def _board(request: CoalitionRequest) -> str:
    return reverse("founding:prospects", args=[request.coalition.slug])
