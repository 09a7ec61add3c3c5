"""Concerns go first to whom the ground rules name, and are answered within the days they name. Called inside acts."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from comity.coalitions.held import Keeper, coordinators, keepers_of_body
from comity.core.rulebook.types import Concerns
from comity.governing.models import Objection, Question
from comity.governing.rulebook.ground import ground_of
from comity.notices.asks import close_asks, open_asks
from comity.notices.models import Ask

#: kind of ask
CONCERN = "governing.concern"


def first_heard_by(question: Question, at: datetime) -> list[Keeper]:
    """To whom a concern about it goes first, besides its author: who presides over the body, or coordinators."""
    ground = ground_of(question.coalition_id, at)
    if ground is None or ground.concerns is Concerns.ANYONE:
        return []
    if ground.concerns is Concerns.CHAIR:
        return list(keepers_of_body(question.body, at))
    return coordinators(at)


def ask_to_answer(objection: Objection, *, at: datetime) -> list[Keeper]:
    """Ask those to whom it goes, until the day on which an answer is due; returns them."""
    question, heard = objection.question, first_heard_by(objection.question, at)
    ground = ground_of(question.coalition_id, at)
    due = at + timedelta(days=ground.concern_days) if ground and ground.concern_days else None
    title = _("Answer a concern: {title}").format(title=question.title)
    open_asks(
        Ask(
            person=one.person.pk, coalition=question.coalition_id, organisation=None, body=one.body, acts_for=one.name,
            kind=CONCERN, label=objection._meta.label_lower, thing=objection.pk, title=title[:300],
            url=f"{question.get_absolute_url()}#objections", due_at=due, opened_at=at,
        )
        for one in heard
        if one.person.pk != objection.person_id
    )  # fmt: skip
    return heard


def answered(objection: Objection, *, at: datetime) -> None:
    """Nobody needs to answer it any more."""
    close_asks(objection, at=at, kind=CONCERN)
