"""Mails to people outside: confirm your answer; our reply. And who asked is told that something came in."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.network.models import AnswerDraft, OpenAnswer
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask

CONFIRM, REPLY, CAME = "network.answer-key", "network.answer-reply", "network.answer"
_signer = signing.Signer(salt="comity.network.crowd", sep=".")


def token_of(draft: AnswerDraft) -> str:
    """What stands in the address of the confirming link."""
    return _signer.sign(draft.pk.hex)


def draft_key(token: str) -> str | None:
    """The id behind it; None for one that we never gave out."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None


def ask_to_confirm(draft: AnswerDraft, *, at: datetime) -> None:
    """One mail with one link. Whoever did not write need do nothing."""
    link = absolute(reverse("public:confirm-answer", args=[draft.call.coalition.slug, token_of(draft)]))
    title = _("Is this your answer? {title}").format(title=draft.call.title)
    _outside(CONFIRM, draft.email, draft.name, draft.coalition_id, {
        "subject": title[:200], "title": title, "quote": draft.words, "quote_from": draft.name,
        "buttons": [(_("Confirm my answer"), link)],
        "under_buttons": _("A tap opens a page where you confirm it. The link works for two days."),
        "why_you": _("Somebody gave this address with an answer. Was it not you? Then do nothing."),
    }, at)  # fmt: skip


def ask_to_triage(answer: OpenAnswer, *, at: datetime) -> None:
    """Who asked everybody is asked what to do with what came in: one ask a call, however many come."""
    call = answer.call
    open_asks([Ask(
        person=call.person_id, coalition=call.coalition_id, kind=CAME, label="network.opencall", thing=call.pk,
        title=_("Answers wait: {title}").format(title=call.title)[:300], url=call.get_absolute_url(), opened_at=at,
    )])  # fmt: skip


def reply_to(answer: OpenAnswer, *, at: datetime) -> None:
    """Our reply, and what became of the answer."""
    said = {"taken": _("We take up your answer: {title}"), "thanked": _("Thank you for your answer: {title}"),
            "declined": _("Your answer, and ours: {title}")}  # fmt: skip
    title = said[answer.state].format(title=answer.call.title)
    link = absolute(reverse("public:call", args=[answer.call.coalition.slug, answer.call_id]))
    _outside(REPLY, answer.email, answer.name, answer.coalition_id, {
        "subject": title[:200], "title": title, "paragraphs": [answer.reply], "quote": answer.words,
        "quote_from": answer.name, "link_text": _("The call"), "link_url": link,
        "why_you": _("You get this because you answered us. Reply to us to have your answer erased."),
    }, at)  # fmt: skip


def _outside(kind: str, email: str, name: str, coalition: Any, mail: dict[str, Any], at: datetime) -> None:
    """A mail to somebody without an account: nobody’s, so nobody can quiet it."""
    nobody: Any = None
    to = Addressee(nobody, email, name)
    write(kind, [to], template="base/mail/base.html", at=at, coalition=coalition, context={"mail": mail})
