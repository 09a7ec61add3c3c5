"""Whom a statement reaches before the world does: who clears it, its author, and partners it leaves out."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Mandate
from comity.coalitions.standing import live
from comity.credits.queries import Missing
from comity.governing.models import Clearance, Statement
from comity.governing.statements.press import Press, spokespeople
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of mail, and of asks
CLEAR, NEWS, LEFT_OUT = "governing.clearing", "governing.statement", "governing.left-out"


def ask_clearing(statement: Statement, press: Press, *, at: datetime) -> None:
    """Those who speak for the coalition are asked whether it may go out; the author only where nobody else could."""
    people = [one.person for one in spokespeople(press, on=day_of(at))]
    others = [one for one in people if one.pk != statement.person_id] or people
    open_asks(
        Ask(
            person=one.pk, coalition=statement.coalition_id, kind=CLEAR, label="governing.statement",
            thing=statement.pk,
            title=statement.title, url=statement.get_absolute_url(), opened_at=at,
        )
        for one in others
    )  # fmt: skip
    _send(CLEAR, statement, others, lambda: _mail(
        statement, _("May this go out? {title}").format(title=statement.title),
        _("{name} asks you to clear it, in the coalition’s name.").format(name=statement.for_name),
        _("Read it and answer"), _("You get this because you speak for the coalition."),
    ), at=at)  # fmt: skip


def tell_cleared(statement: Statement, row: Clearance, *, at: datetime) -> None:
    """The author learns what was said."""
    if row.person_id == statement.person_id:
        return

    def mail() -> dict[str, Any]:
        said = _("Cleared: {title}") if row.yes else _("Not yet: {title}")
        return _mail(
            statement,
            said.format(title=statement.title),
            row.why,
            _("Read it"),
            _("You get this because you wrote it."),
        )

    _send(NEWS, statement, [statement.person], mail, at=at)


def tell_published(statement: Statement, left_out: Iterable[Missing], *, at: datetime) -> None:
    """Partners that took part and stand in no line learn of it, with the reason, and can ask for a correction."""
    organisations = [one.organisation for one in left_out]
    rows = Mandate.objects.filter(live(day_of(at)), organisation__in=organisations, speaks=True)
    people = {m.person_id: m.person for m in rows.select_related("person").order_by("pk")}
    _send(LEFT_OUT, statement, people.values(), lambda: _mail(
        statement, _("Published without your organisation: {title}").format(title=statement.title),
        _("Why it is left out: {why}").format(why=statement.omitted_why), _("Read it, and ask for credit"),
        _("You get this because your organisation took part."),
    ), at=at)  # fmt: skip


def _mail(statement: Statement, subject: str, text: str, link: str, why: str) -> dict[str, Any]:
    return {
        "subject": subject[:200], "title": subject, "paragraphs": [text] if text else [], "link_text": link,
        "link_url": absolute(statement.get_absolute_url()), "why_you": why,
    }  # fmt: skip


def _send(
    kind: str,
    statement: Statement,
    people: Iterable[Person],
    mail: Callable[[], dict[str, Any]],
    *,
    at: datetime,
) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=statement.coalition_id,
        context=lambda _reader: {"mail": mail()},
    )  # fmt: skip
