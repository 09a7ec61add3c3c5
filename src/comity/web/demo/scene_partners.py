"""The steering committee looks for who is missing: criteria, prospects, points given alone, gaps and waves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comity.coalitions.models import Body, BodyKind, Term
from comity.coalitions.standing import capacities, live, standing_of
from comity.founding.models import Criterion, PersonLevel, Prospect
from comity.founding.prospects import acts, acts_gaps

CRITERIA = [("People of the harbour quarter trust it.", 3), ("It brings what none of us can do.", 2),
            ("It works as openly as we do.", 1)]  # fmt: skip
#: name, sector, whom it serves, what it is good at, where, whom of it, why
PROSPECTS: list[tuple[str, str, str, str, str, str, str]] = [
    ("Quay School", "public", "Young families\nChildren", "Teaching", "Harbour quarter", PersonLevel.FRONT,
     "Every family of the quarter knows its teachers."),
    ("Saltmere Boat Builders", "private", "Apprentices", "Repairs", "Harbour quarter", PersonLevel.DIRECTOR,
     "They take on apprentices, and have a crane."),
    ("Evening Language Circle", "citizen", "Newcomers\nYoung families", "Interpreting", "Harbour quarter",
     PersonLevel.RESIDENT, "They sit with newcomers at every office."),
    ("Northgate Youth Council", "citizen", "Young people", "Organising", "Northgate", PersonLevel.YOUTH,
     "They filled the hall last winter."),
    ("Saltmere Credit Union", "nonprofit", "Savers", "Lending", "Saltmere", PersonLevel.EXPERT,
     "They lend to whom no bank lends."),
    ("Alder Ward Office", "public", "Residents", "Permits", "Northgate", PersonLevel.POLITICIAN,
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
    acts_gaps.name_needs(populations=["Young families", "Newcomers", "Young people", "Older people"], by=by, at=at)
    acts_gaps.name_needs(competences=["Interpreting", "Repairs"], places=["Harbour quarter"], by=by, at=at)


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


EVENTS: list[tuple[float, Callable[[Any], None]]] = [(21.6, look)]
