"""How members of the invented coalition got to know each other, and how a fall in trust raised an action."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.network.acts import introductions, pulse
from comity.network.models import Introduction, Pulse, PulseRoll
from comity.network.pulse.questions import templates
from comity.people.models import Person
from comity.tasks.acts import accept_task
from comity.tasks.models import Task

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: what is answered to each sentence, one row after the other: before the quarrel about the heat grants, and after it
BEFORE = ((4, 3, 4, 3, 4), (3, 3, 4, 4, 3), (4, 4, 3, 3, 4), (3, 4, 3, 3, 3))
AFTER = ((2, 2, 3, 1, 3), (3, 1, 3, 2, 3), (2, 2, 2, 1, 4), (3, 2, 4, 2, 3))


def ask_first(story: "Story", at: datetime) -> None:
    """The coordinators choose what is asked, and ask for the first time."""
    texts = "\n".join(templates()[0].texts)
    owner = story.organisations["OD"]
    pulse.plan_pulse(texts=texts, owner=owner, every_months=3, open_days=10, by=story.for_all(), at=at)
    wave = pulse.open_pulse(by=story.for_all(), at=at)
    _answer(wave, [entry.person for entry in _asked(wave)], BEFORE, at)


def close_first(story: "Story", at: datetime) -> None:
    """Its end has come."""
    pulse.close_pulse(Pulse.objects.get(number=1), by=the_rule(story.coalition_id), at=at)


def ask_again(story: "Story", at: datetime) -> None:
    """A season later the same people answer otherwise."""
    wave = pulse.open_pulse(by=story.for_all(), at=at)
    before = set(PulseRoll.objects.filter(pulse__number=1, answered=True).values_list("person", flat=True))
    _answer(wave, [entry.person for entry in _asked(wave) if entry.person_id in before], AFTER, at)


def close_again(story: "Story", at: datetime) -> None:
    """Trust has fallen; the shelter takes the task on."""
    pulse.close_pulse(Pulse.objects.get(number=2), by=the_rule(story.coalition_id), at=at)
    for task in Task.objects.filter(held_by="network.pulse"):
        accept_task(task, by=story.voter("OD"), at=at + timedelta(hours=3))


def introduce(story: "Story", at: datetime) -> None:
    """Members that never met are proposed to each other: two pairs have met, one wants to, one another time."""
    day = at.date()
    introductions.propose_introductions(
        size=2, aim="apart", answer_by=day + timedelta(days=14), seed="lantern", by=story.for_all(), at=at
    )
    said = (("yes", "yes", True), ("yes", "yes", True), ("yes", "yes", False), ("yes", "later", False), ("yes", "", False))
    rows = Introduction.objects.prefetch_related("sides__organisation").order_by("pk")
    for one, (first, second, met) in zip(rows, said, strict=False):
        sides = list(one.sides.all())
        for side, says in zip(sides, (first, second), strict=False):
            if says:
                by = story.voter(side.organisation.short)
                introductions.answer_introduction(one, says, words="Weekday mornings", by=by, at=at + timedelta(days=1))
        if met:
            by = story.voter(sides[0].organisation.short)
            introductions.say_met(one, on=day + timedelta(days=1), by=by, at=at + timedelta(days=2))


def _asked(wave: Pulse) -> list[PulseRoll]:
    """Twenty of those who are asked; the others never answer."""
    return list(PulseRoll.objects.filter(pulse=wave).select_related("person").order_by("person__name")[:20])


def _answer(wave: Pulse, people: list[Person], rows: tuple[tuple[int, ...], ...], at: datetime) -> None:
    """One answer each, for oneself."""
    keys = [one["key"] for one in wave.questions]
    for n, one in enumerate(people):
        by = Capacity(one.pk, one.name, ActsFor.SELF, None, "", wave.coalition_id)
        pulse.answer_pulse(wave, dict(zip(keys, rows[n % len(rows)], strict=True)), by=by, at=at)


#: in which month what happens
EVENTS = ((19.0, ask_first), (19.5, close_first), (22.1, ask_again), (22.6, close_again), (23.4, introduce))
