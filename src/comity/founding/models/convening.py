"""The founding meeting: who is invited, what each said of itself, what it has reservations about, what it approved."""

from fractions import Fraction

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord, Voiced
from comity.core.advice.constituting import FoundingRule
from comity.founding.models.writing import FoundingText
from comity.meetings.models import Reply


class Convening(Voiced):
    """One attempt to found: the meeting, the texts sent ahead in these versions, and the rule that must be met.

    caller: the member in whose name it is called. at_least, share: so many approvals, and so many of a hundred invited.
    sheet: what is signed. It is constituted once, by one act; a dropped one constituted nothing.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="+")
    round_item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, related_name="+")
    mission = models.ForeignKey(FoundingText, models.PROTECT, related_name="+")
    structure = models.ForeignKey(FoundingText, models.PROTECT, related_name="+")
    mission_number = models.PositiveIntegerField(null=True)
    structure_number = models.PositiveIntegerField(null=True)
    caller = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    caller_name = Line(max_length=160, blank=True)
    at_least = models.PositiveSmallIntegerField(
        _("approvals at least"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    share = models.PositiveSmallIntegerField(_("share of those invited"), validators=[MaxValueValidator(100)])
    minutes_each = models.PositiveSmallIntegerField(
        _("minutes for each to introduce itself"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    sheet = models.ForeignKey("signatures.Sheet", models.PROTECT, null=True, related_name="+")
    approval_opened_at = models.DateTimeField(null=True)
    constituted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = Words(longest=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(dropped_at=None), name="one_founding_meeting"
            ),
        ]

    def __str__(self) -> str:
        return _now("Founding of {name}").format(name=self.coalition.name)

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION

    @property
    def rule(self) -> FoundingRule:
        return FoundingRule(self.at_least, Fraction(self.share, 100))

    @property
    def state(self) -> str:
        """preparing, sent, approving, constituted or dropped."""
        if self.dropped_at:
            return "dropped"
        if self.constituted_at:
            return "constituted"
        if self.approval_opened_at:
            return "approving"
        return "sent" if self.sent_at else "preparing"

    @property
    def is_open(self) -> bool:
        """Whether anything in it can still change before it constitutes something."""
        return self.state in ("preparing", "sent", "approving")

    def get_absolute_url(self) -> str:
        return reverse("founding:convening", args=[self.coalition.slug])


class OfConvening(ScopedRecord):
    """What belongs to a convening, and is as confidential as it."""

    convening: models.ForeignKey[Convening, Convening]

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return Confidentiality.COALITION


class Party(OfConvening):
    """An organisation that is invited. founder: it was a member when it was invited.

    reply, deputy: whether it comes, where the call of the meeting does not reach it yet. motivation, questions,
    expectations: what it said in the round; spoke_at: when it had its time. late_sheet: what it was asked to sign after
    the coalition was constituted.
    """

    convening = models.ForeignKey(Convening, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    place = models.PositiveSmallIntegerField()
    founder = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    reply = models.CharField(_("answer"), max_length=8, choices=Reply.choices, blank=True)
    deputy = Line(_("who comes"), max_length=120, blank=True)
    replied_at = models.DateTimeField(null=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    motivation = Words(_("why we would take part"), longest=2000, blank=True)
    questions = Words(_("what we ask"), longest=2000, blank=True)
    expectations = Words(_("what we expect"), longest=2000, blank=True)
    introduced_at = models.DateTimeField(null=True)
    introduced_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    spoke_at = models.DateTimeField(null=True)
    late_sheet = models.ForeignKey("signatures.Sheet", models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "organisation"], name="invited_to_found_once"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def has_introduced(self) -> bool:
        """Whether anything it said of itself is kept."""
        return bool(self.motivation or self.questions or self.expectations)

    def get_absolute_url(self) -> str:
        return reverse("founding:convening", args=[self.coalition.slug])


class ReservationState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CARRIED = "carried", _("Carried openly")


class Reservation(OfConvening, Voiced):
    """What an invited organisation has doubts about: closed by an answer, or carried openly into the founding."""

    convening = models.ForeignKey(Convening, models.PROTECT, related_name="reservations")
    words = Words(_("the reservation"), longest=2000)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ReservationState.choices, default=ReservationState.OPEN)
    answer = Words(_("the answer"), longest=2000, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    settled_for = Line(max_length=160, blank=True)

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(answer=""), name="settled_reservations_have_an_answer"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("founding:convening", args=[self.coalition.slug]) + "#reservations"
