"""Meetings in the world of the matrix: of all, and for the committee's eyes alone."""

from datetime import datetime, time, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.meetings import acts
from comity.meetings.models import AgendaItem, Invitation, Meeting, Reply
from tests.cast import Troupe


def meet_everywhere(troupe: Troupe, name: str, things: Any, by: Capacity, at: datetime) -> None:
    """A series with a planned meeting; one that is called, with an item and a proposal; the same for the committee."""
    canary = f"KANARI-{name}"
    secret = {"ALPHA": "KANARI-STEERING"}.get(name, f"KANARI-COMMITTEE-OF-{name}")
    series = acts.begin_series(
        body=troupe.assembly, name=f"Series {canary}", every="quarter", first_on=(at + timedelta(days=30)).date(),
        hour=time(18), minutes=90, place=canary, ground_rules=canary, pattern=f"5 inform {canary}", by=troupe.by, at=at,
    )  # fmt: skip
    things.series = series.pk
    with troupe.scope():
        things.planned = Meeting.objects.filter(series=series).order_by("starts_at").first().pk
    things.meeting, things.item, things.proposed = _called(troupe, canary, by, at, body=troupe.assembly)
    things.secret_meeting, things.secret_item, _ = _called(
        troupe, secret, by, at, body=troupe.bodies["steering"], confidentiality=Confidentiality.BODY
    )
    _run(troupe, canary, things, at)
    things.held = _held(troupe, canary, at, body=troupe.assembly, written=False)
    things.written = _held(troupe, canary, at, body=troupe.assembly)
    things.secret_held = _held(
        troupe, secret, at, body=troupe.bodies["steering"], confidentiality=Confidentiality.BODY
    )


def _held(troupe: Troupe, canary: str, at: datetime, *, written: bool = True, **given: Any) -> Any:
    """A meeting that is over; its minutes are drafted where `written` says so."""
    begins = at + timedelta(days=5)
    meeting = acts.plan_meeting(
        starts_at=begins, minutes=60, title=f"Held {canary}", by=troupe.by, at=at, **given
    )
    acts.start_meeting(meeting, by=troupe.by, at=begins)
    acts.arrive(meeting, name=f"Guest {canary}", by=troupe.by, at=begins)
    acts.write_note(meeting, f"Said {canary}", by=troupe.by, at=begins)
    acts.end_meeting(meeting, by=troupe.by, at=begins + timedelta(hours=1))
    if written:
        acts.draft_minutes(meeting, by=troupe.by, at=begins + timedelta(hours=2))
    return meeting.pk


def _run(troupe: Troupe, canary: str, things: Any, at: datetime) -> None:
    """A meeting of all that was opened and goes on, with somebody there and a note."""
    begins = at + timedelta(days=8)
    meeting = acts.plan_meeting(
        body=troupe.assembly, starts_at=begins, minutes=60, title=f"Running {canary}", by=troupe.by, at=at
    )
    item = acts.bring_item(meeting, kind="work", title=f"Item {canary}", by=troupe.by, at=at)
    acts.start_meeting(meeting, by=troupe.by, at=begins)
    guest = acts.arrive(meeting, name=f"Guest {canary}", by=troupe.by, at=begins)
    note = acts.write_note(meeting, f"Note {canary}", by=troupe.by, at=begins)
    _talk(troupe, meeting, things, begins)
    things.running, things.stay, things.note, things.running_item = meeting.pk, guest.pk, note.pk, item.pk


def _talk(troupe: Troupe, meeting: Meeting, things: Any, at: datetime) -> None:
    """A round that goes on, somebody who has the floor, and somebody who waits for it."""
    here = list(troupe.organisations.values())[:2]
    for one in here:
        acts.arrive(meeting, name=f"Somebody of {one.name}", organisation=one, by=troupe.by, at=at)
    things.round = acts.start_round(meeting, 2, by=troupe.by, at=at).pk
    things.turn = acts.give_floor(meeting, organisation=here[0], by=troupe.by, at=at).pk
    things.wish = acts.ask_to_speak(meeting, here[1], by=troupe.by, at=at).pk


def _called(troupe: Troupe, canary: str, by: Capacity, at: datetime, **given: Any) -> tuple[Any, Any, Any]:
    meeting = acts.plan_meeting(
        starts_at=at + timedelta(days=20), minutes=60, title=f"Meeting {canary}", purpose=canary, place=canary,
        ground_rules=canary, by=troupe.by, at=at, **given,
    )  # fmt: skip
    words = {"words": canary, "lead": canary, "reserved_for": canary}
    item: AgendaItem = acts.bring_item(
        meeting, kind="decide", title=f"Item {canary}", by=troupe.by, at=at, **words
    )
    proposed = acts.bring_item(meeting, kind="work", title=f"Proposal {canary}", by=by, at=at, **words)
    acts.call_meeting(meeting, by=troupe.by, at=at)
    with troupe.scope():
        own = Invitation.objects.select_related("meeting__coalition").get(
            meeting=meeting, organisation=by.spoken_for
        )
    acts.answer_invitation(own, Reply.COMING, deputy=canary, words=canary, by=by, at=at)
    return meeting.pk, item.pk, proposed.pk
