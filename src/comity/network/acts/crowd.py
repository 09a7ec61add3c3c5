"""Everybody is asked; answers that were confirmed come in, are taken up, thanked or declined, and can be erased."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.models import EntryWords
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.network.crowd import permissions, telling
from comity.network.models import AnswerDraft, AnswerState, OpenAnswer, OpenCall
from comity.notices.asks import close_asks
from comity.notices.models import Mail
from comity.people.models import Organisation
from comity.tasks.acts import give_task

#: how long the link in the confirming mail works
DRAFT_LIVES = timedelta(days=2)


@act("network.open_call.opened", says=gettext_noop("asked everybody: {about}"))
def open_call(*, title: str, text: str, until_on: date, by: Capacity, at: datetime) -> Changes[OpenCall]:
    """Ask everybody on a public page, until a day."""
    require(permissions.may_open(by, at=at))
    if until_on < day_of(at):
        raise ValidationError({"until_on": _("Choose a day that is still to come.")})
    call = OpenCall(
        coalition_id=home(by), title=title, text=text, until_on=until_on, for_name=by.of_name, person_id=by.someone,
        opened_at=at,
    ).store()  # fmt: skip
    return Changes(call, words={"about": title}, until_on=until_on)


@act("network.open_call.closed", says=gettext_noop("no longer asks everybody: {about}"))
def close_call(call: OpenCall, *, by: Capacity, at: datetime) -> Changes[OpenCall]:
    """Nobody can answer any more. What came in stays to be answered."""
    call = _fresh(call, by)
    require(permissions.may_run(by, call, at=at))
    if call.closed_at is not None:
        require(Reason(_("It is closed already."), bar=Bar.NOT_NOW))
    call.closed_at = at
    call.store()
    return Changes(call, words={"about": call.title})


@act("network.open_call.reopened", says=gettext_noop("asks everybody again: {about}"))
def reopen_call(call: OpenCall, *, by: Capacity, at: datetime) -> Changes[OpenCall]:
    """Answers are welcome again, until its day."""
    call = _fresh(call, by)
    require(permissions.may_run(by, call, at=at))
    if call.closed_at is None:
        require(Reason(_("It is open."), bar=Bar.NOT_NOW))
    call.closed_at = None
    call.store()
    return Changes(call, words={"about": call.title})


def draft_answer(
    call: OpenCall, *, name: str, email: str, words: str, credited: bool, at: datetime
) -> AnswerDraft | None:
    """Keep what somebody outside wrote until they confirm the address. None where that address has answered already:
    whoever asks is not told whose addresses we know.
    """
    if OpenAnswer.objects.filter(call=call, email_key=email.casefold()).exists():
        return None
    AnswerDraft.objects.filter(call=call, email__iexact=email).delete()
    draft = AnswerDraft(
        coalition_id=call.coalition_id, call=call, name=name, email=email, words=words, credited=credited, sent_at=at,
        expires_at=at + DRAFT_LIVES,
    ).store()  # fmt: skip
    telling.ask_to_confirm(draft, at=at)
    return draft


@act("network.open_answer.received", says=gettext_noop("received an answer to {about}"))
def receive_answer(draft: AnswerDraft, *, by: Capacity, at: datetime) -> Changes[OpenAnswer]:
    """An answer whose address was confirmed. The rule's to do: who sent it has no account."""
    if by.acts_for != ActsFor.RULE:
        require(Reason(_("Only who sent it confirms it."), bar=Bar.HIDDEN))
    call = _fresh(draft.call, by)
    if at >= draft.expires_at or not call.is_open(day_of(at)):
        require(Reason(_("It is too late for this answer."), bar=Bar.NOT_NOW))
    answer = OpenAnswer(
        coalition_id=call.coalition_id, call=call, name=draft.name, email=draft.email,
        email_key=draft.email.casefold(), words=draft.words, credited=draft.credited, confirmed_at=at,
    ).store()  # fmt: skip
    AnswerDraft.objects.filter(pk=draft.pk).delete()
    telling.ask_to_triage(answer, at=at)
    return Changes(answer, also=[call], words={"about": call.title})


@act("network.open_answer.triaged", says=gettext_noop("answered what came in to {about}"))
def triage_answer(
    answer: OpenAnswer, outcome: str, *, words: str, organisation: Organisation | None = None, by: Capacity,
    at: datetime,
) -> Changes[OpenAnswer]:  # fmt: skip
    """Take it up, thank or decline; whoever sent it gets the words by mail. organisation: whose task it becomes."""
    answer = _fresh_answer(answer, by)
    require(permissions.may_run(by, answer, at=at) or permissions.waiting(answer))
    if outcome not in (AnswerState.TAKEN, AnswerState.THANKED, AnswerState.DECLINED):
        raise ValidationError({"outcome": _("Choose what we do with it.")})
    if organisation is not None and outcome != AnswerState.TAKEN:
        raise ValidationError({"organisation": _("Only what is taken up becomes a task.")})
    if organisation is not None:
        coalition = Coalition.objects.get(pk=answer.coalition_id)
        answer.task = give_task(
            thing=coalition, title=answer.call.title, text=_("What was answered stands on the page of the call."),
            organisation=organisation, by=by, at=at,
        )  # fmt: skip
    answer.state, answer.reply, answer.replied_by_id, answer.replied_at = outcome, words, by.person, at
    answer.store()
    telling.reply_to(answer, at=at)
    if not OpenAnswer.objects.filter(call=answer.call, state=AnswerState.NEW, erased_at=None).exists():
        close_asks(answer.call, at=at)
    return Changes(answer, also=[answer.call], words={"about": answer.call.title}, outcome=outcome)


@act("network.open_answer.erased", says=gettext_noop("erased an answer"), erases=True)
def erase_answer(answer: OpenAnswer, *, by: Capacity, at: datetime) -> Changes[OpenAnswer]:
    """Whoever sent it wants it gone: no word stays, here or in mails."""
    answer = _fresh_answer(answer, by)
    require(permissions.may_run(by, answer, at=at))
    if answer.erased_at is not None:
        require(Reason(_("This answer was erased."), bar=Bar.NOT_NOW))
    mails = Mail.objects.filter(coalition=answer.coalition_id, to__iexact=answer.email, person=None)
    mails.update(to="", name="", subject="", text="", html="")
    answer.name, answer.email, answer.words, answer.reply = _("Erased"), "", "–", ""
    answer.email_key, answer.credited, answer.erased_at = str(answer.pk), False, at
    answer.store()
    rows: list[models.Model] = [answer.call]
    words = EntryWords.objects.filter(entry__chain=answer.coalition_id, entry__text__contains=str(answer.pk))
    return Changes(answer, also=rows, erases=words)


def _fresh(call: OpenCall, by: Capacity) -> OpenCall:
    require(same_coalition(by, call))
    found: OpenCall = OpenCall.objects.select_related("coalition").get(pk=call.pk)
    return found


def _fresh_answer(answer: OpenAnswer, by: Capacity) -> OpenAnswer:
    require(same_coalition(by, answer))
    found: OpenAnswer = OpenAnswer.objects.select_related("call__coalition").get(pk=answer.pk)
    return found
