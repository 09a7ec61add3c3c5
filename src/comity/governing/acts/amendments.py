"""Amendments are made, taken back, accepted into a new version, declined with a reason, or put to the vote first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.core.diff import merge
from comity.governing.acts.discussing import word
from comity.governing.acts.questions import draft_question, open_question
from comity.governing.acts.reading import fresh_question
from comity.governing.amendments import telling
from comity.governing.amendments.permissions import may_amend, may_put, may_settle, may_withdraw, steps
from comity.governing.amendments.votes import AMEND
from comity.governing.models import Amendment, AmendmentState, Cause, Question, Wording
from comity.governing.sealing import seals
from comity.notices.asks import close_asks

A = AmendmentState


@act("governing.amendment.made", says=gettext_noop("proposed an amendment to {about}"))
def amend(question: Question, text: str, *, why: str, by: Capacity, at: datetime) -> Changes[Amendment]:
    """Say how the whole text of a proposal should read, and why. Those who put it forward are asked to answer."""
    question = fresh_question(question, by)
    require(may_amend(by, question, at=at))
    if text.strip() == question.text.strip():
        raise ValidationError({"text": _("This reads like the proposal. Change something.")})
    amendment = Amendment(
        question=question, number=1 + (question.amendments.aggregate(last=Max("number"))["last"] or 0),
        base=question.text, text=text, why=why, made_at=at,
    )  # fmt: skip
    amendment.speak_as(by)
    amendment.store()
    telling.ask_authors(amendment, at=at)
    return Changes(amendment, words=_words(amendment) | {"why": why}, question=question.pk, number=amendment.number)


@act("governing.amendment.withdrawn", says=gettext_noop("took an amendment to {about} back"))
def withdraw_amendment(amendment: Amendment, *, by: Capacity, at: datetime) -> Changes[Amendment]:
    """Take one's own amendment back, while it waits."""
    amendment = fresh_amendment(amendment, by)
    require(may_withdraw(by, amendment, at=at))
    return _settled(amendment, A.WITHDRAWN, by, at)


@act("governing.amendment.accepted", says=gettext_noop("accepted the amendment of {organisation_name} to {about}"))
def accept_amendment(
    amendment: Amendment, *, text: str = "", by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Amendment]:
    """Write an amendment into the proposal: a new version that names who made it.

    text: as both together read, where the proposal changed in the same passage since; else the two are merged.
    ValidationError where they can't be. Raises Changed when the proposal no longer says what was `read`.
    """
    amendment = fresh_amendment(amendment, by, read)
    require(may_settle(by, amendment, A.ACCEPTED, at=at))
    wording = _write_in(amendment, text or merged(amendment), at=at)
    changes = _settled(amendment, A.ACCEPTED, by, at, amendment.question)
    changes.also = [*changes.also, amendment.question, wording]
    telling.tell_answered(amendment, at=at)
    return changes


@act("governing.amendment.declined", says=gettext_noop("declined the amendment of {organisation_name} to {about}"))
def decline_amendment(amendment: Amendment, reason: str, *, by: Capacity, at: datetime) -> Changes[Amendment]:
    """Decline an amendment, and say why. Whoever made it can put it to the vote."""
    amendment = fresh_amendment(amendment, by)
    require(may_settle(by, amendment, A.DECLINED, at=at))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why not. It stays with the proposal.")})
    amendment.reason = reason
    changes = _settled(amendment, A.DECLINED, by, at)
    changes.words |= {"reason": reason}
    telling.tell_answered(amendment, at=at)
    return changes


@act("governing.amendment.put", says=gettext_noop("put amendment {n} to {about} to the vote"))
def put_amendment(
    amendment: Amendment, *, closes_at: datetime, by: Capacity, at: datetime
) -> Changes[Amendment]:
    """Let those who decide the proposal vote on its amendment first, by the same rule.

    If it carries, the proposal reads so from then on; until it is decided, the proposal can't open.
    """
    amendment = fresh_amendment(amendment, by)
    require(may_put(by, amendment, at=at))
    amendment.state = A.PUT
    amendment.store()
    question = amendment.question
    with translation.override(question.coalition.language):
        title = _("Amend: {title}").format(title=question.title)[:160]
        lede = _("Shall the proposal read as amendment {n} of {name} has it?")
        lede = lede.format(n=amendment.number, name=amendment.said_for)
    vote = draft_question(
        body=question.body, title=title, lede=lede[:600], text=amendment.text, closes_at=closes_at,
        confidentiality=Confidentiality(question.confidentiality), effect=AMEND, effect_target=amendment.pk,
        matter=question.matter, binding=True, by=by, at=at,
    )  # fmt: skip
    amendment.vote = open_question(vote, by=by, at=at)
    changes = _settled(amendment, A.PUT, by, at)
    changes.also = [*changes.also, amendment.vote]
    return changes


def carry_amendment(target: UUID, *, carried: Question, by: Capacity, at: datetime) -> Amendment:
    """The vote carried: the proposal reads so. By the rule alone, and by the amendment's own vote."""
    found = Amendment.objects.select_related("question__coalition").get(pk=target)
    if found.vote_id != carried.pk:
        raise Refused(Reason(_("Another vote is held on this amendment."), bar=Bar.CONFLICT))
    return _carried(found, by=by, at=at)


@act("governing.amendment.carried", says=gettext_noop("wrote the amendment of {organisation_name} into {about}"))
def _carried(amendment: Amendment, *, by: Capacity, at: datetime) -> Changes[Amendment]:
    amendment = fresh_amendment(amendment, by)
    assert by.acts_for == ActsFor.RULE
    require(steps(amendment, A.CARRIED))
    wording = _write_in(amendment, merged(amendment), at=at)
    changes = _settled(amendment, A.CARRIED, by, at, amendment.question)
    changes.also = [*changes.also, amendment.question, wording]
    return changes


def merged(amendment: Amendment) -> str:
    """The proposal as it reads with the amendment; ValidationError where both changed the same passage."""
    question = amendment.question
    found = amendment.text if question.text == amendment.base else merge(amendment.base, question.text, amendment.text)
    if found is None:
        why = _("The proposal has changed in the same passage since. Write down how both together read.")
        raise ValidationError({"text": why})
    return found


def fresh_amendment(amendment: Amendment, by: Capacity, read: Version | None = None) -> Amendment:
    """The amendment with its proposal, read anew inside the act; Refused for one of another coalition."""
    found: Amendment = Amendment.objects.select_related("organisation", "for_body", "person").get(pk=amendment.pk)
    found.question = fresh_question(amendment.question, by, read)
    return found


def _write_in(amendment: Amendment, text: str, *, at: datetime) -> Wording:
    question = amendment.question
    question.text = text
    question.store()
    wording = word(question, Cause.AMENDMENT, at=at)
    wording.amendment = amendment
    return wording.store()


def _settled(
    amendment: Amendment, state: AmendmentState, by: Capacity, at: datetime, *sealed: Question
) -> Changes[Amendment]:
    """sealed: the proposal, where its text has changed."""
    amendment.state, amendment.settled_at = state, at
    amendment.settled_for = by.of_name[:160]
    amendment.store()
    close_asks(amendment, at=at)
    facts: dict[str, Any] = {"question": amendment.question_id, "number": amendment.number}
    if sealed:
        facts["seals"] = seals(*sealed)
    return Changes(amendment, words=_words(amendment), **facts)


def _words(amendment: Amendment) -> dict[str, str]:
    return {"about": amendment.question.title, "organisation_name": amendment.said_for, "n": str(amendment.number)}
