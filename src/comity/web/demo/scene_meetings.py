"""How the invented coalition meets: each month, with minutes; once too few came, and it could only advise."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.base.capacity import ActsFor, Capacity
from comity.coalitions.models import Structure
from comity.governing.models import Question
from comity.meetings import acts
from comity.meetings.jobs import by_night
from comity.meetings.models import AgendaItem, Invitation, Meeting, MeetingState, Reply
from comity.meetings.sheets import from_sheet
from comity.web.demo.scene_ground import tell_of_a_meeting

if TYPE_CHECKING:
    from comity.web.demo.story import Story

BODY, CHAIR = "Steering committee", "Marta Lind"
RULES = "One person speaks at a time.\nSay for whom you speak.\nSay back what you heard before you disagree."
PATTERN = "5 inform Who is here, who speaks for whom\n5 inform News sent round beforehand: questions only"
#: at the past meetings: who came, and what was noted
HELD: list[tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]] = [
    (("HT", "OD", "NL", "CH", "HD", "LL", "BO", "PK", "NB", "EP"), (
        ("work", "Ventilation: who asks the inspector?", "The Health Service does, before the end of the month."),
        ("inform", "Wins, thanks, and why we exist", "The intake form is in use at all five desks."),
    )),
    (("HT", "OD", "NL", "CH", "HD", "LL", "BO", "DR", "NB", "EP", "RY"), (
        ("decide", "Who carries the keys to the yard at night?", "Open Door and the Kitchen share them, week by week."),
        ("work", "Attics: which stairs come first?", "The students begin at the canal end; Brandt & Osei lend ladders."),
        ("inform", "Wins, thanks, and why we exist", "Thanks to the Bridge for sixty hours of interpreting."),
    )),
    (("HT", "OD", "NB", "EP", "RY"), (
        ("decide", "Do we ask the port for the customs shed?", "All who are here would; eight are needed to decide it."),
        ("work", "Concern: notices go out in one language", "The Bridge lists the five languages that are spoken here."),
    )),
]  # fmt: skip
NEXT: list[tuple[str, int, str, str, str]] = [
    ("decide", 25, "Ropewalk: take in the traders’ change?", "Henk Baas", ("The traders ask to begin at the canal end, so "
     "that deliveries reach the shops before eight. It costs €4,200 more.")),
    ("work", 20, "Night workers: whom do we know at the port?", "Rahel Tesfaye", ""),
    ("decide", 15, "Two chairs end in January: how we seek successors", "Marta Lind", ""),
    ("inform", 10, "Wins, thanks, and why we exist", "Ruth Aldous", ("Forty-one flats are dry. The Kitchen served its "
     "thousandth supper. The customs shed: the port answers in December.")),
]  # fmt: skip
COMING = ("HT", "OD", "NL", "CH", "HD", "LL", "BO", "DR", "NB", "EP", "RY")


def agree_to_meet(story: "Story") -> None:
    """The series as the sheet of the committee says. Its meetings are planned at once."""
    sheet = Structure.objects.select_related("body").get(body=story.bodies[BODY])
    given = from_sheet(sheet) | {
        "name": "Steering committee, monthly",
        "ground_rules": RULES,
        "pattern": PATTERN,
        "link": "tel:+44 1632 960 961",
    }
    acts.begin_series(**given, by=_chair(story), at=story.moment(22, 14))


def hold_them(story: "Story") -> None:
    """The past meetings, with approved minutes; to the last one too few came. Then the next one is called."""
    by_night(story.coalition_id, story.today - timedelta(days=10))
    rows = Meeting.objects.filter(state=MeetingState.PLANNED).select_related("coalition", "body", "series")
    planned = list(rows.order_by("starts_at"))
    past = [one for one in planned if one.starts_at < story.today - timedelta(hours=3)]
    for meeting, (came, items) in zip(past, HELD[-len(past) :], strict=False):
        _hold(story, meeting, came, items)
    _call_next(story, next(one for one in planned if one.starts_at > story.today + timedelta(hours=12)))


def _hold(
    story: "Story", meeting: Meeting, came: tuple[str, ...], items: tuple[tuple[str, str, str], ...]
) -> None:
    by, begins = _chair(story), meeting.starts_at
    told, over = begins - timedelta(days=9), begins + timedelta(minutes=85)
    brought = [
        acts.bring_item(meeting, kind=kind, title=title, minutes=20, lead=CHAIR, by=by, at=told)
        for kind, title, _note in items
    ]
    acts.call_meeting(meeting, by=by, at=told)
    acts.start_meeting(meeting, by=by, at=begins)
    for number, mark in enumerate(came):
        organisation, voter = story.organisations[mark], story.voter(mark)
        acts.arrive(
            meeting, name=voter.person_name, organisation=organisation, person=story.people[voter.person_name],
            remote=mark == "LL", by=by, at=begins + timedelta(minutes=number % 4),
        )  # fmt: skip
    for item in AgendaItem.objects.filter(meeting=meeting, for_body=meeting.body_id, place__lte=2).order_by("place"):
        item.meeting = meeting
        acts.take_up(item, by=by, at=begins + timedelta(minutes=4 + item.place))
    for number, (item, (_kind, _title, note)) in enumerate(zip(brought, items, strict=True)):
        at = begins + timedelta(minutes=10 + 22 * number)
        acts.take_up(item, by=by, at=at)
        acts.write_note(meeting, note, item=item, by=by, at=at + timedelta(minutes=12))
    acts.end_meeting(meeting, by=by, at=over)
    minutes = acts.draft_minutes(meeting, by=by, at=over + timedelta(days=1))
    acts.approve_minutes(minutes, by=by, at=over + timedelta(days=8))
    tell_of_a_meeting(story, came, at=over + timedelta(days=11))


def _call_next(story: "Story", meeting: Meeting) -> None:
    """The coming one: an agenda of all three kinds, a proposal that waits, and eleven organisations that come."""
    by = _chair(story)
    told = min(meeting.starts_at - timedelta(days=8), story.today - timedelta(hours=3))
    for kind, minutes, title, lead, words in NEXT:
        item = acts.bring_item(
            meeting, kind=kind, title=title, minutes=minutes, lead=lead, words=words, by=by, at=told
        )
        question = (
            Question.objects.filter(body=meeting.body, state="open").first() if "Ropewalk" in title else None
        )
        if question is not None:
            acts.link_question(item, question, by=by, at=told)
    acts.call_meeting(meeting, by=by, at=told)
    for mark in COMING:
        if mark != "HT":
            say(story, meeting, mark, Reply.COMING, told)
    say(story, meeting, "VC", Reply.AWAY, told, words="Our exams are that evening. We agree with whatever you find.")
    elders = story.voter("EP")
    acts.bring_item(
        meeting, kind="work", title="Concern: the stair light in Pier Street 11", minutes=10, words="Out since Sunday.",
        reserved_for="the elders", by=elders, at=told + timedelta(hours=2),
    )  # fmt: skip


def say(story: "Story", meeting: Meeting, mark: str, reply: Reply, at: datetime, words: str = "") -> None:
    """An organisation says whether it comes, an hour after it was told, perhaps with a word to the chair."""
    rows = Invitation.objects.select_related("meeting__coalition")
    invited = rows.filter(meeting=meeting, organisation=story.organisations[mark]).first()
    if invited is not None:
        acts.answer_invitation(invited, reply, words=words, by=story.voter(mark), at=at + timedelta(hours=1))


def _chair(story: "Story") -> Capacity:
    body = story.bodies[BODY]
    return Capacity(story.people[CHAIR].pk, CHAIR, ActsFor.BODY, body.pk, body.name, story.coalition_id)
