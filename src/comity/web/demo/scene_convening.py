"""How Harbour Homes was founded: four questions, a brief, a meeting, signatures; and how people stood behind its mission."""

from datetime import timedelta
from typing import Any

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.coalitions.models import Power
from comity.coalitions.queries import members_of, people_for
from comity.core.advice.briefing import Brief
from comity.core.ballots.types import Choice
from comity.founding.brief.acts import answer_brief
from comity.founding.convening import acts
from comity.founding.convening.queries import READ
from comity.founding.mission.acts import confirm_endorsement, draft_endorsement, start_drive
from comity.founding.models import Convening, FoundingText, Kind, Party
from comity.founding.writing.acts import begin_founding_text, put_founding_text
from comity.founding.writing.queries import text_of
from comity.governing.acts import cast_vote, close_question
from comity.people.models import Organisation, Person, Sector
from comity.signatures.acts import decline_to_sign, sign

RESULTS = (
    "No flat on Ropewalk is wet any more, within three winters.", "Nobody is put out in a winter month.",
    "Families know whom to call, and somebody comes.",
)  # fmt: skip
STRENGTHS = (
    "Neighbours here know each other. What is lacking is anybody who can read a heating bill.",
    "We have keys, tools and trust; no money.", "Every office sees a third of the trouble, none the whole.",
)  # fmt: skip
EXCHANGE = (
    "It opens doors to us. It costs a day a week of somebody we have to replace.",
    "We hear earlier what is coming. It costs evenings.", "It takes some of our freedom, and gives us a voice.",
)
OBJECTIVES = (
    "Forty flats insulated in the first year; advice in the stairwells.", "One form instead of five.",
    "Talks with three landlords, and a fund for repairs.",
)
BRIEF = (
    "By the third winter no flat between Ropewalk and Pier Street is wet. We begin with forty flats, because neighbours"
    " there know each other, and with one form instead of five.\n\nEach of us lends a day a week; nobody pays dues yet."
)
MISSION = (
    "No one in the harbour district sleeps in a cold or unsafe home.\n\nWe bring tenants, owners, the city and those who"
    " help to one table, repair what is broken, and stay until it is so."
)
STRUCTURE = (
    "A general assembly of all members, twice a year at least. A steering committee whose seats are held by tenants,"
    " shelter, health and trade. Each decides by the rule that all accept first."
)
#: by mark: why they came, what they asked, what they expect
MOTIVES = {
    "BO": ("We are called when the ceiling is down already.", "Who pays for looking early?", "Orders in time."),
    "CH": ("Each office of ours sees a third of a family.", "What may we promise?", "To hear it before the press does."),
    "HD": ("Damp walls make our patients ill again.", "Who may see which file?", "Plain words."),
    "HT": ("Single tenants are not heard.", "Does our vote weigh as much as the city’s?", "Repairs, not rounds of talk."),
    "LL": ("Half of our cases come a year too late.", "Who speaks to landlords first?", "One form instead of five."),
    "NB": ("Newcomers sign leases that they can’t read.", "Is there an interpreter at the table?", "To be asked, not told."),
    "NL": ("We could buy a house, and not fill it alone.", "Who carries the risk?", "Decisions that hold."),
    "OD": ("Those who leave us need a door to go to.", "Who answers the telephone at night?", "That we meet on time."),
    "PK": ("Two hundred people eat with us who lack a kitchen.", "What does it cost a small parish?", "An open house."),
}
OTHERS = ("We have seats, and people who come in from the cold.", "How often would we meet?", "To know by the spring.")
GROUPS = "Tenants and residents\nHealth and care staff\nTeachers and students\nShops and trades"
PLACES = ("Ropewalk", "Pier Street", "Dock Road", "Canal Row", "Saltmere North")
NAMES = ("Ida Brook", "Joan Pell", "Tariq Noor", "Wilma Sand", "Ruben Oak", "Elsie Marsh", "Hugo Lane", "Nadia Firth")


def answer_alone(story: Any, at: Any) -> None:
    """Each founder answers the four questions for itself; then Amina begins the joint brief from all of it."""
    for number, by in enumerate(_voices(story, Power.SPEAK, at)):
        said = {
            question: words[number % len(words)]
            for question, words in zip(Brief, (RESULTS, STRENGTHS, EXCHANGE, OBJECTIVES), strict=True)
        }
        answer_brief(said, by=by, at=at)
    for kind, words in ((Kind.BRIEF, BRIEF), (Kind.MISSION, MISSION), (Kind.STRUCTURE, STRUCTURE)):
        begin_founding_text(kind, words, by=story.for_all(), at=at)
    put_founding_text(text_of(Kind.BRIEF), closes_at=at + timedelta(days=4), by=story.for_all(), at=at)


