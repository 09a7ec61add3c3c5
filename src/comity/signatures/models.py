"""A sheet to be signed, who is asked to sign it, and their signatures. What is signed stands still for ever."""

import secrets
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.audit.canonical import canonical, commitment
from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord
from comity.coalitions.models.scoped import Held


class State(models.TextChoices):
    OPEN = "open", _("Being signed")
    COMPLETE = "complete", _("Signed by all")
    CLOSED = "closed", _("Closed with the signatures it has")
    CALLED_OFF = "called-off", _("Called off")


class Answer(models.TextChoices):
    ASKED = "asked", _("Has not signed yet")
    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Does not sign")


class Sheet(Held):
    """A text that organisations sign, word for word: `mark` is its sha256. A changed text needs a new sheet."""

    #: read with the sheet where its page is made
    places: list[Any]

    held_title = Line(max_length=300)
    title = Line(_("what is signed"), max_length=160)
    text = Words(_("the text, word for word"), longest=40_000)
    mark = models.CharField(max_length=64)
    #: what each promises by signing, in minor units of the currency; null: no money
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    sign_by_on = models.DateField(_("until which day"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    why = Words(_("why"), longest=1000, blank=True)

    opened_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    opened_as = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    opened_for = models.UUIDField(null=True)
    opened_name = Line(max_length=160, blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["coalition", "state", "sign_by_on"], name="sheet_by_state"),
            models.Index(fields=["held_id"], name="sheet_by_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="promises_are_not_negative"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_open(self) -> bool:
        return bool(self.state == State.OPEN)

    def get_absolute_url(self) -> str:
        return reverse("signatures:sheet", args=[self.coalition.slug, self.pk])


class OfSheet(ScopedRecord):
    """What belongs to a sheet is as confidential as it."""

    sheet: Any

    class Meta:
        abstract = True

    @property
    def confidentiality(self) -> str:
        return str(self.sheet.confidentiality)

    @property
    def body_id(self) -> UUID | None:
        found: UUID | None = self.sheet.body_id
        return found


class Signatory(OfSheet):
    """An organisation that is asked to sign, under the name it had when the sheet was opened."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="signatories")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    place = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    why = Words(_("why not"), longest=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "organisation"], name="asked_to_sign_once"),
        ]


class Signature(OfSheet):
    """One organisation's signature: who gave it, by which mandate, when, under which text. It never changes.

    The typed and drawn name stand beside a salted commitment to them, so that they can be erased one day while the
    signature stays provable.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="signatures")
    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(max_length=160)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    mandate = models.ForeignKey("coalitions.Mandate", models.PROTECT, related_name="+")
    typed = Line(_("your name"), max_length=120, blank=True)
    drawn = models.TextField(blank=True)
    #: what decided it at home, where its representative may not promise so much alone
    at_home = Line(_("how it was decided at home"), max_length=300, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    words_mark = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory"], condition=models.Q(withdrawn_at=None), name="one_live_signature"
            ),
            models.CheckConstraint(
                condition=~models.Q(typed="", drawn="") | models.Q(salt=""), name="signature_has_a_name"
            ),
        ]

    def seal_words(self) -> None:
        """Commit to the name as it was typed and drawn."""
        self.salt = secrets.token_hex(16)
        self.words_mark = self._mark()

    def found_mark(self) -> str:
        """The commitment to the name as it is found; of an erased one, the one that was kept."""
        return self._mark() if self.salt or self.typed or self.drawn else self.words_mark

    def _mark(self) -> str:
        return commitment(self.salt, "name", canonical({"typed": self.typed, "drawn": self.drawn}))
