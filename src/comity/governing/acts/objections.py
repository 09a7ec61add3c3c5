"""Objections: a concern with the change that would settle it. On a majority question they stop nothing and stay."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.coalitions.standing import home
from comity.governing import telling
from comity.governing.acts.discussing import word
from comity.governing.acts.reading import fresh_objection, fresh_question
from comity.governing.concerns import answered
from comity.governing.matters.halting import halted_too_long, halts, open_objections
from comity.governing.matters.permissions import frozen
from comity.governing.models import Cause, Objection, ObjectionState, Question, Reply, RollEntry, State, Vote
from comity.governing.permissions import may_integrate, may_object, may_reply, may_take_back
from comity.governing.queries import any_ballot
from comity.governing.sealing import seals
from comity.notices.asks import close_asks

#: so long a changed text can be answered at least
A_DAY = timedelta(days=1)


@act("governing.objection.raised", says=gettext_noop("objected to {about}"))
def raise_objection(
    question: Question, *, concern: str, change: str, by: Capacity, at: datetime
) -> Changes[Objection]:
    """Object for an organisation that is asked. Both the concern and the change that would settle it are needed."""
    question = fresh_question(question, by)
    require(may_object(by, question, at=at))
    if Objection.objects.filter(
        question=question, organisation=by.of, state=ObjectionState.STANDING
    ).exists():
        raise ValidationError(
            _("{name} already has an objection here. Take it back to raise another.").format(name=by.of_name)
        )
    objection = Objection(
        coalition_id=home(by), question=question, organisation_id=by.spoken_for, person_id=by.someone,
        concern=concern, change=change, raised_at=at,
    )  # fmt: skip
    _keep(objection)
    telling.tell_objection(objection, at=at)
    words = {"about": question.title}
    return Changes(objection, words=words, question=question.pk, organisation=by.of, seals=seals(objection))


@act("governing.objection.withdrawn", says=gettext_noop("took back the objection to {about}"))
def withdraw_objection(objection: Objection, *, by: Capacity, at: datetime) -> Changes[Objection]:
    """Take one's objection back; it stays readable as taken back."""
    objection = fresh_objection(objection, by)
    require(may_take_back(by, objection, at=at))
    return _settled(objection, ObjectionState.WITHDRAWN, at=at)


@act("governing.objection.aside", says=gettext_noop("stands aside for {about}; the objection stays on record"))
def stand_aside(objection: Objection, *, by: Capacity, at: datetime) -> Changes[Objection]:
    """Let it go ahead in spite of one's objection, which stays with the decision. Only where objections halt it."""
    objection = fresh_objection(objection, by)
    require(may_take_back(by, objection, at=at) or _needless(objection))
    return _settled(objection, ObjectionState.ASIDE, at=at)


@act("governing.objection.kept", says=gettext_noop("keeps the objection to {about}"))
def keep_objection(objection: Objection, *, by: Capacity, at: datetime) -> Changes[Objection]:
    """Keep one's objection for good: it halts the closing no longer, and the question can't be agreed with it.

    Only where objections halt it.
    """
    objection = fresh_objection(objection, by)
    require(may_take_back(by, objection, at=at) or _needless(objection))
    if objection.kept_at is not None:
        raise ValidationError(_("You keep this objection already."))
    objection.kept_at = at
    objection.store()
    words = {"about": objection.question.title}
    return Changes(objection, words=words, question=objection.question_id, seals=seals(objection))


@act("governing.halt.ended", says=gettext_noop("counts the objections that halted {about} for long as kept"))
def end_halt(question: Question, *, by: Capacity, at: datetime) -> Changes[Question]:
    """Let open objections count as kept once they have halted a closing for as long as any may. By the rule alone."""
    question = fresh_question(question, by)
    found = open_objections(question)
    over = question.state == State.OPEN and bool(found) and halted_too_long(question, at)
    if by.acts_for != ActsFor.RULE or not over:
        raise Refused(Reason("Nothing has halted this question for too long.", bar=Bar.CONFLICT))
    for objection in found:
        objection.question, objection.kept_at = question, at
        objection.store()
    words = {"about": question.title}
    return Changes(question, also=found, words=words, code=question.code, seals=seals(*found))


