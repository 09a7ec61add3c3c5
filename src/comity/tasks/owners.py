"""To whom a task can be given, and who is told of it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.coalitions.held import held_thing
from comity.coalitions.models import Membership, Power
from comity.coalitions.queries import people_for
from comity.coalitions.standing import INSIDE, standing_of
from comity.people.models import Organisation, Person
from comity.tasks.models import Task

OPEN_LEVELS = (Confidentiality.PUBLIC, Confidentiality.COALITION)


def owners_of(task: Task) -> list[Any]:
    """The rows that own it: organisation and person, as far as there are."""
    return [one for one in (task.organisation, task.person) if one is not None]


def people_of(task: Task, *, at: datetime) -> list[Person]:
    """Who is told of a task: its person, else everyone who speaks for its organisation and may know of it."""
    organisation = task.organisation_id
    if task.person is not None or organisation is None:
        return [task.person] if task.person is not None else []
    speakers = people_for(Power.SPEAK, [organisation], on=day_of(at))[organisation]
    if task.confidentiality in OPEN_LEVELS:
        return speakers
    return [one for one in speakers if _knows(one, task, at)]


def check_owner(task: Task, *, at: datetime) -> None:
    """Raise ValidationError unless the owner belongs here and may know of what the task belongs to."""
    if task.organisation is None and task.person is None:
        raise ValidationError({"organisation": _("Choose who is to do it.")})
    if task.organisation is not None:
        _check_organisation(task, task.organisation, at)
    if task.person is not None and not _knows(task.person, task, at):
        why = _("{name} may not know of this. Choose somebody else.").format(name=task.person.name)
        raise ValidationError({"person": why})


def _check_organisation(task: Task, organisation: Organisation, at: datetime) -> None:
    here = Membership.objects.filter(organisation=organisation, state__in=INSIDE)
    if not here.exists():
        raise ValidationError({"organisation": _("This organisation is not a member. Choose another.")})
    if task.person is not None:
        _check_together(task, task.person, organisation, at)
    elif task.confidentiality not in OPEN_LEVELS and not people_of(task, at=at):
        why = _("Nobody of {name} may know of this. Choose another.").format(name=organisation.name)
        raise ValidationError({"organisation": why})


def _check_together(task: Task, person: Person, organisation: Organisation, at: datetime) -> None:
    """A person does something for an organisation that they speak for."""
    hold = standing_of(person.pk, task.coalition_id, at=at).organisation(organisation.pk)
    if hold is None or Power.SPEAK not in hold.powers:
        words = _("{person} does not speak for {name}. Choose one of the two, or somebody else.")
        names = {"person": person.name, "name": organisation.name}
        raise ValidationError({"person": words.format(**names)})


def _knows(person: Person, task: Task, at: datetime) -> bool:
    """Whether that person may know of the thing the task belongs to."""
    standing = standing_of(person.pk, task.coalition_id, at=at)
    return held_thing(standing, task.held_by, task.held_id) is not None
