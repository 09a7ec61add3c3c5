"""Answers are saved, given, typed in from paper, and read from a file. The record tells that, and never what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import same_coalition
from comity.surveys import telling
from comity.surveys.models import AskState, Paper, Question, Respondent, Round, Survey, Way
from comity.surveys.paging import checked
from comity.surveys.permissions import may_answer, may_keep, running, taking
from comity.surveys.queries import questions_of


@act("surveys.answers.saved", says=gettext_noop("saved answers to {about}"), secret=True)
def save_answers(
    respondent: Respondent, values: Mapping[str, Any], *, by: Capacity, at: datetime, page: int = 0
) -> Changes[Respondent]:
    """Keep what was answered so far, to go on later. It does not count before it is sent.

    values: by question key; None takes an answer back. Refused for an anonymous survey, which keeps nothing of anybody.
    """
    respondent = _mine(respondent, by, at)
    if respondent.round.survey.anonymous:
        require(Reason(_("This survey is anonymous: nothing is kept before it is sent."), bar=Bar.CONFLICT))
    known = {one.key for one in questions_of(respondent.round.survey)}
    kept = {**(respondent.answers if respondent.draft is None else respondent.draft), **values}
    respondent.draft = {key: value for key, value in kept.items() if key in known and value is not None}
    respondent.page, respondent.saved_at = page, at
    if respondent.state == AskState.ASKED:
        respondent.state = AskState.BEGUN
    respondent.store()
    return _told(respondent)


@act("surveys.answers.given", says=gettext_noop("answered {about}"), secret=True)
def give_answers(
    respondent: Respondent, values: Mapping[str, Any], *, by: Capacity, at: datetime
) -> Changes[Respondent]:
    """Send the answers; until the round closes they can be changed and sent again.

    Of an anonymous survey they go among the others, bound to nobody, and can’t be changed. ValidationError names each
    question that lacks an answer, or has one that can’t be.
    """
    respondent = _mine(respondent, by, at)
    _take(respondent, values, Way.LINK, by, at)
    telling.answered(respondent, at=at)
    return _told(respondent)


@act("surveys.answers.typed", says=gettext_noop("typed in from paper what {whom} answered to {about}"), secret=True)
def type_in(respondent: Respondent, values: Mapping[str, Any], *, by: Capacity, at: datetime) -> Changes[Respondent]:
    """Write down what stands on a paper form. Who did it, and that it came from paper, stays with the answers."""
    respondent = _kept(respondent, by, at)
    _take(respondent, values, Way.PAPER, by, at)
    telling.answered(respondent, at=at)
    return _told(respondent)


@act("surveys.answers.imported", says=gettext_noop("read {n} answers to {about} from a file"), secret=True)
def import_answers(
    round_: Round, rows: Sequence[tuple[Respondent, Mapping[str, Any]]], *, by: Capacity, at: datetime
) -> Changes[Round]:
    """Take answers from a file, all of them or none."""
    require(may_keep(by, round_.survey, at=at) or same_coalition(by, round_))
    require(running(round_))
    if not rows:
        raise ValidationError(_("There is no answer in this file."))
    taken = [_kept(one, by, at) for one, _values in rows]
    for respondent, (_row, values) in zip(taken, rows, strict=True):
        _take(respondent, values, Way.FILE, by, at)
    telling.closable(round_, at=at)
    words = {"about": round_.survey.title, "n": str(len(taken))}
    return Changes(round_, also=[*taken, round_.survey], words=words)


def _take(respondent: Respondent, values: Mapping[str, Any], way: Way, by: Capacity, at: datetime) -> None:
    survey: Survey = respondent.round.survey
    questions = questions_of(survey)
    if way != Way.LINK:
        questions = [_lenient(one) for one in questions]
    said = checked(questions, values, respondent.round, respondent)
    if not said:
        raise ValidationError(_("There is not one answer. Give at least one."))
    if survey.anonymous:
        if respondent.state == AskState.ANSWERED:
            why = _("These answers are anonymous: those sent before can’t be found any more to be changed.")
            require(Reason(why, bar=Bar.CONFLICT))
        _drop(respondent.round, questions, said)
    else:
        respondent.answers = said
    respondent.draft, respondent.way, respondent.state, respondent.answered_at = None, way, AskState.ANSWERED, at
    respondent.typed_by_id = by.person if way != Way.LINK else None
    respondent.store()


def _lenient(question: Question) -> Question:
    """On paper somebody may have left a question out."""
    question.required = False
    return question


def _drop(round_: Round, questions: Sequence[Question], values: Mapping[str, Any]) -> None:
    """Put answers among the others: all papers of the round are written anew in the order of their random numbers.

    So neither the place of a row nor the transaction that wrote it tells which came last. SQLite would leave the old
    rows legible in free pages; it is told to overwrite them.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    ids = {one.key: one.pk for one in questions}
    mine = Paper.objects.filter(round=round_)
    there = {pk: (question, value) for pk, question, value in mine.values_list("pk", "question", "value")}
    papers: dict[UUID, tuple[UUID, Any]] = {**there, **{uuid4(): (ids[key], value) for key, value in values.items()}}
    mine.delete()
    anew = [
        Paper(pk=pk, coalition_id=round_.coalition_id, round=round_, question_id=papers[pk][0], value=papers[pk][1])
        for pk in sorted(papers)
    ]
    Paper.objects.bulk_create(anew, 500)


def _found(respondent: Respondent) -> Respondent:
    rows = Respondent.objects.select_for_update(no_key=True, of=("self",))
    found: Respondent = rows.select_related("round__survey__coalition", "organisation", "person").get(pk=respondent.pk)
    return found


def _mine(respondent: Respondent, by: Capacity, at: datetime) -> Respondent:
    """The row, read anew and locked, for the person who is asked."""
    found = _found(respondent)
    require(may_answer(by, found, at=at))
    return found


def _kept(respondent: Respondent, by: Capacity, at: datetime) -> Respondent:
    """The row, read anew and locked, for who keeps the survey."""
    require(same_coalition(by, respondent))
    found = _found(respondent)
    require(may_keep(by, found.round.survey, at=at) or taking(found.round, at=at))
    return found


def _told(respondent: Respondent) -> Changes[Respondent]:
    """Who answered, and nothing of it."""
    round_ = respondent.round
    also = [one for one in (respondent.organisation, round_, round_.survey) if one is not None]
    words = {"about": round_.survey.title, "whom": respondent.name}
    return Changes(respondent, also=also, words=words, whom=respondent.person_id, way=respondent.way)
