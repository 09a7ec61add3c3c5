"""The door: mailed keys that open it, sittings of those inside, and counts of what was tried.

None of this is the coalition's practice, so it stands in no record of acts and goes when it has expired.
"""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.records import Record
from comity.people.models.persons import Person


class Purpose(models.TextChoices):
    """What a mailed key opens: the door, a further address, or a page that asks once more who is there."""

    SIGN_IN = "sign in", _("Sign in")
    ADDRESS = "address", _("Add an address")
    CONFIRM = "confirm", _("Confirm who is there")


class MailedKey(Record):
    """A link and a six-digit code sent to one address, once usable, of which only hashes are kept.

    `tries` counts typed codes: after five the code is dead, the link is not. `person` is empty for strangers.
    """

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    address = models.EmailField(max_length=254)
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    next_url = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["address", "asked_at"], name="key_by_address")]

    def derived(self) -> set[str]:
        """Looking the person up once more would tell by time which addresses are known."""
        return {"person"}


class Tally(models.Model):
    """How often something was tried lately: moments as seconds since 1970, oldest first. The key is a hash."""

    key = models.CharField(max_length=64, primary_key=True)
    moments: Any = models.JSONField(default=list)
    until_at = models.DateTimeField()


class Sitting(AbstractBaseSession):
    """A browser's session, with whose it is and on what device, so that its owner can see and end it."""

    person = models.UUIDField(null=True, db_index=True)
    device = models.CharField(max_length=80, blank=True)
    since_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
