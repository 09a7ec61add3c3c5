"""Credit as a list, over all that the coalition has done. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.models import Membership
from comity.coalitions.requests import CoalitionRequest
from comity.credits import queries
from comity.credits.models import Credit, State

LOOKS = {State.PROPOSED: "info", State.CONFIRMED: "ok"}
STATES = [(state, state.label) for state in LOOKS]


def credits(request: CoalitionRequest) -> Listing:
    """All lines that stand, of all things one may know of."""
    rows = queries.visible_to(request.standing).exclude(state=State.DROPPED)
    return Listing(
        request, rows, name="credits", columns=_columns(request), default="-given", caption=_("Credit"),
        filters=(
            Words(("name", "what", "held_title")),
            Choose("organisation", _("Organisation"), _organisations, field="organisation",
                   every=_("All organisations")),
            Choose("state", _("Status"), STATES),
        ),
        empty=_empty(request),
    )  # fmt: skip


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("credits:credit", request.coalition.slug, like=UUID(int=0))
    return [
        Column("organisation", _("Organisation"), "name", sort="organisation__sort_name", head=True),
        Column("what", _("What for"), "what", sort="what", link=lambda c: page(c.pk)),
        Column("thing", _("Belongs to"), "held_title", sort="held_title"),
        Column("person", _("Person"), "named"),
        Column("state", _("Status"), lambda c: c.get_state_display(), show=_shown, sort="state"),
        Column("given", _("Proposed on"), "given_at", sort="given_at", shown=False),
    ]  # fmt: skip


def _shown(credit: Credit) -> str:
    return status(LOOKS[State(credit.state)], credit.get_state_display())


def _organisations() -> list[tuple[Any, str]]:
    rows = Membership.objects.order_by("organisation__sort_name")
    return list(rows.values_list("organisation", "organisation__name"))


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("Nobody has been credited yet"),
        _("Whoever did something should be named beside it. Credit stands on the page of what was done."),
        "file",
        _("Look at what was done"),
        reverse("inside:home", args=[request.coalition.slug]),
        _("“Harbour Health Service wrote the first draft.”"),
    )
