"""Whom an introduction reaches: those who speak for the organisations in it, and who helps the talk along."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.held import coordinators
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.introductions.queries import title_of
from comity.network.models import Introduction, IntroductionSide, SideSays
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of asks and mails, and the purpose of the mailed link
ANSWER, MEET, NEWS, LINK = "network.introduction", "network.meet", "network.first-talk", "introduction"
LINK_LASTS = timedelta(days=180)


def ask_sides(introduction: Introduction, sides: Iterable[IntroductionSide], *, at: datetime) -> None:
    """Ask those sides whether they want to meet; two taps in the mail answer."""
    sides = list(sides)
    others = {side.pk: title_of(s.name for s in _all(introduction) if s.pk != side.pk) for side in sides}
    _ask(introduction, ANSWER, {side.pk: _("Meet {others}?").format(others=others[side.pk]) for side in sides}, at=at)

    def mail(side: IntroductionSide, url: str) -> dict[str, Any]:
        said = _("Would you like to meet {others}?").format(others=others[side.pk])
        return {
            "subject": said[:200], "title": said,
            "paragraphs": [_("You have not met yet. An hour is enough: each tells of itself, nobody needs to agree on "
                             "anything.")],
            "buttons": [(_("Yes"), f"{url}?answer=yes"), (_("Another time"), f"{url}?answer=later"),
                        (_("Not now"), f"{url}?answer=no")],
            "link_text": _("What you could talk about"), "link_url": absolute(introduction.get_absolute_url()),
        }  # fmt: skip

    _send(introduction, ANSWER, sides, mail, at=at)


def tell_agreed(introduction: Introduction, *, at: datetime) -> None:
    """Both want to meet: they learn how to reach each other, and are asked to say so once they have."""
    going = _going(introduction)
    whole = title_of(side.name for side in going)
    _ask(introduction, MEET, {side.pk: _("Meet: {names}").format(names=whole) for side in going}, at=at)
    suits = [f"{side.name}: {side.words}" for side in going if side.words]

    def mail(_side: IntroductionSide, url: str) -> dict[str, Any]:
        said = _("You both want to meet: {names}").format(names=whole)
        return {
            "subject": said[:200], "title": said, "paragraphs": ["\n".join(suits)] if suits else [],
            "buttons": [(_("We met"), f"{url}?answer=met")],
            "link_text": _("Who they are, and what you could talk about"),
            "link_url": absolute(introduction.get_absolute_url()),
        }  # fmt: skip

    _send(introduction, MEET, going, mail, at=at)
    if introduction.facilitator_wished and introduction.facilitator_id is None:
        ask_for_facilitator(introduction, at=at)


def ask_for_facilitator(introduction: Introduction, *, at: datetime) -> None:
    """Coordinators are asked to find somebody."""
    open_asks(
        Ask(
            person=one.person.pk, coalition=introduction.coalition_id, body=one.body, acts_for=one.name, kind=NEWS,
            label="network.introduction", thing=introduction.pk, url=introduction.get_absolute_url(), opened_at=at,
            title=_("Find a facilitator for a first talk"),
        )
        for one in coordinators(at)
    )  # fmt: skip


def tell_facilitator(introduction: Introduction, *, at: datetime) -> None:
    """Whoever is named learns for whom."""
    assert introduction.facilitator is not None
    whole = title_of(side.name for side in _going(introduction))
    close_asks(introduction, at=at, kind=NEWS)
    url = introduction.get_absolute_url()
    title = _("Help a first talk along: {names}").format(names=whole)
    open_asks([
        Ask(person=introduction.facilitator.pk, coalition=introduction.coalition_id, kind=MEET, url=url, opened_at=at,
            label="network.introduction", thing=introduction.pk, title=title[:300])
    ])  # fmt: skip
    _plain(introduction, [introduction.facilitator], lambda: title, _("You get this because you were named."), at=at)


def tell_met(introduction: Introduction, by: UUID | None, *, at: datetime) -> None:
    """The others are told that somebody said so; each may note something for themselves."""
    close_asks(introduction, at=at)
    going = _going(introduction)
    people = people_for(Power.SPEAK, [side.organisation_id for side in going if side.organisation_id != by],
                        on=day_of(at))  # fmt: skip
    whole = title_of(side.name for side in going)
    met_on = introduction.met_on or day_of(at)

    def subject() -> str:
        return _("Met on {day}: {names}").format(day=date_format(met_on, "j F"), names=whole)

    others = [one for found in people.values() for one in found]
    _plain(introduction, others, subject, _("You can note something there, for your own eyes."), at=at)


def remind(introduction: Introduction, *, at: datetime) -> None:
    """Call it to mind: those who have not answered, who said another time, or who have not met yet."""
    if introduction.state == "agreed":
        tell_agreed(introduction, at=at)
        return
    ask_sides(introduction, [s for s in _all(introduction) if s.says in (SideSays.WAITING, SideSays.LATER)], at=at)


def _all(introduction: Introduction) -> list[IntroductionSide]:
    return list(introduction.sides.all())


def _going(introduction: Introduction) -> list[IntroductionSide]:
    return [side for side in _all(introduction) if side.says != SideSays.NO]


def _ask(introduction: Introduction, kind: str, titles: dict[UUID, str], *, at: datetime) -> None:
    sides = [side for side in _all(introduction) if side.pk in titles]
    people = people_for(Power.SPEAK, [side.organisation_id for side in sides], on=day_of(at))
    zone = introduction.coalition.tz
    due = datetime.combine(introduction.answer_by, time(23, 59), zone) if kind == ANSWER else None
    open_asks(
        Ask(
            person=one.pk, coalition=introduction.coalition_id, organisation=side.organisation_id, acts_for=side.name,
            kind=kind, power="speak", label="network.introduction", thing=introduction.pk,
            title=titles[side.pk][:300], url=introduction.get_absolute_url(), due_at=due, opened_at=at,
        )
        for side in sides
        for one in people[side.organisation_id]
    )  # fmt: skip


def _send(introduction: Introduction, kind: str, sides: list[IntroductionSide], mail: Any, *, at: datetime) -> None:
    people = people_for(Power.SPEAK, [side.organisation_id for side in sides], on=day_of(at))
    by_person = {one.pk: (one, side) for side in sides for one in people[side.organisation_id]}
    pairs = [(side.organisation_id, pk) for pk, (_one, side) in by_person.items()]
    expires = datetime.combine(introduction.answer_by, time(23, 59), UTC) + LINK_LASTS
    links = action_links(LINK, pairs, expires_at=expires, coalition=introduction.coalition_id, thing=introduction.pk)

    def context(reader: Addressee) -> dict[str, Any]:
        _one, side = by_person[reader.person]
        to_line = _("To {name}, who speaks for {organisation}").format(name=reader.name, organisation=side.name)
        why = _("You get this because you speak for {name}.").format(name=side.name)
        url = links[side.organisation_id, reader.person]
        return {"mail": {"to_line": to_line, "why_you": why, **mail(side, url)}}

    write(
        kind, _addressees(one for one, _side in by_person.values()), template="base/mail/base.html", at=at,
        coalition=introduction.coalition_id, context=context,
    )  # fmt: skip


def _plain(introduction: Introduction, people: Iterable[Person], subject: Any, why: str, *, at: datetime) -> None:
    url = absolute(introduction.get_absolute_url())
    write(
        NEWS, _addressees(people), template="base/mail/base.html", at=at, coalition=introduction.coalition_id,
        context=lambda _reader: {"mail": {"subject": subject()[:200], "title": subject(), "paragraphs": [why],
                                          "link_text": _("Read it"), "link_url": url}},
    )  # fmt: skip


def _addressees(people: Iterable[Person]) -> list[Addressee]:
    unique = {one.pk: one for one in people}
    return [
        Addressee(p.pk, p.email, p.name, p.speaks()) for p in unique.values() if p.email and not p.erased_at
    ]
