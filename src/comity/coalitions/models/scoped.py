"""The mother of all records that belong to one coalition: reading them outside its scope raises."""

from typing import Any

from django.db import models
from django_scopes import ScopedManager

from comity.base.capacity import ActsFor, Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.records import Record
from comity.base.text import Line


class ScopedRecord(Record):
    """A record of one coalition. Queries need an open scope on the dimension `coalition` (its id)."""

    coalition = models.ForeignKey("coalitions.Coalition", models.PROTECT, related_name="+")

    objects: Any = ScopedManager(coalition="coalition_id")

    class Meta:
        abstract = True


class Held(ScopedRecord):
    """A record that belongs to a thing of a wing above (`registry.holders`), and is as confidential as that thing.

    `held_by` is the label of the thing's model, `held_id` its id. The level is copied, so that one query finds what a
    person may read: `readable(rows, standing, thing="held_id")`.
    """

    held_by = models.CharField(max_length=80)
    held_id = models.UUIDField()
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.COALITION
    )
    body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def belong_to(self, thing: Any) -> None:
        """Take the thing's coalition and level. Called again whenever the thing's level changes."""
        self.coalition_id, self.held_by, self.held_id = thing.coalition_id, thing._meta.label_lower, thing.pk
        self.confidentiality = thing.confidentiality
        self.body_id = getattr(thing, "body_id", None) if thing.confidentiality == Confidentiality.BODY else None


class NamedReader(ScopedRecord):
    """One person who may read one record whose confidentiality is `named`."""

    thing = models.UUIDField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "person"], name="named_once")]


class Voiced(ScopedRecord):
    """A record that somebody made in a capacity: the person, and for whom, under the name it had then."""

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    acts_for = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    for_body = models.ForeignKey("coalitions.Body", models.PROTECT, null=True, related_name="+")
    for_name = Line(max_length=160, blank=True)

    class Meta:
        abstract = True

    def speak_as(self, by: Capacity) -> None:
        """Take the capacity of an act."""
        assert by.coalition is not None
        self.coalition_id, self.person_id, self.acts_for = by.coalition, by.person, by.acts_for
        self.organisation_id, self.for_body_id, self.for_name = by.organisation, by.body, by.of_name

    def is_of(self, by: Capacity) -> bool:
        """Whether it was made in this capacity: for the same organisation or body, or by the same person for itself."""
        if by.of is not None:
            return by.of in (self.organisation_id, self.for_body_id)
        return self.acts_for == by.acts_for and self.person_id == by.person

    @property
    def speaker(self) -> Any:
        """The organisation or body in whose name it was made; else the person."""
        return self.organisation or self.for_body or self.person

    @property
    def said_for(self) -> str:
        """In whose name, in words: of who spoke for nobody, the person's own."""
        return self.for_name or (self.person.name if self.person else "")
