"""How the invented coalition chose among several: who speaks for it, what small money is for, and where it meets."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from comity.base.capacity import the_rule
from comity.governing.acts import (
    cast_paper,
    cast_vote,
    close_question,
    draft_question,
    list_options,
    open_question,
)
from comity.governing.models import RollEntry

if TYPE_CHECKING:
    from comity.web.demo.story import Story

FACES = ["Amina Haddad, tenants", "Okafor Eze, health", "Marta Lind, shelter", "Henk Baas, traders", "Ruth Brandt, church"]
PROJECTS = [("Night bus to the shelter", 9_500), ("Warm lunches, November", 6_400), ("Damp meters for lending", 2_800),
            ("Evening of open doors", 1_900), ("New sign at the yard", 4_200)]  # fmt: skip
PLACES = ["Town hall, ground floor", "Library, upstairs", "Harbour shed"]
RANKED = [(1, 3, 2), (1, 2), (2, 5, 1), (3, 1), (2, 1, 3), (4, 3), (2, 5), (1, 5, 3), (3, 2)]
WANTED = [(1, 3), (1, 2), (2, 4), (3, 4), (1,), (2, 3, 4), (5, 1), (1, 2), (4,)]


def choose(story: "Story") -> None:
    """Three ballots on options: a ranking for three seats, a budget by equal shares, a private approval. All advice."""
    faces = {"title": "Which three of us welcome the new mayor?", "lede": "Three people, so that more than one voice is heard."}
    _vote(story, "scottish-stv", [{"title": one} for one in FACES], [_ranks(one) for one in RANKED], faces, {"seats": 3})
    money = {"title": "What do we do with the harvest fair’s money?", "lede": "€15,000 were left after the harvest fair.",
             "budget": 1_500_000, "currency": "EUR"}  # fmt: skip
    rows = [{"title": title, "cost": cost * 100} for title, cost in PROJECTS]
    _vote(story, "budget-equal-shares", rows, [dict.fromkeys(one, 1) for one in WANTED], money, {})
    place = {"title": "Where does the assembly meet next year?", "lede": "The hall’s heating fails in January.", "private": True}
    marks = [dict.fromkeys(one[:2], 1) for one in ((1,), (1, 2), (2,), (2, 3), (2, 1), (3,))]
    _vote(story, "approval", [{"title": one} for one in PLACES], marks, place, {})


def _ranks(order: tuple[int, ...]) -> dict[int, int]:
    return {place: rank for rank, place in enumerate(order, 1)}


def _vote(
    story: "Story", method: str, options: list[dict[str, Any]], ballots: list[dict[int, int]], words: dict[str, Any],
    settings: dict[str, Any],
) -> None:  # fmt: skip
    assert story.assembly is not None
    at, by = story.moment(21.2, 18), story.for_all()
    draft = draft_question(
        body=story.assembly, method=method, settings=settings, binding=False, closes_at=at + timedelta(days=9), by=by,
        at=at, **words,
    )  # fmt: skip
    list_options(draft, options, by=by, at=at)
    question = open_question(draft, by=by, at=at)
    on_roll = set(RollEntry.objects.filter(question=question).values_list("organisation", flat=True))
    asked = [mark for mark, one in sorted(story.organisations.items()) if one.pk in on_roll]
    cast = cast_paper if question.private else cast_vote
    for number, mark in enumerate(asked):
        marked = ballots[number % len(ballots)]
        cast(question, marked=marked, by=story.voter(mark), at=at + timedelta(days=1, minutes=11 * number))
    assert question.closes_at is not None
    close_question(question, by=the_rule(story.coalition_id), at=question.closes_at)
