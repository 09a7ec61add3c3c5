"""The pages of one series: how the body meets, what is planned, changes, the end."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.models import Structure
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.core.meetings.pattern import Usual
from comity.meetings import acts, forms, queries, sheets
from comity.meetings.acts.planning import usual_items
from comity.meetings.models import ItemKind
from comity.meetings.permissions import leading
from comity.meetings.views.reading import bodies_to_lead, met_series
from comity.meetings.views.register import planning

SHOWN = 12


def series(request: CoalitionRequest, series: UUID) -> HttpResponse:
    """How it meets, what is planned, what was held."""
    found, at = met_series(request, series), now()
    rows = queries.with_counts(queries.visible_to(request.standing).filter(series=found))
    context = {
        "series": found, "at": at, "ahead": rows.filter(starts_at__gt=at).order_by("starts_at")[:SHOWN],
        "usual": _usual(found.pattern),
        "past": rows.filter(starts_at__lte=at).order_by("-starts_at")[:SHOWN],
        "barred": leading(request.standing, request.capacity, found), "lines": history(request, found.pk, limit=20),
    }  # fmt: skip
    return render(request, "meetings/series.html", context)


def _usual(pattern: str) -> list[Usual]:
    """The items of the usual agenda with their kinds in words; none of one that can't be read."""
    try:
        return [replace(one, kind=str(ItemKind(one.kind).label)) for one in usual_items(pattern)]
    except ValidationError:
        return []


def new(request: CoalitionRequest) -> HttpResponse:
    """Begin a series."""
    require(planning(request))
    form = forms.NewSeriesForm(posted(request), bodies=bodies_to_lead(request), initial=_first(request))
    return ask(
        request, form, partial(acts.begin_series, by=request.capacity, at=now()),
        then=lambda one: one.get_absolute_url(),
        said=_("The series has begun. Its next meetings are planned."), heading=_("How does the body meet?"),
        lede=_("Agree on it once. Comity then plans the meetings, and says when they must be called."),
        button=_("Begin the series"), back=_all(request),
    )  # fmt: skip


def edit(request: CoalitionRequest, series: UUID) -> HttpResponse:
    """Change how it meets."""
    found = met_series(request, series)
    require(leading(request.standing, request.capacity, found))
    stands = {name: getattr(found, name) for name in acts.RULES}
    return ask(
        request, forms.SeriesForm(posted(request), initial=stands),
        partial(acts.change_series, found, by=request.capacity, at=now()), of=found, then=found.get_absolute_url(),
        said=_("The series is changed. Meetings that were called stay as they were told."),
        heading=_("Change {name}").format(name=found.name), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def from_sheet(request: CoalitionRequest, body: UUID) -> HttpResponse:
    """Begin the series that the body's structure sheet agreed."""
    sheet = get_object_or_404(sheets.unbegun(), body=body)
    begun = acts.begin_series(**sheets.from_sheet(sheet), by=request.capacity, at=now())
    toast(request, _("The series has begun, as the sheet of the body says. Its next meetings are planned."))
    return redirect(begun)


@require_POST
def plan(request: CoalitionRequest, series: UUID) -> HttpResponse:
    """Plan the meetings that have come within three months; the worker does so each night."""
    found = met_series(request, series)
    acts.plan_ahead(found, by=request.capacity, at=now())
    toast(request, _("The next meetings are planned."))
    return redirect(found)


def end(request: CoalitionRequest, series: UUID) -> HttpResponse:
    """End it, after saying what becomes of its meetings."""
    found = met_series(request, series)
    require(leading(request.standing, request.capacity, found))
    return ask(
        request, SureForm(posted(request)), lambda: acts.end_series(found, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("The series has ended."), undo=False, danger=True,
        heading=_("End {name}?").format(name=found.name), button=_("End the series"), back=found.get_absolute_url(),
        lede=_("This can’t be taken back. Meetings nobody was called to are dropped; those that were called stay."),
    )  # fmt: skip


def _first(request: CoalitionRequest) -> dict[str, object]:
    """What the body of the hat agreed on its sheet, where it did."""
    sheet = (
        Structure.objects.filter(body=request.capacity.spoken_for)
        .exclude(every="")
        .select_related("body")
        .first()
    )
    return {**sheets.from_sheet(sheet), "body": sheet.body_id} if sheet else {"body": request.capacity.body}


def _all(request: CoalitionRequest) -> str:
    return reverse("meetings:register", args=[request.coalition.slug])
