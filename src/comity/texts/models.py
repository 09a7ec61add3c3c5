"""Texts that belong to things of wings: their versions, suggestions to change them, and comments.

A version never changes. The text's own row holds what the newest says, so that one query reads it, and two people who
write at once are told of each other by it.
"""

from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import Held, ScopedRecord, Voiced

#: characters of a text, about thirty printed pages
LONGEST = 60_000


class Text(Held):
    """A text in Markdown, held by a thing. `number` counts its versions; `words` are those of the newest.

    While it is frozen nobody changes it: something rests on how it reads.
    """

    title = Line(_("title"), max_length=160)
    words = Words(_("text"), longest=LONGEST)
    number = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    frozen_why = Line(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["held_by", "held_id"], name="text_by_holder"),
            models.Index(fields=["coalition", "-changed_at"], name="text_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("texts:text", args=[self.coalition.slug, self.pk])


class OfText(ScopedRecord):
    """What belongs to a text, and is as confidential as it."""

    text: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.text.confidentiality)

    @property
    def body_id(self) -> UUID | None:
        found: UUID | None = self.text.body_id
        return found


class Version(OfText, Voiced):
    """The text as it read from one moment on. Who suggested it is named beside who wrote it in."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = Line(max_length=160)
    words = Words(longest=LONGEST)
    note = Line(_("what changes, in a few words"), max_length=200, blank=True)
    suggestion = models.ForeignKey("texts.Suggestion", models.PROTECT, null=True, related_name="became")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="one_version_per_number")]


class SuggestionState(models.TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class Suggestion(OfText, Voiced):
    """How somebody would have the text read, on one of its versions; `passage` where only that was rewritten."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="suggestions")
    against = models.ForeignKey(Version, models.PROTECT, related_name="+")
    passage = models.PositiveIntegerField(null=True)
    words = Words(_("how it should read"), longest=LONGEST)
    why = Words(_("why"), longest=1000, blank=True)
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.WAITING)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    settled_for = Line(max_length=160, blank=True)
    reason = Words(_("reason"), longest=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["text", "state"], name="suggestion_by_text")]

    def get_absolute_url(self) -> str:
        return reverse("texts:suggestion", args=[self.coalition.slug, self.text_id, self.pk])


class Comment(OfText, Voiced):
    """Something said about a text; `thread` is the comment it answers. A thread is settled at its first comment."""

    text = models.ForeignKey(Text, models.PROTECT, related_name="comments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    quote = Words(longest=500, blank=True)
    words = Words(_("comment"), longest=2000)
    written_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["text", "written_at"], name="comment_by_text")]
