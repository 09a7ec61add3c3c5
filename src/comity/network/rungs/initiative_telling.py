"""Whom an initiative reaches: those invited to a seat, and those whose word on the common text is awaited."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.models import Initiative, InitiativeSeat
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Organisation

#: kinds of ask and mail
INVITED, AGREE = "network.invited", "network.agree"


def invite(initiative: Initiative, organisations: Iterable[Organisation], *, at: datetime) -> None:
    """Ask these organisations to take a seat."""
    _reach(INVITED, initiative, [(one.pk, one.name) for one in organisations], _inviting, at)


def ask_agreement(initiative: Initiative, seats: Sequence[InitiativeSeat], *, at: datetime) -> None:
    """Ask the other seats for their word on the text that stands now."""
    close_asks(initiative, at=at, kind=AGREE)
    _reach(AGREE, initiative, [(seat.organisation_id, seat.name) for seat in seats], _agreeing, at)


def _reach(kind: str, initiative: Initiative, of: list[tuple[Any, str]], letter: Any, at: datetime) -> None:
    speakers = people_for(Power.SPEAK, [pk for pk, _name in of], on=day_of(at))
    open_asks(
        Ask(
            person=person.pk, coalition=initiative.coalition_id, organisation=pk, acts_for=name, kind=kind,
            power="speak", label=initiative._meta.label_lower, thing=initiative.pk, title=initiative.title,
            url=initiative.get_absolute_url(), opened_at=at,
        )
        for pk, name in of
        for person in speakers[pk]
    )  # fmt: skip
    people = {person.pk: person for pk, _name in of for person in speakers[pk]}
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people.values() if p.email and not p.erased_at]

    def context(reader: Addressee) -> dict[str, Any]:
        return {"mail": letter(initiative) | {"buttons": [(_("Open it"), absolute(initiative.get_absolute_url()))]}}

    write(kind, to, template="base/mail/base.html", at=at, coalition=initiative.coalition_id, context=context)


def _inviting(initiative: Initiative) -> dict[str, Any]:
    return {
        "subject": _("Will you sit at this table? {title}").format(title=initiative.title)[:200],
        "title": initiative.title,
        "lede": _("{name} begins an initiative of several sectors and would like you there.").format(
            name=initiative.started_name
        ),
        "paragraphs": [_("It begins with time to get to know each other. Nothing is promised by sitting there.")],
        "why_you": _("You get this because you speak for an organisation that is invited."),
    }


def _agreeing(initiative: Initiative) -> dict[str, Any]:
    return {
        "subject": _("Do you see the problem like this? {title}").format(title=initiative.title)[:200],
        "title": initiative.title,
        "lede": _("{name} wrote how all could see the problem.").format(name=initiative.written_name),
        "quote": initiative.problem,
        "paragraphs": [_("Agree on the page, or write it otherwise; then all are asked anew.")],
        "why_you": _("You get this because you speak for an organisation that sits there."),
    }
