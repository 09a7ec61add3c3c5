"""Everything the live page shows, read once: the item and its time, who is here, who speaks, how the talk is spread."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.refusal import Reason
from comity.coalitions.permissions import mute
from comity.core.meetings.presence import person_minutes
from comity.core.meetings.rounds import Balance, balance, seconds_left
from comity.meetings import permissions
from comity.meetings.floor import Floor, open_rounds, units_here
from comity.meetings.models import AgendaItem, Turn
from comity.meetings.views.page import Sheet


@dataclass(frozen=True)
class Clock:
    """Time that runs out. part: what is left of it, of a hundred."""

    ends: datetime
    left: int
    whole: int

    @property
    def words(self) -> str:
        return minutes_and_seconds(self.left)

    @property
    def part(self) -> int:
        return max(0, min(100, round(100 * self.left / self.whole)))


@dataclass(frozen=True)
class Named:
    """An organisation as its mark is drawn."""

    name: str
    initials: str
    sector: str

    @classmethod
    def of(cls, row: Any) -> "Named":
        """Of a row that has an organisation and its name at the time."""
        return cls(row.organisation_name, row.organisation.initials, row.organisation.sector)


@dataclass(frozen=True)
class Voice:
    """An organisation in the room: who of it is here, how long it spoke, whether it waits or speaks.

    Equal ones read alike, whatever their `turn`.
    """

    thing: Named
    people: str
    here: bool
    seconds: int
    turn: Turn | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return self.thing.name

    @property
    def gone(self) -> bool:
        return not self.here

    @property
    def words(self) -> str:
        return minutes_and_seconds(self.seconds)


class LivePage(Sheet):
    """The live page of a meeting read with `with_floor`."""

    @cached_property
    def floor(self) -> Floor:
        here = units_here(self.invitations, self.attendances, self.at) if self.goes_on else []
        return Floor(here, list(self.meeting.turns.all()), open_rounds(self.meeting), self.at)

    # ── the item ──

    @cached_property
    def item(self) -> AgendaItem | None:
        """What is being dealt with."""
        begun = [one for one in self.placed if one.started_at and not one.ended_at]
        return max(begun, key=lambda one: one.started_at or self.at, default=None)

    @property
    def item_number(self) -> int:
        return self.placed.index(self.item) + 1 if self.item else 0

    @cached_property
    def item_clock(self) -> Clock | None:
        return self._clock(self.item.started_at, self.item.minutes) if self.item else None

    @property
    def item_told(self) -> str:
        """How the item stands against its minutes: "Item 3 · 14 of 25 minutes left"."""
        clock, number = self.item_clock, self.item_number
        if clock is None or self.item is None:
            return ""
        if clock.left < 0:
            n = -clock.left // 60 + 1
            words = ngettext("Item {number} · {n} minute over", "Item {number} · {n} minutes over", n)
            return words.format(number=number, n=n)
        return _("Item {number} · {n} of {all} minutes left").format(
            number=number, n=-(-clock.left // 60), all=self.item.minutes
        )

    @cached_property
    def next_item(self) -> AgendaItem | None:
        """The first item after the one that runs that was not taken up yet."""
        after = self.placed[self.item_number :]
        return next((one for one in after if one.started_at is None), None)

    # ── who speaks ──

    @cached_property
    def speaker(self) -> Voice | None:
        turn = self.floor.speaking
        return self._voice(str(turn.organisation_id), turn) if turn else None

    @cached_property
    def turn_clock(self) -> Clock | None:
        turn = self.floor.speaking
        return self._clock(turn.began_at, turn.minutes) if turn else None

    @cached_property
    def pairs_clock(self) -> Clock | None:
        one = self.floor.round
        return self._clock(one.begun_at, one.minutes) if one and self.floor.in_pairs else None

    @cached_property
    def due(self) -> tuple[Voice, ...]:
        """Whose first turn in the round is still to come, in order."""
        return tuple(self._voice(unit) for unit in self.floor.due)

    @property
    def queue(self) -> list[Voice]:
        """Who asked to speak, in order; those who spoke least come first."""
        return [self._voice(unit, self.floor.wishes[unit]) for unit in self.floor.line]

    @property
    def up_next(self) -> Voice | None:
        return self._voice(self.floor.next) if self.floor.next else None

    @property
    def pairs(self) -> list[list[Voice]]:
        one = self.floor.round
        groups = one.groups if one and self.floor.in_pairs else []
        return [[self._voice(unit) for unit in group if unit in self._names] for group in groups]

    # ── what the reader can do ──

    @property
    def own_unit(self) -> str:
        return str(self.by.organisation) if self.by.organisation else ""

    @property
    def own_wish(self) -> Turn | None:
        return self.floor.wishes.get(self.own_unit)

    @property
    def own_turn(self) -> Turn | None:
        turn = self.floor.speaking
        return turn if turn and str(turn.organisation_id) == self.own_unit else None

    @cached_property
    def no_wish(self) -> Reason | None:
        """Why the reader can't ask to speak for the organisation whose hat is worn."""
        if self.by.organisation is None:
            return Reason(_("Organisations speak here."), _("Choose the hat of one above."))
        barred = permissions.attending(self.standing, self.by, self.meeting, self.by.organisation)
        if barred:
            return mute(self.by)
        if self.own_unit in self.floor.here:
            return None
        why = _("Nobody of {name} is noted as here.").format(name=self.by.of_name)
        return Reason(why, _("Note who is here first."))

    @property
    def no_extra(self) -> bool:
        """Whether the turn that runs can't get a minute more: first turns are equally long."""
        return self.floor.speaking is None or self.floor.speaking.first

    # ── how the talk is spread ──

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """All who are here or spoke, who spoke most first."""
        units = dict.fromkeys([*self.floor.here, *self.floor.talk])
        found = [self._voice(unit, self.floor.wishes.get(unit)) for unit in units]
        return tuple(sorted(found, key=lambda voice: -voice.seconds))

    @cached_property
    def longest(self) -> int:
        return max((voice.seconds for voice in self.voices), default=0) or 1

    @cached_property
    def balance(self) -> Balance:
        return balance(self.floor.here, self.floor.talk)

    @property
    def told_balance(self) -> list[str]:
        """How the talk is spread, said kindly: what is so, then what could be done."""
        found, lines = self.balance, []
        if not found.total:
            return [_("Nobody has had the floor yet.")]
        if found.few:
            words = ngettext(
                "{n} of {all} holds {share} % of the talk.",
                "{n} of {all} hold {share} % of the talk.",
                len(found.few),
            )
            lines.append(words.format(n=len(found.few), all=len(self.voices), share=found.share))
        if found.silent:
            lines.append(self._silent(found.silent))
        if lines and not self.floor.round:
            lines.append(_("A round would give each a first turn."))
        return lines or [_("All who are here have spoken.")]

    @property
    def hours_so_far(self) -> float:
        """The hours of all who were here, together, until now."""
        if self.meeting.started_at is None:
            return 0
        stays = [one.stay for one in self.attendances]
        return person_minutes(stays, self.meeting.started_at, self.at) / 60

    @property
    def people_here(self) -> int:
        return len({(one.organisation_id, one.name) for one in self.attendances if one.left_at is None})

    # ── small pieces ──

    def _silent(self, units: tuple[str, ...]) -> str:
        name = self._voice(units[0]).name
        if len(units) == 1:
            return _("{name} has not spoken yet.").format(name=name)
        words = ngettext(
            "{name} and {n} other have not spoken yet.",
            "{name} and {n} others have not spoken yet.",
            len(units) - 1,
        )
        return words.format(name=name, n=len(units) - 1)

    def _voice(self, unit: str, turn: Turn | None = None) -> Voice:
        people = ", ".join(self._people.get(unit, ()))
        return Voice(self._names[unit], people, unit in self.floor.here, self.floor.talk.get(unit, 0), turn)

    @cached_property
    def _people(self) -> dict[str, dict[str, None]]:
        """The names of who is here, for each organisation."""
        found: dict[str, dict[str, None]] = {}
        for one in self.attendances:
            if one.left_at is None:
                found.setdefault(str(one.organisation_id), {})[one.name] = None
        return found

    @cached_property
    def _names(self) -> dict[str, Named]:
        rows: list[Any] = [*self.meeting.turns.all(), *(stay for stay in self.attendances if stay.organisation_id)]
        found = {str(one.organisation_id): Named.of(one) for one in rows}
        return found | {
            str(one.organisation_id): Named(one.name, one.organisation.initials, one.organisation.sector)
            for one in self.invitations
        }

    def _clock(self, began: datetime | None, minutes: int) -> Clock | None:
        if began is None:
            return None
        return Clock(began + timedelta(minutes=minutes), seconds_left(began, minutes, self.at), minutes * 60)


def minutes_and_seconds(seconds: int) -> str:
    """ "6:30"; what is over is counted upwards with a sign: "−1:05"."""
    sign, whole = ("−" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{whole // 60}:{whole % 60:02}"
