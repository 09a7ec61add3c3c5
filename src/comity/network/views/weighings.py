"""Weighing how closely to work: begun, answered, read, ended; and a risk taken knowingly."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import weighings as acts
from comity.network.models import Weighing
from comity.network.permissions import reporting
from comity.network.rungs import weighing_lists as lists
from comity.network.rungs.weighing_forms import KnowinglyForm, StartForm, WeighForm
from comity.network.rungs.weighing_page import WeighingSheet
from comity.network.rungs.weighing_queries import weighings_visible_to


def weighings(request: CoalitionRequest) -> HttpResponseBase:
    """What one's own organisations weigh."""
    listing = lists.weighings(request)
    context = {"page": listing.page(), "barred": reporting(request.standing, request.capacity)}
    return listing.export() or render(request, "network/rungs/weighings.html", context)


def start(request: CoalitionRequest) -> HttpResponse:
    """Ask others how closely to work together."""
    require(reporting(request.standing, request.capacity))
    us: Any = request.capacity.of
    members = members_of(request.coalition.pk).order_by("sort_name")
    others = members.exclude(pk=us)
    chosen = others.filter(slug__in=request.GET.getlist("with"))

    def run(others: Any) -> Weighing:
        return acts.start_weighing([*others, members.get(pk=us)], by=request.capacity, at=now())

    return ask(
        request, StartForm(posted(request), others=others, initial={"others": list(chosen)}), run,
        then=lambda made: made.get_absolute_url(), undo=False,
        said=_("All sides are asked. Give your own answers now."),
        heading=_("How closely should we work together?"), button=_("Ask them"), back=_all(request),
        lede=_("Only those you choose will know of it. Each side’s answers stay its own."),
    )  # fmt: skip


def weighing(request: CoalitionRequest, weighing: UUID) -> HttpResponse:
    """One weighing: who has answered, and once all have, what fits."""
    found = find_weighing(request, weighing)
    sheet = WeighingSheet(found, request.standing, request.capacity)
    return render(request, "network/rungs/weighing.html", {"weighing": found, "sheet": sheet})


def answer(request: CoalitionRequest, weighing: UUID) -> HttpResponse:
    """Answer for one's own side."""
    found = find_weighing(request, weighing)
    sheet = WeighingSheet(found, request.standing, request.capacity)
    require(sheet.barred or (None if sheet.is_open else Reason(_("This is over."), bar=Bar.NOT_NOW)))
    form = WeighForm(posted(request), initial=sheet.said)
    return ask(
        request, form,
        lambda **_given: acts.answer_weighing(found, **form.answers(), by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("Your answers are kept for your own side alone."), undo=False,
        heading=_("What do you want, what have you got, how far do you trust?"), button=_("Keep our answers"),
        back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


def knowingly(request: CoalitionRequest, weighing: UUID) -> HttpResponse:
    """Take a step that raises shared risk all the same."""
    found = find_weighing(request, weighing)
    sheet = WeighingSheet(found, request.standing, request.capacity)
    require(sheet.barred or (None if sheet.may_take_knowingly else Reason(_("No step waits."), bar=Bar.NOT_NOW)))
    return ask(
        request, KnowinglyForm(posted(request)),
        lambda why: acts.take_knowingly(found, why=why, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("It is on record that you take it knowingly."), undo=False,
        heading=_("Take this step now?"), button=_("We take it knowingly"), back=found.get_absolute_url(),
        lede=_("Nothing yet shows that you can rely on each other with a shared loss."),
    )  # fmt: skip


@require_POST
def end(request: CoalitionRequest, weighing: UUID) -> HttpResponse:
    """Rather not weigh this now."""
    found = acts.end_weighing(find_weighing(request, weighing), by=request.capacity, at=now())
    toast(request, _("It has ended. No answer is shown to anybody."))
    return redirect(found)


def find_weighing(request: CoalitionRequest, weighing: UUID) -> Weighing:
    """The weighing of that id, if one speaks for a side of it."""
    found: Weighing = get_object_or_404(weighings_visible_to(request.standing), pk=weighing)
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("network:weighings", args=[request.coalition.slug])
