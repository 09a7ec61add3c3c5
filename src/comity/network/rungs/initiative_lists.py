"""Initiatives of several sectors as a list. Pages and other programs read the same."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import InitiativeState
from comity.network.rungs.initiative_queries import initiatives_visible_to

LOOKS = {InitiativeState.WORKING: "ok", InitiativeState.ENDED: ""}


def initiatives(request: CoalitionRequest) -> Listing:
    """All of them, the newest first."""
    columns = [
        Column("title", _("What it is about"), "title", sort="title", head=True, link=lambda i: i.get_absolute_url()),
        Column("state", _("Phase"), lambda i: i.get_state_display(), show=_shown, sort="state"),
        Column("seats", _("Who sits there"), lambda i: ", ".join(seat.name for seat in i.held)),
        Column("started_at", _("Begun"), "started_at", sort="started_at"),
    ]
    return Listing(
        request, initiatives_visible_to(request.standing), name="initiatives", columns=columns, default="-started_at",
        caption=_("Initiatives of several sectors"),
        filters=(Words(("title", "problem")), Choose("state", _("Phase"), list(InitiativeState.choices))),
        empty=_empty(request),
    )  # fmt: skip


def _shown(initiative: Any) -> str:
    return status(LOOKS.get(InitiativeState(initiative.state), "info"), initiative.get_state_display())


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No initiative of several sectors yet"),
        _("Some problems move only when public, private and nonprofit work on them together, with citizens."),
        "net",
        _("Begin one"),
        reverse("network:start-initiative", args=[request.coalition.slug]),
        _("“Nobody in Saltmere sleeps cold”: the town, a builder, the shelter and the tenants."),
    )
