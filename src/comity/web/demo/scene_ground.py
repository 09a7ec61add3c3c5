"""The ground rules at work: organisations hear what was decided, and an own rule is looked at again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from comity.base.capacity import the_rule
from comity.governing.acts import ask_to_look, file_reports, look_at_rule, tell_members
from comity.governing.informing import is_time, untold_openings, untold_outcomes
from comity.governing.models import HomeReport, RuleReview
from comity.governing.rulebook import adopted

#: who has not told its organisation yet, and what some heard at home
WAITING = ("DR", "EP")
#: who tells it every month, and in which months of the story the others think of it, too
PROMPT, ROUNDS = ("HT", "LL", "NL"), (8, 14, 19, 22)
HEARD = {
    "LL": "They ask that somebody visits each house before the builders do.",
    "NL": "Our members like the map. They want to see the first flat.",
}


def look_again(story: Any, at: datetime) -> None:
    """The rule about the food stands."""
    version = adopted(story.coalition_id, at)
    assert version is not None
    ask_to_look(version, by=the_rule(story.coalition_id), at=at)
    words = "It stands. Shop-bought counts."
    for look in RuleReview.objects.filter(looked_at=None).select_related("version__coalition", "owner"):
        look_at_rule(look, True, words=words, by=story.for_all(), at=at)


def tell_at_home(story: Any, at: datetime) -> None:
    """All but two organisations have heard of everything; the others are asked."""
    coalition = story.coalition
    if is_time(coalition, list(untold_openings()), list(untold_outcomes()), at):
        tell_members(coalition, by=the_rule(coalition.pk), at=at)
    _report(story, [mark for mark in story.organisations if mark not in WAITING], at, HEARD)


def tell_soon(story: Any, at: datetime) -> None:
    """A few organisations hear of each decision within days."""
    _report(story, PROMPT, at)


def tell_all_soon(story: Any, at: datetime) -> None:
    """So do nearly all, now and then."""
    _report(story, [mark for mark in story.organisations if mark not in WAITING], at)


def tell_of_a_meeting(story: Any, came: Iterable[str], at: datetime) -> None:
    """Of those who came to a meeting, all but the slow ones tell it at home."""
    _report(story, [mark for mark in came if mark not in WAITING], at)


def _report(story: Any, marks: Iterable[str], at: datetime, heard: Mapping[str, str] | None = None) -> None:
    waiting: dict[Any, list[HomeReport]] = {}
    for report in HomeReport.objects.filter(reported_at=None):
        waiting.setdefault(report.organisation_id, []).append(report)
    for mark in marks:
        if (one := story.organisations.get(mark)) and one.pk in waiting:
            file_reports(one, waiting[one.pk], text=(heard or {}).get(mark, ""), by=story.voter(mark), at=at)


#: in which month what happens
EVENTS = (
    (17.5, look_again),
    *((month + 0.6, tell_all_soon if month in ROUNDS else tell_soon) for month in range(3, 23)),
    (23.85, tell_at_home),
)