def call_the_meeting(story: Any, at: Any) -> None:
    """The brief holds; the founders and the theatre on the pier are invited, and get the drafts ahead."""
    _adopt(story, Kind.BRIEF, at)
    caller = story.organisations["HT"]
    thing = acts.prepare_convening(
        starts_at=at + timedelta(days=4), place="Almshouse hall, Pier Street 40", at_least=4, share=60,
        caller=caller, by=story.for_all(), at=at,
    )  # fmt: skip
    new = {"name": "Pier Theatre", "sector": Sector.PRIVATE, "words": "A hundred seats above the water."}
    acts.invite_party(thing, new=new, contact="Otto Fane", email="otto.fane@saltmere.example", by=story.for_all(), at=at)
    Person.objects.filter(email="otto.fane@saltmere.example").update(invented=True)
    acts.send_convening(thing, by=story.for_all(), at=at)


def hear_each_other(story: Any, at: Any) -> None:
    """Each has its time; one doubt is carried openly; then all are asked in writing."""
    thing = _founding()
    parties = list(Party.objects.filter(convening=thing).select_related("organisation").order_by("place"))
    voices = {by.of: by for by in _voices(story, Power.SPEAK, at)}
    marks = {one.pk: mark for mark, one in story.organisations.items()}
    for party in parties:
        party.convening = thing
        why, asks, expects = MOTIVES.get(marks.get(party.organisation_id, ""), OTHERS)
        by = voices.get(party.organisation_id, story.for_all())
        acts.introduce(party, motivation=why, questions=asks, expectations=expects, by=by, at=at)
        acts.hear_party(party, by=story.for_all(), at=at)
    first = next(one for one in parties if one.organisation_id in voices)
    row = acts.raise_reservation(
        first, "Who carries the risk if a grant is taken back?", by=voices[first.organisation_id], at=at
    )
    answer = "We do not know yet. Until a rule says it, nobody signs for more than its own share."
    acts.settle_reservation(row, "carried", answer=answer, by=story.for_all(), at=at)
    acts.open_approval(thing, by=story.for_all(), at=at)


def constitute(story: Any, at: Any) -> None:
    """All founders sign, the theatre says why not, and the coalition is constituted."""
    thing = _founding()
    for by in _voices(story, Power.SIGN, at):
        sign(thing.sheet, by=by, at=at, typed=by.person_name)
    otto, theatre = Person.objects.get(email="otto.fane@saltmere.example"), Organisation.objects.get(name="Pier Theatre")
    by = Capacity(otto.pk, otto.name, ActsFor.ORGANISATION, theatre.pk, theatre.name, story.coalition.pk)
    decline_to_sign(thing.sheet, why="Our lease ends next spring. Ask us again then.", by=by, at=at)
    acts.constitute(thing, by=story.for_all(), at=at)
    story.coalition.refresh_from_db()


def stand_behind_it(story: Any, at: Any) -> None:
    """The mission is adopted, and people outside endorse it; one group is still missing."""
    put: Any = put_founding_text(text_of(Kind.MISSION), closes_at=at + timedelta(days=6), by=story.for_all(), at=at)
    for by in _voices(story, Power.VOTE, at):
        cast_vote(put.vote, Choice.YES, by=by, at=at + timedelta(days=1))
    close_question(put.vote, by=the_rule(story.coalition.pk), at=put.vote.closes_at)
    later = at + timedelta(days=7)
    words = "We hand this to the council before it votes on its budget."
    drive = start_drive(target=60, groups=GROUPS, words=words, by=story.for_all(), at=later)
    for number in range(28):
        draft = draft_endorsement(
            drive, name=NAMES[number % len(NAMES)], email=f"signer{number}@saltmere.example",
            group=drive.asked_groups[(number * number) % 3], place=PLACES[number % 4 if number % 3 else 0],
            named=number < len(NAMES), at=later,
        )  # fmt: skip
        assert draft is not None
        confirm_endorsement(draft, by=the_rule(story.coalition.pk), at=later + timedelta(hours=number))


def _adopt(story: Any, kind: Kind, at: Any) -> None:
    text: FoundingText = text_of(kind)
    assert text.vote is not None and text.vote.closes_at is not None
    for by in _voices(story, Power.VOTE, text.begun_at):
        cast_vote(text.vote, Choice.YES, by=by, at=text.vote.closes_at - timedelta(days=1))
    close_question(text.vote, by=the_rule(story.coalition.pk), at=at)


def _founding() -> Any:
    return Convening.objects.select_related(*READ).get(dropped_at=None)


def _voices(story: Any, power: Power, at: Any) -> list[Capacity]:
    """Who may do it for each member, by name of the member."""
    members = {one.pk: one for one in members_of(story.coalition.pk).order_by("sort_name")}
    people = people_for(power, list(members), on=at.date())
    return [
        Capacity(people[key][0].pk, people[key][0].name, ActsFor.ORGANISATION, key, one.name, story.coalition.pk)
        for key, one in members.items() if people[key]
    ]  # fmt: skip


EVENTS = (
    (2.05, answer_alone), (2.22, call_the_meeting), (2.4, hear_each_other), (2.44, constitute), (5.2, stand_behind_it),
)  # fmt: skip
