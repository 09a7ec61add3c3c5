"""What has to be covered, waves of recruiting, the criteria, and which committee looks for partners."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.templatetags.marks import day
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.models import Body, BodyKind
from comity.coalitions.permissions import coordinating
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.wanted import DIMENSIONS
from comity.founding.prospects import acts, acts_gaps, forms, permissions, queries
from comity.founding.prospects.coverage import coverage_of, crossing
from comity.founding.prospects.permissions import search_of
from comity.governing.models import Decision


def coverage(request: CoalitionRequest) -> HttpResponse:
    """Who covers what, the gaps, and whom to win to close them."""
    search, found = search_of(), coverage_of(request.standing)
    named = {"sector": _("Sector"), "population": _("Population"), "competence": _("Competence"), "place": _("Place")}
    used = [name for name in DIMENSIONS if any(getattr(cell.need, name) for cell in found.cells)] or list(DIMENSIONS)
    down = _asked(request, "down", used[0])
    across = _asked(request, "across", next((name for name in used if name != down), used[-1]))
    context = {
        "coverage": found, "crossing": crossing(found.cells, down, across), "down": down, "across": across,
        "dimensions": list(named.items()), "search": search,
        "barred": permissions.keeping(request.standing, search, at=now()),
    }  # fmt: skip
    return render(request, "founding/prospects/coverage.html", context)


def _asked(request: CoalitionRequest, key: str, usual: str) -> str:
    asked = request.GET.get(key, usual)
    return asked if asked in DIMENSIONS else usual


def name_needs(request: CoalitionRequest) -> HttpResponse:
    """Say what has to be covered."""
    require(permissions.keeping(request.standing, search_of(), at=now()))
    return ask(
        request, forms.NeedsForm(posted(request)),
        lambda **said: acts_gaps.name_needs(**said, by=request.capacity, at=now()),
        then=_coverage(request), said=_("It is named. The matrix shows who covers it."),
        heading=_("What has to be covered?"), button=_("Name it"), back=_coverage(request),
        lede=_("Every combination becomes a cell. What you leave empty may be anything."),
    )  # fmt: skip


def explain(request: CoalitionRequest, need: UUID) -> HttpResponse:
    """Say why a gap stays open."""
    found = _need(request, need)
    return ask(
        request, forms.ExplainForm(posted(request), initial={"why": found.explained}),
        lambda why: acts_gaps.explain_need(found, why, by=request.capacity, at=now()),
        then=_coverage(request), said=_("It is noted."), undo=False, heading=str(found), button=_("Keep the reason"),
        back=_coverage(request), lede=_("A gap that is explained is no gap to close now. Everybody can read why."),
    )  # fmt: skip


@require_POST
def strike_need(request: CoalitionRequest, need: UUID) -> HttpResponse:
    """It need not be covered."""
    found = _need(request, need)
    acts_gaps.strike_need(found, by=request.capacity, at=now())
    toast(request, _("It need not be covered any more."), undo_url(request, found))
    return redirect(_coverage(request))


def _need(request: CoalitionRequest, need: UUID) -> Any:
    found = get_object_or_404(queries.needs_visible_to(request.standing), pk=need)
    require(permissions.keeping(request.standing, search_of(), at=now()))
    return found


# ── waves ──


def waves(request: CoalitionRequest) -> HttpResponse:
    """The waves in their order, and what each waits for."""
    today, members, search = day_of(now()), members_of(request.coalition.pk).count(), search_of()
    rows = [
        {"wave": one, "words": forms.wave_in_words(one, day), "ready": queries.ready(one, today=today, members=members)}
        for one in queries.waves_visible_to(request.standing)
    ]
    barred = permissions.keeping(request.standing, search, at=now())
    context = {"rows": rows, "members": members, "search": search, "barred": barred}
    return render(request, "founding/prospects/waves.html", context)


def plan_wave(request: CoalitionRequest) -> HttpResponse:
    """Plan a wave."""
    require(permissions.keeping(request.standing, search_of(), at=now()))
    return ask(
        request, forms.WaveForm(posted(request)),
        lambda **said: acts_gaps.plan_wave(**said, by=request.capacity, at=now()),
        then=_waves(request), said=_("The wave is planned."), heading=_("Plan a wave of recruiting"),
        button=_("Plan it"), back=_waves(request),
        lede=_("Start with few whom you can trust. Say now what lets you grow."),
    )  # fmt: skip


@require_POST
def begin_wave(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """Its prospects can be invited."""
    found = get_object_or_404(queries.waves_visible_to(request.standing), pk=wave)
    acts_gaps.begin_wave(found, by=request.capacity, at=now())
    toast(request, _("The wave has begun. Its prospects can be invited."))
    return redirect(_waves(request))


# ── the committee and its criteria ──


def criteria(request: CoalitionRequest) -> HttpResponse:
    """Which committee looks for partners, and by what."""
    search = queries.search_known_to(request.standing).first()
    context = {
        "search": search, "criteria": queries.criteria_visible_to(request.standing),
        "barred": permissions.agreeing(request.standing, search),
        "not_naming": coordinating(request.standing, at=now()),
    }  # fmt: skip
    return render(request, "founding/prospects/criteria.html", context)


def begin(request: CoalitionRequest) -> HttpResponse:
    """Name the committee."""
    require(coordinating(request.standing, at=now()))
    bodies = Body.objects.filter(ended_on=None).exclude(kind=BodyKind.ASSEMBLY).order_by("name")
    search = search_of()
    return ask(
        request, forms.BodyForm(posted(request), bodies=bodies, initial={"body": search.body_id if search else None}),
        lambda body: acts.begin_search(body, by=request.capacity, at=now()), then=_criteria(request), undo=False,
        said=_("It looks for partners from now on."), heading=_("Which committee looks for partners?"),
        button=_("Name it"), back=_criteria(request),
        lede=_("A few people whom all trust: what they find out stays among them."),
    )  # fmt: skip


def state(request: CoalitionRequest) -> HttpResponse:
    """Add a criterion."""
    require(permissions.agreeing(request.standing, search_of()))
    return ask(
        request, forms.CriterionForm(posted(request)),
        lambda **said: acts.state_criterion(**said, by=request.capacity, at=now()), then=_criteria(request),
        said=_("The criterion is stated."), heading=_("State a criterion"), button=_("State it"),
        back=_criteria(request),
    )  # fmt: skip


@require_POST
def strike(request: CoalitionRequest, criterion: UUID) -> HttpResponse:
    """Take one away."""
    found = get_object_or_404(queries.criteria_visible_to(request.standing), pk=criterion)
    acts.strike_criterion(found, by=request.capacity, at=now())
    toast(request, _("The criterion is struck."))
    return redirect(_criteria(request))


def adopt(request: CoalitionRequest) -> HttpResponse:
    """Say how the committee agreed."""
    search = search_of()
    require(permissions.agreeing(request.standing, search))
    rows = Decision.objects.filter(carried=True, question__body=search and search.body_id)
    form = forms.AdoptForm(
        posted(request), decisions=rows.select_related("question").order_by("-sealed_at"), initial={"on": day_of(now())}
    )
    return ask(
        request, form,
        lambda **said: acts.adopt_criteria(**said, by=request.capacity, at=now()), then=_criteria(request), undo=False,
        said=_("The criteria are agreed. Each of you can score now."),
        heading=_("The committee agreed on the criteria"), button=_("Put it on record"), back=_criteria(request),
        lede=_("With the first score they stand still, so that every prospect is measured alike."),
    )  # fmt: skip


def _coverage(request: CoalitionRequest) -> str:
    return reverse("founding:prospects-coverage", args=[request.coalition.slug])


def _waves(request: CoalitionRequest) -> str:
    return reverse("founding:prospects-waves", args=[request.coalition.slug])


def _criteria(request: CoalitionRequest) -> str:
    return reverse("founding:prospects-criteria", args=[request.coalition.slug])