@act(
    "governing.objection.integrated", says=gettext_noop("took the change of {organisation_name} into {about}")
)
def integrate_change(
    objection: Objection,
    *,
    by: Capacity,
    at: datetime,
    lede: str,
    text: str = "",
    read: Version | None = None,
) -> Changes[Objection]:
    """Amend the question so that it settles the objection. Nobody's vote counts for words that were not there.

    Only before the first vote; where objections halt it at any time: then the votes cast no longer count, all are asked
    anew, and it closes a day later at least.
    """
    objection = fresh_objection(objection, by, read)
    question = objection.question
    voted = any_ballot(question)
    require(may_integrate(by, objection, voted=voted, at=at) or frozen(question, at))
    before = {"lede_before": question.lede, "text_before": question.text}
    question.lede, question.text = lede, text
    question.store()
    wording = word(question, Cause.OBJECTION, at=at)
    words = {"organisation_name": objection.organisation.name, **before}
    votes, roll = ask_anew(question, at=at) if voted else ([], [])
    return _settled(
        objection, ObjectionState.INTEGRATED, at=at, also=[question, *votes], unsealed=[wording, *roll], words=words
    )


@act(
    "governing.objection.answered",
    says=gettext_noop("answered the objection of {organisation_name} to {about}"),
)
def reply_to(objection: Objection, text: str, *, by: Capacity, at: datetime) -> Changes[Reply]:
    """Answer an objection, in the name of those who put the question forward or of the organisation that objects."""
    objection = fresh_objection(objection, by)
    require(may_reply(by, objection, at=at))
    reply = Reply(
        coalition_id=home(by), objection=objection, person_id=by.someone, acts_for=by.acts_for,
        organisation_id=by.organisation, for_body_id=by.body, text=text, written_at=at,
    )  # fmt: skip
    _keep(reply)
    if by.of != objection.organisation_id:
        answered(objection, at=at)
    words = {"about": objection.question.title, "organisation_name": objection.organisation.name}
    return Changes(reply, words=words, objection=objection.pk, seals=seals(reply))


def _needless(objection: Objection) -> Reason | None:
    if halts(objection.question):
        return None
    return Reason(_("This objection stops nothing. It stays on record as it is."), bar=Bar.CONFLICT)


def ask_anew(question: Question, *, at: datetime) -> tuple[list[Vote], list[RollEntry]]:
    """The text has changed: votes cast on the older one count no longer, and all are asked again, with a day at least.

    Returns the votes that were set aside, and the entries of the roll that no longer note one. Called inside acts.
    """
    set_aside = list(Vote.objects.filter(question=question, replaced_at=None))
    for vote in set_aside:
        vote.question, vote.replaced_at = question, at
        vote.store()
    roll = RollEntry.objects.filter(question=question)
    noted = list(roll.filter(answered=True))
    roll.update(answered=False, through=None)
    soonest = at + A_DAY
    question.closes_at = max(question.closes_at or soonest, soonest)
    question.reminded_at = question.halted_at = None
    question.store()
    close_asks(question, at=at)
    telling.ask(question, list(roll), at=at)
    return set_aside, noted


def _keep(row: Objection | Reply) -> None:
    """Words are tidied before they are committed to."""
    row.clean_fields(exclude={"words_mark", "salt", "settled_at", "kept_at", "organisation", "for_body"})
    row.seal_words()
    row.store()


def _settled(
    objection: Objection, state: ObjectionState, *, at: datetime, also: Any = (), unsealed: Any = (),
    words: Any = None,
) -> Changes[Objection]:
    objection.state, objection.settled_at = state, at
    objection.store()
    answered(objection, at=at)
    said = {"about": objection.question.title, **(words or {})}
    return Changes(
        objection, also=[*also, *unsealed], words=said, state=state, question=objection.question_id,
        seals=seals(objection, *also),
    )  # fmt: skip
