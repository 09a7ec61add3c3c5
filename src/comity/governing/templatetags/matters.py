"""Matters in words: `{% load matters %}`."""

from django import template

from comity.governing.models import Matter
from comity.governing.rulebook.words import amount_in_words

register = template.Library()


@register.filter
def amount(matter: Matter) -> str:
    """ "5,000 EUR"."""
    return "" if matter.amount is None else amount_in_words(matter.amount, matter.currency)
