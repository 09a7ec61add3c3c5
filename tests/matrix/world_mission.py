"""What the world has of brief and mission: answers, texts, a drive with one who signed and one who did not."""

from datetime import datetime, timedelta
from typing import Any

from comity.base.capacity import Capacity, the_rule
from comity.core.advice.briefing import Brief
from comity.founding.brief.acts import answer_brief
from comity.founding.mission import acts
from comity.founding.models import EndorsementDraft, FoundingText, Kind
from comity.founding.writing.acts import begin_founding_text
from comity.governing.models import Question
from tests.cast import Troupe


def write_mission(troupe: Troupe, name: str, things: Any, voices: list[Capacity], at: datetime) -> None:
    """All answers are open to all inside, and the mission holds; the structure is only begun."""
    canary = f"KANARI-{name}"
    for by in voices:
        answer_brief({one: f"{one.value} {canary}" for one in Brief}, by=by, at=at)
    for kind in Kind:
        begin_founding_text(kind, f"{kind.value} {canary}", by=troupe.by, at=at)
    mission = FoundingText.objects.select_related("text", "coalition").get(kind=Kind.MISSION)
    mission.adopted_by, mission.adopted_number, mission.adopted_at = Question.objects.get(pk=things.decided), 1, at
    mission.for_name = canary
    mission.store()
    drive = acts.start_drive(target=5, groups=f"Tenants {canary}\nOthers {canary}", words=canary, by=troupe.by, at=at)
    said = {"name": canary, "group": f"Tenants {canary}", "place": canary, "named": True, "at": at}
    for address in ("one@example.org", "two@example.org"):
        acts.draft_endorsement(drive, email=address, **said)
    first = EndorsementDraft.objects.select_related("drive__coalition").order_by("pk").first()
    assert first is not None
    row = acts.confirm_endorsement(first, by=the_rule(troupe.coalition.pk), at=at + timedelta(minutes=1))
    things.drive, things.endorsement = drive.pk, row.pk
