"""Founding organisations answer the start-up checklist, and decide to go on in spite of a no."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.coalitions.models import Body, BodyKind, Coalition
from comity.coalitions.permissions import may_coordinate
from comity.coalitions.standing import home
from comity.core.advice.readiness import Answer, Question, State
from comity.founding import telling
from comity.founding.models import ChecklistAnswer, GoingOn
from comity.founding.permissions import BEING_FOUNDED, may_answer
from comity.founding.queries import Checklist, checklist_of
from comity.founding.sealing import seals
from comity.founding.words import ASKED
from comity.governing.acts import put_question
from comity.governing.models import Question as Vote
from comity.governing.rulebook import adopted
from comity.governing.rulebook.proposing import FOUNDING
from comity.notices.asks import close_asks

#: the effect by which a carried question passes over noes
GO_ON = "founding.gone_on"


@act("founding.founders.asked", says=gettext_noop("asked {n} founding organisations to answer the checklist"))
def ask_founders(*, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Ask each founding organisation whose answers are not all in, by an ask and a mail. Coordinators, once a day.

    Refused once the coalition is founded, and where all have answered.
    """
    require(may_coordinate(by, at=at))
    coalition = _being_founded(by)
    checklist = checklist_of(coalition.pk)
    missing = [one for one in checklist.founders if checklist.unanswered(one.pk)]
    if not missing:
        raise ValidationError(_("All founding organisations have answered."))
    if telling.asked_lately(coalition, at):
        raise ValidationError(_("They were asked today. Give them until tomorrow."))
    telling.ask(coalition, missing, at=at)
    return Changes(coalition, words={"n": str(len(missing))}, organisations=[one.pk for one in missing])


@act("founding.checklist.answered", says=gettext_noop("answered the start-up checklist: {about}"))
def answer_checklist(
    answers: Mapping[Question, tuple[Answer, str]], *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[ChecklistAnswer]:
    """Answer some or all questions for one's organisation, each with a reason; a later answer replaces an earlier one.

    read: the version of the answer that was read, where one question is answered; raises Changed when a colleague has
    answered since. A no and a doubt need their reason. Raises ValidationError by `reason_<question>`; Refused for
    those who don't speak for a founding organisation, and once the coalition is founded.
    """
    coalition = _being_founded(by)
    require(may_answer(by, coalition, at=at))
    if not answers:
        raise ValidationError(_("Answer at least one question."))
    _check_reasons(answers)
    known = {row.question: row for row in ChecklistAnswer.objects.filter(organisation=by.organisation)}
    if read is not None:
        for question in answers:
            read.require(known.get(question) or ChecklistAnswer(question=question))
    before = {question: known[question].answer for question in answers if question in known}
    rows = [
        _answered(known.get(question), coalition, question, answer, reason, by, at)
        for question, (answer, reason) in answers.items()
    ]
    if not checklist_of(coalition.pk).unanswered(by.spoken_for):
        close_asks(coalition, at=at, kind=telling.ASK, organisation=by.spoken_for)
    said = "; ".join(f"{ASKED[question].short}: {answer}" for question, (answer, _reason) in answers.items())
    told = {question.value: answer.value for question, (answer, _reason) in answers.items()}
    return Changes(
        rows[0], also=rows[1:], words={"about": said[:900]}, organisation=by.organisation, answers=told, before=before,
        seals=seals(*rows),
    )  # fmt: skip


@act("founding.going_on.proposed", says=gettext_noop("asked all founders to go on although some say no: {about}"))
def propose_going_on(
    question: Question, *, reason: str, closes_at: datetime, by: Capacity, at: datetime
) -> Changes[GoingOn]:
    """Put to all founders, with its reason, that they go on in spite of the noes to a question.

    Where no rulebook is in force it is carried when more than half of all founders agree. Refused where nobody says
    no, and while one is open.
    """
    coalition = _being_founded(by)
    require(may_answer(by, coalition, at=at))
    noes = _noes(checklist_of(coalition.pk), question)
    if GoingOn.objects.filter(question=question, vote__state="open").exists():
        raise Refused(Reason(_("The founders are being asked about this already."), bar=Bar.CONFLICT))
    row = GoingOn(question=question, reason=reason, proposed_at=at)
    row.speak_as(by)
    row.store()
    row.vote = put_question(
        **_put(coalition, question, noes, reason), rule=None if adopted(coalition.pk, at) else FOUNDING["half"][0],
        closes_at=closes_at, effect=GO_ON, effect_target=row.pk, by=by, at=at,
    )  # fmt: skip
    row.store()
    return Changes(
        row, words={"about": str(ASKED[question].short)}, asked=question.value, vote=row.vote.pk, seals=seals(row)
    )


@act("founding.going_on.decided", says=gettext_noop("decided to go on although some say no: {about}"))
def go_on(row: GoingOn, *, carried: Vote, by: Capacity, at: datetime) -> Changes[GoingOn]:
    """The noes to that question pause nothing any more. By the rule, once the founders' decision is carried."""
    if by.acts_for != ActsFor.RULE or row.vote != carried:
        raise Refused(Reason(_("Going on is decided by the founders’ vote."), bar=Bar.FORBIDDEN))
    row.carried_at = at
    row.store()
    question = Question(row.question)
    return Changes(
        row, words={"about": str(ASKED[question].short)}, asked=question.value, vote=carried.pk, seals=seals(row)
    )


def _being_founded(by: Capacity) -> Coalition:
    coalition = Coalition.objects.get(pk=home(by))
    if coalition.stage not in BEING_FOUNDED:
        raise Refused(Reason(_("The coalition is founded. Its checklist is closed."), bar=Bar.NOT_NOW))
    return coalition


def _check_reasons(answers: Mapping[Question, tuple[Answer, str]]) -> None:
    bare = [question for question, (answer, why) in answers.items() if answer != Answer.YES and not why.strip()]
    if bare:
        said = _("Say why, so that the others can answer to it.")
        raise ValidationError({f"reason_{question.value}": said for question in bare})


def _answered(
    row: Any, coalition: Coalition, question: Question, answer: Answer, reason: str, by: Capacity, at: datetime
) -> ChecklistAnswer:
    found: ChecklistAnswer = row or ChecklistAnswer(coalition=coalition, question=question)
    found.speak_as(by)
    found.answer, found.reason, found.answered_at = answer, reason.strip(), at
    return found.store()


def _noes(checklist: Checklist, question: Question) -> list[str]:
    """The names of those that say no."""
    names = {str(one.pk): one.name for one in checklist.founders}
    told = checklist.told
    found = next((one for one in told.questions if one.question == question), None) if told else None
    if told is None or found is None or not found.no or told.state != State.PAUSED:
        raise ValidationError({"question": _("Nobody says no to this. Nothing is in the way.")})
    return [names[key] for key in found.no]


def _put(coalition: Coalition, question: Question, noes: list[str], reason: str) -> dict[str, Any]:
    """The question as it is put to all founders, in the language of record."""
    with translation.override(coalition.language):
        asked, said = ASKED[question], ", ".join(noes)
        title = _("Do we go on, although not all say yes? {short}").format(short=asked.short)
        lede = _("{names} said no to: {asked}").format(names=said, asked=asked.text)
    return {
        "body": Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None), "title": title[:160],
        "lede": lede[:500], "text": reason, "confidentiality": Confidentiality.COALITION,
    }  # fmt: skip
