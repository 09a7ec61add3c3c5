"""What the notices must know of coalitions: which there are, who is invented, and who reads the digest."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django_scopes import scope

from comity.base.clock import day_of
from comity.coalitions.models import Coalition, Mandate, Term
from comity.coalitions.standing import Standing, live, standing_of
from comity.notices.above import Place
from comity.notices.mails import Addressee
from comity.people.models import Person


def places(coalition: UUID | None) -> Iterator[Place]:
    """The coalition with that id, or all; each with the path of its home page."""
    rows = Coalition.objects.all()
    for row in rows.filter(pk=coalition) if coalition else rows:
        yield Place(row.pk, row.slug, row.name, row.zone, row.purpose, f"/c/{row.slug}/", row.started_at)


def invented_people() -> Any:
    """The ids of invented people."""
    return Person.objects.filter(invented=True).values("pk")


def digest_readers(coalition: UUID, at: datetime) -> Iterator[tuple[Addressee, Standing]]:
    """Those who stand inside at that moment and want the digest; two queries for each."""
    day = day_of(at)
    with scope(coalition=coalition):
        mandates = Mandate.objects.filter(live(day), person=OuterRef("pk"))
        terms = Term.objects.filter(live(day), person=OuterRef("pk"), seat__ended_on=None)
        there = Q(Exists(mandates)) | Q(Exists(terms))
        people = list(Person.objects.filter(there, wants_digest=True, is_active=True).exclude(email=None))
    for person in people:
        standing = standing_of(person.pk, coalition, at=at)
        if standing.inside:
            yield Addressee(person.pk, person.email or "", person.name, person.speaks()), standing
