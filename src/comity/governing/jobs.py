"""What happens by the clock: questions whose time has come are sealed, and those who are silent are reminded."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.models import Coalition
from comity.governing import telling
from comity.governing.acts import (
    ask_chair,
    ask_review,
    close_question,
    end_halt,
    halt_question,
    remind_voters,
    tell_members,
)
from comity.governing.informing import untold_openings, untold_outcomes
from comity.governing.matters.halting import halted_too_long
from comity.governing.models import Question, State
from comity.governing.queries import due, review_due

logger = logging.getLogger(__name__)
#: how long before the end a reminder goes out, and how long a question must have run to need one
REMIND_BEFORE, WORTH_REMINDING = timedelta(days=1), timedelta(days=2)


def sweep(coalition: UUID, at: datetime) -> None:
    """Seal, remind, and ask what came of decisions, every minute."""
    seal_due(coalition, at)
    ask_new_chairs(coalition, at)
    remind_due(coalition, at)
    ask_reviews(coalition, at)


def seal_due(coalition: UUID, at: datetime) -> int:
    """Seal every question whose time has come, each as of its own closing time; returns how many.

    The worker and the next visitor may do this at once: the first one seals, the other finds it sealed.
    """
    with scope(coalition=coalition):
        waiting = list(due(at))
    return sum(_sealed(question, at) for question in waiting)


def ask_new_chairs(coalition: UUID, at: datetime) -> None:
    """A tie that waits for the chair is told to whoever takes the chair meanwhile."""
    with scope(coalition=coalition):
        tied = Question.objects.filter(state=State.OPEN, tie_asked_at__isnull=False, tie_choice="")
        waiting = [one for one in tied.select_related("body") if telling.chairs_to_ask(one, at=at)]
    for question in waiting:
        with suppress(Refused):  # another worker asked in this very moment
            ask_chair(question, by=the_rule(coalition), at=at)


def remind_due(coalition: UUID, at: datetime) -> None:
    """Remind once, a day before the end, unless the question is so short that it was just asked."""
    with scope(coalition=coalition):
        soon = Question.objects.filter(
            state=State.OPEN, reminded_at=None, closes_at__gt=at, closes_at__lte=at + REMIND_BEFORE
        )
        waiting = [q for q in soon if q.closes_at - q.opened_at >= WORTH_REMINDING]
    for question in waiting:
        remind_voters(question, by=the_rule(coalition), at=at)


def tell_everyone(coalition: UUID, at: datetime) -> None:
    """Tell members that were not asked what others decide, as soon as the ground rules say."""
    with scope(coalition=coalition):
        waiting = untold_openings().exists() or untold_outcomes().exists()
        found = Coalition.objects.get(pk=coalition)
    if waiting:
        with suppress(Refused):  # nothing of it is due yet, or another worker told them in this very moment
            tell_members(found, by=the_rule(coalition), at=at)


def ask_reviews(coalition: UUID, at: datetime) -> None:
    """Ask once on the day on which a decision is looked at again."""
    with scope(coalition=coalition):
        waiting = list(review_due(at).select_related("question"))
    for decision in waiting:
        with suppress(Refused):  # another worker asked in this very moment
            ask_review(decision, by=the_rule(coalition), at=at)


def _its_time(question: Question) -> datetime:
    """The closing time; where a freeze lay over it, the end of that."""
    thawed = question.matter and question.matter.frozen_until
    assert question.closes_at is not None
    return max(question.closes_at, thawed) if thawed else question.closes_at


def _sealed(question: Question, at: datetime) -> bool:
    """Whether it was sealed. What goes wrong with one question is logged, and keeps no other from its end."""
    try:
        return _closed(question, at)
    except Exception:
        logger.exception("A question could not be sealed.", extra={"facts": {"question": str(question.pk)}})
        return False


def _closed(question: Question, at: datetime) -> bool:
    assert question.closes_at is not None  # held by a constraint for open questions
    try:
        close_question(question, by=the_rule(question.coalition_id), at=_its_time(question))
    except Refused:  # halted, or a tie waits; or sealed, moved or withdrawn by somebody else in this very moment
        _note_halt(question, at)
        with suppress(Refused):
            ask_chair(question, by=the_rule(question.coalition_id), at=question.closes_at)
        return False
    return True


def _note_halt(question: Question, at: datetime) -> None:
    if halted_too_long(question, at):
        with suppress(Refused):
            end_halt(question, by=the_rule(question.coalition_id), at=at)
    if question.halted_at is None and question.closes_at is not None:
        with suppress(Refused):
            halt_question(question, by=the_rule(question.coalition_id), at=question.closes_at)
