"""Organisations answer, and may answer anew until the question closes; on a private ballot they answer once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.coalitions.standing import home
from comity.core.ballots.marks import Marked
from comity.core.ballots.types import Choice
from comity.governing import telling
from comity.governing.acts.reading import fresh_question
from comity.governing.ballot_permissions import used_up
from comity.governing.ballots import paper_marks, written
from comity.governing.commitments import refuse_promise
from comity.governing.models import Paper, Question, RollEntry, Vote
from comity.governing.permissions import may_answer, may_answer_openly, may_answer_privately
from comity.governing.sealing import receipt, seals
from comity.notices.asks import close_asks

#: columns of a vote that may stay empty
OFTEN_EMPTY = {"words_mark", "salt", "replaced_at", "through", "entered_by", "witness", "contested_at"}


@act("governing.vote.cast", says=gettext_noop("answered “{choice}” to {about}"))
def cast_vote(
    question: Question, choice: Choice | None = None, *, marked: Marked | None = None,
    split: Mapping[Choice, int] | None = None, why: str = "", at_home: str = "", unit: UUID | None = None,
    by: Capacity, at: datetime,
) -> Changes[Vote]:  # fmt: skip
    """Give the organisation's one vote, or replace it: the old one is kept and no longer counts.

    marked: where options stand on the ballot. split: how the organisation's weight is divided, if the rule allows it.
    at_home: what decided it at home; needed where a representative may not promise so much alone. unit: the
    organisation whose proxy is used. Refused for those without the organisation's vote, off the roll, on a
    private ballot, and from the closing time on. Raises ValidationError for marks that don't fit.
    """
    question = fresh_question(question, by)
    require(may_answer(by, question, unit=unit, at=at) or may_answer_openly(question))
    refuse_promise(question, at_home, choice, marked, split)
    vote = vote_of(question, unit or by.spoken_for, choice, marked, split, why)
    vote.person_id, vote.through_id = by.someone, by.of if unit and unit != by.of else None
    if vote.through_id:
        require(used_up(question, by.spoken_for, vote.organisation_id))
    return keep(vote, at=at, at_home=at_home)


def vote_of(
    question: Question, organisation: UUID, choice: Choice | None, marked: Marked | None,
    split: Mapping[Choice, int] | None, why: str,
) -> Vote:  # fmt: skip
    """The vote of an organisation on the roll, checked but not kept yet."""
    entry = RollEntry.objects.get(question=question, organisation=organisation)
    said, marks = written(question, choice, marked, split, entry.weight)
    return Vote(
        coalition_id=question.coalition_id, question=question, organisation_id=organisation, choice=said, marks=marks,
        weight=entry.weight, why=why,
    )  # fmt: skip


def keep(vote: Vote, *, at: datetime, at_home: str = "", **facts: Any) -> Changes[Vote]:
    """Put a vote in the place of the one before, and note on the roll that it was given."""
    question, organisation = vote.question, vote.organisation_id
    before = Vote.objects.filter(question=question, organisation=organisation, replaced_at=None).first()
    if before is not None:
        before.question, before.replaced_at = question, at
        before.store()
    vote.cast_at = at
    vote.clean_fields(exclude=OFTEN_EMPTY)
    vote.seal_words()
    vote.store()
    entry = note(question, organisation, through=vote.through_id, at_home=at_home)
    close_asks(question, at=at, kind=telling.VOTE, organisation=organisation)
    touched, words = [vote] if before is None else [vote, before], {"about": question.title, "at_home": at_home}
    return Changes(
        vote, also=[*touched[1:], entry], words=words, question=question.pk, organisation=organisation,
        choice=vote.choice or "marked", replaces=before and before.pk, receipt=receipt(vote), seals=seals(*touched),
        **facts,
    )  # fmt: skip


def note(
    question: Question, organisation: UUID, *, through: UUID | None, answered: bool = True, at_home: str = ""
) -> RollEntry:
    """Note on the roll that the organisation voted, by whose hand, and what decided it at home."""
    entry: RollEntry = RollEntry.objects.get(question=question, organisation=organisation)
    entry.answered, entry.through_id = answered, through
    entry.at_home = RollEntry._meta.get_field("at_home").clean(at_home, entry)
    entry.save(update_fields=["answered", "through", "at_home"])
    return entry


@act("governing.paper.cast", says=gettext_noop("voted on {about}"), secret=True)
def cast_paper(
    question: Question, choice: Choice | None = None, *, marked: Marked | None = None, at_home: str = "",
    unit: UUID | None = None, by: Capacity, at: datetime,
) -> Changes[Question]:  # fmt: skip
    """Vote on a private ballot, once: the roll notes that it was given, and the paper goes among the others.

    The question that comes back bears the number of the paper for its voter alone. Refused for a second paper.
    """
    question = fresh_question(question, by)
    require(may_answer_privately(by, question, unit=unit, at=at))
    organisation = unit or by.spoken_for
    if organisation != by.of:
        require(used_up(question, by.spoken_for, organisation))
    refuse_promise(question, at_home, choice, marked, None)
    said, marks = written(question, choice, marked, None, 1)
    entry = note(question, organisation, through=by.of if unit and unit != by.of else None, at_home=at_home)
    question.paper_key = drop(question, home(by), paper_marks(said, marks))
    close_asks(question, at=at, kind=telling.VOTE, organisation=organisation)
    words = {"about": question.title}
    return Changes(question, also=[entry], words=words, question=question.pk, organisation=organisation)


def drop(question: Question, coalition: UUID, marks: str) -> UUID:
    """Put a paper among the others: all are written anew in the order of their random numbers.

    So neither the place of a row nor the transaction that wrote it tells which came last. SQLite would leave the old
    rows legible in free pages; it is told to overwrite them.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    key, mine = uuid4(), Paper.objects.filter(question=question)
    papers = {**dict(mine.values_list("pk", "marks")), key: marks}
    mine.delete()
    anew = [Paper(pk=pk, coalition_id=coalition, question=question, marks=papers[pk]) for pk in sorted(papers)]
    Paper.objects.bulk_create(anew, 500)
    return key
