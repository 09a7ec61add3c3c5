"""The committee in its room, for stories about who speaks."""

from datetime import datetime, timedelta

from comity.meetings import acts
from comity.meetings.floor import Floor, floor_of
from comity.meetings.models import Meeting
from tests.cast import Troupe
from tests.meetings.stage import MEETS, called, chair

PEOPLE = {"HT": "Amina Haddad", "OD": "Marta Lind", "HH": "Okafor Eze"}


def gathered(troupe: Troupe, *marks: str) -> Meeting:
    """A meeting that goes on, with somebody of each of these organisations (of all three, if none is named)."""
    meeting = acts.start_meeting(called(troupe), by=chair(troupe), at=MEETS)
    for mark in marks or PEOPLE:
        acts.arrive(
            meeting, name=PEOPLE.get(mark, f"Somebody of {mark}"), organisation=troupe.organisations[mark],
            by=chair(troupe), at=MEETS,
        )  # fmt: skip
    return meeting


def after(minutes: float) -> datetime:
    """So many minutes into the meeting."""
    return MEETS + timedelta(minutes=minutes)


def floor(troupe: Troupe, meeting: Meeting, minutes: float) -> Floor:
    with troupe.scope():
        return floor_of(meeting, after(minutes))


def marks(troupe: Troupe, units: list[str]) -> list[str]:
    """Organisations as their marks."""
    known = {str(one.pk): mark for mark, one in troupe.organisations.items()}
    return [known[unit] for unit in units]
