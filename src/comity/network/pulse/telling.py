"""Whom a pulse reaches: everybody who is asked, coordinators when nothing can be shown, who facilitates a talk."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.coalitions.held import coordinators
from comity.network.models import Pulse, TalkRound
from comity.notices.asks import open_asks
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of asks and mails, and the purpose of the mailed link
PULSE, TALK, LINK = "network.pulse", "network.talk", "pulse"


def ask_everybody(pulse: Pulse, people: Iterable[tuple[UUID, Person]], *, at: datetime, again: bool = False) -> None:
    """Ask those (organisation, person) for their answer; the link in the mail is all they need."""
    asked = {person.pk: (organisation, person) for organisation, person in people}
    if not again:
        open_asks(
            Ask(
                person=pk, coalition=pulse.coalition_id, kind=PULSE, label="network.pulse", thing=pulse.pk,
                title=_("How much do we trust each other?"), url=pulse.get_absolute_url(), due_at=pulse.closes_at,
                opened_at=at,
            )
            for pk in asked
        )  # fmt: skip
    pairs = [(organisation, pk) for pk, (organisation, _person) in asked.items()]
    links = action_links(LINK, pairs, expires_at=pulse.closes_at, coalition=pulse.coalition_id, thing=pulse.pk)

    def context(reader: Addressee) -> dict[str, Any]:
        url = links[asked[reader.person][0], reader.person]
        count = len(pulse.questions)
        said = _("Two days left: how much do we trust each other?") if again else _("How much do we trust each other?")
        return {"mail": {
            "subject": said, "title": said,
            "paragraphs": [
                _("{n} sentences, one tap each. Neither name nor time is kept with your answer.").format(n=count),
                _("Open until {day}. Only figures of five people and more are ever shown.").format(
                    day=date_format(pulse.closes_at.astimezone(pulse.coalition.tz), "j F, H:i")),
            ],
            "buttons": [(_("Answer"), url)],
            "why_you": _("You get this because you speak for a member. That you answered is noted, never what."),
        }}  # fmt: skip

    _send(PULSE, pulse.coalition_id, [person for _organisation, person in asked.values()], context, at=at)


def tell_held(pulse: Pulse, *, at: datetime) -> None:
    """Nothing can be shown: coordinators are asked to hold a talk instead."""
    open_asks(
        Ask(
            person=one.person.pk, coalition=pulse.coalition_id, body=one.body, acts_for=one.name, kind=TALK,
            label="network.pulse", thing=pulse.pk, title=_("Hold a round of talk: the pulse showed nothing"),
            url=pulse.get_absolute_url(), opened_at=at,
        )
        for one in coordinators(at)
    )  # fmt: skip


def ask_facilitator(talk: TalkRound, *, at: datetime) -> None:
    """Whoever leads the talk is asked to note what came of it."""
    evening = datetime.combine(talk.planned_on, time(23, 59), talk.coalition.tz).astimezone(UTC)
    title = _("Lead a round of talk about trust")
    open_asks([
        Ask(person=talk.facilitator_id, coalition=talk.coalition_id, kind=TALK, label="network.talkround",
            thing=talk.pk, title=title, url=talk.get_absolute_url(), due_at=evening, opened_at=at)
    ])  # fmt: skip

    def context(_reader: Addressee) -> dict[str, Any]:
        said = _("You lead a round of talk on {day}").format(day=date_format(talk.planned_on, "j F"))
        return {"mail": {
            "subject": said, "title": said, "paragraphs": [_("The page has an agenda with minutes, and room for what "
                                                             "comes of it.")],
            "link_text": _("The agenda"), "link_url": absolute(talk.get_absolute_url()),
            "why_you": _("You get this because you were named."),
        }}  # fmt: skip

    _send(TALK, talk.coalition_id, [talk.facilitator], context, at=at)


def _send(
    kind: str, coalition: UUID, people: Iterable[Person], context: Callable[[Addressee], dict[str, Any]], *,
    at: datetime,
) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]
    write(kind, to, template="base/mail/base.html", at=at, coalition=coalition, context=context)
