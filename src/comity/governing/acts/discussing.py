"""A proposal before its vote: shown to those who will decide, asked about, and answered."""

from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.acts.reading import fresh_question
from comity.governing.matters import telling
from comity.governing.matters.permissions import may_inquire, may_reply_to_inquiry, may_share
from comity.governing.models import Cause, Inquiry, Question, Wording
from comity.notices.asks import close_asks


@act("governing.question.shared", says=gettext_noop("showed the proposal {about} to {body}"))
def share_question(
    question: Question, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Question]:
    """Let those who will decide read a draft and ask about it. From now on the rule's notice runs."""
    question = fresh_question(question, by, read)
    require(may_share(by, question, at=at))
    question.shared_at = at
    question.store()
    wording = word(question, Cause.FIRST, at=at)
    telling.tell_shared(question, at=at)
    words = {"about": question.title, "body": question.body_name}
    return Changes(question, also=[wording], words=words, shared_at=at)


@act("governing.inquiry.asked", says=gettext_noop("asked about {about}"))
def inquire(question: Question, text: str, *, by: Capacity, at: datetime) -> Changes[Inquiry]:
    """Ask something about a proposal, for an organisation or a body. Those who put it forward are asked to answer."""
    question = fresh_question(question, by)
    require(may_inquire(by, question, at=at))
    inquiry = _said(question, text, by, at)
    telling.ask_authors(inquiry, at=at)
    return Changes(inquiry, words={"about": question.title}, question=question.pk)


@act("governing.inquiry.answered", says=gettext_noop("answered a question about {about}"))
def answer_inquiry(inquiry: Inquiry, text: str, *, by: Capacity, at: datetime) -> Changes[Inquiry]:
    """Answer what was asked. All who can read the proposal can read it; whoever asked is told."""
    require(same_coalition(by, inquiry))
    question = fresh_question(inquiry.question, by)
    require(may_reply_to_inquiry(by, question, at=at))
    answer = _said(question, text, by, at, answers=inquiry)
    close_asks(inquiry, at=at, kind=telling.INQUIRY)
    telling.tell_answered(inquiry, answer, at=at)
    return Changes(answer, also=[inquiry], words={"about": question.title}, question=question.pk)


def word(question: Question, cause: Cause, *, at: datetime) -> Wording:
    """Keep the text as it now stands as its next version. Called inside acts."""
    last = Wording.objects.filter(question=question).order_by("-number").first()
    wording = Wording(
        coalition_id=question.coalition_id, question=question, number=1 + (last.number if last else 0),
        cause=cause, lede=question.lede, text=question.text, written_at=at,
    )  # fmt: skip
    wording.store()
    return wording


def _said(
    question: Question, text: str, by: Capacity, at: datetime, answers: Inquiry | None = None
) -> Inquiry:
    row = Inquiry(
        coalition_id=home(by), question=question, answers=answers, person_id=by.someone, acts_for=by.acts_for,
        organisation_id=by.organisation, for_body_id=by.body, text=text, written_at=at,
    )  # fmt: skip
    row.clean_fields(exclude={"words_mark", "salt", "answers", "organisation", "for_body"})
    row.seal_words()
    row.store()
    return row
