"""Reports at home, read: all that one may know of, and those that wait."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.governing.models import HomeReport


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """Reports on what the reader may know of; outsiders know of none."""
    rows: Any = HomeReport.objects.all() if standing.inside else HomeReport.objects.none()
    return readable(rows, standing, thing="held_id").select_related("organisation", "person")


def waiting_of(organisation: UUID) -> "QuerySet[Any]":
    """What an organisation has not heard of yet, due first."""
    rows: QuerySet[Any] = HomeReport.objects.filter(organisation=organisation, reported_at=None)
    return rows.order_by("due_on", "asked_at", "pk")


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All reports, header first."""
    yield "organisation", "about", "due_on", "reported_at", "reported_by", "what_was_said"
    for one in visible_to(standing).order_by("asked_at", "pk").iterator(chunk_size=500):
        person = one.person.name if one.person else ""
        yield one.organisation.name, one.title, one.due_on, one.reported_at, person, one.text
