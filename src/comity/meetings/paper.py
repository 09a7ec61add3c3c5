"""The pack of a meeting: cover, agenda, papers, questions, who comes or was there, minutes; as a page and for paper."""

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.capacity import Capacity, the_rule
from comity.base.clock import now
from comity.coalitions.standing import Standing
from comity.meetings import queries
from comity.meetings.models import Meeting, Minutes
from comity.meetings.views.page import Sheet
from comity.texts.models import Text, Version


def register() -> None:
    """Let packs be had as PDFs."""
    registry.prints.register(
        "meetings.meeting",
        registry.Printable(gettext_lazy("Pack of a meeting"), find, str, url, "meetings/paper.html", shown),
    )


def find(standing: Standing, pk: UUID) -> Meeting | None:
    """A meeting with everything its pages show."""
    return queries.read_one(standing, pk)


def url(meeting: Meeting) -> str:
    """Where the pack is a page."""
    return reverse("meetings:pack", args=[meeting.coalition.slug, meeting.pk])


def shown(standing: Standing, meeting: Meeting) -> dict[str, Any]:
    """The same for everybody who may read the same papers and questions: the hat is nobody's."""
    return pack(meeting, standing, the_rule(meeting.coalition_id))


def pack(meeting: Meeting, standing: Standing, by: Capacity) -> dict[str, Any]:
    """What goes into the pack, as far as the reader may see it."""
    sheet, minutes = Sheet(meeting, standing, by, now()), written_of(meeting)
    of_minutes = minutes.text if minutes else None
    texts = queries.papers_of(standing, meeting, besides=of_minutes)
    return {
        "meeting": meeting, "sheet": sheet, "at": sheet.at, "minutes": minutes,
        "text": as_approved(minutes, next((one for one in texts if one.pk == of_minutes), None)),
        "papers": [one for one in texts if one.pk != of_minutes], "files": queries.files_of(standing, meeting),
    }  # fmt: skip


def written_of(meeting: Meeting) -> Minutes | None:
    """The minutes, which were read with their meeting, and what was put right in them since."""
    written: Minutes | None = getattr(meeting, "minutes_of", None)
    if written is not None:
        written.coalition = meeting.coalition
        prefetch_related_objects([written], "amendments")
    return written


def as_approved(written: Minutes | None, text: Text | None) -> Text | None:
    """The text of minutes; of approved ones always as it read in the version that was sealed."""
    if written is None or text is None or written.version in (None, text.number):
        return text
    sealed = Version.objects.get(text=text, number=written.version)
    text.title, text.words, text.number = sealed.title, sealed.words, sealed.number
    return text
