"""Whom a round reaches: asks and mails to who is asked, and to who keeps the survey. Called inside acts."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from comity.base.clock import day_of
from comity.coalitions.models import Mandate, Term
from comity.coalitions.standing import live
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person
from comity.surveys import letters
from comity.surveys.models import AskState, Respondent, Round

#: kinds of ask, and the purpose of the mailed link
ANSWER, CLOSE, LINK = "surveys.answer", "surveys.close", "survey"
#: how long a mailed link leads to its page, which says by itself whether answers are still taken
LINK_LASTS = timedelta(days=400)
TEMPLATE = "base/mail/base.html"


def invite(round_: Round, rows: Iterable[Respondent], *, at: datetime) -> None:
    """Ask: a mail with a link of their own for each; people of the coalition find it on their first page, too."""
    asked = list(rows)
    inside = _inside([one.person_id for one in asked if one.person_id], at)
    open_asks(_ask(one, round_, at) for one in asked if one.person_id in inside)
    _send("surveys.asked", round_, asked, letters.invitation, at=at)


def remind(round_: Round, rows: Iterable[Respondent], *, at: datetime) -> None:
    """Write once more, with another link; the older ones go on working."""
    _send("surveys.reminder", round_, rows, letters.reminder, at=at)


def moved(round_: Round, rows: Iterable[Respondent], *, at: datetime) -> None:
    """There is another last day."""
    rows = list(rows)
    Ask.objects.filter(thing__in=[one.pk for one in rows], closed_at=None).update(due_at=round_.closes_at)
    _send("surveys.reminder", round_, rows, letters.moved, at=at)


def answered(respondent: Respondent, *, at: datetime) -> None:
    """Nothing is left to do for them; when they were the last, who keeps the survey hears that it can be closed."""
    close_asks(respondent, at=at)
    closable(respondent.round, at=at)


def closable(round_: Round, *, at: datetime) -> None:
    """When all have answered, who keeps the survey is asked whether to close it now: nobody need wait for the day."""
    rows = Respondent.objects.filter(round=round_)
    if rows.exclude(state=AskState.ANSWERED).exists():
        return
    keeper = round_.survey.kept_by
    if keeper is None or keeper.erased_at or keeper.pk not in _inside([keeper.pk], at):
        return
    if Ask.objects.filter(person=keeper.pk, thing=round_.pk, kind=CLOSE).exists():
        return
    open_asks([_ask_keeper(round_, keeper, at)])
    to = [Addressee(keeper.pk, keeper.email, keeper.name, keeper.speaks())] if keeper.email else []
    context = {"mail": letters.all_answered(round_, rows.count())}
    write("surveys.kept", to, template=TEMPLATE, at=at, coalition=round_.coalition_id, context=context)


def over(round_: Round, *, at: datetime) -> None:
    """Nobody is asked any more."""
    close_asks(round_, at=at)
    rows = Respondent.objects.filter(round=round_).values_list("pk", flat=True)
    Ask.objects.filter(thing__in=list(rows), closed_at=None).update(closed_at=at)


def called_off(round_: Round, *, at: datetime) -> None:
    """All who were asked hear that it is not asked after all, and why."""
    over(round_, at=at)
    rows = Respondent.objects.filter(round=round_, person__isnull=False).select_related("person", "organisation")
    _send("surveys.asked", round_, rows, letters.called_off, at=at, linked=False)


def _ask(one: Respondent, round_: Round, at: datetime) -> Ask:
    name = one.organisation.name if one.organisation else ""
    assert one.person_id is not None
    return Ask(
        person=one.person_id, coalition=round_.coalition_id, acts_for=name, kind=ANSWER, label=one._meta.label_lower,
        thing=one.pk, title=round_.survey.title, url=letters.page_of(one, round_), due_at=round_.closes_at,
        opened_at=at,
    )  # fmt: skip


def _ask_keeper(round_: Round, keeper: Person, at: datetime) -> Ask:
    return Ask(
        person=keeper.pk, coalition=round_.coalition_id, acts_for=round_.survey.kept_name, kind=CLOSE,
        label=round_._meta.label_lower, thing=round_.pk, title=round_.survey.title, url=round_.get_absolute_url(),
        opened_at=at,
    )  # fmt: skip


def _inside(people: Iterable[UUID], at: datetime) -> set[UUID]:
    """Those of them who act for somebody here now. Two queries."""
    wanted, today = list(people), day_of(at)
    mandates = Mandate.objects.filter(live(today), person__in=wanted).values_list("person", flat=True)
    terms = Term.objects.filter(live(today), person__in=wanted, seat__ended_on=None).values_list("person", flat=True)
    return {*mandates, *terms}


def _send(
    kind: str, round_: Round, rows: Iterable[Respondent], letter: Callable[..., Any], *, at: datetime,
    linked: bool = True,
) -> None:  # fmt: skip
    """One mail for each row: somebody may be asked for two organisations."""
    for one in rows:
        person = one.person
        if person is None or not person.email or person.erased_at:
            continue
        to = Addressee(person.pk, person.email, person.name, person.speaks())

        def context(reader: Addressee, one: Respondent = one) -> dict[str, Any]:
            return {"mail": letter(round_, one, _link(one, at) if linked else "")}

        write(kind, [to], template=TEMPLATE, at=at, coalition=round_.coalition_id, context=context)


def _link(one: Respondent, at: datetime) -> str:
    assert one.person_id is not None
    return action_link(
        LINK, person=one.person_id, expires_at=at + LINK_LASTS, coalition=one.coalition_id, thing=one.pk
    )
