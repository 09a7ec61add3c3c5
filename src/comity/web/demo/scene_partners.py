"""The steering committee looks for who is missing: criteria, prospects, points given alone, gaps and waves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from comity.base.capacity import the_rule
from comity.coalitions.models import Body, BodyKind, SeatLevel, Term
from comity.coalitions.standing import capacities, live, standing_of
from comity.founding.diligence import acts as diligence
from comity.founding.diligence import acts_messages as messages
from comity.founding.library import acts as library
from comity.founding.methods import acts as methods
from comity.founding.models import Criterion, Prospect
from comity.founding.prospects import acts, acts_gaps
from comity.founding.redlines import acts as redlines
from comity.topics.models import Topic

CRITERIA = [("People of the harbour quarter trust it.", 3), ("It brings what none of us can do.", 2),
            ("It works as openly as we do.", 1)]  # fmt: skip
#: name, sector, whom it serves, what it is good at, where, whom of it, why
PROSPECTS: list[tuple[str, str, str, str, str, str, str]] = [
    ("Quay School", "public", "Young families\nChildren", "Teaching", "Harbour quarter", SeatLevel.FRONT,
     "Every family of the quarter knows its teachers."),
    ("Saltmere Boat Builders", "private", "Apprentices", "Repairs", "Harbour quarter", SeatLevel.DIRECTOR,
     "They take on apprentices, and have a crane."),
    ("Evening Language Circle", "citizen", "Newcomers\nFamilies with children", "Interpreting", "Saltmere",
     SeatLevel.RESIDENT, "They sit with newcomers at every office."),
    ("Northgate Youth Council", "citizen", "Young people", "Organising", "Northgate", SeatLevel.YOUTH,
     "They filled the hall last winter."),
    ("Saltmere Credit Union", "nonprofit", "Savers", "Lending", "Saltmere", SeatLevel.EXPERT,
     "They lend to whom no bank lends."),
    ("Alder Ward Office", "public", "Residents", "Permits", "Northgate", SeatLevel.POLITICIAN,
     "Permits for the yard go over its desk."),
]  # fmt: skip
#: points of the first, the second and the third who score, for each criterion
POINTS = {
    "Quay School": [(4, 3, 3), (3, 3, 3), (4, 2, 3)], "Evening Language Circle": [(4, 4, 3), (3, 4, 4)],
    "Saltmere Boat Builders": [(1, 3, 2), (4, 4, 3)],
}  # fmt: skip

STATES = {
    "Quay School": "chosen", "Evening Language Circle": "chosen", "Saltmere Credit Union": "aside",
    "Saltmere Boat Builders": "looked",
}  # fmt: skip

INITIATIVES = [
    ("Warm Street", "Northgate", "Forty homes were made tight within a year, street by street.",
     "A paid convener, six organisations with one vote each, residents in the chair by turns.",
     "Pay the convener from the first day, and begin with one street."),
    ("Tidewater Repair Fund", "Elder Bay", "Landlords and tenants pay into one fund for repairs.",
     "A board of three and three, and a neutral chair whom both accept.",
     "Agree on who judges a repair before the first coin is paid."),
    ("Lamplight Homes", "Upper Marden", "Empty shops became homes for people who work at night.",
     "One association holds the leases; four others fill the homes.",
     "One tenant council for all houses, or the houses drift apart."),
]  # fmt: skip
METHODS = [("Petition", "We collect names and hand them over."),
           ("Rent strike", "Tenants hold back the rent, together, in an account of their own.")]  # fmt: skip


def look(story: Any) -> None:
    """The committee agrees on criteria, enters whom it thinks of, scores, and says what must not be missing."""
    at = story.moment(21.6, 11)
    body = Body.objects.filter(kind=BodyKind.STRATEGIC, ended_on=None).order_by("since_on", "pk").first()
    if body is None:
        return
    people = _seated(story, body, at.date())
    acts.begin_search(body, by=story.for_all(), at=at)
    by = people[0]
    for text, weight in CRITERIA:
        acts.state_criterion(text, weight=weight, by=by, at=at)
    acts.adopt_criteria(on=at.date(), how="In our meeting, after an hour of talk.", by=by, at=at)
    wave = acts_gaps.plan_wave(name="When we are more", trigger="members", trigger_members=40, by=by, at=at)
    rows = {name: _enter(wave, by, at, name, *said) for name, *said in PROSPECTS}
    criteria = list(Criterion.objects.all())
    for name, sheets in POINTS.items():
        for who, points in zip(people, sheets, strict=False):
            given = {one.pk: n for one, n in zip(criteria, points, strict=True)}
            acts.score_prospect(rows[name], given, by=who, at=at)
    for name, state in STATES.items():
        acts.move_prospect(rows[name], state, by=by, at=at)
    _look_into(rows["Quay School"], people, story, at)
    acts_gaps.name_needs(populations=["Families with children", "Older residents", "Newcomers", "Young people"], by=by, at=at)
    acts_gaps.name_needs(competences=["Interpreting", "Lending", "Reading leases"], places=["Saltmere"], by=by, at=at)


def _look_into(school: Prospect, people: list[Any], story: Any, at: Any) -> None:
    """What was found about the school, a reference, and a message that it answered."""
    by, other, rule = people[0], people[1], the_rule(story.coalition.pk)
    diligence.note_finding(
        school, kind="statement", words="“The school kitchen is open to the quarter on Saturdays”, its head said.",
        source="Saltmere Harbour News", dated_on=at.date() - timedelta(days=200), by=by, at=at,
    )  # fmt: skip
    diligence.note_finding(
        school, kind="practice", words="It lent its hall to the tenants’ meeting, without asking for a fee.",
        source="Our own minutes", dated_on=at.date() - timedelta(days=90), by=other, at=at,
    )  # fmt: skip
    asked = diligence.ask_about(
        school, kind="reference", name="Jo Marlow", email="jo.marlow@quayside.example.org",
        asked="You ran the holiday club with them. Did they keep what they promised?", by=by, at=at,
    )  # fmt: skip
    answer = "They did. Ask early: nothing moves there before the parents’ evening."
    diligence.answer_enquiry(asked, declines=False, answer=answer, again="yes", by=rule, at=at + timedelta(days=2))
    at += timedelta(days=4)
    draft = messages.write_approach(
        school, to_name="Ada Quill", to_email="ada.quill@quayschool.example.org",
        urgent="Every third family of your first class moved away within a year, because the rent went up.",
        asks="An hour with two of us before the parents’ evening.",
        gains="Families who stay, and a hall that is warm in the evening.", by=by, at=at,
    )  # fmt: skip
    messages.show_approach(draft, by=by, at=at)
    messages.review_approach(draft, True, words="Good: it is their worry.", by=other, at=at + timedelta(hours=3))
    messages.send_approach(draft, by=by, at=at + timedelta(hours=4))


def study(story: Any) -> None:
    """What others did, how the members work, and what one of them could not live with."""
    at, coordinator = story.moment(20.5, 11), story.for_all()
    topics = list(Topic.objects.filter(merged_into=None, retired_at=None).order_by("sort_name"))
    for name, place, what, organised, lessons in INITIATIVES:
        library.enter_precedent(
            name=name, place=place, what=what, organised=organised, lessons=lessons, source="Their yearly report",
            contact=f"office@{name.split()[0].lower()}.example.org", topics=topics[:1], by=coordinator, at=at,
        )  # fmt: skip
    tenants, health = story.voter("HT"), story.voter("HD")
    for name, words in METHODS:
        method = methods.name_method(name=name, words=words, by=tenants, at=at)
        methods.say_method(method, "uses", by=tenants, at=at)
        never = name == "Rent strike"
        why = "We treat landlords and tenants alike." if never else ""
        methods.say_method(method, "never" if never else "accepts", why=why, by=health, at=at)
    if topics:
        redlines.draw_line(topics[0], kind="line", words="No list of patients leaves our house.", by=health, at=at)


def _enter(wave: Any, by: Any, at: Any, *said: str) -> Prospect:
    name, sector, populations, competences, places, level, why = said
    return acts.enter_prospect(
        name=name, sector=sector, populations=populations, competences=competences, places=places, level=level, why=why,
        wave=wave if sector == "public" and name != "Quay School" else None, by=by, at=at,
    )  # fmt: skip


def _seated(story: Any, body: Body, day: date) -> list[Any]:
    """A hat for each person who sits in the committee, for whom they sit there."""
    rows = Term.objects.filter(live(day), seat__body=body, seat__ended_on=None).select_related("person", "seat")
    at, found = story.moment(21.6, 11), []
    for term in rows.order_by("starts_on", "pk"):
        hats = capacities(standing_of(term.person_id, story.coalition.pk, at=at), name=term.person.name)
        found += [hat for hat in hats if hat.organisation == term.seat.organisation_id][:1]
    return found


EVENTS: list[tuple[float, Callable[[Any], None]]] = [(20.5, study), (21.6, look)]
