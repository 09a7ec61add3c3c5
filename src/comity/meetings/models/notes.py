"""What was noted in a meeting, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.meetings.models.agenda import AgendaItem
from comity.meetings.models.meetings import Meeting, OfMeeting


class NoteKind(models.TextChoices):
    NOTE = "note", _("Note")
    DECISION = "decision", _("Put to a vote")
    TASK = "task", _("Task")
    CONCERN = "concern", _("Concern")


class Note(OfMeeting):
    """A line of the notes. became: the question, task or item that was made of it, `became_id`, if any."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="notes")
    text = Words(_("note"), longest=4000)
    kind = models.CharField(max_length=10, choices=NoteKind.choices, default=NoteKind.NOTE)
    became_id = models.UUIDField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)
    written_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["meeting", "written_at"], name="note_by_meeting")]
