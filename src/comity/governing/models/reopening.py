"""Requests to take a decided matter up again, and the organisations that support them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.matters.reopening import Ground
from comity.governing.models.answers import Spoken
from comity.governing.models.matters import Matter
from comity.governing.models.questions import Question

GROUNDS = [
    (Ground.NEW_FACTS.value, _("New facts")),
    (Ground.SHARE.value, _("Enough members ask for it")),
    (Ground.TIME.value, _("Enough time has passed")),
    (Ground.REVIEW.value, _("A review found that it should be changed")),
]


class RequestState(models.TextChoices):
    GATHERING = "gathering", _("Waits for supporters")
    REFUSED = "refused", _("Refused")
    GRANTED = "granted", _("Taken up again")
    WITHDRAWN = "withdrawn", _("Taken back")


class Reopening(Spoken):
    """A request: on which ground, why, and the proof. Refused ones are kept with the reason, in the language of record.

    matter: what was opened for it. `clause` is the one whose grounds applied.
    """

    WORDS = ("why", "proof")

    question = models.ForeignKey(Question, models.PROTECT, related_name="reopenings")
    ground = models.CharField(max_length=10, choices=GROUNDS)
    why = Words(_("why"), longest=2000)
    proof = Words(_("proof"), longest=4000, blank=True)
    known_on = models.DateField(_("known since"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices)
    refused_why = Words(longest=600, blank=True)
    clause = models.CharField(max_length=20, blank=True)
    needed = models.PositiveIntegerField(default=0)
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="reopening")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(state="gathering"), name="one_request_gathers"
            )
        ]

    def speaker(self) -> Any:
        """The organisation or body that asks."""
        return self.organisation or self.for_body


class Support(ScopedRecord):
    """One organisation that supports a request, under the name it had then."""

    reopening = models.ForeignKey(Reopening, models.PROTECT, related_name="supports")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reopening", "organisation"], name="supports_once")
        ]

    @property
    def confidentiality(self) -> str:
        return str(self.reopening.confidentiality)

    @property
    def body_id(self) -> Any:
        return self.reopening.body_id
