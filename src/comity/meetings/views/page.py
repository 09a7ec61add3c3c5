"""Everything the page of one meeting shows, read once: the agenda in time, who comes, what the reader can do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.capacity import Capacity
from comity.base.refusal import Reason
from comity.coalitions.standing import Standing
from comity.core.meetings.notice import days_of_notice, last_day_to_tell
from comity.core.meetings.presence import Lapse, person_minutes
from comity.core.meetings.rhythm import moment_of
from comity.core.meetings.timetable import Piece, Timetable, timetable
from comity.governing.matters.permissions import advised
from comity.meetings import lists, permissions, queries
from comity.meetings.inviting import first_told
from comity.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
    Note,
    Reply,
)
from comity.meetings.quorum import Quorum, lapses_of, quorum_among

#: in the first minutes people come in: that no quorum is there yet is no news
COMING_IN = timedelta(minutes=10)
SIGNS = {ItemKind.DECIDE: "ballot", ItemKind.WORK: "edit", ItemKind.INFORM: "say"}


@dataclass(frozen=True)
class Row:
    """An item with the time at which it falls, and what the reader may do about it."""

    item: AgendaItem
    begins: datetime
    late: int
    beyond: bool
    sign: str
    may_change: bool
    first: bool
    last: bool

    @property
    def advised(self) -> bool:
        """Its question was closed as advice of a meeting, and not put to all yet."""
        question = self.item.seen_question
        return question is not None and advised(question) is None

    @property
    def untold(self) -> bool:
        """It was added or changed after all were told: to decide it here would pass by those who are not there."""
        return self.item.kind == ItemKind.DECIDE and not self.item.noticed


@dataclass(frozen=True)
class Place:
    """An organisation of the body: who of it is there now, who is expected, and whether the reader may note them."""

    invitation: Invitation
    stays: list[Attendance]
    expected: str
    may: bool


class Sheet:
    """The page of a meeting read with `to_read`, for one reader with one hat at one moment."""

    def __init__(self, meeting: Meeting, standing: Standing, by: Capacity, at: datetime) -> None:
        self.meeting, self.standing, self.by, self.at = meeting, standing, by, at

    # ── where it stands ──

    @cached_property
    def status(self) -> tuple[str, str, str]:
        return lists.standing_of_meeting(self.meeting, self.at)

    @property
    def is_ahead(self) -> bool:
        return self.meeting.is_ahead

    @property
    def is_called(self) -> bool:
        return self.meeting.state == MeetingState.CALLED

    @property
    def goes_on(self) -> bool:
        return self.meeting.state == MeetingState.RUNNING

    @property
    def is_over(self) -> bool:
        return self.meeting.state == MeetingState.ENDED

    @cached_property
    def no_lead(self) -> Reason | None:
        """Why the hat can't lead this meeting, if it can't."""
        return permissions.leading(self.standing, self.by, self.meeting)

    @property
    def leads(self) -> bool:
        return self.no_lead is None

    # ── notice ──

    @property
    def last_day(self) -> date:
        """The last day on which all can be told in time."""
        return last_day_to_tell(self.meeting.starts_at, self.meeting.notice_days, self.meeting.coalition.tz)

    @property
    def too_late(self) -> bool:
        """Whether it was not called, and can't be in time any more."""
        today = self.at.astimezone(self.meeting.coalition.tz).date()
        return self.meeting.told_at is None and today > self.last_day

    @cached_property
    def not_told(self) -> list[Invitation]:
        """Organisations with a place whom nobody told of this time, where others were told."""
        known = self.meeting.told_at is not None or not self.invitations
        told = {} if known else first_told(self.meeting)
        seated = [one for one in self.invitations if one.seated and not known]
        missing = [one for one in seated if one.organisation_id not in told]
        return missing if len(missing) < len(self.invitations) else []

    @property
    def days_given(self) -> int:
        """With how many days all were told."""
        told, starts = self.meeting.told_at, self.meeting.started_at or self.meeting.starts_at
        return days_of_notice(told, starts, self.meeting.coalition.tz) if told else 0

    # ── who comes ──

    @cached_property
    def invitations(self) -> list[Invitation]:
        return [one for one in self.meeting.invitations.all() if one.seated]

    @cached_property
    def seated(self) -> list[Any]:
        """Organisations with a place here, as invited or as of today."""
        return self.invitations or queries.seated_in(self.meeting, at=self.at)

    @property
    def needed(self) -> int:
        return queries.needed_for(self.meeting, len(self.seated))

    @cached_property
    def coming(self) -> list[Invitation]:
        return [one for one in self.invitations if one.reply == Reply.COMING]

    @cached_property
    def away(self) -> list[Invitation]:
        return [one for one in self.invitations if one.reply == Reply.AWAY]

    @cached_property
    def silent(self) -> list[Invitation]:
        return [one for one in self.invitations if not one.reply]

    @property
    def told_the_chair(self) -> list[Invitation]:
        """Words to the chair that the reader may read, those of the own hat apart."""
        said = (one for one in self.invitations if one.words and one != self.own)
        return [one for one in said if permissions.hearing(self.standing, self.meeting, one.organisation_id)]

    @property
    def not_coming(self) -> list[Invitation]:
        """Away or silent, as they stand dashed in the row."""
        return [one for one in self.invitations if one.reply != Reply.COMING]

    @cached_property
    def own(self) -> Invitation | None:
        """The invitation of the organisation whose hat is worn."""
        return next((one for one in self.invitations if one.organisation_id == self.by.organisation), None)

    @cached_property
    def barred(self) -> Reason | None:
        """Why the hat can't answer the invitation, if it can't."""
        if self.own is None:
            return Reason(_("Only organisations of this body are asked whether they come."))
        return permissions.answering(self.standing, self.by, self.own)

    # ── the agenda ──

    @cached_property
    def placed(self) -> list[AgendaItem]:
        return [self._of(item) for item in queries.placed(self.meeting)]

    @cached_property
    def proposed(self) -> list[AgendaItem]:
        return [self._of(item) for item in queries.proposed(self.meeting)]

    @cached_property
    def dropped(self) -> list[AgendaItem]:
        return [item for item in self.meeting.items.all() if item.state == ItemState.DROPPED]

    @cached_property
    def table(self) -> Timetable:
        return timetable(
            [Piece(item.minutes, self._bound(item)) for item in self.placed], self.meeting.minutes
        )

    @cached_property
    def agenda(self) -> list[Row]:
        last = len(self.placed) - 1
        return [
            Row(
                item, self.meeting.starts_at + timedelta(minutes=slot.begins), slot.late, slot.beyond,
                SIGNS[ItemKind(item.kind)], self.leads and self.can_change, place == 0, place == last,
            )
            for place, (item, slot) in enumerate(zip(self.placed, self.table.slots, strict=True))
        ]  # fmt: skip

    @property
    def can_change(self) -> bool:
        """Whether the agenda can still change."""
        return permissions.not_over(self.meeting) is None

    @property
    def fit(self) -> str:
        """Whether all fits into the time, in words."""
        table, minutes = self.table, self.meeting.minutes
        if table.over:
            words = ngettext("{n} minute too many for {all}.", "{n} minutes too many for {all}.", table.over)
            return words.format(n=table.over, all=minutes)
        return _("{n} of {all} minutes are filled.").format(n=table.total, all=minutes)

    @property
    def informs(self) -> list[AgendaItem]:
        """What was written down beforehand."""
        return [item for item in self.placed if item.words and item.kind == ItemKind.INFORM]

    @cached_property
    def no_item(self) -> Reason | None:
        """Why the hat can't bring an item, if it can't."""
        seated: set[UUID] = {getattr(one, "organisation_id", one.pk) for one in self.seated}
        barred = permissions.proposing(self.standing, self.by, self.meeting, seated)
        return barred or permissions.not_over(self.meeting)

    # ── papers ──

    @cached_property
    def papers(self) -> list[Any]:
        """Texts and files that belong to it or to an item, while it is to come; later the pack holds them."""
        if not self.is_ahead:
            return []
        return [
            *queries.papers_of(self.standing, self.meeting),
            *queries.files_of(self.standing, self.meeting),
        ]

    @cached_property
    def no_paper(self) -> Reason | None:
        """Why the hat can't add a paper, if it can't."""
        seated: set[UUID] = {getattr(one, "organisation_id", one.pk) for one in self.seated}
        return self.no_lead and permissions.proposing(self.standing, self.by, self.meeting, seated)

    # ── in the room ──

    @cached_property
    def no_opening(self) -> Reason | None:
        """Why it can't be opened now, if it can't; None for who may."""
        return self.no_lead or permissions.time_to_open(self.meeting, self.at)

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Who was there at all; slips left out."""
        return [] if self.is_ahead else queries.attendances_of(self.meeting)

    @cached_property
    def quorum(self) -> Quorum:
        """Who is there now; of a meeting that is over, who was there at its end."""
        at = self.meeting.ended_at - timedelta(microseconds=1) if self.meeting.ended_at else self.at
        return quorum_among(self.meeting, self.attendances, len(self.invitations), at)

    @cached_property
    def lapses(self) -> list[Lapse]:
        """The times without quorum; the first minutes, in which people come in, are left out."""
        found = lapses_of(self.meeting, self.attendances, len(self.invitations))
        return [one for one in found if (one.until or self.at) - one.since > COMING_IN]

    @cached_property
    def here(self) -> list[Invitation]:
        return [one for one in self.invitations if one.organisation_id in self.quorum.here]

    @cached_property
    def missing(self) -> list[Invitation]:
        return [one for one in self.invitations if one.organisation_id not in self.quorum.here]

    @cached_property
    def rows(self) -> list[Place]:
        """Each organisation with its people in the room."""
        there: dict[UUID | None, list[Attendance]] = {}
        for one in self.attendances:
            if one.counts and one.left_at is None:
                there.setdefault(one.organisation_id, []).append(one)
        return [self._place(one, there.get(one.organisation_id, [])) for one in self.invitations]

    @property
    def others(self) -> list[Attendance]:
        """Guests, and people of organisations without a place here."""
        return [one for one in self.attendances if not one.counts]

    @property
    def decides(self) -> bool:
        """Whether it can decide what all were told of: told in time, and enough are there."""
        return self.meeting.noticed and self.quorum.enough

    @property
    def minutes(self) -> Minutes | None:
        """The minutes, if they are written."""
        return getattr(self.meeting, "minutes_of", None)

    @cached_property
    def notes(self) -> list[Note]:
        return [] if self.is_ahead else queries.notes_of(self.meeting)

    @cached_property
    def no_note(self) -> Reason | None:
        """Why the hat can't write a note, if it can't."""
        seated: set[UUID] = {getattr(one, "organisation_id", one.pk) for one in self.seated}
        barred = permissions.noting(self.standing, self.by, self.meeting, seated)
        return barred or permissions.was_opened(self.meeting)

    def _place(self, one: Invitation, stays: list[Attendance]) -> Place:
        expected = one.deputy or (one.person.name if one.person and one.reply == Reply.COMING else "")
        barred = permissions.attending(self.standing, self.by, self.meeting, one.organisation_id)
        return Place(one, stays, expected, barred is None)

    # ── what it costs ──

    @property
    def hours(self) -> tuple[int, str]:
        """How many people, and their hours together: as it was, or as it will be by those who come."""
        if self.meeting.ended_at and self.meeting.started_at:
            there = self.attendances
            spent = person_minutes(
                [one.stay for one in there], self.meeting.started_at, self.meeting.ended_at
            )
            return len({(one.organisation_id, one.name) for one in there}), _hours(spent)
        people = len(self.coming) or len(self.seated)
        return people, _hours(people * self.meeting.minutes)

    def _of(self, item: AgendaItem) -> AgendaItem:
        item.meeting = self.meeting
        return item

    def _bound(self, item: AgendaItem) -> int | None:
        """Minutes after the beginning at which an item is bound to begin; before it means the day after."""
        hour: time | None = item.at_hour
        if hour is None:
            return None
        start = self.meeting.starts_at.astimezone(self.meeting.coalition.tz)
        bound = moment_of(start.date(), hour, self.meeting.coalition.tz)
        if bound < self.meeting.starts_at:
            bound = moment_of(start.date() + timedelta(days=1), hour, self.meeting.coalition.tz)
        return int((bound - self.meeting.starts_at).total_seconds() // 60)


def _hours(minutes: int) -> str:
    """Hours to the half, as people say them: "19.5"."""
    halves = -(-minutes // 30)
    return f"{halves // 2}" if halves % 2 == 0 else _("{whole}.5").format(whole=halves // 2)
