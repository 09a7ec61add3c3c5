"""A conflict between two members or bodies, on its way from talk to a neutral's word. Only those named know of it.

Every row of a case is as confidential as the case: it is read through `conflicts.queries.visible_to`.
"""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.core.ladder import NEUTRALS, StepKind

STEP_KINDS = [
    (StepKind.TALK.value, _("Talk to each other")),
    (StepKind.MEDIATOR.value, _("A mediator helps")),
    (StepKind.PANEL.value, _("A panel of three advises")),
    (StepKind.ARBITRATOR.value, _("An arbitrator decides")),
]


class CaseState(models.TextChoices):
    OPEN = "open", _("Being settled")
    SETTLED = "settled", _("Settled")
    DECIDED = "decided", _("Decided by an arbitrator")
    ENDED = "ended", _("Ended without agreement")
    WITHDRAWN = "withdrawn", _("Taken back")


class Case(ScopedRecord):
    """One conflict. `tried`, `tried_on`, `came_of_it`: what the party that opened it had tried itself."""

    title = Line(_("what it is about"), max_length=160)
    account = Words(_("what happened"), longest=5000)
    tried = Words(_("what was tried"), longest=2000)
    tried_on = models.DateField(_("on which day"))
    came_of_it = Words(_("what came of it"), longest=2000)
    question = models.ForeignKey("governing.Question", models.PROTECT, null=True, related_name="+")
    frozen_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    place = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = Words(longest=1000, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=[(Confidentiality.NAMED.value, Confidentiality.NAMED.label)],
        default=Confidentiality.NAMED,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["coalition", "state"], name="case_by_state")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("governing:conflict", args=[self.coalition.slug, self.pk])


class OfCase(ScopedRecord):
    """A row that belongs to a case."""

    case: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return Confidentiality.NAMED


class CaseStep(OfCase):
    """One step of the ladder as it was agreed when the case began; its clock once it has begun."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=STEP_KINDS)
    days = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["case", "place"], name="one_step_at_a_place")]

    @property
    def needs(self) -> int:
        """How many neutrals it needs."""
        return NEUTRALS[StepKind(self.kind)]


class Party(OfCase):
    """One side: an organisation, or a body. bound_at: it accepted beforehand that an arbitrator's decision binds it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    name = Line(max_length=160)
    opened = models.BooleanField()
    bound_at = models.DateTimeField(null=True)
    bound_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    wants_next = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-opened"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None, body__isnull=False)
                | models.Q(organisation__isnull=False, body=None),
                name="party_is_one",
            ),
            models.UniqueConstraint(fields=["case", "opened"], name="two_sides"),
        ]

    @property
    def key(self) -> str:
        """The organisation or body, as capacities and ties name it."""
        return str(self.organisation_id or self.body_id)


class CasePerson(OfCase):
    """Somebody who may know of the case: for a party, or as its neutral (no party)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="people")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="people")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=models.Q(ended_at=None), name="once_in_a_case"
            )
        ]


class NeutralState(models.TextChoices):
    PROPOSED = "proposed", _("Asked")
    WILLING = "willing", _("Ready to help")
    ACCEPTED = "accepted", _("Accepted by both sides")
    DECLINED = "declined", _("Said no")
    REFUSED = "refused", _("Not accepted")


class Neutral(OfCase):
    """Somebody proposed to help at a step: asked, ready with interests declared, accepted by both sides."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="neutrals")
    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="neutrals")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Party, models.PROTECT, related_name="+")
    why = Words(_("why this person"), longest=1000, blank=True)
    interests = Words(_("interests declared"), longest=2000, blank=True)
    state = models.CharField(max_length=10, choices=NeutralState.choices, default=NeutralState.PROPOSED)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="asked_once_a_step")]

    def get_absolute_url(self) -> str:
        return reverse("governing:neutral", args=[self.coalition.slug, self.pk])


class CaseMessage(OfCase):
    """What somebody wrote within the case, for a party or as its neutral."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = Words(_("message"), longest=10_000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]


class OutcomeState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for both sides")
    ACCEPTED = "accepted", _("Accepted by both sides")
    BINDING = "binding", _("Binds both sides")
    REFUSED = "refused", _("Not accepted")


class Outcome(OfCase):
    """A proposal how to settle it, by a party or a neutral (no party)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="outcomes")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = Words(_("how it is settled"), longest=10_000)
    state = models.CharField(max_length=10, choices=OutcomeState.choices, default=OutcomeState.PROPOSED)
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "id"]


class Assent(OfCase):
    """What a party says to a neutral or an outcome (`about`), by somebody who signs for it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assents")
    party = models.ForeignKey(Party, models.PROTECT, related_name="assents")
    about = models.UUIDField()
    yes = models.BooleanField()
    why = Words(_("why"), longest=1000, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "about"], name="a_party_says_it_once")]
