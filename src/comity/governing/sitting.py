"""A vote in a room, and the roll: who may vote, with which weight, and who is there."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.audit.canonical import fingerprint
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, Refused
from comity.core.ballots.answers import Side
from comity.core.ballots.double_majority import Halves
from comity.core.rulebook.types import Unit
from comity.governing.counting import roll_mark
from comity.governing.entitled import entitled, units_of
from comity.governing.models import Question, RollEntry
from comity.people.models import Sector

#: how long a question put to a sitting stays open at most, unless it says otherwise
AT_MOST = timedelta(hours=12)


@dataclass(frozen=True)
class Sitting:
    """Organisations that meet, as the wing above tells it. present: those in the room now.

    noticed: all were told in time; quorate: enough are there. Without either, a vote is advice.
    """

    label: str
    id: UUID
    title: str
    url: str
    present: tuple[UUID, ...]
    noticed: bool = True
    quorate: bool = True

    @property
    def binds(self) -> bool:
        """Whether what is decided here can bind."""
        return self.noticed and self.quorate

    def note(self, question: Question, at: datetime) -> None:
        """Write on the question where it is voted on."""
        question.sitting_label, question.sitting, question.sitting_title = (
            self.label,
            self.id,
            self.title[:200],
        )
        question.sitting_url, question.sitting_noticed, question.sitting_quorate = (
            self.url,
            self.noticed,
            self.quorate,
        )
        if question.closes_at is None or question.closes_at <= at:
            question.closes_at = at + AT_MOST


def check_room(question: Question, sitting: Sitting | None) -> None:
    """Refuse a rule that counts who is present where nobody meets."""
    if question.rule.counts_presence and sitting is None:
        why = _("Clause {clause} counts who is present, and here nobody meets.").format(clause=question.clause or "–")
        raise Refused(Reason(why, _("Put it to a vote in a meeting, or change that clause first."), Bar.NOT_NOW))


def take_roll(question: Question, at: datetime, sitting: Sitting | None = None) -> list[RollEntry]:
    """Write down who may vote, and a secret for the lot; keep the question. ValidationError where nobody may."""
    weights, sides = json.loads(question.weights), json.loads(question.settings).get("halves") == Halves.SIDES
    asked = list(entitled(question, on=day_of(at)))
    units = units_of(question, asked, on=day_of(at))
    roll = [
        RollEntry(
            coalition_id=question.coalition_id, question=question, organisation=one, name=one.name, place=place,
            weight=units[one.pk] * weights.get(str(one.pk), weights.get(one.sector, 1)),
            side=side_of(one.sector) if sides else "", present=None if sitting is None else one.pk in sitting.present,
        )
        for place, one in enumerate((one for one in asked if units.get(one.pk)), start=1)
    ]  # fmt: skip
    if not roll:
        raise ValidationError({"body": _nobody(question)})
    question.roll_mark, question.lot_secret = roll_mark(roll), secrets.token_hex(16)
    question.lot_mark = fingerprint(question.lot_secret)
    question.store()
    RollEntry.objects.bulk_create(roll, 500)
    return roll


def _nobody(question: Question) -> str:
    """Why nobody has a vote."""
    if question.member_for:
        said = ngettext(
            "The rule gives a vote to members that have belonged for {n} day, and none of this body has yet.",
            "The rule gives a vote to members that have belonged for {n} days, and none of this body has yet.",
            question.member_for,
        )
        return said.format(n=question.member_for)
    if question.unit != Unit.ORGANISATION:
        return _("The rule gives a vote to seats and people, and nobody fills a seat in this body yet.")
    return _("No organisation has a place in this body yet. Give seats first.")


def side_of(sector: str) -> str:
    """Citizens sit on the community's side, everybody else on that of the institutions."""
    return Side.COMMUNITY.value if sector == Sector.CITIZEN else Side.INSTITUTIONS.value
