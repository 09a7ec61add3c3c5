"""Whom evidence reaches: the side that has not said yet whether it was so. Called inside acts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from comity.base.clock import day_of
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for
from comity.network.models import Evidence
from comity.network.rungs import letters
from comity.network.rungs.wording import item_in_words
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import action_link
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kind of ask and of mail, and purpose of the mailed link
CONFIRM, LINK = "network.evidence", "evidence"
LINK_LASTS = timedelta(days=90)


def ask_sides(evidence: Evidence, *, at: datetime) -> None:
    """Ask whoever speaks for a side that is silent; who has said it need not be asked any more."""
    tie = evidence.tie
    sides = [(tie.first_id, tie.first_name, tie.second_name), (tie.second_id, tie.second_name, tie.first_name)]
    silent = [side for side in sides if not evidence.stands_by(side[0])]
    for side, _name, _other in sides:
        if evidence.stands_by(side):
            close_asks(evidence, at=at, organisation=side)
    if not silent:
        return
    speakers = people_for(Power.SPEAK, [side for side, _name, _other in silent], on=day_of(at))
    for side, name, other in silent:
        people = speakers[side]
        open_asks(_ask(evidence, person, side, name, other, at) for person in people)
        _send(evidence, people, side, name, other, at)


def _ask(evidence: Evidence, person: Person, side: UUID, name: str, other: str, at: datetime) -> Ask:
    return Ask(
        person=person.pk, coalition=evidence.coalition_id, organisation=side, acts_for=name, kind=CONFIRM,
        power="speak", label=evidence._meta.label_lower, thing=evidence.pk,
        title=f"{other}: {item_in_words(evidence.item)}"[:300], url=evidence.get_absolute_url(), opened_at=at,
    )  # fmt: skip


def _send(evidence: Evidence, people: list[Person], side: UUID, name: str, other: str, at: datetime) -> None:
    to = [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]

    def context(reader: Addressee) -> dict[str, Any]:
        link = action_link(
            LINK, person=reader.person, expires_at=at + LINK_LASTS, coalition=evidence.coalition_id, organisation=side,
            thing=evidence.pk,
        )  # fmt: skip
        return {"mail": letters.confirm_letter(evidence, name, other, link)}

    write(CONFIRM, to, template="base/mail/base.html", at=at, coalition=evidence.coalition_id, context=context)
