"""Whom a weighing reaches: each side's people, when they are asked and when the advice is there. Called inside acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.models import Weighing, WeighingSide
from comity.notices.asks import open_asks
from comity.notices.links import action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask

#: kinds of ask and mail
ASKED, SHOWN = "network.weighing", "network.weighed"
#: purpose of the mailed link, and how long it leads to its page
LINK, LINK_LASTS = "weighing", timedelta(days=180)


def ask(weighing: Weighing, sides: Sequence[WeighingSide], *, at: datetime) -> None:
    """Each side is asked for its answers."""
    speakers = people_for(Power.SPEAK, [side.organisation_id for side in sides], on=day_of(at))
    open_asks(
        Ask(
            person=person.pk, coalition=weighing.coalition_id, organisation=side.organisation_id, acts_for=side.name,
            kind=ASKED, power="speak", label=weighing._meta.label_lower, thing=weighing.pk, title=weighing.title,
            url=weighing.get_absolute_url(), opened_at=at,
        )
        for side in sides
        for person in speakers[side.organisation_id]
    )  # fmt: skip
    _send(ASKED, weighing, sides, speakers, _asking, at=at)


def tell_shown(weighing: Weighing, sides: Sequence[WeighingSide], *, at: datetime) -> None:
    """All sides hear at once that the advice is there."""
    speakers = people_for(Power.SPEAK, [side.organisation_id for side in sides], on=day_of(at))
    _send(SHOWN, weighing, sides, speakers, _shown, at=at)


def _send(kind: str, weighing: Weighing, sides: Any, speakers: Any, letter: Any, *, at: datetime) -> None:
    """To each side its own mails: the link in one answers for that side alone."""
    for side in sides:
        people = [one for one in speakers[side.organisation_id] if one.email and not one.erased_at]
        to = [Addressee(one.pk, one.email, one.name, one.speaks()) for one in people]

        def context(reader: Addressee, side: WeighingSide = side) -> dict[str, Any]:
            link = action_link(
                LINK, person=reader.person, expires_at=at + LINK_LASTS, coalition=weighing.coalition_id,
                organisation=side.organisation_id, thing=weighing.pk,
            )  # fmt: skip
            return {"mail": letter(weighing, side, link) | {"why_you": _why_you(side)}}

        write(kind, to, template="base/mail/base.html", at=at, coalition=weighing.coalition_id, context=context)


def _asking(weighing: Weighing, side: WeighingSide, link: str) -> dict[str, Any]:
    return {
        "subject": _("How closely should you work together? {names}").format(names=weighing.title)[:200],
        "preheader": _("Nine short questions, no password."),
        "title": weighing.title,
        "lede": _("{name} asks how closely you should work together.").format(name=weighing.started_name),
        "paragraphs": [
            _("Each side answers for itself: what it wants, what it has, how far it trusts. Nobody else reads that."),
            _("Once all have answered, all see which step fits next."),
        ],
        "buttons": [(_("Answer for {name}").format(name=side.name), link)],
        "under_buttons": _("The page opens without signing in. Your answers count once you send them there."),
    }


def _shown(weighing: Weighing, side: WeighingSide, link: str) -> dict[str, Any]:
    return {
        "subject": _("The advice is there: {names}").format(names=weighing.title)[:200],
        "title": weighing.title,
        "lede": _("All sides have answered. You can see now which step fits."),
        "paragraphs": [_("What {name} lacks for it stands on the page for you alone.").format(name=side.name)],
        "buttons": [(_("See the advice"), link)],
    }


def _why_you(side: WeighingSide) -> str:
    return _("You get this because you speak for {name}.").format(name=side.name)
