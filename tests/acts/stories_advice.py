"""Stories of weighing how closely to work, of evidence on record, and of initiatives of several sectors."""

from datetime import timedelta
from typing import Any

from comity.base.capacity import the_rule
from comity.base.registry import Together
from comity.network.acts import evidence, initiatives, note_evidence, weighings
from comity.network.models import Evidence, Initiative, Weighing
from comity.network.rungs.finding import Found
from comity.tasks.acts import accept_task, give_task
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe
from tests.governing.stage import hat

MEANS = dict.fromkeys(("time", "skills", "money", "backing", "commitment", "people"), 2)


@story("network.evidence.found")
def what_stands_on_record_is_noted(troupe: Troupe) -> None:
    who = frozenset({troupe.organisations["OD"].pk, troupe.organisations["DR"].pk})
    fact = Together("event_attended", who, THEN.date(), "Meeting 1", troupe.assembly.pk)
    first, second = sorted(who)
    evidence.find_evidence([Found(first, second, "meetings", fact)], by=the_rule(troupe.coalition.pk), at=LATER)
    assert Evidence.objects.get().confirmed


@story(
    "network.weighing.started", "network.weighing.answered", "network.weighing.risked", "network.weighing.ended",
)  # fmt: skip
def two_weigh_how_closely_to_work(troupe: Troupe) -> None:
    sides = [troupe.organisations[mark] for mark in ("OD", "HT")]
    pair = {"first": sides[0], "second": sides[1], "by": the_rule(troupe.coalition.pk), "at": THEN}
    for item in ("news_answered", "event_moved", "space_lent", "hours_lent"):
        note_evidence(item=item, on=THEN.date(), **pair)
    weighing = weighings.start_weighing(sides, by=shelter(troupe), at=LATER)
    for by in (shelter(troupe), tenants(troupe)):
        weighings.answer_weighing(weighing, wants=4, means=MEANS, relies=3, stays=3, by=by, at=LATER)
    for by in (shelter(troupe), tenants(troupe)):
        weighings.take_knowingly(weighing, why="We know each other for years.", by=by, at=LATER)
    assert Weighing.objects.get(pk=weighing.pk).rung == 4
    other = weighings.start_weighing(sides, by=shelter(troupe), at=LATER)
    weighings.end_weighing(other, by=tenants(troupe), at=LATER)


@story(
    "network.initiative.started", "network.initiative.joined", "network.initiative.left", "network.initiative.spoken",
    "network.initiative.ready", "network.initiative.written", "network.initiative.agreed", "network.initiative.moved",
    "network.initiative.ended",
)  # fmt: skip
def three_sectors_take_on_one_problem(troupe: Troupe) -> None:
    hats = [hat(troupe, name, mark) for name, mark in (("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR"))]
    initiative = at_work(troupe, hats)
    initiatives.leave_seat(initiative, by=hats[2], at=LATER + timedelta(days=1))
    initiatives.end_initiative(initiative, why="It is done.", by=hats[0], at=LATER + timedelta(days=2))


def at_work(troupe: Troupe, hats: list[Any], at: Any = LATER) -> Initiative:
    """An initiative in which these work: begun, told, agreed, put aside, tasks taken on."""
    marks = {one.pk: one for one in troupe.organisations.values()}
    invited = [marks[by.of] for by in hats[1:]]
    made = initiatives.start_initiative(title="Nobody sleeps cold", invited=invited, trust_days=0, by=hats[0], at=at)
    for by in hats[1:]:
        initiatives.take_seat(made, by=by, at=at)
    for by in hats:
        initiatives.write_seat(made, solo="A hotline.", definition="Cold rooms.", aside="Our own beds.", by=by, at=at)
        initiatives.say_ready(made, by=by, at=at)
    initiatives.move_on(made, by=hats[0], at=at)
    made = initiatives.write_problem(made, problem="People freeze while rooms stand empty.", by=hats[0], at=at)
    for by in hats[1:]:
        initiatives.agree_problem(made, 1, by=by, at=at)
    initiatives.move_on(made, by=hats[0], at=at)
    for by in hats:
        task = give_task(thing=made, title="Open a warm room", organisation=marks[by.of], by=hats[0], at=at)
        accept_task(task, by=by, at=at)
    return initiatives.move_on(made, by=hats[0], at=at)
