"""Organisations answer, and may answer anew until the question closes."""

from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.standing import home
from comity.core.ballots.types import Choice
from comity.governing import telling
from comity.governing.acts.reading import fresh_question
from comity.governing.models import Question, Vote
from comity.governing.permissions import may_answer
from comity.governing.sealing import receipt, seals
from comity.notices.asks import close_asks


@act("governing.vote.cast", says=gettext_noop("answered “{choice}” to {about}"))
def cast_vote(
    question: Question, choice: Choice, *, why: str = "", by: Capacity, at: datetime
) -> Changes[Vote]:
    """Give the organisation's one vote, or replace it: the old one is kept and no longer counts.

    Refused for those without the organisation's vote, off the roll, and from the closing time on.
    """
    question = fresh_question(question, by)
    require(may_answer(by, question, at=at))
    before = Vote.objects.filter(question=question, organisation=by.of, replaced_at=None).first()
    if before is not None:
        before.question, before.replaced_at = question, at
        before.store()
    vote = Vote(
        coalition_id=home(by), question=question, organisation_id=by.spoken_for, person_id=by.someone,
        choice=choice, why=why, cast_at=at,
    )  # fmt: skip
    vote.clean_fields(exclude={"words_mark", "salt", "replaced_at"})
    vote.seal_words()
    vote.store()
    close_asks(question, at=at, kind=telling.VOTE, organisation=by.of)
    touched = [vote] if before is None else [vote, before]
    return Changes(
        vote, also=touched[1:], words={"about": question.title}, question=question.pk, organisation=by.of,
        choice=choice, replaces=before and before.pk, receipt=receipt(vote), seals=seals(*touched),
    )  # fmt: skip
