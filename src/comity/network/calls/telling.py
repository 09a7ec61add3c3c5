"""Who asked hears of offers, who offered hears the answer, and after its day: was the help given?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.models import HelpOffer
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of ask and mail
OFFERED, GIVEN, NEWS = "network.offer", "network.help-given", "network.help-news"


def ask_about_offer(offer: HelpOffer, *, at: datetime) -> None:
    """Whoever speaks for those who asked is asked for an answer."""
    title = _("{name} offers help: {title}").format(name=offer.for_name, title=offer.call.title)
    people = _askers(offer, at)
    _open(OFFERED, offer, people, title, at)
    why = _("You get this because your organisation asked for help.")
    _send(OFFERED, offer, people, lambda: _letter(offer, title, offer.words, _("Answer them"), why), at=at)


def ask_if_given(offer: HelpOffer, *, at: datetime) -> None:
    """The day has passed: whether help was given, who was helped can say."""
    title = _("Did {name} help you? {title}").format(name=offer.for_name, title=offer.call.title)
    people = _askers(offer, at)
    _open(GIVEN, offer, people, title, at)
    words = _("Say so, and it counts as work done together.")
    why = _("You get this because your organisation took up their offer.")
    _send(GIVEN, offer, people, lambda: _letter(offer, title, words, _("Say what they gave"), why), at=at)


def tell_answer(offer: HelpOffer, *, at: datetime) -> None:
    """Who offered hears yes or no."""
    said = _("Yes, please: {title}") if offer.state == "taken" else _("Not needed after all: {title}")
    _tell(offer, said.format(title=offer.call.title), offer.answer, at)


def tell_given(offer: HelpOffer, *, at: datetime) -> None:
    """Who helped is thanked."""
    _tell(offer, _("Thank you for your help: {title}").format(title=offer.call.title), offer.thanks, at)


def _tell(offer: HelpOffer, title: str, words: str, at: datetime) -> None:
    why = _("You get this because you offered help.")
    _send(NEWS, offer, [offer.person], lambda: _letter(offer, title, words, _("Read the call"), why), at=at)


def _askers(offer: HelpOffer, at: datetime) -> list[Person]:
    return people_for(Power.SPEAK, [offer.call.organisation_id], on=day_of(at))[offer.call.organisation_id]


def _open(kind: str, offer: HelpOffer, people: Iterable[Person], title: str, at: datetime) -> None:
    open_asks(
        Ask(
            person=one.pk, coalition=offer.coalition_id, organisation=offer.call.organisation_id,
            acts_for=offer.call.for_name, kind=kind, power="speak", label="network.helpoffer", thing=offer.pk,
            title=title[:300], url=offer.call.get_absolute_url(), opened_at=at,
        )
        for one in people
    )  # fmt: skip


def _letter(offer: HelpOffer, title: str, words: str, link: str, why: str) -> dict[str, Any]:
    return {
        "subject": title[:200], "title": title, "paragraphs": [words] if words else [], "link_text": link,
        "link_url": absolute(offer.call.get_absolute_url()), "why_you": why,
    }  # fmt: skip


def _send(kind: str, offer: HelpOffer, people: Iterable[Person], letter: Any, *, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(
        kind, to, template="base/mail/base.html", at=at, coalition=offer.coalition_id,
        context=lambda _reader: {"mail": letter()},
    )  # fmt: skip
