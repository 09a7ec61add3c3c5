"""A task: what somebody is to do, until when, for which thing of the coalition; confirmed by its owner afterwards."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.base.capacity import ActsFor
from comity.base.text import Line, Words
from comity.coalitions.models.scoped import Held


class State(models.TextChoices):
    GIVEN = "given", _("Waits for a yes")
    ACCEPTED = "accepted", _("Under way")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


#: from state → states that may follow
TRANSITIONS: dict[str, set[str]] = {
    State.GIVEN: {State.ACCEPTED, State.DECLINED, State.DONE, State.DROPPED},
    State.ACCEPTED: {State.GIVEN, State.DECLINED, State.DONE, State.DROPPED},
    State.DECLINED: {State.GIVEN, State.ACCEPTED, State.DROPPED},
    State.DONE: {State.ACCEPTED, State.GIVEN},
    State.DROPPED: {State.GIVEN},
}
#: states in which there is still something to do
OPEN = (State.GIVEN, State.ACCEPTED)


class Task(Held):
    """Something to be done, held by a thing of a wing or by the coalition.

    Its owner is an organisation, a person, or a person for an organisation. `given_…` is the capacity in which
    somebody gave it. `held_title` names the thing as it was called then.
    """

    title = Line(_("what is to be done"), max_length=160)
    text = Words(_("everything one should know"), longest=4000, blank=True)
    held_title = Line(max_length=300)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("until which day"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.GIVEN)

    given_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    given_as = models.CharField(max_length=12, choices=[(a.value, a.value) for a in ActsFor])
    given_for = models.UUIDField(null=True)
    given_name = Line(max_length=160, blank=True)
    given_at = models.DateTimeField()

    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = Words(_("why not"), longest=1000, blank=True)
    ended_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    overdue_told_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(person__isnull=False),
                name="task_has_an_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "state", "due_on"], name="task_by_state"),
            models.Index(fields=["held_id", "state"], name="task_by_thing"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def owner(self) -> Any:
        """Who is to do it: the organisation, else the person."""
        return self.organisation or self.person

    @property
    def owner_name(self) -> str:
        """The owner in words: "Marta Lind, Open Door Shelter"."""
        return ", ".join(one.name for one in (self.person, self.organisation) if one is not None)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and there is still something to do."""
        return self.is_open and self.due_on is not None and self.due_on < today

    def get_absolute_url(self) -> str:
        return reverse("tasks:task", args=[self.coalition.slug, self.pk])
