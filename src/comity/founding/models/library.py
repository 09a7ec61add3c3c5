"""Other initiatives that we studied: what they did, how they were organised, what came of it, what we learn."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words, sort_key
from comity.coalitions.models import ScopedRecord


class Precedent(ScopedRecord):
    """Another initiative. contact: whom one can ask there; contacted_on, contact_said: when one did, and the answer."""

    name = Line(_("name"), max_length=160)
    sort_name = models.CharField(max_length=300, editable=False)
    place = Line(_("where"), max_length=160, blank=True)
    what = Words(_("what they did"), longest=3000)
    organised = Words(_("how they were organised"), longest=2000, blank=True)
    results = Words(_("what came of it"), longest=2000, blank=True)
    lessons = Words(_("what we learn from it"), longest=2000, blank=True)
    contact = Line(_("whom to ask there"), max_length=200, blank=True)
    contacted_on = models.DateField(_("when they answered us"), null=True)
    contact_said = Words(_("what they said"), longest=2000, blank=True)
    source = Line(_("where we have it from"), max_length=200)
    link = models.URLField(_("address"), max_length=300, blank=True)
    topics = models.ManyToManyField("topics.Topic", related_name="+", through="PrecedentTopic")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    #: what others did is no secret among us
    confidentiality = Confidentiality.COALITION

    class Meta:
        indexes = [models.Index(fields=["coalition", "sort_name"], name="precedent_by_name")]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"sort_name"}

    def get_absolute_url(self) -> str:
        return reverse("founding:library-one", args=[self.coalition.slug, self.pk])


class PrecedentTopic(ScopedRecord):
    """That an initiative has to do with one of our topics."""

    precedent = models.ForeignKey(Precedent, models.PROTECT, related_name="on_topics")
    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["precedent", "topic"], name="topic_of_precedent_once")]


class PrecedentQuestion(ScopedRecord):
    """That an initiative has to do with a question of ours. It shows only to who may know of the question."""

    precedent = models.ForeignKey(Precedent, models.PROTECT, related_name="for_questions")
    question = models.ForeignKey("governing.Question", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["precedent", "question"], name="question_of_precedent_once")]

    @property
    def confidentiality(self) -> str:
        draft = self.question.opened_at is None and self.question.shared_at is None
        return Confidentiality.NAMED if draft else str(self.question.confidentiality)

    @property
    def body_id(self) -> Any:
        return self.question.body_id
