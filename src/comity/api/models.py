"""Access tokens, answers kept so that a repeated request does nothing twice, and how much was asked lately."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.api.scopes import COLUMNS, Scope
from comity.base.capacity import ActsFor
from comity.base.records import Record
from comity.base.text import Line


class Token(Record):
    """What a program shows instead of a person signing in. Only the hash of its secret is kept.

    coalition: the only one it opens; None: all of the person's. acts_for, of: the one hat it wears; empty: any of the
    person's hats. strong: made by who had shown a second factor. It ends with its last day, when it is revoked, and
    when the person or the mandate behind its hat is gone.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = Line(_("name"), max_length=80)
    coalition = models.ForeignKey("coalitions.Coalition", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor], blank=True)
    of = models.UUIDField(null=True)
    reads = models.BooleanField(default=True)
    acts = models.BooleanField(default=False)
    votes = models.BooleanField(default=False)
    coordinates = models.BooleanField(default=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    strong = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="token_by_person")]

    @property
    def scopes(self) -> frozenset[Scope]:
        """What it may be used for."""
        return frozenset(scope for scope, name in COLUMNS.items() if getattr(self, name))

    @property
    def scopes_in_words(self) -> str:
        """The scopes as lists show them."""
        return " · ".join(str(scope.label) for scope in Scope if scope in self.scopes)

    @property
    def hat(self) -> str:
        """The hat it always wears, as pages post it ("organisation:<id>"); nothing when any will do."""
        return self.acts_for if self.of is None else f"{self.acts_for}:{self.of}"

    def lives(self, at: datetime) -> bool:
        """Can it still be used? Its last day is included (in UTC)."""
        gone = self.person.erased_at is not None or not self.person.is_active
        return self.revoked_at is None and at.date() <= self.expires_on and not gone


class KeptAnswer(Record):
    """The answer to a request that carried an Idempotency-Key, for who sends the same request again."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_key")]
        indexes = [models.Index(fields=["kept_at"], name="kept_answer_by_age")]


class Spent(models.Model):
    """How many requests of one kind a token has made within one minute (counted since 1970)."""

    key = models.CharField(max_length=48, primary_key=True)
    minute = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
