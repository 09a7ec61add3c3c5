"""A second coalition that stands half-way: four organisations wonder whether to found it; one says no, one is silent."""

from datetime import datetime, timedelta
from typing import Any

from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.clock import stopped_at
from comity.base.ids import uuid7
from comity.coalitions.acts import add_member, found_coalition, give_mandate
from comity.coalitions.models import Body, MembershipState, Power
from comity.core.advice.kinds import Trait
from comity.core.advice.readiness import Answer, Question
from comity.founding.acts import answer_checklist, ask_founders
from comity.founding.kind.acts import answer_kind
from comity.founding.models import ReasonKind
from comity.founding.reasons.acts import name_reason
from comity.people.acts import register_organisation, register_person
from comity.people.models import Person, Sector
from comity.web.demo import cast

NAME, FOUNDER = "Warm Rooms", "Selma Kaya"
#: name, sector, who speaks for it, and what it says of itself
FOUNDERS: tuple[tuple[str, Sector, str, str], ...] = (
    ("Library on the Hill", Sector.PUBLIC, FOUNDER, "Six reading rooms, open until nine, warm until ten."),
    ("Night Bus Volunteers", Sector.CITIZEN, "Joris Maas", "We drive whoever would sleep outside."),
    ("Quay Sports Club", Sector.NONPROFIT, "Ebele Obi", "A hall, two kitchens, three hundred members."),
    ("Harbour Heating", Sector.PRIVATE, "Lene Dahl", "We keep boilers running, and know who turned theirs off."),
)
IN_VIEW = "Saltmere Savings Society"
YES = (Answer.YES, "")
NO = (Answer.NO, "Our hall is booked until March, and nobody has hours to spare.")
#: what the volunteers have not answered yet
SILENT = (Question.TOGETHER, Question.OWN_WISH)


def tell_midway(today: datetime) -> Person:
    """Make it in the three weeks before today; returns its founder."""
    began = today - timedelta(days=21)
    with stopped_at(began):
        people = {name: _person(name, began) for _organisation, _sector, name, _words in FOUNDERS}
        selma = people[FOUNDER]
        by = Capacity(selma.pk, selma.name, ActsFor.SELF, None, "", uuid7())
        coalition = found_coalition(
            name=NAME, place=cast.PLACE, zone=cast.ZONE, invented=True, by=by, at=began,
            purpose="Nobody in Saltmere spends a winter night in the cold.",
        )  # fmt: skip
        with scope(coalition=coalition.pk):
            assembly = Body.objects.get()
            for_all = Capacity(selma.pk, selma.name, ActsFor.BODY, assembly.pk, assembly.name, coalition.pk)
            hats = [_join(row, people[row[2]], for_all, began) for row in FOUNDERS]
            _in_view(for_all, began)
    at = began + timedelta(days=5)
    with stopped_at(at), scope(coalition=coalition.pk):
        _answer(hats, for_all, at)
    return selma


def _person(name: str, at: datetime) -> Person:
    return register_person(
        name=name, email=cast.address(name), zone=cast.ZONE, invented=True, by=the_rule(None), at=at
    )


def _join(row: tuple[str, Sector, str, str], speaker: Person, by: Capacity, at: datetime) -> Capacity:
    """A founder with whoever speaks and votes for it; returns the hat of that person."""
    name, sector, _who, words = row
    organisation = register_organisation(name=name, sector=sector, words=words, place=cast.PLACE, by=by, at=at)
    add_member(organisation, by=by, at=at)
    powers = [Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT]
    give_mandate(speaker, organisation=organisation, powers=powers, by=by, at=at)
    return Capacity(
        speaker.pk, speaker.name, ActsFor.ORGANISATION, organisation.pk, organisation.name, by.coalition
    )


def _in_view(by: Capacity, at: datetime) -> None:
    bank = register_organisation(name=IN_VIEW, sector=Sector.PRIVATE, by=by, at=at)
    add_member(bank, state=MembershipState.PROSPECT, by=by, at=at)


def _answer(hats: list[Capacity], for_all: Capacity, at: datetime) -> None:
    """Two say yes to all, one leaves two questions open, one says no to one."""
    library, bus, club, heating = hats
    said: dict[Question, Any] = dict.fromkeys(Question, YES)
    for by in (library, heating):
        answer_checklist(said, by=by, at=at)
    answer_checklist({one: YES for one in Question if one not in SILENT}, by=bus, at=at)
    answer_checklist(said | {Question.MEANS: NO}, by=club, at=at)
    name_reason(
        ReasonKind.NUMBERS, words="Twelve warm rooms, not one: nobody has to cross the town.", by=library, at=at
    )
    name_reason(
        ReasonKind.DRAWBACK, words="Volunteers tire by February.", counter="Nobody takes two nights in a row.",
        by=bus, at=at,
    )  # fmt: skip
    answer_kind(Trait.PURPOSE, "one_aim", by=library, at=at)
    answer_kind(Trait.MEMBERSHIP, "pact", by=bus, at=at)
    ask_founders(by=for_all, at=at)
