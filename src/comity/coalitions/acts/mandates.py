"""Mandates: who may speak, vote, sign, report or coordinate for whom, and until when."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.coalitions.acts.parting import leave_seats, pass_on, stop
from comity.coalitions.models import COLUMNS, Body, Mandate, Power
from comity.coalitions.permissions import may_mandate, same_coalition
from comity.coalitions.standing import home, live
from comity.people.models import Organisation, Person


@act("coalitions.mandate.given", says=gettext_noop("gave {person} the mandate of {about}: {powers}"))
def give_mandate(
    person: Person, *, by: Capacity, at: datetime, powers: Iterable[Power],
    organisation: Organisation | None = None, body: Body | None = None, ends_on: date | None = None,
) -> Changes[Mandate]:  # fmt: skip
    """Give a person powers for one organisation or one body, until a day (included) or until recalled."""
    chosen = sorted(set(powers))
    require(may_mandate(by, organisation, chosen, at=at))
    if body is not None:
        require(same_coalition(by, body))
    if not chosen:
        raise ValidationError({"powers": _("Choose at least one thing the mandate allows.")})
    if organisation is not None and Power.COORDINATE in chosen:
        raise ValidationError(
            {"powers": _("One coordinates for a body of the coalition, not for an organisation.")}
        )
    _not_past(ends_on, at=at)
    mandate = Mandate(
        coalition_id=home(by), person=person, organisation=organisation, body=body,
        starts_on=day_of(at), ends_on=ends_on, **{name: power in chosen for power, name in COLUMNS.items()},
    ).store()  # fmt: skip
    words = {"person": person.name, "about": str(organisation or body)}
    return Changes(mandate, words=words, whom=person.pk, powers=chosen, ends_on=ends_on)


@act(
    "coalitions.mandate.extended",
    says=gettext_noop("let the mandate of {person} for {about} last until {ends_on}"),
)
def extend_mandate(
    mandate: Mandate, ends_on: date | None, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Mandate]:
    """Let a mandate that still holds last until another day (included); None: until it is recalled."""
    require(may_mandate(by, mandate.organisation, mandate.powers, at=at) or same_coalition(by, mandate))
    if not fresh(mandate, read).holds(day_of(at)):
        raise ValidationError(_("This mandate has ended. Give a new one."))
    _not_past(ends_on, at=at)
    before, mandate.ends_on = mandate.ends_on, ends_on
    mandate.store()
    return Changes(mandate, words=_named(mandate), whom=mandate.person_id, before=before, ends_on=ends_on)


@act("coalitions.mandate.ended", says=gettext_noop("ended the mandate of {person} for {about}"))
def end_mandate(mandate: Mandate, *, by: Capacity, at: datetime) -> Changes[Mandate]:
    """End a mandate now: who may give it, and its holder. What waited passes to the next holder, if there is one.

    Whoever has no other mandate of that organisation leaves the seats they filled for it.
    """
    own = mandate.person_id == by.person
    require(same_coalition(by, mandate))
    require(None if own else may_mandate(by, mandate.organisation, mandate.powers, at=at))
    if not mandate.holds(day_of(at)):
        raise ValidationError(_("This mandate has ended already."))
    if mandate.coordinates:
        _somebody_else_coordinates(mandate, on=day_of(at))
    stop(mandate, on=day_of(at))
    left = leave_seats(mandate, on=day_of(at))
    if mandate.organisation_id and mandate.votes:
        pass_on(mandate, at=at)
    words = _named(mandate)
    return Changes(mandate, also=left, words=words, whom=mandate.person_id, ends_on=mandate.ends_on)


def holders(organisation: UUID, power: Power, *, on: date) -> list[Mandate]:
    """Live mandates of an organisation with that power, oldest first. Needs the coalition's scope."""
    rows = Mandate.objects.filter(live(on), organisation=organisation, **{COLUMNS[power]: True})
    return list(rows.select_related("person").order_by("starts_on", "pk"))


def _named(mandate: Mandate) -> dict[str, str]:
    return {"person": mandate.person.name, "about": str(mandate.organisation or mandate.body)}


def _not_past(ends_on: date | None, *, at: datetime) -> None:
    if ends_on is not None and ends_on < day_of(at):
        raise ValidationError({"ends_on": _("Choose a last day that is still to come.")})


def _somebody_else_coordinates(mandate: Mandate, *, on: date) -> None:
    others = Mandate.objects.filter(live(on), coordinates=True).exclude(pk=mandate.pk)
    if not others.exists():
        raise ValidationError(_("Nobody else coordinates. Give somebody that mandate first."))
