"""The way from a thing's page to what was laid out to be signed for it. Costs no query."""

from typing import Any

from django.urls import reverse

from comity.coalitions.held import adding, place_of
from comity.coalitions.models import Body
from comity.coalitions.panels import Panel
from comity.coalitions.requests import CoalitionRequest


def of_thing(request: CoalitionRequest, thing: Any) -> dict[str, Any]:
    """What the part `signatures/parts/sheets.html` needs, as its `panel`."""
    slug = request.coalition.slug
    add = f"{reverse('signatures:new', args=[slug])}?{place_of(thing).query}"
    return {
        "add_url": add if adding(request, thing) is None else "",
        "all_url": f"{reverse('signatures:sheets', args=[slug])}?of={thing.pk}",
    }


def of_body(request: CoalitionRequest, body: Body) -> Panel:
    """The same for a body's page."""
    return Panel("signatures/parts/sheets.html", of_thing(request, body), aside=True, order=40)
