"""Whom the checklist reaches: everybody who speaks for a founding organisation, by an ask and a mail. Inside acts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Coalition, Power
from comity.coalitions.queries import people_for
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask, Mail
from comity.people.models import Organisation, Person

#: kind of ask; kind of mail; purpose of the mailed link
ASK, MAIL, LINK = "founding.checklist", "founding.checklist", "checklist"
#: how long a mailed link works, and how soon all may be asked again
LINK_LASTS, NOT_SOONER = timedelta(days=180), timedelta(hours=20)


def asked_lately(coalition: Coalition, at: datetime) -> bool:
    """Whether these mails were written within the last day."""
    return Mail.objects.filter(kind=MAIL, coalition=coalition.pk, queued_at__gt=at - NOT_SOONER).exists()


def ask(coalition: Coalition, organisations: Iterable[Organisation], *, at: datetime) -> None:
    """One ask and one mail for each person who speaks for one of them."""
    asked = {one.pk: one for one in organisations}
    holders = people_for(Power.SPEAK, list(asked), on=day_of(at))
    pairs = [(asked[key], person) for key, people in holders.items() for person in people]
    url, title = reverse("founding:answer", args=[coalition.slug]), _("Should we found this coalition?")
    open_asks(
        Ask(
            person=person.pk, coalition=coalition.pk, organisation=one.pk, acts_for=one.name, kind=ASK, power="speak",
            label=Coalition._meta.label_lower, thing=coalition.pk, title=title, url=url, opened_at=at,
        )
        for one, person in pairs
    )  # fmt: skip
    links = action_links(
        LINK, ((one.pk, person.pk) for one, person in pairs), expires_at=at + LINK_LASTS, coalition=coalition.pk,
        thing=coalition.pk,
    )  # fmt: skip
    for one, person in pairs:
        _write(coalition, one, person, links[one.pk, person.pk], at)


def _write(coalition: Coalition, one: Organisation, person: Person, link: str, at: datetime) -> None:
    if not person.email or person.erased_at:
        return
    write(
        MAIL, [Addressee(person.pk, person.email, person.name, person.speaks())], template="base/mail/base.html",
        at=at, coalition=coalition.pk, context=lambda reader: {"mail": letter(coalition, one.name, link, reader)},
    )  # fmt: skip


def letter(coalition: Coalition, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Seven questions before anything is founded."""
    about = {"coalition": coalition.name, "name": name}
    return {
        "title": coalition.name,
        "subject": _("Should we found {coalition}? Seven questions to {name}").format(**about)[:200],
        "preheader": _("Seven times yes, no or not sure. No password."),
        "to_line": _("To {person}, who speaks for {name}").format(person=reader.name, name=name),
        "lede": _("Before {coalition} is founded, each founder answers seven questions for itself.").format(**about),
        "paragraphs": [
            _("If all say yes to all of them, the next step opens. One no makes us stop and think: perhaps something"
              " lighter fits better.")
        ],
        "quote": coalition.purpose, "quote_from": coalition.name if coalition.purpose else "",
        "buttons": [(_("Answer the seven questions"), link)],
        "under_buttons": _("What you answer can be changed until the coalition is founded. No password is needed."),
        "link_text": _("See what the others answered"),
        "link_url": absolute(reverse("founding:checklist", args=[coalition.slug])),
        "why_you": _("You get this because you speak for {name}. This link is yours alone.").format(**about),
    }  # fmt: skip
