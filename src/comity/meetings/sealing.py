"""The canonical text of approved minutes: the facts of the meeting and a commitment to every word of them."""

from typing import Any

from comity.audit import sealing
from comity.audit.canonical import canonical, fingerprint
from comity.meetings.models import Attendance, Meeting, Minutes
from comity.texts.models import Version

FORM = "comity.minutes.1"


def minutes_text(minutes: Minutes) -> str:
    """What the seal is the sha256 of. Names of people stand in it only within the sealed words' own fingerprint."""
    meeting = minutes.meeting
    version = Version.objects.get(text=minutes.text, number=minutes.version)
    return canonical({
        "form": FORM, "minutes": minutes.pk, "meeting": _meeting(meeting), "version": minutes.version,
        "words": fingerprint(version.words), "approved_at": minutes.approved_at,
    })  # fmt: skip


def _meeting(meeting: Meeting) -> dict[str, Any]:
    there = Attendance.objects.filter(meeting=meeting, organisation__isnull=False).order_by(
        "arrived_at", "pk"
    )
    return {
        "id": meeting.pk, "body": meeting.body_id, "number": meeting.number, "told_at": meeting.told_at,
        "starts_at": meeting.starts_at, "started_at": meeting.started_at, "ended_at": meeting.ended_at,
        "attendance": [
            {"organisation": one.organisation_id, "role": one.role, "from": one.arrived_at, "until": one.left_at}
            for one in there
        ],
    }  # fmt: skip


def sealed_minutes(minutes: Minutes) -> str:
    """The row as the record checks it: its text, and a mark if the code kept beside it is another."""
    text = minutes_text(minutes)
    return text if minutes.seal == fingerprint(text) else f"{text}\nthe row names another seal"


TEXTS = {Minutes: sealed_minutes}


def seals(minutes: Minutes) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, minutes)


def register() -> None:
    """Let the record check our rows: minutes are sealed once they are approved."""
    sealing.check(TEXTS, approved_at__isnull=False)
