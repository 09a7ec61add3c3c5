"""What an organisation said in the last wave, to begin the next answer from. Needs the coalition's scope."""

from uuid import UUID

from comity.core.network.answers import Answer
from comity.network.models import Report, Wave, WaveMember


def last_words(organisation: UUID) -> dict[str, Answer]:
    """Its words of the last wave in use in which it answered itself, by the other's id. Two queries."""
    rows = WaveMember.objects.filter(organisation=organisation, answered=True, wave__dropped_at=None, wave__given=False)
    last = rows.order_by("-wave__asked_on", "-wave__taken_at").first()
    if last is None:
        return {}
    said = Report.objects.filter(rater=last, level__isnull=False).select_related("rated")
    return {
        str(one.rated.organisation_id): Answer(
            str(organisation), str(one.rated.organisation_id), one.level or 0, one.contact, tuple(one.kinds)
        )
        for one in said
    }


def last_wave() -> Wave | None:
    """The newest wave in use."""
    found: Wave | None = Wave.objects.filter(dropped_at=None).order_by("-asked_on", "-taken_at").first()
    return found
