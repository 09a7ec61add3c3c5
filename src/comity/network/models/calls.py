"""Calls for small help: an organisation asks, others offer, and help that was given is confirmed by who was helped."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord


class HelpKind(models.TextChoices):
    EXPERTISE = "expertise", _("Advice from who knows")
    HANDS = "hands", _("A pair of hands")
    SPACE = "space", _("A room or a thing to borrow")
    OTHER = "other", _("Something else")


class HelpState(models.TextChoices):
    OPEN = "open", _("Help is wanted")
    CLOSED = "closed", _("Closed")


class HelpCall(ScopedRecord):
    """What an organisation asks for: what, until which day, about how many minutes of somebody's time."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    for_name = Line(max_length=160)
    title = Line(_("what is asked for"), max_length=160)
    text = Words(_("everything one should know"), longest=4000, blank=True)
    kind = models.CharField(max_length=10, choices=HelpKind.choices)
    by_on = models.DateField(_("until which day"))
    minutes = models.PositiveIntegerField(_("about how many minutes"))
    state = models.CharField(max_length=10, choices=HelpState.choices, default=HelpState.OPEN)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "state", "by_on"], name="help_by_state")]

    def __str__(self) -> str:
        return str(self.title)

    def is_open(self, today: date) -> bool:
        """Whether others can still offer: until its day, that day included."""
        return self.state == HelpState.OPEN and today <= self.by_on

    def get_absolute_url(self) -> str:
        return reverse("network:help-call", args=[self.coalition.slug, self.pk])


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    TAKEN = "taken", _("Taken up")
    DECLINED = "declined", _("Not needed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    GIVEN = "given", _("Given")


#: from state → states that may follow
OFFER_STEPS: dict[str, set[str]] = {
    OfferState.OFFERED: {OfferState.TAKEN, OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.GIVEN},
    OfferState.TAKEN: {OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.GIVEN},
    OfferState.DECLINED: set(),
    OfferState.WITHDRAWN: set(),
    OfferState.GIVEN: set(),
}


class HelpOffer(ScopedRecord):
    """What another organisation offers. `given_…`: what the helped side confirms that it got."""

    call = models.ForeignKey(HelpCall, models.PROTECT, related_name="offers")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    for_name = Line(max_length=160)
    words = Words(_("what is offered"), longest=2000)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OFFERED)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = Words(_("answer"), longest=1000, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    given_on = models.DateField(null=True)
    given_minutes = models.PositiveIntegerField(null=True)
    thanks = Words(_("thanks"), longest=1000, blank=True)
    asked_on = models.DateField(null=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], condition=models.Q(state__in=["offered", "taken"]),
                name="one_live_offer_of_help",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="given") | models.Q(given_on__isnull=False, given_minutes__isnull=False),
                name="given_help_says_how_much",
            ),
        ]  # fmt: skip
