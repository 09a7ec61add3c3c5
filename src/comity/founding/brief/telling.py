"""Whom the brief reaches: everybody who speaks for a founder with open questions, by an ask and a mail. Inside acts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Coalition, Power
from comity.coalitions.queries import people_for
from comity.founding.telling import LINK_LASTS, NOT_SOONER
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask, Mail
from comity.people.models import Organisation

#: kind of ask; kind of mail; purpose of the mailed link
ASK, MAIL, LINK = "founding.brief", "founding.brief", "brief"


def asked_lately(coalition: Coalition, at: datetime) -> bool:
    """Whether these mails were written within the last day."""
    return Mail.objects.filter(kind=MAIL, coalition=coalition.pk, queued_at__gt=at - NOT_SOONER).exists()


def ask(coalition: Coalition, organisations: Iterable[Organisation], *, at: datetime) -> None:
    """One ask and one mail for each person who speaks for one of them."""
    asked = {one.pk: one for one in organisations}
    holders = people_for(Power.SPEAK, list(asked), on=day_of(at))
    pairs = [(asked[key], person) for key, people in holders.items() for person in people]
    url, title = reverse("founding:brief-answer", args=[coalition.slug]), _("Four questions for the brief")
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
        if person.email and not person.erased_at:
            _write(coalition, one, person, links[one.pk, person.pk], at)


def _write(coalition: Coalition, one: Organisation, person: Any, link: str, at: datetime) -> None:
    write(
        MAIL, [Addressee(person.pk, person.email, person.name, person.speaks())], template="base/mail/base.html",
        at=at, coalition=coalition.pk, context=lambda reader: {"mail": letter(coalition, one.name, link, reader)},
    )  # fmt: skip


def letter(coalition: Coalition, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Four questions; nobody reads the others before having answered."""
    about = {"coalition": coalition.name, "name": name}
    return {
        "title": coalition.name,
        "subject": _("What should {coalition} accomplish? Four questions to {name}").format(**about)[:200],
        "preheader": _("In your own words. No password."),
        "to_line": _("To {person}, who speaks for {name}").format(person=reader.name, name=name),
        "lede": _("The founders of {coalition} write a brief together. First each answers four questions alone.")
        .format(**about),
        "paragraphs": [_("You read what the others answered once you have answered yourself. So nobody repeats them.")],
        "buttons": [(_("Answer the four questions"), link)],
        "under_buttons": _("What you answer can be changed until the joint brief is begun."),
        "link_text": _("See who has answered"),
        "link_url": absolute(reverse("founding:brief", args=[coalition.slug])),
        "why_you": _("You get this because you speak for {name}. This link is yours alone.").format(**about),
    }  # fmt: skip
