"""A meeting that goes on at this moment: Warm Homes sits together, and speaks in turn about which stairs come first."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.governing.acts import draft_question
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Meeting, MeetingState, Reply
from comity.web.demo.scene_meetings import RULES, say

if TYPE_CHECKING:
    from comity.web.demo.story import Story

BODY, CONVENER = "Warm Homes", "Amina Haddad"
AGENDA = [
    ("inform", 10, "Where the forty flats stand", "Helen Achterberg", "Twenty-six are dry, nine wait for windows."),
    ("work", 40, "Attics: which stairs come first?", CONVENER, ""),
    ("decide", 15, "Do we lend the damp meters to the Kitchen?", "Felix Brandt", "Two of three, until the end of March."),
    ("inform", 5, "Wins and thanks", "Ivan Petrov", ""),
]  # fmt: skip
#: who is there, and from afar
HERE = {"HT": False, "BO": False, "CH": False, "VC": True, "RY": False}
#: first turns that are over: who spoke, from when, and for how long (minutes ago, seconds)
SPOKEN = (("RY", 8.0, 170), ("HT", 5.0, 95))
TURN = 4


def meet_now(story: "Story") -> None:
    """Begin it half an hour ago, unless one goes on already."""
    if Meeting.objects.filter(state=MeetingState.RUNNING, body=story.bodies[BODY]).exists():
        return
    at, by = now(), _convener(story)
    meeting, items = _called(story, at, by)
    acts.start_meeting(meeting, by=by, at=_ago(at, 32))
    for number, (mark, remote) in enumerate(HERE.items()):
        voter = story.voter(mark)
        acts.arrive(
            meeting, name=voter.person_name, organisation=story.organisations[mark], remote=remote,
            person=story.people[voter.person_name], by=by, at=_ago(at, 31 - number),
        )  # fmt: skip
    acts.take_up(items[0], by=by, at=_ago(at, 27))
    acts.write_note(meeting, "The windows of Pier Street 4 come on Friday.", by=by, at=_ago(at, 20))
    acts.take_up(items[1], by=by, at=_ago(at, 14))
    acts.write_note(meeting, "The canal end has the wettest attics, and the worst stairs.", by=by, at=_ago(at, 10))
    _speak_in_turn(story, meeting, at, by)


def _called(story: "Story", at: datetime, by: Capacity) -> tuple[Meeting, list[AgendaItem]]:
    told, begins = at - timedelta(days=9), _ago(at, 32)
    meeting = acts.plan_meeting(
        body=story.bodies[BODY], starts_at=begins.replace(second=0, microsecond=0), minutes=90,
        title="Warm Homes, before the frost", place="Boathouse, upstairs", ground_rules=RULES, by=by, at=told,
    )  # fmt: skip
    items = [
        acts.bring_item(meeting, kind=kind, title=title, minutes=minutes, lead=lead, words=words, by=by, at=told)
        for kind, minutes, title, lead, words in AGENDA
    ]
    lent = draft_question(
        body=story.bodies[BODY], title=AGENDA[2][2], lede="Two of three, until the end of March.", by=by, at=told
    )
    acts.link_question(items[2], lent, by=by, at=told)
    acts.call_meeting(meeting, by=by, at=told)
    for mark in HERE:
        say(story, meeting, mark, Reply.COMING, told)
    return meeting, items


def _speak_in_turn(story: "Story", meeting: Meeting, at: datetime, by: Capacity) -> None:
    """A round: two have spoken, the third has the floor, and somebody waits to answer."""
    acts.start_round(meeting, TURN, by=by, at=_ago(at, 9))
    for mark, ago, seconds in SPOKEN:
        began = _ago(at, ago)
        turn = acts.give_floor(meeting, organisation=story.organisations[mark], by=by, at=began)
        acts.end_turn(turn, by=by, at=began + timedelta(seconds=seconds))
    acts.ask_to_speak(meeting, story.organisations["HT"], by=by, at=_ago(at, 1))
    acts.give_floor(meeting, organisation=story.organisations["CH"], by=by, at=at)


def _ago(at: datetime, minutes: float) -> datetime:
    return at - timedelta(minutes=minutes)


def _convener(story: "Story") -> Capacity:
    body = story.bodies[BODY]
    return Capacity(story.people[CONVENER].pk, CONVENER, ActsFor.BODY, body.pk, body.name, story.coalition_id)
