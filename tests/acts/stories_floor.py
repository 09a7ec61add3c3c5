"""Stories of who speaks in a meeting."""

from datetime import timedelta

from comity.meetings import acts
from tests.acts.stories import story
from tests.cast import Troupe
from tests.meetings.stage import MEETS, chair, hat
from tests.meetings.stage_floor import gathered


@story(
    "meetings.round.started", "meetings.round.paired", "meetings.round.ended", "meetings.turn.asked",
    "meetings.turn.withdrawn", "meetings.turn.begun", "meetings.turn.ended", "meetings.turn.lengthened",
)  # fmt: skip
def all_speak(troupe: Troupe) -> None:
    meeting, by, ours = gathered(troupe), chair(troupe), troupe.organisations
    okafor = hat(troupe, "Okafor", "HH")
    wish = acts.ask_to_speak(meeting, ours["HH"], by=okafor, at=MEETS + timedelta(minutes=1))
    acts.withdraw_wish(wish, by=okafor, at=MEETS + timedelta(minutes=2))
    acts.ask_to_speak(meeting, ours["HT"], by=by, at=MEETS + timedelta(minutes=2))
    free = acts.give_floor(meeting, by=by, at=MEETS + timedelta(minutes=3))
    acts.lengthen_turn(free, by=by, at=MEETS + timedelta(minutes=4))
    one = acts.start_round(meeting, 2, by=by, at=MEETS + timedelta(minutes=5))
    acts.give_floor(meeting, by=by, at=MEETS + timedelta(minutes=6))
    mine = acts.give_floor(meeting, organisation=ours["HT"], by=by, at=MEETS + timedelta(minutes=8))
    acts.end_turn(mine, by=hat(troupe, "Amina", "HT"), at=MEETS + timedelta(minutes=9))
    acts.end_round(one, by=by, at=MEETS + timedelta(minutes=10))
    acts.start_pairs(meeting, 6, by=by, at=MEETS + timedelta(minutes=11))
    acts.end_meeting(meeting, by=by, at=MEETS + timedelta(minutes=30))
