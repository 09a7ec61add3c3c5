"""A coalition before it is one: three organisations, nobody has answered anything, no rulebook."""

from typing import Any

from django_scopes import scope

from comity.base.capacity import ActsFor, Capacity
from comity.base.ids import uuid7
from comity.coalitions.acts import found_coalition
from comity.coalitions.models import Body
from comity.core.advice.readiness import Answer, Question
from comity.founding.acts import answer_checklist
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, person

#: who speaks for whom
SPEAKERS = {"WC": "Ines", "NS": "Tomas", "YC": "Leila"}


def warm_rooms() -> Troupe:
    """Ines coordinates and speaks for the clinic, Tomas for the school, Leila for the youth club."""
    ines, tomas, leila = map(person, ["Ines Faro", "Tomas Berg", "Leila Nasr"])
    by = Capacity(ines.pk, ines.name, ActsFor.SELF, None, "", uuid7())
    coalition = found_coalition(name="Warm Rooms", by=by, at=THEN, officers_need_second_factor=False)
    with scope(coalition=coalition.pk):
        troupe = Troupe(coalition, Body.objects.get(), ines)
    join(troupe, "Westside Clinic", Sector.PUBLIC, ines)
    join(troupe, "North School", Sector.PUBLIC, tomas)
    join(troupe, "Youth Club", Sector.CITIZEN, leila)
    return troupe


def hat(troupe: Troupe, mark: str) -> Any:
    """The capacity in which an organisation answers."""
    return troupe.hat(troupe.people[SPEAKERS[mark]], troupe.organisations[mark])


def say(troupe: Troupe, mark: str, at: Any = THEN, **doubts: tuple[str, str]) -> None:
    """An organisation says yes to all, but for `question=(answer, reason)`."""
    answers = dict.fromkeys(Question, (Answer.YES, ""))
    answers |= {Question(name): (Answer(answer), why) for name, (answer, why) in doubts.items()}
    answer_checklist(answers, by=hat(troupe, mark), at=at)
