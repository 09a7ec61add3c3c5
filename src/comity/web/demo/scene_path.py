"""Why they work together, which kind of coalition they want, and that they stay at work although something is missing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import the_rule
from comity.coalitions.models import Stage
from comity.core.advice.kinds import Trait
from comity.core.ballots.types import Choice
from comity.founding.kind.acts import answer_kind
from comity.founding.models import ReasonKind
from comity.founding.reasons.acts import name_reason, reaffirm
from comity.governing.acts import cast_vote, close_question
from comity.governing.models import RollEntry
from comity.journey.acts import propose_stage

REASONS: tuple[tuple[ReasonKind, str, str], ...] = (
    (ReasonKind.NUMBERS, "Alone each of us is a complaint. Together we speak for two thirds of the district.", ""),
    (ReasonKind.DIVERSITY, "The bank listens to the health service, the landlords to the bank, and all to the tenants.", ""),
    (ReasonKind.COMPETENCES, "One of us knows the law, one builds, one cooks, one counts who sleeps where.", ""),
    (ReasonKind.BENEFIT, "A repaired flat that stays affordable: no single office can bring that about.", ""),
    (ReasonKind.BENEFIT, "Families tell their story once, not at four desks.", ""),
    (ReasonKind.DRAWBACK, "Meetings cost small groups most.",
     "We meet at six, with child care, and the college pays the bus."),
    (ReasonKind.DRAWBACK, "We could be taken for the city’s voice.",
     "Only the spokesperson speaks for all; each of us goes on speaking for itself."),
)  # fmt: skip
WANTED = {Trait.PURPOSE: "many_years", Trait.MEMBERSHIP: "pledge", Trait.STRUCTURE: "board", Trait.MONEY: "mixed"}
GAINS = {
    "HT": "Repairs that are done, and a seat where rents are talked about.",
    "OD": "People who leave us have a door to go to.",
    "HD": "Fewer children back with the same cough.",
    "DR": "Customers who stay in the district.",
    "LL": "Cases that are settled before they reach us.",
}


def say_why(story: Any, at: datetime) -> None:
    """The reasons, by those who were there first; and what kind of coalition they want."""
    voices = [story.voter(mark) for mark in list(story.organisations)[:3]]
    for number, (kind, words, counter) in enumerate(REASONS):
        name_reason(kind, words=words, counter=counter, by=voices[number % 3], at=at)
    for trait, choice in WANTED.items():
        answer_kind(trait, choice, by=voices[0], at=at)


def stand_by_it(story: Any, at: datetime) -> None:
    """Most members say again what they gain by it."""
    for number, mark in enumerate(story.organisations):
        if number % 4 != 3 and mark in GAINS or number % 4 == 1:
            reaffirm(True, words=GAINS.get(mark, ""), by=story.voter(mark), at=at + timedelta(minutes=number))


def stay_at_work(story: Any, at: datetime) -> None:
    """Not everything of the founding is there any more; they decide to stay at work all the same."""
    by, rule = story.voter("HT"), the_rule(story.coalition_id)
    row = propose_stage(
        Stage.IMPLEMENTATION, by=by, at=at, closes_at=at + timedelta(days=10),
        reason="What is missing is on paper and comes in this winter. Nobody wants to stop working for it.",
    )  # fmt: skip
    assert row.vote is not None
    asked = set(RollEntry.objects.filter(question=row.vote).values_list("organisation", flat=True))
    for mark, organisation in story.organisations.items():
        if organisation.pk in asked:
            cast_vote(row.vote, Choice.YES, by=story.voter(mark), at=at + timedelta(days=2))
    close_question(row.vote, by=rule, at=at + timedelta(days=10))


EVENTS: list[tuple[float, Callable[[Any, datetime], None]]] = [
    (3, say_why), (23.3, stand_by_it), (23.62, stay_at_work),
]  # fmt: skip
