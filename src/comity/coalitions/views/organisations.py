"""The list of organisations and the page of each."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import day_of, now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import org
from comity.coalitions.asking import inside
from comity.coalitions.models import Mandate, MembershipChange, MembershipState, Power
from comity.coalitions.panels import panels_for
from comity.coalitions.permissions import editing, mandating
from comity.coalitions.queries import mandates_of, seats_on, visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.standing import live
from comity.coalitions.views.showing import Named, desk, history, may_leave, membership_status, steps_open
from comity.people.models import Base, Organisation, Sector


def listed(request: CoalitionRequest) -> Listing:
    """Every organisation of the list; who left on the day it came, only if one asks for those who left."""
    at = now()
    people = (
        Mandate.objects.filter(live(day_of(at)), organisation=OuterRef("pk")).order_by().values("organisation")
    )
    counted = people.annotate(n=Count("person", distinct=True)).values("n")
    rows = visible_organisations(request.standing).filter(merged_into=None)
    if request.GET.get("state") != MembershipState.LEFT:
        rows = rows.exclude(_passed_through())
    return Listing(
        request, rows.annotate(speakers=Coalesce(Subquery(counted), 0)), name="organisations",
        caption=_("Organisations"), default="name", columns=_columns(request), filters=_filters(),
        empty=_empty(request),
    )  # fmt: skip


def organisations(request: CoalitionRequest) -> HttpResponseBase:
    """The list of organisations."""
    listing = listed(request)
    context = {"desk": desk(request.standing, at=now())}
    return listing.export() or render(
        request, "coalitions/organisations.html", context | {"page": listing.page()}
    )


def _passed_through() -> Q:
    """Organisations that were on the list for no day at all, as after a roster that was taken back.

    What is cheap is asked first, so that of those that are still here nothing else is looked up.
    """
    before = MembershipChange.objects.filter(
        membership=OuterRef("membership_here"), on__lt=OuterRef("since_here")
    )
    return Q(state_here=MembershipState.LEFT) & Q(~Exists(before))


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("coalitions:organisation", request.coalition.slug)
    return [
        Column(
            "name", _("Organisation"), "shown_name", sort="sort_name", head=True,
            show=lambda o: org(Named(o), url=page(o.slug), small=None),
        ),
        Column(
            "state", _("Membership"), lambda o: MembershipState(o.state_here).label, sort="state_here",
            show=lambda o: membership_status(o.state_here, o.leaves_here),
        ),
        Column("since", _("Since"), "since_here", sort="since_here"),
        Column("leaves", _("Leaves on"), "leaves_here", shown=False),
        Column("people", _("People who act for it"), "speakers", sort="speakers", numeric=True),
        Column("lead", _("Days to decide"), "lead_days", sort="lead_days", numeric=True),
        Column("sector", _("Sector"), lambda o: o.get_sector_display(), shown=False),
        Column("base", _("Stands in"), lambda o: o.get_base_display(), shown=False),
        Column("place", _("Place"), "place", shown=False),
        Column("website", _("Website"), "website", shown=False),
    ]  # fmt: skip


def _filters() -> list[Words | Choose]:
    return [
        Words(("name", "shown_name", "place")),
        Choose("sector", _("Sector"), Sector.choices),
        Choose("state", _("Membership"), MembershipState.choices, field="state_here"),
        Choose("base", _("Stands in"), Base.choices),
    ]


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No organisations yet"),
        _("A coalition begins with the ones who are already in the room."),
        "org", _("Enter the first one"), inside(request, "add-organisation"),
        _("“Open Door Shelter, nonprofit, member since today.”"),
    )  # fmt: skip


# ── one organisation ──


def find(request: CoalitionRequest, slug: str) -> Any:
    """The organisation of that address as it appears here, or 404."""
    return get_object_or_404(visible_organisations(request.standing), slug=slug)


def organisation(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Who it is, how it decides, who acts for it, where it sits."""
    one, at = find(request, slug), now()
    if one.merged_into_id:
        return redirect(inside(request, "organisation", Organisation.objects.get(pk=one.merged_into_id).slug))
    found = panels_for(request, one)
    seats = seats_on(day_of(at), organisation=one.pk, body__ended_on=None)
    context = _head(request, one) | {
        "tab": "page",
        "mandates": [m for m in mandates_of(one.pk) if m.holds(day_of(at))],
        "seats": seats.order_by("body__name", "pk"),
        "facts": _how_it_decides(one),
        "main_panels": [panel for panel in found if not panel.aside],
        "aside_panels": [panel for panel in found if panel.aside],
    }
    return render(request, "coalitions/organisation.html", context)


def organisation_mandates(request: CoalitionRequest, slug: str) -> HttpResponse:
    """Everyone who may or might act for it, and until when."""
    one, at = find(request, slug), now()
    rows = list(mandates_of(one.pk))
    context = _head(request, one) | {
        "tab": "mandates",
        "running": [m for m in rows if m.holds(day_of(at))],
        "ended": [m for m in rows if not m.holds(day_of(at))],
        "why_not_mandate": mandating(request.standing, one.pk, [Power.SPEAK], at=at),
    }
    return render(request, "coalitions/organisation_mandates.html", context)


def organisation_history(request: CoalitionRequest, slug: str) -> HttpResponse:
    """What was done about it, newest first."""
    one = find(request, slug)
    names = list(Organisation.objects.filter(merged_into=one.pk).values_list("name", flat=True))
    context = _head(request, one) | {
        "tab": "history",
        "lines": history(request, one.pk, one.membership_here),
        "aliases": names,
    }
    return render(request, "coalitions/organisation_history.html", context)


def _head(request: CoalitionRequest, one: Any) -> dict[str, Any]:
    """What stands on top of each of its pages."""
    at = now()
    return {
        "organisation": one,
        "named": Named(one),
        "state": membership_status(one.state_here, one.leaves_here),
        "why_not_edit": editing(request.standing, one.pk, at=at),
        "mine": request.standing.organisation(one.pk) is not None,
        "desk": desk(request.standing, at=at),
        "steps": steps_open(request.standing, one),
        "may_stay": may_leave(request.standing, one),
    }


def _how_it_decides(one: Organisation) -> list[tuple[str, object]]:
    lead = _("{n} days from question to answer").format(n=one.lead_days) if one.lead_days is not None else ""
    return [
        (_("Who decides"), one.decided_by),
        (_("How often"), one.get_decides_display()),
        (_("Lead time"), lead),
    ]
