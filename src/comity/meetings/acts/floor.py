"""The floor: rounds begin and end, organisations ask to speak, have their turn, and talk in pairs."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.standing import home
from comity.core.meetings.rounds import pairs
from comity.meetings.acts.reading import fresh_meeting, fresh_part
from comity.meetings.floor import Floor, earlier_groups, floor_of
from comity.meetings.models import LONGEST_TURN, AgendaItem, Attendance, Meeting, Round, RoundKind, Turn
from comity.meetings.permissions import may_attend, may_lead, running
from comity.people.models import Organisation

R = TypeVar("R", Round, Turn)


@act(
    "meetings.round.started",
    says=gettext_noop(
        "began a speaking round in {meeting}: {minutes} minutes for each of {here} organisations"
    ),
)
def start_round(meeting: Meeting, minutes: int, *, by: Capacity, at: datetime) -> Changes[Round]:
    """Begin a round: each organisation that is there speaks once, equally long, before anybody speaks twice."""
    meeting, floor = _led(meeting, by, at)
    require(_enough(floor, 1))
    also = _closed(meeting, floor, at)
    one = _round(meeting, RoundKind.TURNS, minutes, by, at)
    return Changes(
        one, also=also, words=_words(meeting), of_meeting=meeting.pk, minutes=minutes, here=len(floor.here)
    )


@act(
    "meetings.round.paired",
    says=gettext_noop("sent {here} organisations into pairs in {meeting} for {minutes} minutes"),
)
def start_pairs(meeting: Meeting, minutes: int, *, by: Capacity, at: datetime) -> Changes[Round]:
    """Send all who are there into pairs, with as few as possible who sat together before in this series."""
    meeting, floor = _led(meeting, by, at)
    require(_enough(floor, 2))
    also = _closed(meeting, floor, at)
    groups = [list(group) for group in pairs(floor.here, earlier_groups(meeting))]
    one = _round(meeting, RoundKind.PAIRS, minutes, by, at, groups)
    return Changes(
        one, also=also, words=_words(meeting), of_meeting=meeting.pk, minutes=minutes, here=len(floor.here),
        groups=groups,
    )  # fmt: skip


@act("meetings.round.ended", says=gettext_noop("ended the round in {meeting}"))
def end_round(one: Round, *, by: Capacity, at: datetime) -> Changes[Round]:
    """The round is over, and the turn that runs with it. The queue stays."""
    one = fresh_part(one, by)
    require(may_lead(by, one.meeting, at=at) or running(one.meeting) or _goes_on(one))
    speaking = floor_of(one.meeting, at).speaking
    also = [_over(one.meeting, speaking, at)] if speaking else []
    _over(one.meeting, one, at)
    return Changes(one, also=also, words=_words(one.meeting), of_meeting=one.meeting_id)


@act("meetings.turn.asked", says=gettext_noop("asked to speak for {about} in {meeting}"))
def ask_to_speak(
    meeting: Meeting, organisation: Organisation, *, by: Capacity, at: datetime
) -> Changes[Turn]:
    """Join the queue for an organisation that is there. Those who spoke least come first in it."""
    meeting = fresh_meeting(meeting, by)
    require(may_attend(by, meeting, organisation.pk, at=at))
    floor = floor_of(meeting, at)
    require(_there(floor, organisation) or _not_waiting(floor, organisation))
    turn = Turn(
        coalition_id=home(by), meeting=meeting, organisation=organisation, organisation_name=organisation.name,
        asked_at=at,
    ).store()  # fmt: skip
    return _told(turn, waiting=len(floor.line) + 1)


@act("meetings.turn.withdrawn", says=gettext_noop("took back the wish of {about} to speak in {meeting}"))
def withdraw_wish(turn: Turn, *, by: Capacity, at: datetime) -> Changes[Turn]:
    """Leave the queue."""
    turn = fresh_part(turn, by)
    require(may_attend(by, turn.meeting, turn.organisation_id, at=at) or _waits(turn))
    turn.ended_at = at
    turn.store()
    return _told(turn)


@act("meetings.turn.begun", says=gettext_noop("gave {about} the floor in {meeting}"))
def give_floor(
    meeting: Meeting, *, by: Capacity, at: datetime, organisation: Organisation | None = None
) -> Changes[Turn]:
    """Give the floor to an organisation, by default to the next: first turns of the round, then the queue.

    Whoever has the floor has spoken then.
    """
    meeting, floor = _led(meeting, by, at)
    unit = str(organisation.pk) if organisation else floor.next
    require(_may_speak(floor, unit))
    assert unit is not None
    also = [_over(meeting, floor.speaking, at)] if floor.speaking else []
    turn = floor.wishes.get(unit) or Turn(
        coalition_id=home(by), organisation_id=UUID(unit), organisation_name=_name(meeting, unit)
    )
    turn.meeting, turn.item, turn.round, turn.began_at = meeting, _current(meeting), floor.round, at
    turn.first, turn.minutes = unit in floor.due, floor.round.minutes if floor.round else turn.minutes
    turn.store()
    return _told(turn, *also, first=turn.first, minutes=turn.minutes)


@act(
    "meetings.turn.ended", says=gettext_noop("ended the turn of {about} in {meeting} after {seconds} seconds")
)
def end_turn(turn: Turn, *, by: Capacity, at: datetime) -> Changes[Turn]:
    """The floor is free: said by who leads, or by those who spoke."""
    turn = fresh_part(turn, by)
    require(may_attend(by, turn.meeting, turn.organisation_id, at=at) or _has_floor(turn))
    _over(turn.meeting, turn, at)
    spell = turn.spell
    return _told(turn, seconds=spell.seconds(at) if spell else 0)


@act("meetings.turn.lengthened", says=gettext_noop("gave {about} another minute in {meeting}"))
def lengthen_turn(turn: Turn, *, by: Capacity, at: datetime) -> Changes[Turn]:
    """One minute more; not in the first turns of a round, which are equally long for all."""
    turn = fresh_part(turn, by)
    require(may_lead(by, turn.meeting, at=at) or running(turn.meeting) or _has_floor(turn) or _may_grow(turn))
    turn.minutes += 1
    turn.store()
    return _told(turn, minutes=turn.minutes)


def close_floor(meeting: Meeting, at: datetime, *, queue: bool = False) -> list[models.Model]:
    """What ends with the item or the meeting: the turn, the round; with the meeting the queue too."""
    floor = floor_of(meeting, at)
    waiting: list[models.Model] = [_over(meeting, turn, at) for turn in floor.turns if queue and turn.waits]
    return [*_closed(meeting, floor, at), *waiting]


def fall_silent(meeting: Meeting, organisation: UUID | None, at: datetime) -> list[models.Model]:
    """Of an organisation of which nobody is there any more, the turn and the wish to speak end."""
    floor = floor_of(meeting, at)
    unit = str(organisation)
    if organisation is None or unit in floor.here:
        return []
    theirs = [turn for turn in floor.turns if str(turn.organisation_id) == unit and turn.ended_at is None]
    return [_over(meeting, turn, at) for turn in theirs]


def _led(meeting: Meeting, by: Capacity, at: datetime) -> tuple[Meeting, Floor]:
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or running(meeting))
    return meeting, floor_of(meeting, at)


def _round(
    meeting: Meeting, kind: RoundKind, minutes: int, by: Capacity, at: datetime, groups: list[list[str]] | None = None
) -> Round:  # fmt: skip
    one = Round(
        coalition_id=home(by), meeting=meeting, kind=kind, minutes=minutes, groups=groups or [], begun_at=at
    )
    return one.store()


def _closed(meeting: Meeting, floor: Floor, at: datetime) -> list[models.Model]:
    turns = [_over(meeting, floor.speaking, at)] if floor.speaking else []
    rounds = [_over(meeting, floor.round, at)] if floor.round else []
    return [*turns, *rounds]


def _over(meeting: Meeting, row: R, at: datetime) -> R:
    row.meeting, row.ended_at = meeting, at
    row.store()
    return row


def _current(meeting: Meeting) -> AgendaItem | None:
    rows = AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at=None)
    found: AgendaItem | None = rows.order_by("started_at").last()
    return found


def _name(meeting: Meeting, unit: str) -> str:
    rows = Attendance.objects.filter(meeting=meeting, organisation=unit)
    return str(rows.values_list("organisation_name", flat=True).first() or "")


def _words(meeting: Meeting) -> dict[str, str]:
    return {"meeting": meeting.name}


def _told(turn: Turn, *also: Turn, **facts: Any) -> Changes[Turn]:
    words = {"about": turn.organisation_name, "meeting": turn.meeting.name}
    return Changes(
        turn, also=also, words=words, of_meeting=turn.meeting_id, organisation=turn.organisation_id, **facts
    )


# ── what stands in the way ──


def _enough(floor: Floor, needed: int) -> Reason | None:
    if len(floor.here) >= needed:
        return None
    return Reason(
        _("Not enough organisations are noted as here."), _("Note who is here first."), Bar.CONFLICT
    )


def _there(floor: Floor, organisation: Organisation) -> Reason | None:
    if str(organisation.pk) in floor.here:
        return None
    return Reason(
        _("Nobody of {name} is noted as here.").format(name=organisation.name), _("Note who is here first."),
        Bar.CONFLICT,
    )  # fmt: skip


def _not_waiting(floor: Floor, organisation: Organisation) -> Reason | None:
    if str(organisation.pk) not in floor.wishes:
        return None
    return Reason(_("{name} stands in the queue already.").format(name=organisation.name), bar=Bar.CONFLICT)


def _may_speak(floor: Floor, unit: str | None) -> Reason | None:
    """Whether that organisation can have the floor now."""
    if floor.in_pairs:
        return Reason(_("All talk in pairs now."), _("Call them back first."), Bar.CONFLICT)
    if unit is None:
        return Reason(
            _("Nobody waits to speak."), _("Begin a round, or wait until somebody asks."), Bar.CONFLICT
        )
    if unit not in floor.here:
        return Reason(_("Nobody of this organisation is noted as here."), bar=Bar.CONFLICT)
    if floor.due and unit not in floor.due:
        return Reason(_("Each organisation speaks once before anybody speaks twice."), bar=Bar.CONFLICT)
    if floor.speaking and str(floor.speaking.organisation_id) == unit:
        return Reason(_("They have the floor already."), bar=Bar.CONFLICT)
    return None


def _goes_on(one: Round) -> Reason | None:
    return None if one.ended_at is None else Reason(_("This round is over."), bar=Bar.CONFLICT)


def _waits(turn: Turn) -> Reason | None:
    return None if turn.waits else Reason(_("They are not in the queue any more."), bar=Bar.CONFLICT)


def _has_floor(turn: Turn) -> Reason | None:
    return None if turn.speaks else Reason(_("They don’t have the floor."), bar=Bar.CONFLICT)


def _may_grow(turn: Turn) -> Reason | None:
    if turn.first:
        return Reason(_("First turns of a round are equally long for all."), bar=Bar.CONFLICT)
    if turn.minutes >= LONGEST_TURN:
        return Reason(_("No turn is longer than half an hour."), bar=Bar.CONFLICT)
    return None
