"""Whom a case reaches. Subjects and titles say nothing of it: a glance at a screen must not tell what it is about."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.governing.models import Assent, Case, CaseMessage, CasePerson, CaseStep, Neutral, Party
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of mail, and of asks
KIND = "governing.case"


def tell_opened(case: Case, side: Party, people: Iterable[CasePerson], *, at: datetime) -> None:
    """The other side learns of the case, and is asked to answer."""
    theirs = [row.person for row in people if row.party_id == side.pk]
    until = next(step.ends_at for step in case.steps.all() if step.place == case.place)
    _ask(case, case, theirs, until, at=at)
    _send(case, theirs, lambda: _("Another member has raised something with you."), at=at)


def tell_written(message: CaseMessage, side: Party | None, *, at: datetime) -> None:
    """All others named learn that something was written; who wrote has answered."""
    case = message.case
    people = _people(case)
    for row in people:
        if row.party_id == (side.pk if side else None):
            close_asks(case, at=at, kind=KIND, person=row.person_id)
    others = [row.person for row in people if row.person_id != message.person_id]
    _send(case, others, lambda: _("Somebody has written to you."), at=at)


def ask_assent(case: Case, thing: Any, *, at: datetime) -> None:
    """The sides that have not answered yet are asked to say yes or no to a neutral or an outcome."""
    answered = set(Assent.objects.filter(about=thing.pk).values_list("party", flat=True))
    people = [row.person for row in _people(case) if row.party_id and row.party_id not in answered]
    step = next(step for step in case.steps.all() if step.place == case.place)
    _ask(case, thing, people, step.ends_at, at=at)
    _send(case, people, lambda: _("Your side’s answer is asked."), at=at)


def ask_neutral(neutral: Neutral, *, at: datetime) -> None:
    """Somebody is asked to be the neutral."""
    case = neutral.case
    url = neutral.get_absolute_url()
    open_asks([_row(case, neutral, neutral.person, neutral.step.ends_at, url, at)])
    _send(case, [neutral.person], lambda: _("Two members ask for your help."), at=at, url=url)


def tell_neutral(case: Case, *, at: datetime) -> None:
    """Those named learn that somebody can or can't be the neutral."""
    _send(case, [row.person for row in _people(case)], lambda: _("There is news for you."), at=at)


def tell_step(case: Case, step: CaseStep, *, at: datetime) -> None:
    """A step began: those named learn until when it lasts."""

    def text() -> str:
        return _("The next step has begun. It lasts until {day}.").format(day=_moment(case, step.ends_at))

    _send(case, [row.person for row in _people(case)], text, at=at)


def remind(case: Case, step: CaseStep, *, at: datetime) -> None:
    """A step ends soon."""

    def text() -> str:
        said = _("This step ends on {day}. Then the next begins by itself.")
        return said.format(day=_moment(case, step.ends_at))

    _send(case, [row.person for row in _people(case)], text, at=at)


def tell_over(case: Case, *, at: datetime) -> None:
    """It is over."""
    _send(
        case,
        [row.person for row in _people(case)],
        lambda: _("It is over. You can still read everything."),
        at=at,
    )


def _people(case: Case) -> list[CasePerson]:
    rows = CasePerson.objects.filter(case=case, ended_at=None).select_related("person", "party")
    return list(rows.order_by("named_at", "pk"))


def _ask(case: Case, thing: Any, people: Iterable[Person], due: datetime | None, *, at: datetime) -> None:
    open_asks(_row(case, thing, person, due, case.get_absolute_url(), at) for person in people)


def _row(case: Case, thing: Any, person: Person, due: datetime | None, url: str, at: datetime) -> Ask:
    """Never passed on with a mandate: only those named know of it."""
    with translation.override(case.coalition.language):
        title = _("Something confidential waits for your answer")
    return Ask(
        person=person.pk, coalition=case.coalition_id, kind=KIND, label=thing._meta.label_lower, thing=thing.pk,
        title=title, url=url, due_at=due, opened_at=at,
    )  # fmt: skip


def _send(
    case: Case, people: Iterable[Person], text: Callable[[], str], *, at: datetime, url: str = ""
) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    where = absolute(url or case.get_absolute_url())
    write(
        KIND, to, template="base/mail/base.html", at=at, coalition=case.coalition_id,
        context=lambda _reader: {"mail": _mail(text(), where)},
    )  # fmt: skip


def _mail(text: str, where: str) -> dict[str, Any]:
    return {
        "subject": _("Something waits for you"),
        "title": _("Something waits for you"),
        "paragraphs": [
            text, _("Only you and a few others know of it. Sign in to read it, and keep it to yourself.")
        ],
        "link_text": _("Read it"),
        "link_url": where,
        "why_you": _("You get this because you are named in something that only a few people know of."),
    }  # fmt: skip


def _moment(case: Case, at: datetime | None) -> str:
    pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
    return "" if at is None else date_format(at.astimezone(case.coalition.tz), pattern)
