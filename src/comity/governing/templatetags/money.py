"""Money on pages."""

from django import template

from comity.governing.money import amount

register = template.Library()


@register.simple_tag
def money(cents: int | None, currency: str = "") -> str:
    """An amount kept in the smallest coin."""
    return "" if cents is None else amount(cents, currency)
