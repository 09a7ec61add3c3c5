"""Go-betweens are asked, and who asked hears what came of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.models import GoBetween
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

ASKED, NEWS = "network.go-between", "network.introduced"


def ask_go_between(ask: GoBetween, *, at: datetime) -> None:
    """Whoever speaks for the go-between."""
    title = _("{name} asks you to introduce them to {target}").format(name=ask.asker.name, target=ask.target.name)
    people = people_for(Power.SPEAK, [ask.via_id], on=day_of(at))[ask.via_id]
    open_asks(
        Ask(
            person=one.pk, coalition=ask.coalition_id, organisation=ask.via_id, acts_for=ask.via.name, kind=ASKED,
            power="speak", label="network.gobetween", thing=ask.pk, title=title[:300], url=ask.get_absolute_url(),
            opened_at=at,
        )
        for one in people
    )  # fmt: skip
    why = _("You get this because your organisation knows both.")
    _send(ASKED, ask, people, title, ask.words, _("Answer them"), why, at)


def tell_asker(ask: GoBetween, *, at: datetime) -> None:
    """What came of it."""
    no = _("{name} can’t introduce you to {target}")
    said = _("{name} introduced you to {target}") if ask.state == "done" else no
    title = said.format(name=ask.via.name, target=ask.target.name)
    why = _("You get this because you asked for an introduction.")
    _send(NEWS, ask, [ask.person], title, ask.answer, _("Read it"), why, at)


def _send(
    kind: str, ask: GoBetween, people: Iterable[Person], title: str, words: str, link: str, why: str, at: datetime
) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    mail: dict[str, Any] = {
        "subject": title[:200], "title": title, "paragraphs": [words] if words else [], "link_text": link,
        "link_url": absolute(ask.get_absolute_url()), "why_you": why,
    }  # fmt: skip
    write(kind, to, template="base/mail/base.html", at=at, coalition=ask.coalition_id, context={"mail": mail})
