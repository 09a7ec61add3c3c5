"""Everybody who speaks for some organisations is asked something, by an ask and a mail with a link. Inside acts."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from comity.base.clock import day_of
from comity.coalitions.models import Coalition, Power
from comity.coalitions.queries import people_for
from comity.notices.asks import open_asks
from comity.notices.links import action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Organisation

#: coalition, the organisation's name, link, reader → what the mail says
Letter = Callable[[Coalition, str, str, Any], dict[str, Any]]


def ask_speakers(
    coalition: Coalition, organisations: Iterable[Organisation], letter: Letter, *, kind: str, purpose: str, title: str,
    url: str, lasts: timedelta, at: datetime,
) -> None:  # fmt: skip
    """One ask and one mail each. kind: of both; purpose, lasts: of the mailed link; url: the page for who signs in."""
    asked = {one.pk: one for one in organisations}
    holders = people_for(Power.SPEAK, list(asked), on=day_of(at))
    pairs = [(asked[key], person) for key, people in holders.items() for person in people]
    open_asks(
        Ask(
            person=person.pk, coalition=coalition.pk, organisation=one.pk, acts_for=one.name, kind=kind, power="speak",
            label=Coalition._meta.label_lower, thing=coalition.pk, title=title, url=url, opened_at=at,
        )
        for one, person in pairs
    )  # fmt: skip
    links = action_links(
        purpose, ((one.pk, person.pk) for one, person in pairs), expires_at=at + lasts, coalition=coalition.pk,
        thing=coalition.pk,
    )  # fmt: skip
    for one, person in pairs:
        if person.email and not person.erased_at:
            _write(coalition, one, person, links[one.pk, person.pk], letter, kind, at)


def _write(
    coalition: Coalition, one: Organisation, person: Any, link: str, letter: Letter, kind: str, at: datetime
) -> None:
    write(
        kind, [Addressee(person.pk, person.email, person.name, person.speaks())], template="base/mail/base.html",
        at=at, coalition=coalition.pk, context=lambda reader: {"mail": letter(coalition, one.name, link, reader)},
    )  # fmt: skip
