"""The record of every act: append-only, hash-chained, one chain per coalition and one for the install.

An entry's canonical text holds ids, numbers, dates and salted commitments. Names and free text sit beside it in an
erasable row, so that erasing a person leaves the chain whole.
"""

import json
from uuid import UUID

from django.db import models

from comity.base.confidentiality import Confidentiality
from comity.base.records import Record

INSTALL = UUID(int=0)
START = "0" * 64
#: what is left of the words of an entry once they are erased
NO_WORDS = "{}"


class ChainHead(models.Model):
    """The newest entry of a chain. Locked first by every act, so that a chain can never fork."""

    chain = models.UUIDField(primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)


class Checked(models.Model):
    """When the worker last checked a chain from its beginning, how far it reached, and how many faults it had."""

    chain = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    seq = models.PositiveBigIntegerField()
    faults = models.PositiveIntegerField()


class Entry(Record):
    """One act. `text` is what was hashed: sha256(previous hash, newline, text)."""

    chain = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    act = models.CharField(max_length=80)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)
    text = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="one_entry_per_seq")]
        indexes = [models.Index(fields=["chain", "act"], name="entry_by_act")]

    def ids_of(self, label: str) -> list[UUID]:
        """The things of one kind ("app.model") that the act was about, as it named them. No query."""
        return [UUID(pk) for kind, pk in json.loads(self.text)["things"] if kind == label]


class EntryWords(models.Model):
    """Names and free text of an entry, with the salt of their commitments; both go when a person is erased.

    They are as confidential as the thing they tell of was at the time (`confidentiality`, `body`).
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="words")
    words = models.TextField()
    salt = models.CharField(max_length=32)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )
    body = models.UUIDField(null=True)
    erased_by = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="erased")


class EntryThing(models.Model):
    """Which things an entry is about, so that each thing can show its history."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="things")
    label = models.CharField(max_length=60)
    thing = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["thing", "entry"], name="entry_by_thing")]
