"""Terms by the clock: those that near their end are called to mind."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import day_of
from comity.base.refusal import Refused
from comity.coalitions.acts.structure import call_term
from comity.coalitions.models import Term
from comity.coalitions.naming import BEFORE


def call_due(coalition: UUID, at: datetime) -> int:
    """Ask for each term that ends soon, and that nobody is named after; returns how many."""
    with scope(coalition=coalition):
        due = list(_due(at).select_related("person", "seat__organisation", "seat__body", "seat__coalition"))
    for term in due:
        with suppress(Refused):  # it has ended, or its seat has, in this very moment
            call_term(term, by=the_rule(coalition), at=at)
    return len(due)


def _due(at: datetime) -> Any:
    soon = {"ends_on__gte": day_of(at), "ends_on__lte": (at + BEFORE).date()}
    rows = Term.objects.filter(reminded_at=None, seat__ended_on=None, seat__body__ended_on=None, **soon)
    after = Q(ends_on=None) | Q(ends_on__gt=OuterRef("ends_on"))
    named = Term.objects.filter(after, seat=OuterRef("seat")).exclude(pk=OuterRef("pk"))
    return rows.exclude(Exists(named)).order_by("ends_on", "pk")
