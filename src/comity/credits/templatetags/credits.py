"""Credit on the pages of wings: `{% load credits %}{% credits_of thing %}`, of a registered holder."""

from typing import Any

from django import template
from django.template.context import Context

from comity.credits.panels import of_thing

register = template.Library()


@register.inclusion_tag("credits/parts/credits.html", takes_context=True)
def credits_of(context: Context, thing: Any) -> dict[str, Any]:
    """Who is credited for a thing, and who took part and is not. One query, and those of its wing."""
    shown = {key: context.get(key) for key in ("request", "shell", "csrf_token")}
    return {**shown, "panel": of_thing(context["request"], thing)}
