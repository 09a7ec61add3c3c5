"""Credit: which organisation did what for an output, in the words that it agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line
from comity.coalitions.models.scoped import Held


class State(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Taken out")


class Naming(models.TextChoices):
    """Whether a person is named: only with their own yes."""

    NOBODY = "nobody", _("Nobody is named")
    ASKED = "asked", _("Asked whether they want to be named")
    YES = "yes", _("Wants to be named")
    NO = "no", _("Does not want to be named")


class Credit(Held):
    """One line: an organisation, under the name it had then, and what it did. `place` is its order among the lines.

    `person` did it for the organisation and is named only when `naming` is yes. `given_…`: who proposed the line.
    """

    held_title = Line(max_length=300)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = Line(_("name"), max_length=160)
    what = Line(_("what for"), max_length=200)
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    naming = models.CharField(max_length=8, choices=Naming.choices, default=Naming.NOBODY)

    given_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    given_as = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    given_for = models.UUIDField(null=True)
    given_name = Line(max_length=160, blank=True)
    given_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["held_id", "state", "place"], name="credit_by_thing"),
            models.Index(fields=["coalition", "organisation", "state"], name="credit_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"

    @property
    def named(self) -> str:
        """The person's name, if they want it to stand there."""
        return self.person.name if self.person is not None and self.naming == Naming.YES else ""
