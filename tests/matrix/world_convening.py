"""What the world has of the founding meeting: it is sent, one organisation said why it would take part, one doubts."""

from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import Capacity
from comity.founding.convening import acts
from comity.founding.models import Convening, FoundingText, Kind, Party
from comity.governing.models import Question
from comity.meetings.models import AgendaItem, Meeting
from tests.cast import Troupe


def convene(troupe: Troupe, name: str, things: Any, voices: list[Capacity], at: datetime) -> None:
    """The meeting is the planned one of the world; nothing of it has gone out by mail."""
    canary = f"KANARI-{name}"
    texts = {one.kind: one for one in FoundingText.objects.all()}
    brief = texts[Kind.BRIEF]
    brief.adopted_by, brief.adopted_number, brief.adopted_at = Question.objects.get(pk=things.decided), 1, at
    brief.store()
    meeting = Meeting.objects.get(pk=things.planned)
    thing = Convening(
        meeting=meeting, mission=texts[Kind.MISSION], structure=texts[Kind.STRUCTURE], at_least=2, share=50,
        caller_name=canary, prepared_at=at, sent_at=at, mission_number=1, structure_number=1, minutes_each=5,
        round_item=AgendaItem.objects.filter(meeting=meeting).first(),
    )  # fmt: skip
    thing.speak_as(troupe.by)
    thing.for_name = canary
    thing.store()
    for place, by in enumerate(voices, start=1):
        Party(
            coalition_id=thing.coalition_id, convening=thing, organisation_id=by.of, name=canary, place=place,
            founder=True, added_at=at, invited_at=at,
        ).store()  # fmt: skip
    first, second = Party.objects.select_related("organisation", "convening").order_by("place")
    later = at + timedelta(minutes=5)
    acts.introduce(first, motivation=canary, questions=canary, expectations=canary, by=voices[0], at=later)
    first.refresh_from_db()
    row = acts.raise_reservation(first, canary, by=voices[0], at=later)
    acts.settle_reservation(acts.raise_reservation(second, canary, by=voices[1], at=later), "carried", answer=canary,
                            by=troupe.by, at=later)  # fmt: skip
    things.party, things.reservation = first.pk, row.pk
