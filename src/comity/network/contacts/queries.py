"""Contacts as people may read them; every read starts from `visible_to`."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from comity.base.text import fold
from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.network.models import Acquaintance, Touch

#: after so many days a keeper is reminded again
AGAIN = timedelta(days=14)


def visible_to(standing: Standing) -> "QuerySet[Acquaintance]":
    """Contacts that those inside may know of, without those erased or struck."""
    return known_to(standing).filter(struck_at=None)


def known_to(standing: Standing) -> "QuerySet[Acquaintance]":
    """The same with those that were struck: their page says so."""
    if not standing.inside:
        none: QuerySet[Acquaintance] = Acquaintance.objects.none()
        return none
    rows = readable(Acquaintance.objects.filter(erased_at=None), standing)
    return rows.select_related("coalition", "keeper", "person")


def touches_of(contact: Acquaintance) -> "QuerySet[Touch]":
    """When we were in touch, newest first."""
    rows: QuerySet[Touch] = Touch.objects.filter(acquaintance=contact, struck_at=None)
    return rows.select_related("person")


def due(today: date) -> Q:
    """Contacts with whom it is time to be in touch again."""
    return Q(next_on__lte=today)


def to_remind(today: date) -> "QuerySet[Acquaintance]":
    """Contacts whose keeper is to be reminded on that day: when they fall due, and every two weeks after."""
    late = Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN)
    rows: QuerySet[Acquaintance] = Acquaintance.objects.filter(due(today), late, struck_at=None, erased_at=None)
    return rows.select_related("coalition", "keeper").order_by("next_on", "pk")


def known_names(coalition: UUID) -> set[tuple[str, str]]:
    """Name and address, folded, of those in the book: an import brings nobody twice."""
    rows: Any = Acquaintance.objects.filter(coalition=coalition, struck_at=None, erased_at=None)
    return {(fold(name), fold(email)) for name, email in rows.values_list("name", "email")}
