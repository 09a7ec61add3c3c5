"""What stories about coalitions need again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.models import Mandate, Membership, Seat
from tests.cast import THEN, Troupe

LATER = THEN + timedelta(hours=1)


def membership(troupe: Troupe, mark: str) -> Membership:
    """The membership of an organisation, by mark."""
    with troupe.scope():
        return Membership.objects.select_related("organisation").get(organisation=troupe.organisations[mark])


def mandate(troupe: Troupe, name: str, **where: Any) -> Mandate:
    """The oldest mandate of somebody, by first name."""
    who = troupe.people.get(name) or troupe.coordinator
    with troupe.scope():
        rows = Mandate.objects.select_related("person", "organisation", "body")
        return rows.filter(person=who, **where).order_by("pk").first()


def seat(troupe: Troupe, mark: str) -> Seat:
    """The seat of an organisation in the steering committee."""
    with troupe.scope():
        return Seat.objects.select_related("body", "organisation").get(
            organisation=troupe.organisations[mark]
        )


class Visitor:
    """Somebody's browser inside a coalition, at a moment that stands still."""

    def __init__(self, troupe: Troupe, person: Any, at: datetime = LATER) -> None:
        self.troupe, self.at, self.client = troupe, at, Client()
        self.client.force_login(person)

    def url(self, name: str, /, *args: Any) -> str:
        return reverse(f"coalitions:{name}", args=[self.troupe.coalition.slug, *args])

    def get(self, name: str, /, *args: Any, **query: Any) -> Any:
        with stopped_at(self.at):
            return self.client.get(self.url(name, *args), query)

    def post(self, name: str, /, *args: Any, **data: Any) -> Any:
        with stopped_at(self.at):
            return self.client.post(self.url(name, *args), data)


@contextmanager
def refused(words: str = "") -> Iterator[None]:
    """The act is refused, for this reason."""
    with pytest.raises(Refused) as no:
        yield
    assert words in str(no.value)
