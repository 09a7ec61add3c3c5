"""A federation to see how size feels: 500 organisations, 5,000 people, 200 decisions. Names are put together by counting."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice, product
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.ids import uuid7
from comity.coalitions.acts import create_body, found_coalition, give_seat
from comity.coalitions.models import Body, BodyKind, Coalition
from comity.coalitions.queries import members_of, voters_for
from comity.core.ballots.types import Choice
from comity.core.roster.fields import Kind
from comity.core.roster.guessing import guess_columns
from comity.core.roster.parsing import parse_roster
from comity.core.roster.types import Roster
from comity.core.rulebook.presets import Places, simple
from comity.governing.acts import (
    adopt_rulebook,
    cast_vote,
    close_question,
    draft_question,
    draft_rulebook,
    open_question,
)
from comity.network.acts import import_roster
from comity.network.roster.decisions import Decisions
from comity.network.roster.sources import read
from comity.people.acts import register_person
from comity.people.models import Organisation, Person

NAME = "Federation of the Long Coast"
COORDINATOR = "Nadia Coster"
PLACES = (
    "Ashby", "Brenning", "Calder", "Dunmore", "Elling", "Farrow", "Gorse", "Hallow", "Inver", "Jarrow", "Kelm", "Lorne",
    "Marsh", "Norwick", "Orrin", "Penn", "Quarr", "Rill", "Stane", "Tarn",
)  # fmt: skip
KINDS = (
    ("Tenants’ Union", "citizen group"), ("Shelter", "nonprofit"), ("Housing Office", "public"), ("Food Bank", "nonprofit"),
    ("Health Centre", "public"), ("Youth Club", "citizen group"), ("Credit Union", "private"), ("Builders", "private"),
    ("Law Clinic", "nonprofit"), ("Elders’ Table", "citizen group"), ("Land Trust", "nonprofit"), ("College", "public"),
    ("Traders", "private"), ("Library", "public"), ("Women’s House", "nonprofit"), ("Welcome Desk", "nonprofit"),
    ("Repair Café", "citizen group"), ("School", "public"), ("Pharmacy", "private"), ("Bakery", "private"),
    ("Night Kitchen", "nonprofit"), ("Parish Hall", "nonprofit"), ("Bus Company", "private"), ("Allotments", "citizen group"),
    ("Water Board", "public"),
)  # fmt: skip
FIRST = (
    "Ada", "Ben", "Cleo", "Dan", "Elif", "Finn", "Gia", "Hugo", "Ida", "Jon", "Kira", "Leo", "Mina", "Nils", "Ola", "Pia",
    "Quinn", "Rosa", "Sami", "Tove", "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zeno", "Anouk", "Bram", "Carla", "Dilan",
    "Emre", "Fatou", "Goran", "Hana", "Imre", "Jule", "Kofi", "Lina", "Marek", "Nora", "Omar", "Petra", "Rafa", "Sofia",
    "Tariq", "Uma", "Viktor", "Wanda", "Yusuf", "Zoe",
)  # fmt: skip
LAST = tuple(f"{start}{end}" for start, end in product(
    ("Al", "Bren", "Cor", "Del", "Eck", "Fal", "Gor", "Hol", "Ing", "Jar"),
    ("berg", "dale", "ford", "ham", "land", "mann", "nell", "ridge", "stone", "well"),
))  # fmt: skip
GROUPS, SEATS, DECISIONS, PEOPLE_EACH = 20, 12, 200, 10
DAY = timedelta(days=1)


def tell_big(today: datetime, say: Callable[[str], None]) -> Person:
    """Make the federation by the same acts as everyone; returns its coordinator. Takes some minutes."""
    began = today - 700 * DAY
    nadia = register_person(
        name=COORDINATOR, email="nadia.coster@longcoast.example", invented=True, by=the_rule(None), at=began
    )
    by = Capacity(nadia.pk, nadia.name, ActsFor.SELF, None, "", uuid7())
    coalition = found_coalition(name=NAME, place="the Long Coast", invented=True, by=by, at=began)
    with scope(coalition=coalition.pk):
        assembly = Body.objects.get()
        rule = the_rule(coalition.pk)
        adopt_rulebook(draft_rulebook(simple(Places(assembly.pk)), by=rule, at=began), by=rule, at=began)
        for_all = Capacity(nadia.pk, nadia.name, ActsFor.BODY, assembly.pk, assembly.name, coalition.pk)
        say("Entering 500 organisations and 5,000 people")
        _import(for_all, at=began + DAY)
        groups = _groups(coalition, for_all, at=began + 2 * DAY)
        for number in range(DECISIONS):
            if number % 20 == 0:
                say(f"Deciding: {number} of {DECISIONS}")
            body, seated = groups[number % GROUPS]
            _decide(number, body, seated, for_all, at=began + (10 + 3 * number) * DAY)
    return nadia


def _import(by: Capacity, *, at: datetime) -> None:
    tables = {Kind.ORGANISATIONS: _organisations(), Kind.PEOPLE: _people(), Kind.TIES: _ties()}
    sheets = {kind: read(_as_csv(rows)) for kind, rows in tables.items()}
    maps = {kind: guess_columns(sheet, kind) for kind, sheet in sheets.items()}
    decisions = Decisions(maps, first_votes=True).completed(sheets)
    roster = parse_roster(sheets, decisions.maps, ())
    if not isinstance(roster, Roster):
        raise TypeError(f"The founding list has problems: {roster}")
    import_roster(roster, decisions, by=by, at=at, source="the founding list")


def _names() -> list[str]:
    return [f"{place} {kind}" for place, (kind, _) in product(PLACES, KINDS)]


def _organisations() -> Iterator[tuple[str, ...]]:
    yield "name", "sector", "place"
    for place, (kind, sector) in product(PLACES, KINDS):
        yield f"{place} {kind}", sector, place


def _people() -> Iterator[tuple[str, ...]]:
    yield "name", "e-mail", "organisation"
    people = product(FIRST, LAST)
    for organisation in _names():
        for first, last in islice(people, PEOPLE_EACH):
            yield f"{first} {last}", f"{first}.{last}@longcoast.example".lower(), organisation


def _ties() -> Iterator[tuple[str, ...]]:
    """Each organisation with the next two of its place and the same kind two places on."""
    yield "from", "to", "level"
    names, rungs = _names(), ("networking", "coordination", "cooperation", "collaboration")
    for number, name in enumerate(names):
        for step in (1, 2, 2 * len(KINDS)):
            yield name, names[(number + step) % len(names)], rungs[(number * 7 + step) % len(rungs)]


def _as_csv(rows: Iterator[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


Seated = list[tuple[Organisation, Person]]


def _groups(coalition: Coalition, by: Capacity, *, at: datetime) -> list[tuple[Body, Seated]]:
    organisations = list(members_of(coalition.pk))
    voters = voters_for((o.pk for o in organisations), on=at.date())
    groups = []
    for number in range(GROUPS):
        body = create_body(name=f"Working group {number + 1}", kind=BodyKind.ACTION, by=by, at=at)
        chosen = organisations[number * SEATS : (number + 1) * SEATS]
        for organisation in chosen:
            give_seat(body, organisation, by=by, at=at)
        groups.append((body, [(o, voters[o.pk][0]) for o in chosen]))
    return groups


def _decide(number: int, body: Body, seated: Seated, by: Capacity, *, at: datetime) -> None:
    question = draft_question(
        body=body, title=f"Proposal {number + 1} of {body.name}", lede="A figure for size, not for sense.",
        closes_at=at + 2 * DAY, by=by, at=at,
    )  # fmt: skip
    open_question(question, by=by, at=at)
    for place, (organisation, person) in enumerate(seated):
        choice = (Choice.YES, Choice.YES, Choice.NO, Choice.ABSTAIN)[(number * 5 + place * place) % 4]
        hat = _hat(person, organisation, by.coalition)
        cast_vote(question, choice, by=hat, at=at + timedelta(hours=1 + place))
    assert question.closes_at is not None
    close_question(question, by=the_rule(by.coalition), at=at + 2 * DAY)


def _hat(person: Person, organisation: Organisation, coalition: UUID | None) -> Capacity:
    return Capacity(
        person.pk, person.name, ActsFor.ORGANISATION, organisation.pk, organisation.name, coalition
    )
