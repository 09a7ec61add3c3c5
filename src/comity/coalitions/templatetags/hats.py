"""For whom one acts, on every form inside a coalition: `{% load hats %}` … `{% for_whom %}` inside the <form>."""

from typing import Any

from django import template
from django.template.context import Context

from comity.base.capacity import ActsFor
from comity.coalitions.middleware import ACTING_AS

register = template.Library()


@register.inclusion_tag("coalitions/parts/for_whom.html", takes_context=True)
def for_whom(context: Context, silent: bool = False) -> dict[str, Any]:
    """The hat under which this form was opened: a hidden field, and in words unless `silent`."""
    request: Any = context["request"]
    capacity = request.capacity
    hold = request.standing.organisation(capacity.organisation) if request.standing else None
    return {
        "field": ACTING_AS,
        "value": capacity.value,
        "name": capacity.of_name,
        "sector": hold.sector if hold else "",
        "self": capacity.acts_for == ActsFor.SELF,
        "silent": silent,
    }
