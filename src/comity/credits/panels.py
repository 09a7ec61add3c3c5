"""The credit of one thing, as it stands on its page."""

from typing import Any

from django.urls import reverse

from comity.coalitions.held import adding, place_of
from comity.coalitions.requests import CoalitionRequest
from comity.credits import queries
from comity.credits.models import State

#: how many organisations without a line are named
NAMED = 12


def of_thing(request: CoalitionRequest, thing: Any) -> dict[str, Any]:
    """What the part `credits/parts/credits.html` needs, as its `panel`. A thing may know that it has none."""
    slug = request.coalition.slug
    rows = queries.of_thing(request.standing, thing._meta.label_lower, thing.pk)
    lines = list(rows) if getattr(thing, "has_credit", True) else []
    missing = queries.missing(thing, lines)
    may, query = adding(request, thing) is None, place_of(thing).query
    return {
        "lines": lines,
        "proposed": [line for line in lines if line.state == State.PROPOSED],
        "missing": missing[:NAMED],
        "more_missing": max(0, len(missing) - NAMED),
        "add_url": f"{reverse('credits:new', args=[slug])}?{query}" if may else "",
        "order_url": f"{reverse('credits:order', args=[slug])}?{query}" if may and len(lines) > 1 else "",
    }
