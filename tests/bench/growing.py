"""The coalition that is measured: the demo's two years, told by acts, then grown to any size by bulk rows.

Only the first fifteen organisations come in by acts. The rest is put straight into the tables (organisations, two
people each, mandates, memberships, ties, search), because ten thousand acts would take longer than all measuring.
Their rows are valid, but no entry of the record tells of them: such a database is for measuring only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import override_settings
from django_scopes import scope

from comity.base.clock import now
from comity.base.confidentiality import Confidentiality
from comity.base.ids import uuid7
from comity.base.models import Findable
from comity.base.text import fold, sort_key
from comity.coalitions.models import Coalition, Mandate, Membership, MembershipChange, MembershipState
from comity.governing.models import Question, State
from comity.network.models import Contact, Tie
from comity.people.models import Organisation, Person, Sector
from comity.web.demo import cast
from comity.web.demo.story import tell
from comity.web.demo.today import first_day

A_BATCH = 500
SINCE = date(2025, 3, 3)
#: each organisation that is put in has a tie with those so many places on
STEPS = (1, 2, 7)
FIRST = ("Ada", "Ben", "Cleo", "Dan", "Elif", "Finn", "Gia", "Hugo", "Ida", "Jon", "Kira", "Leo", "Mina")
LAST = ("Alberg", "Brendale", "Corford", "Delham", "Eckland", "Falmann", "Gornell", "Holridge", "Ingstone")
PLACES = ("Ashby", "Brenning", "Calder", "Dunmore", "Elling", "Farrow", "Gorse", "Hallow", "Inver", "Jarrow")
KINDS = ("Tenants", "Shelter", "Food Bank", "Youth Club", "Law Clinic", "Land Trust", "Library")


@dataclass(frozen=True)
class Stage:
    """What the pages are asked about: the coalition, its coordinator, and one of each thing."""

    coalition: Coalition
    coordinator: Person
    organisation: Organisation
    open_question: UUID
    decided_question: UUID


def told() -> None:
    """Tell the demo's story into the empty database; its officers need no second factor."""
    with override_settings(DEMO=True):
        story = tell(now())
        first_day(story)
    Coalition.objects.update(officers_need_second_factor=False, has_page=True)


def stage() -> Stage:
    """Read the stage back from the database that is open now."""
    coalition = Coalition.objects.get(name=cast.NAME)
    coordinator = Person.objects.get(name=cast.COORDINATOR)
    with scope(coalition=coalition.pk):
        mandate = Mandate.objects.filter(person=coordinator, organisation__isnull=False).first()
        opened = Question.objects.filter(state=State.OPEN).order_by("number").first()
        decided = Question.objects.filter(state=State.CLOSED).order_by("number").first()
    return Stage(coalition, coordinator, mandate.organisation, opened.pk, decided.pk)


def grow(size: int) -> None:
    """Put in so many organisations that the coalition has `size` of them."""
    coalition = Coalition.objects.get(name=cast.NAME)
    with scope(coalition=coalition.pk):
        begun = list(Organisation.objects.order_by("pk"))
        new = [_organisation(number) for number in range(size - _members())]
        _put(Organisation, new)
        people = [_person(number, at=coalition.started_at) for number in range(2 * len(new))]
        _put(Person, people)
        memberships = [_membership(coalition, one) for one in new]
        _put(Membership, memberships)
        _put(MembershipChange, (_change(coalition, one) for one in memberships))
        _put(Mandate, _mandates(coalition, new, people))
        _put(Tie, _ties(coalition, [*begun, *new] if new else []))
        _put(Findable, (_findable(coalition, one) for one in [*new, *people]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _members() -> int:
    return int(Membership.objects.filter(state=MembershipState.MEMBER).count())


def _put(model: Any, rows: Any) -> None:
    """Insert rows of one table, so many at once."""
    left = iter(rows)
    while batch := list(islice(left, A_BATCH)):
        model._base_manager.bulk_create(batch)


def _organisation(number: int) -> Organisation:
    name = f"{PLACES[number % len(PLACES)]} {KINDS[number % len(KINDS)]} {number}"
    return Organisation(
        slug=f"measured-{number}", name=name, sort_name=sort_key(name), sector=list(Sector)[number % len(Sector)],
        place=PLACES[number % len(PLACES)], lead_days=number % 30, words=f"We are number {number} of many.",
    )  # fmt: skip


def _person(number: int, *, at: Any) -> Person:
    name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
    return Person(
        name=name,
        sort_name=sort_key(name),
        email=f"measured.{number}@example.org",
        joined_at=at,
        password="!",
    )


def _membership(coalition: Coalition, one: Organisation) -> Membership:
    return Membership(
        coalition=coalition, organisation=one, state=MembershipState.MEMBER, since_on=SINCE, shown_as=""
    )


def _change(coalition: Coalition, one: Membership) -> MembershipChange:
    return MembershipChange(
        coalition=coalition, membership=one, state=MembershipState.MEMBER, on=SINCE, reason=""
    )


def _mandates(coalition: Coalition, new: list[Organisation], people: list[Person]) -> Iterator[Mandate]:
    for number, person in enumerate(people):
        one = new[number // 2]
        votes = number % 2 == 0
        yield Mandate(
            coalition=coalition, person=person, organisation=one, speaks=True, votes=votes, starts_on=SINCE
        )


def _ties(coalition: Coalition, all_: list[Organisation]) -> Iterator[Tie]:
    """Of those that were put in; pairs that the story has told are left as they are."""
    told = set(Tie.objects.values_list("first", "second"))
    for number, one in enumerate(all_):
        for step in STEPS:
            first, second = sorted((one, all_[(number + step) % len(all_)]), key=lambda o: o.pk)
            if first.pk != second.pk and (first.pk, second.pk) not in told:
                told.add((first.pk, second.pk))
                yield _tie(coalition, first, second, 1 + (number + step) % 4)


def _tie(coalition: Coalition, first: Organisation, second: Organisation, rung: int) -> Tie:
    return Tie(
        id=uuid7(), coalition=coalition, first=first, second=second, first_name=first.name, second_name=second.name,
        first_says=rung, second_says=rung if rung % 2 else None, contact=Contact.MONTHLY, said_on=SINCE,
    )  # fmt: skip


def _findable(coalition: Coalition, thing: Any) -> Findable:
    kind = "organisations" if isinstance(thing, Organisation) else "people"
    return Findable(
        thing=thing.pk, label=thing._meta.label_lower, coalition=coalition.pk, title=thing.name, text=thing.name,
        url=f"/c/{coalition.slug}/{kind}/{thing.pk}/", folded=fold(thing.name),
        confidentiality=Confidentiality.COALITION,
    )  # fmt: skip
