"""Organisations that never met are introduced to each other: proposed, agreed, met; each person notes it privately."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.introductions import Aim


class IntroductionRound(ScopedRecord):
    """Introductions that were proposed together; `seed` gives the same ones again."""

    number = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Aim])
    seed = models.CharField(max_length=40)
    answer_by = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "number"], name="rounds_of_introductions_count")]

    @property
    def title(self) -> str:
        return str(_("Introductions, round {n}")).format(n=self.number)


class IntroductionState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Both want to meet")
    MET = "met", _("Met")
    DECLINED = "declined", _("Not now")
    DROPPED = "dropped", _("Taken back")


S = IntroductionState
#: from state → states that may follow
INTRODUCTION_STEPS: dict[str, set[str]] = {
    S.PROPOSED: {S.PROPOSED, S.AGREED, S.MET, S.DECLINED, S.DROPPED},
    S.AGREED: {S.AGREED, S.MET, S.DECLINED, S.PROPOSED},
    S.DECLINED: {S.AGREED, S.PROPOSED, S.MET, S.DECLINED},
    S.MET: set(),
    S.DROPPED: set(),
}


class Introduction(ScopedRecord):
    """Two to five organisations that are to meet. `round`: none if one of them asked for it itself."""

    round = models.ForeignKey(IntroductionRound, models.PROTECT, null=True, related_name="introductions")
    state = models.CharField(max_length=10, choices=S.choices, default=S.PROPOSED)
    facilitator_wished = models.BooleanField(default=False)
    facilitator = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField()
    made_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    met_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.COALITION.value, Confidentiality.COALITION.label)],
        default=Confidentiality.COALITION,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["coalition", "state"], name="introduction_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="met") | models.Q(met_on__isnull=False), name="who_met_did_so_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The names of those who are to meet."""
        return " · ".join(side.name for side in self.sides.all())

    def get_absolute_url(self) -> str:
        return reverse("network:introduction", args=[self.coalition.slug, self.pk])


class SideSays(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Wants to meet")
    LATER = "later", _("Another time")
    NO = "no", _("Not now")


class IntroductionSide(ScopedRecord):
    """One organisation of an introduction and its answer. `words`: when and where it suits, for all to read."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="sides")
    place = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    says = models.CharField(max_length=8, choices=SideSays.choices, default=SideSays.WAITING)
    words = Line(_("when and where it suits"), max_length=200, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["introduction", "organisation"], name="once_in_an_introduction")
        ]
        indexes = [models.Index(fields=["organisation"], name="introduction_by_organisation")]


class IntroductionNote(ScopedRecord):
    """What somebody noted about a first talk, for their own eyes."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="notes")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = Words(_("your note"), longest=4000)
    noted_at = models.DateTimeField()
    confidentiality: Any = models.CharField(
        max_length=10, choices=[(Confidentiality.NAMED.value, Confidentiality.NAMED.label)],
        default=Confidentiality.NAMED,
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["introduction", "person"], name="one_note_a_person")]
