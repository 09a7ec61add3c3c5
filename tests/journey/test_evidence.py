"""Nobody ticks anything: each step and activity changes by itself when evidence appears, and when it goes stale."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from comity.base.clock import stopped_at
from comity.coalitions.acts import create_body, fill_seat, give_seat, set_structure
from comity.coalitions.models import Body, BodyKind, Coalition, MembershipState, Role
from comity.coalitions.standing import standing_of
from comity.core.advice import journey
from comity.core.advice.journey import State
from comity.credits.models import Credit, Naming
from comity.credits.models import State as CreditState
from comity.founding.reasons.acts import reaffirm
from comity.governing.acts import review_decision
from comity.governing.acts.areas import state_competence
from comity.governing.models import HomeReport
from comity.journey.facts import SOURCES
from comity.journey.queries import KEYS, Path, path_of
from comity.journey.words import ACTIVITIES, STEPS, UNTOLD
from comity.meetings.models import Meeting, MeetingState, Minutes, Series
from comity.network.models import Initiative, InitiativeState, Pulse, PulseState
from comity.people.models import Sector
from comity.tasks.models import State as TaskState
from comity.tasks.models import Task
from tests.cast import THEN, Troupe, harbour, join
from tests.founding.stage import SPEAKERS, hat, say
from tests.governing.stage import CLOSES, asking, close
from tests.governing.stage import say as votes

DAY = timedelta(days=1)
SOON, THEN_ON = THEN + DAY, THEN.date()
Make = Callable[[Troupe], object]


def path_at(troupe: Troupe, at: datetime) -> Path:
    with troupe.scope(), stopped_at(at):
        standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=at)
        return path_of(standing, Coalition.objects.get(pk=troupe.coalition.pk))


def state(troupe: Troupe, key: str, at: datetime = SOON) -> State:
    """How one piece of evidence stands, as the first part that rests on it shows it."""
    path = path_at(troupe, at)
    parts = path.parts(journey.STEPS, STEPS) + path.parts(journey.ACTIVITIES, ACTIVITIES)
    lines = [line for part in parts for line in part.lines] + [
        line for stage in path.stages for line in path.lines(stage.conditions)
    ]
    return next(line.state for line in lines if line.key == key)


def body(troupe: Troupe, kind: BodyKind, name: str = "") -> Body:
    return create_body(name=name or str(kind.label), kind=kind, by=troupe.by, at=THEN)


def seated(troupe: Troupe, where: Body, mark: str, role: Role = Role.MEMBER, ends_on: date | None = None) -> None:
    with troupe.scope():
        seat = give_seat(where, troupe.organisations[mark], by=troupe.by, at=THEN)
        fill_seat(seat, troupe.people[SPEAKERS[mark]], role=role, ends_on=ends_on, by=troupe.by, at=THEN)


def checklist(troupe: Troupe) -> None:
    for mark in SPEAKERS:
        say(troupe, mark)


def gains(troupe: Troupe) -> None:
    for mark in SPEAKERS:
        reaffirm(True, words="A warm room.", by=hat(troupe, mark), at=THEN)


def competences(troupe: Troupe) -> None:
    for mark in SPEAKERS:
        state_competence(name="First aid", level=2, by=hat(troupe, mark), at=THEN)


def sheets(troupe: Troupe) -> None:
    set_structure(
        body(troupe, BodyKind.STRATEGIC), by=troupe.by, at=THEN, until="the roof is tight", seats=5, term_months=24,
        every="month", first_on=date(2026, 4, 1), hour=time(18), minutes=90, place="Hall", notice_days=7, minimum=3,
        between="Two of us write the papers.",
    )  # fmt: skip


def kinds(troupe: Troupe) -> None:
    for kind in (BodyKind.STRATEGIC, BodyKind.EXECUTIVE, BodyKind.ACTION):
        body(troupe, kind)


def chairs(troupe: Troupe) -> None:
    for mark in SPEAKERS:
        seated(troupe, body(troupe, BodyKind.ACTION, f"Group {mark}"), mark, Role.CHAIR)


def successor(troupe: Troupe) -> None:
    board = body(troupe, BodyKind.EXECUTIVE)
    seated(troupe, board, "WC", Role.CHAIR)
    seated(troupe, board, "NS", Role.DEPUTY)


def series(troupe: Troupe) -> None:
    with troupe.scope():
        Series(
            coalition=troupe.coalition, body=troupe.assembly, body_name="All", name="Evenings", every="month",
            hour=time(18), minutes=90, first_on=date(2026, 4, 1), begun_at=THEN,
        ).store()  # fmt: skip


def pulses(troupe: Troupe) -> None:
    for number in (1, 2):
        pulse(troupe, number)


def pulse(troupe: Troupe, number: int, fell: tuple[str, ...] = ()) -> None:
    with troupe.scope():
        Pulse(
            coalition=troupe.coalition, number=number, state=PulseState.CLOSED, asked=9, answered=9, opened_at=THEN,
            closes_at=THEN, closed_at=THEN, fell=list(fell), questions=[{"key": "q1", "text": "Ours?"}],
        ).store()  # fmt: skip


def credit(troupe: Troupe) -> None:
    with troupe.scope():
        row = Credit(
            organisation=troupe.organisations["YC"], name="Youth Club", what="the hall", place=1, held_title="Winter",
            state=CreditState.CONFIRMED, naming=Naming.YES, person=troupe.people["Leila"], given_as="self",
            given_at=THEN, answered_at=THEN,
        )  # fmt: skip
        row.belong_to(troupe.coalition)
        row.store()


def meeting(troupe: Troupe, at: datetime = THEN) -> Meeting:
    with troupe.scope():
        return Meeting(
            coalition=troupe.coalition, body=troupe.assembly, body_name="All", starts_at=at, minutes=60, planned_at=at,
            state=MeetingState.ENDED, started_at=at, ended_at=at, told_at=at,
        ).store()  # fmt: skip


def minutes(troupe: Troupe) -> None:
    held = meeting(troupe)
    with troupe.scope():
        Minutes(coalition=troupe.coalition, meeting=held, drafted_at=THEN, approved_at=THEN, seal="a" * 64).store()


def report(troupe: Troupe, *, made: bool = True, due_on: date = THEN_ON) -> None:
    with troupe.scope():
        row = HomeReport(
            organisation=troupe.organisations["YC"], title="Rooms", url="/", due_on=due_on, asked_at=THEN,
            reported_at=THEN if made else None, person=troupe.people["Leila"] if made else None,
        )  # fmt: skip
        row.belong_to(troupe.coalition)
        row.held_id = uuid4()
        row.store()


def task(troupe: Troupe) -> None:
    with troupe.scope():
        row = Task(
            title="Carry chairs", held_title="Winter", organisation=troupe.organisations["YC"], state=TaskState.DONE,
            given_as="self", given_at=THEN, answered_at=THEN, ended_at=THEN,
        )  # fmt: skip
        row.belong_to(troupe.coalition)
        row.store()


def initiative(troupe: Troupe) -> None:
    with troupe.scope():
        Initiative(
            coalition=troupe.coalition, title="Damp flats", state=InitiativeState.WORKING, trust_until_on=THEN.date(),
            started_name="Ines", started_at=THEN, working_since_at=THEN,
        ).store()  # fmt: skip


def term(troupe: Troupe) -> None:
    seated(troupe, body(troupe, BodyKind.EXECUTIVE), "WC", Role.CHAIR, ends_on=THEN.date() + 90 * DAY)


def levelled(troupe: Troupe) -> None:
    with troupe.scope():
        give_seat(
            body(troupe, BodyKind.EXECUTIVE), troupe.organisations["YC"], level="youth", by=troupe.by, at=THEN
        )


#: key of evidence → what makes it appear among three founders who have nothing yet, and after how many days it is stale
APPEARS: dict[str, tuple[Make, int | None]] = {
    "founding.checklist": (checklist, None),
    "founding.gains": (gains, None),
    "founding.reaffirmed": (gains, 366),
    "journey.in_view": (lambda t: join(t, "Bank", Sector.PRIVATE, state=MembershipState.PROSPECT), None),
    "journey.competences": (competences, None),
    "journey.sheets": (sheets, None),
    "journey.series": (series, None),
    "journey.groups": (lambda t: body(t, BodyKind.ACTION), None),
    "coalitions.bodies": (kinds, None),
    "coalitions.seated": (term, None),
    "journey.terms": (term, 100),
    "journey.seat_levels": (levelled, None),
    "journey.rotation": (term, 190),
    "journey.successors": (successor, None),
    "journey.chairs_spread": (chairs, None),
    "journey.small": (successor, None),
    "journey.power": (lambda t: seated(t, body(t, BodyKind.EXECUTIVE), "YC"), None),
    "journey.steady": (pulses, None),
    "journey.thanked": (credit, 190),
    "journey.thanked_people": (credit, 190),
    "journey.results": (minutes, None),
    "journey.reports": (report, None),
    "journey.tasks": (task, 70),
    "journey.initiative": (initiative, None),
}


@pytest.mark.row("F7")
@pytest.mark.row("F8")
@pytest.mark.parametrize("key", sorted(APPEARS))
def test_evidence_that_appears_is_seen_and_goes_stale_by_itself(key: str, founders: Troupe) -> None:
    make, lasts = APPEARS[key]
    assert state(founders, key) is State.OPEN
    make(founders)
    assert state(founders, key) is State.DONE
    if lasts is not None:
        assert state(founders, key, THEN + timedelta(days=lasts)) is State.STALE


def test_every_fact_of_ours_is_told_of_here() -> None:
    """So that a new one brings its story along."""
    elsewhere = {"journey.met", "journey.community", "journey.answered", "journey.year", "journey.reviewed"}
    assert {key for key in KEYS if key.startswith("journey.")} == {
        key for key in APPEARS if key.startswith("journey.")
    } | elsewhere
    assert len(SOURCES) == len({key for key in KEYS if key.startswith("journey.")}) + 1, "coalitions.bodies, too"


@pytest.mark.row("F7")
def test_who_was_asked_and_does_not_answer_for_a_month_makes_it_stale(founders: Troupe) -> None:
    assert state(founders, "journey.answered") is State.DONE
    join(founders, "Silent Bank", Sector.PRIVATE, state=MembershipState.INVITED)
    assert state(founders, "journey.answered", THEN + 20 * DAY) is State.DONE, "it is being followed up"
    assert state(founders, "journey.answered", THEN + 40 * DAY) is State.STALE


@pytest.mark.row("F7")
def test_a_meeting_without_a_result_for_a_month_a_fall_of_trust_and_a_missed_report_make_stale(
    founders: Troupe,
) -> None:
    minutes(founders)
    meeting(founders, THEN + 5 * DAY)
    assert state(founders, "journey.results", THEN + 20 * DAY) is State.DONE
    assert state(founders, "journey.results", THEN + 40 * DAY) is State.STALE
    pulses(founders)
    pulse(founders, 3, ("q1",))
    assert state(founders, "journey.steady") is State.STALE
    report(founders)
    report(founders, made=False, due_on=THEN.date() + 5 * DAY)
    assert state(founders, "journey.reports", THEN + 3 * DAY) is State.DONE
    assert state(founders, "journey.reports", THEN + 10 * DAY) is State.STALE


@pytest.mark.row("F6")
def test_a_year_of_meetings_lapses_after_a_quarter_without_one(founders: Troupe) -> None:
    assert state(founders, "journey.year") is State.OPEN
    meeting(founders)
    assert state(founders, "journey.year", THEN + 100 * DAY) is State.OPEN, "a year has not passed"
    assert state(founders, "journey.year", THEN + 400 * DAY) is State.STALE


@pytest.mark.row("F7")
def test_a_decision_that_was_changed_when_it_was_looked_at_again(db: None) -> None:
    troupe = harbour()
    question = asking(troupe)(review_on=CLOSES.date() + timedelta(days=30))
    votes(troupe, question, HT="yes", OD="yes", HH="yes")
    decision = close(question)
    later = CLOSES + timedelta(days=31)
    assert state(troupe, "journey.reviewed", later) is State.OPEN
    by = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    review_decision(decision, upheld=False, words="Forty were too many.", by=by, at=later)
    assert state(troupe, "journey.reviewed", later) is State.DONE
    assert state(troupe, "journey.reviewed", later + timedelta(days=366)) is State.STALE


@pytest.mark.row("F6")
def test_what_no_wing_tells_of_has_words_and_says_so(founders: Troupe) -> None:
    path = path_at(founders, SOON)
    absent = {line.key for part in path.parts(journey.ACTIVITIES, ACTIVITIES) for line in part.lines
              if line.state is State.ABSENT}  # fmt: skip
    assert "working.goals" in absent
    assert {key for key in KEYS if key not in path.facts} <= set(UNTOLD)


@pytest.mark.row("F7")
def test_nobody_new_in_half_a_year_makes_the_meeting_of_prospects_stale(founders: Troupe) -> None:
    assert state(founders, "journey.met") is State.DONE, "they have just come together"
    assert state(founders, "journey.met", THEN + 190 * DAY) is State.STALE
    late = THEN + 188 * DAY
    join(founders, "Late Bank", Sector.PRIVATE, at=late, state=MembershipState.INVITED)
    assert state(founders, "journey.met", THEN + 190 * DAY) is State.DONE
