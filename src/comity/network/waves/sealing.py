"""The canonical text of a wave: whatever stands in it, so that the record finds whoever changes a row afterwards."""

from typing import Any

from comity.audit.canonical import canonical
from comity.core.network.answers import ITEMS
from comity.network.models import Report, Wave, WaveMember


def wave_text(wave: Wave) -> str:
    """The wave, its organisations and its reports, in order of their ids; not whether it is in use."""
    members = {one.pk: one for one in WaveMember.objects.filter(wave=wave).order_by("pk")}
    reports = Report.objects.filter(wave=wave).order_by("pk")
    return canonical(
        {
            "id": wave.pk, "coalition": wave.coalition_id, "question": wave.question, "asked_on": wave.asked_on,
            "source": wave.source, "given": wave.given, "together": wave.together, "taken_at": wave.taken_at,
            "members": [_member(one) for one in members.values()],
            "reports": [_report(one, members) for one in reports],
        }
    )  # fmt: skip


def _member(one: WaveMember) -> list[Any]:
    return [
        one.organisation_id,
        one.name,
        one.sector,
        one.place,
        one.size,
        one.answered,
        one.respondents,
    ]


def _report(one: Report, members: dict[Any, WaveMember]) -> list[Any]:
    ends = (members[one.rater_id].organisation_id, members[one.rated_id].organisation_id)
    rated = [getattr(one, item) for item in ITEMS]
    return [*ends, one.level, one.contact, one.kinds, one.gave, one.received, rated]


TEXTS: dict[type[Any], Any] = {Wave: wave_text}
