"""The mother of all records that belong to one coalition: reading them outside its scope raises."""

from typing import Any

from django.db import models
from django_scopes import ScopedManager

from comity.base.records import Record


class ScopedRecord(Record):
    """A record of one coalition. Queries need an open scope on the dimension `coalition` (its id)."""

    coalition = models.ForeignKey("coalitions.Coalition", models.PROTECT, related_name="+")

    objects: Any = ScopedManager(coalition="coalition_id")

    class Meta:
        abstract = True


class NamedReader(ScopedRecord):
    """One person who may read one record whose confidentiality is `named`."""

    thing = models.UUIDField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "person"], name="named_once")]
