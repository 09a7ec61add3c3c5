"""Erasing a person: what stands against it, what must end before, and what is left.

Floors above fill the two lists in `AppConfig.ready`: they know mandates and seats, this floor does not.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.people.acts.erasing import erase
from comity.people.models import Person
from comity.people.permissions import may_change

#: f(person) -> why the person can't be erased yet (the only coordinator, say), and who could help; or None
objections: list[Callable[[Person], Reason | None]] = []
#: f(person, by=, at=) that ends what the person holds above (mandates, terms), by acts in the chains concerned
partings: list[Callable[..., None]] = []


def objections_to(person: Person) -> list[Reason]:
    """Everything that stands against erasing the person now."""
    found = [objection(person) for objection in (_last_administrator, *objections)]
    return [reason for reason in found if reason is not None]


def erase_person(person: Person, *, by: Capacity, at: datetime) -> None:
    """Erase a person for good. Raises Refused with the first objection; then nothing was changed."""
    require(may_change(by, person))
    require(next(iter(objections_to(person)), None))
    for parting in partings:
        parting(person, by=by, at=at)
    erase(person, by=by, at=at)


def _last_administrator(person: Person) -> Reason | None:
    administrators = Person.objects.filter(is_administrator=True, is_active=True)
    if not person.is_administrator or administrators.exclude(pk=person.pk).exists():
        return None
    return Reason(
        _("You are the only administrator of this install."),
        _("Make somebody else one first."),
        bar=Bar.NOT_NOW,
    )
