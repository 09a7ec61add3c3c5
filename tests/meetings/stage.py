"""How meetings come about in stories: the steering committee of Harbour Homes, which Marta chairs, meets at six."""

from datetime import date, datetime, time, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Invitation, Meeting, Reply, Series
from tests.cast import THEN, Troupe
from tests.governing.stage import hat, signed_in

__all__ = ["chair", "hat", "signed_in"]

#: THEN is a Monday, 2 March; the committee meets on second Tuesdays, for the first time on 10 March
FIRST = date(2026, 3, 10)
PLANS = THEN + timedelta(hours=1)
#: ten days later, by the coalition's clock (Berlin, winter time)
MEETS = datetime(2026, 3, 12, 17, 0, tzinfo=THEN.tzinfo)


def chair(troupe: Troupe) -> Capacity:
    """Marta, for the steering committee."""
    return troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])


def series(troupe: Troupe, *, at: datetime = PLANS, **given: Any) -> Series:
    """A monthly series of the committee."""
    given = {
        "body": troupe.bodies["steering"], "name": "Steering committee, monthly", "every": "month", "first_on": FIRST,
        "hour": time(18), "minutes": 90, "place": "St Brigid’s hall",
    } | given  # fmt: skip
    return acts.begin_series(by=chair(troupe), at=at, **given)


def planned(troupe: Troupe, *, at: datetime = PLANS, **given: Any) -> Meeting:
    """A single meeting of the committee."""
    given = {
        "body": troupe.bodies["steering"],
        "starts_at": MEETS,
        "minutes": 90,
        "place": "St Brigid’s hall",
    } | given
    return acts.plan_meeting(by=chair(troupe), at=at, **given)


def called(troupe: Troupe, *, at: datetime = PLANS, **given: Any) -> Meeting:
    """The same, and all are told at once."""
    return acts.call_meeting(planned(troupe, at=at, **given), by=chair(troupe), at=at)


def item(troupe: Troupe, meeting: Meeting, title: str = "Insulate 40 flats?", **given: Any) -> AgendaItem:
    """An item on the agenda, brought by the chair."""
    given = {"kind": "decide", "minutes": 25, "by": chair(troupe), "at": PLANS} | given
    return acts.bring_item(meeting, title=title, **given)


def invitation(troupe: Troupe, meeting: Meeting, mark: str) -> Invitation:
    """The invitation of an organisation, by its mark."""
    with troupe.scope():
        rows = Invitation.objects.select_related("meeting__coalition")
        return rows.get(meeting=meeting, organisation=troupe.organisations[mark])


def answers(troupe: Troupe, meeting: Meeting, at: datetime = PLANS, **replies: str) -> None:
    """Organisations say whether they come: `answers(troupe, meeting, HT="coming", OD="away")`."""
    who = {"HT": "Amina", "OD": "Marta", "HH": "Okafor"}
    for mark, reply in replies.items():
        by = hat(troupe, who[mark], mark)
        acts.answer_invitation(invitation(troupe, meeting, mark), Reply(reply), by=by, at=at)
