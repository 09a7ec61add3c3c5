"""Why the members work together: reasons, what they hope to gain, what speaks against it; and who stands by it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Words
from comity.coalitions.models import Voiced


class ReasonKind(models.TextChoices):
    NUMBERS = "numbers", _("We are many")
    DIVERSITY = "diversity", _("We are of different kinds")
    COMPETENCES = "competences", _("We can do different things")
    BENEFIT = "benefit", _("What we hope to gain")
    DRAWBACK = "drawback", _("What speaks against it")


#: reasons that live figures stand behind
WITH_FIGURES = (ReasonKind.NUMBERS, ReasonKind.DIVERSITY, ReasonKind.COMPETENCES)


class Reason(Voiced):
    """One reason to work together, one benefit that is sought, or one drawback with what is done about it."""

    kind = models.CharField(_("kind"), max_length=12, choices=ReasonKind.choices)
    words = Words(_("in your words"), longest=600)
    counter = Words(_("what we do about it"), longest=600, blank=True)
    named_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="drawback") | ~models.Q(counter=""), name="drawbacks_have_a_counter"
            )
        ]
        indexes = [models.Index(fields=["coalition", "dropped_at"], name="reasons_that_stand")]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def confidentiality(self) -> str:
        """All members read why they work together."""
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return f"{reverse('founding:reasons', args=[self.coalition.slug])}#reason-{self.pk}"


class Reaffirmation(Voiced):
    """That a member stands by the reasons, and what it gains; or does not any more, and why. The last one counts."""

    stands = models.BooleanField(_("we stand by it"))
    words = Words(_("what we gain, or why not any more"), longest=600, blank=True)
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "organisation"], condition=models.Q(replaced_at=None), name="one_word_on_reasons"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False), name="reaffirmed_for_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(stands=True) | ~models.Q(words=""), name="leaving_reasons_has_a_reason"
            ),
        ]

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    def get_absolute_url(self) -> str:
        return reverse("founding:reasons", args=[self.coalition.slug])
