"""Whom looking for partners reaches: everybody who sits in the committee, by an ask and a mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.models import Term
from comity.coalitions.standing import live
from comity.founding.models import PartnerSearch, RecruitingWave
from comity.notices.asks import open_asks
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of ask, kind of mail
WAVE = "founding.wave"
TEMPLATE = "base/mail/base.html"


def committee(body: UUID, *, at: datetime) -> list[Person]:
    """Everybody who fills a seat in that body today."""
    rows = Term.objects.filter(live(day_of(at)), seat__body=body, seat__ended_on=None, person__erased_at=None)
    return [row.person for row in rows.select_related("person").order_by("starts_on", "pk")]


def addressees(people: Iterable[Person]) -> list[Addressee]:
    """Those of them that mails can reach."""
    return [Addressee(one.pk, one.email, one.name, one.speaks()) for one in people if one.email]


def tell_wave(wave: RecruitingWave, search: PartnerSearch, *, at: datetime) -> None:
    """What was to set the wave going has come about."""
    people, url = committee(search.body_id, at=at), wave.get_absolute_url()
    title = _("Time to begin: {name}").format(name=wave.name)
    open_asks(
        Ask(
            person=one.pk, coalition=wave.coalition_id, kind=WAVE, label=wave._meta.label_lower, thing=wave.pk,
            title=title[:300], url=url, opened_at=at,
        )
        for one in people
    )  # fmt: skip

    def letter(_reader: Any) -> dict[str, Any]:
        return {"mail": {
            "subject": title[:200], "title": title,
            "lede": _("What was to set this wave of recruiting going has come about."),
            "link_text": _("See the wave and whom it holds"), "link_url": absolute(url),
            "why_you": _("You get this because you sit in {body}.").format(body=search.body.name),
        }}  # fmt: skip

    write(WAVE, addressees(people), template=TEMPLATE, at=at, coalition=wave.coalition_id, context=letter)
