"""How the invented coalition divides its work, speaks to the outside, and settled a quarrel."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.base.capacity import Capacity
from comity.core.duties import Part
from comity.credits.acts import confirm_credit, give_credit
from comity.governing.acts import areas, conflicts, media, neutrals, outcomes, statements
from comity.governing.models import Area
from comity.governing.statements.press import press_rule, spokespeople

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: area, what belongs to it, what it takes, and who says which part
AREAS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "Emergency repairs", "Water, heating, and doors that do not lock. Not: painting.",
        "heating repairs\nknowing the families", {"HT": "decides supports", "CH": "decides does", "OD": "told"},
    ),
    ("Advice on leases", "Reading contracts with families before they sign.", "reading leases",
     {"HT": "decides does", "LL": "supports", "OD": "told"}),
    ("Winter beds", "Nights below zero, from November to March.", "night shifts", {"OD": "decides does", "HD": "supports"}),
    ("Damp and mould", "Measuring, writing to owners, checking again.", "measuring damp\nreading leases", {"HT": "supports"}),
]  # fmt: skip
#: who is good at what, how well, and what shows it
SKILLS = [
    ("HT", "Reading leases", 3, "Two evenings a month since 2011."),
    ("HT", "Knowing the families", 3, "412 members in the harbour district."),
    ("OD", "Night shifts", 3, "Thirty-one beds, every night of the year."),
    ("HD", "Measuring damp", 2, "Six of our nurses carry a meter on home visits."),
]


def divide(story: "Story") -> None:
    """The areas of the work, with one that is contested and one that nobody has taken."""
    at = story.moment(20, 11)
    for mark, name, level, evidence in SKILLS:
        if mark in story.organisations:
            areas.state_competence(name=name, level=level, evidence=evidence, by=story.voter(mark), at=at)
    for name, words, needs, parts in AREAS:
        area = areas.name_area(name=name, words=words, needs=needs, by=story.for_all(), at=at)
        for mark, held in parts.items():
            for part in held.split():
                _claim(story, area, mark, Part(part))


def _claim(story: "Story", area: Area, mark: str, part: Part) -> None:
    if mark in story.organisations:
        organisation, by = story.organisations[mark], story.voter(mark)
        areas.claim_part(area, part, organisation=organisation, by=by, at=story.moment(20, 12))


def settle(story: "Story") -> None:
    """A quarrel about night keys, settled with a mediator's help. Only those named in it can find it."""
    at = story.moment(17, 10)
    shelter, kitchen, lawyer = story.voter("OD"), story.voter("PK"), story.voter("LL")
    case = conflicts.open_case(
        other=story.organisations["PK"], title="Who locks the yard at night",
        account="Twice in May our people stood before a locked gate at one in the morning. The gate is yours; the people "
        "who wait there are ours.",
        tried="I had tea with Brigid and asked for a second key.", tried_on=(at - timedelta(days=6)).date(),
        came_of_it="She worries about the stores. We parted friends, and the gate stayed locked.", by=shelter, at=at,
    )  # fmt: skip
    answer = "Three sacks of rice went missing in April. I can’t hand out keys; I can be rung."
    conflicts.write_in_case(case, answer, by=kitchen, at=at + timedelta(days=1))
    for by in (shelter, kitchen):
        conflicts.ask_for_next(case, by=by, at=at + timedelta(days=3))
    asked = neutrals.propose_neutral(
        case,
        story.people["Noor Siddiqui"],
        why="Both of us send people to her.",
        by=kitchen,
        at=at + timedelta(days=4),
    )
    interests = "I advise guests of both houses. Neither pays me, and I know nobody’s stores."
    neutrals.agree_to_help(asked, interests=interests, by=lawyer, at=at + timedelta(days=5))
    for by in (shelter, kitchen):
        neutrals.answer_neutral(asked, True, by=by, at=at + timedelta(days=6))
    conflicts.write_in_case(
        case,
        "What if the stores had a lock of their own, and the gate none?",
        by=lawyer,
        at=at + timedelta(days=8),
    )
    settled = (
        "The shelter pays for a lock on the stores by the end of the month. From then on the gate stays open until two. "
        "We look at it together after a season."
    )
    outcome = outcomes.propose_outcome(case, settled, by=lawyer, at=at + timedelta(days=10))
    outcomes.answer_outcome(outcome, True, by=kitchen, at=at + timedelta(days=11))
    outcomes.answer_outcome(outcome, True, by=shelter, at=at + timedelta(days=11))


def speak(story: "Story") -> None:
    """A statement in the coalition's name with its partners credited, one of its own, and the media log."""
    at = story.moment(21, 10)
    tenants, builders = story.voter("HT"), story.voter("BO")
    said = statements.draft_statement(
        kind="coalition", title="Forty flats will be warm before the frost",
        text="Forty flats on Pier Street and Ropewalk get new windows and dry walls by November. Fourteen organisations "
        "did this together: some measured, some built, some paid, and the families told us where the water comes in.",
        by=builders, at=at,
    )  # fmt: skip
    for mark, what in (("BO", "windows and roofs"), ("HT", "knowing every family"), ("HD", "measuring damp")):
        line = give_credit(thing=said, organisation=story.organisations[mark], what=what, by=builders, at=at)
        if mark != "BO":
            confirm_credit(line, by=story.voter(mark), at=at + timedelta(hours=2))
    statements.ask_for_clearing(said, by=builders, at=at + timedelta(days=1))
    statements.clear_statement(said, True, by=_speaker(story, at), at=at + timedelta(days=1, hours=3))
    statements.publish_statement(said, by=builders, at=at + timedelta(days=2))
    own = statements.draft_statement(
        kind="own", title="Rents must not rise with the windows",
        text="We ask every owner on Pier Street to sign that a warm flat costs what the cold one did.", by=tenants, at=at,
    )  # fmt: skip
    statements.publish_statement(own, by=tenants, at=at + timedelta(days=3))
    for days, outlet, kind, about, who, spoke_as, mark, clip in MEDIA:
        media.log_media(
            on=(at + timedelta(days=days)).date(), outlet=outlet, kind=kind, about=about, spoke=story.people[who],
            spoke_as=spoke_as, organisation=story.organisations.get(mark), clip=clip, by=tenants,
            at=at + timedelta(days=days),
        )  # fmt: skip


def _speaker(story: "Story", at: datetime) -> Capacity:
    """Whoever speaks to the media by the rulebook of that time: the chair of the shelter, else the coordinator."""
    speakers = spokespeople(press_rule(story.coalition_id, at=at), on=at.date())
    chair = any(one.person.name == "Marta Lind" for one in speakers)
    return story.voter("OD") if chair else story.for_all()


#: days after, outlet, kind, about, who spoke, in which capacity, for which organisation, what was said
MEDIA = [
    (4, "Saltmere Gazette", "press", "Forty warm flats", "Amina Haddad", "coalition", "",
     "“We knocked on three hundred doors before anyone bought a window.”"),
    (6, "Harbour Radio", "radio", "Rents on Pier Street", "Piotr Wolski", "organisation", "HT",
     "Said at the start that he spoke for the tenants, not for the coalition."),
]  # fmt: skip
