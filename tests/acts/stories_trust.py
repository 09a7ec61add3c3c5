"""Stories of introductions and of the pulse of trust."""

from datetime import timedelta
from typing import Any

from comity.base.capacity import the_rule
from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Power
from comity.network.acts import introductions, pulse
from comity.network.introductions.jobs import remind
from comity.network.models import Pulse
from tests.acts.stories import story
from tests.cast import Troupe, person
from tests.governing.stage import OPENS, hat

LATER = OPENS + timedelta(hours=1)


@story("network.introductions.proposed", "network.introduction.reminded", "network.introductions.dropped")
def members_are_introduced_reminded_and_the_rest_is_taken_back(troupe: Troupe) -> None:
    day = OPENS.date() + timedelta(days=10)
    made = introductions.propose_introductions(size=2, aim="apart", answer_by=day, seed="s", by=troupe.by, at=OPENS)
    remind(troupe.coalition.pk, OPENS + timedelta(days=9))
    introductions.drop_round(made, by=troupe.by, at=OPENS + timedelta(days=9))


@story("network.introduction.asked", "network.introduction.answered", "network.introduction.facilitated",
       "network.introduction.met", "network.introduction.noted")  # fmt: skip
def the_shelter_meets_the_traders(troupe: Troupe) -> None:
    shelter, traders = hat(troupe, "Marta", "OD"), hat(troupe, "Henk", "DR")
    one = introductions.ask_to_meet(troupe.organisations["DR"], by=shelter, at=OPENS)
    introductions.answer_introduction(one, "yes", wishes_facilitator=True, by=traders, at=LATER)
    introductions.name_facilitator(one, troupe.people["Okafor"], by=traders, at=LATER)
    introductions.say_met(one, on=OPENS.date(), by=traders, at=LATER)
    for text in ("They keep bees.", "They keep forty bees."):
        introductions.note_privately(one, text=text, by=shelter, at=LATER)


def planned(troupe: Troupe, **given: Any) -> None:
    """Two sentences; one more person speaks, so that five and more are asked."""
    give_mandate(person("Sixta Voss"), organisation=troupe.organisations["DR"], powers=[Power.SPEAK], by=troupe.by,
                 at=OPENS)  # fmt: skip
    words = {"texts": "We keep promises.\nI can say it openly.", "owner": troupe.organisations["OD"]} | given
    pulse.plan_pulse(**words, by=troupe.by, at=OPENS)


def answered(troupe: Troupe, mark: int, at: Any) -> Pulse:
    """A wave to which everybody answers about the same."""
    wave = pulse.open_pulse(by=troupe.by, at=at)
    keys = [one["key"] for one in wave.questions]
    asked = (("Amina", "HT"), ("Ruth", "HT"), ("Marta", "OD"), ("Okafor", "HH"), ("Henk", "DR"))
    for n, (name, of) in enumerate(asked):
        marks = {key: min(4, mark + (n == 0)) for key in keys}
        pulse.answer_pulse(wave, marks, by=hat(troupe, name, of), at=at + timedelta(hours=1))
    return wave


@story("network.pulse.planned", "network.pulse.opened", "network.pulse.answered", "network.pulse.reminded",
       "network.pulse.closed", "tasks.task.given")  # fmt: skip
def trust_falls_and_somebody_looks_into_it(troupe: Troupe) -> None:
    planned(troupe)
    rule = the_rule(troupe.coalition.pk)
    for mark, begins in ((3, OPENS), (1, OPENS + timedelta(days=20))):
        wave = answered(troupe, mark, begins)
        pulse.remind_pulse(wave, by=rule, at=wave.closes_at - timedelta(days=1))
        pulse.close_pulse(wave, by=rule, at=wave.closes_at)


@story("network.talk.planned", "network.talk.noted")
def few_hold_a_talk_instead(troupe: Troupe) -> None:
    talk = pulse.plan_talk(
        planned_on=OPENS.date() + timedelta(days=3), facilitator=troupe.people["Okafor"], by=troupe.by, at=OPENS
    )
    pulse.note_talk(talk, held_on=OPENS.date(), result="We say it first.", by=hat(troupe, "Okafor", "HH"), at=LATER)
