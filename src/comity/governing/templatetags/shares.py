"""Exact shares as people read them."""

from fractions import Fraction

from django import template

from comity.governing.balance import wording

register = template.Library()


@register.simple_tag
def percent(share: Fraction) -> str:
    """Whole percent of a share."""
    return wording.percent(share)
