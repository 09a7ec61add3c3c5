"""Sheets on the pages of wings: `{% load signatures %}{% sheets_of thing %}`, of a registered holder."""

from typing import Any

from django import template
from django.template.context import Context

from comity.signatures.drawing import HIGH, WIDE
from comity.signatures.panels import of_thing

register = template.Library()


@register.inclusion_tag("signatures/parts/sheets.html", takes_context=True)
def sheets_of(context: Context, thing: Any) -> dict[str, Any]:
    """The way to what was laid out to be signed for a thing, and to a new sheet for those who may add one."""
    return {"panel": of_thing(context["request"], thing)}


@register.inclusion_tag("signatures/parts/name.html")
def signed_name(signature: Any) -> dict[str, Any]:
    """The name as it was drawn, or typed."""
    return {"signature": signature, "wide": WIDE, "high": HIGH}
