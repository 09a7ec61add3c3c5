"""Methods: which each organisation uses, accepts, never uses; and leave to go on in spite of a “never”."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words, fold, sort_key
from comity.coalitions.models import ScopedRecord, Voiced
from comity.founding.models.prospects import Secret


class Stance(models.TextChoices):
    USES = "uses", _("We use it")
    ACCEPTS = "accepts", _("We accept it")
    NEVER = "never", _("We never use it")


class Method(ScopedRecord):
    """One way of working towards an aim, in the coalition's own words: a petition, a blockade, talks behind doors."""

    name = Line(_("method"), max_length=120)
    sort_name = models.CharField(max_length=300, editable=False)
    folded = models.CharField(max_length=200, editable=False)
    words = Words(_("what belongs to it"), longest=600, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "folded"], condition=models.Q(struck_at=None), name="one_method_by_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded, self.sort_name = fold(self.name)[:200], sort_key(self.name)
        super().save(*args, **kwargs)

    def derived(self) -> set[str]:
        return {"folded", "sort_name"}

    def get_absolute_url(self) -> str:
        return reverse("founding:methods-one", args=[self.coalition.slug, self.pk])


class MethodWord(Voiced):
    """What one organisation says of a method; a later word replaces it."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="said")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    why = Words(_("why"), longest=600, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "organisation"], name="one_word_on_a_method"),
            models.CheckConstraint(condition=models.Q(organisation__isnull=False), name="method_word_of_organisation"),
        ]

    def get_absolute_url(self) -> str:
        return self.method.get_absolute_url()


class ProspectMethod(Secret):
    """What the committee knows of how a prospect works, and where it has that from."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    source = Line(_("where we have it from"), max_length=200)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prospect", "method"], name="one_method_of_a_prospect")]


class MethodLeave(Voiced):
    """That a question may open although it names a method that somebody never uses; carried by a decision."""

    question = models.ForeignKey("governing.Question", models.PROTECT, related_name="+")
    method = models.ForeignKey(Method, models.PROTECT, related_name="+")
    reason = Words(_("why we would use it all the same"), longest=2000)
    vote = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True)

    @property
    def confidentiality(self) -> str:
        """As open as the question that decides on it; before that is put, for its proposers alone."""
        return str(self.vote.confidentiality) if self.vote else Confidentiality.NAMED

    @property
    def body_id(self) -> Any:
        return self.vote.body_id if self.vote else None

    def get_absolute_url(self) -> str:
        return str(self.vote.get_absolute_url()) if self.vote else self.method.get_absolute_url()
