"""Reports at home: the list, and saying that one's own organisation was told."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Reason, require
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.governing import acts
from comity.governing.reports import lists
from comity.governing.reports.forms import ReportForm
from comity.governing.reports.permissions import reporting
from comity.governing.reports.queries import waiting_of
from comity.governing.rulebook.ground import ground_of
from comity.people.models import Organisation


def reports(request: CoalitionRequest) -> HttpResponseBase:
    """What organisations heard from their representatives, and what ours still waits for."""
    listing, by = lists.reports(request), request.capacity
    ground = ground_of(request.coalition.pk, now())
    mine = list(waiting_of(by.spoken_for)) if by.organisation else []
    context = {"waiting": mine, "days": ground.report_days if ground else 0, "page": listing.page()}
    return listing.export() or render(request, "governing/reports/reports.html", context)


def tell(request: CoalitionRequest) -> HttpResponse:
    """Say that our organisation has heard of what was decided."""
    by, page = request.capacity, reverse("governing:reports", args=[request.coalition.slug])
    if by.organisation is None:
        require(Reason(_("Each organisation hears from its own people."), _("Choose its hat above.")))
    require(reporting(request.standing, by, by.spoken_for))
    one = Organisation.objects.get(pk=by.spoken_for)
    return ask(
        request, ReportForm(posted(request), waiting=waiting_of(one.pk)),
        lambda reports, text: acts.file_reports(one, reports, text=text, by=by, at=now()),
        then=page, said=_("Thank you. It stands in the record."), undo=False,
        heading=_("Has {name} heard of it?").format(name=one.name), button=_("Yes, we have told them"),
        lede=_("Who decides for others tells them what came of it."), back=page,
    )  # fmt: skip
