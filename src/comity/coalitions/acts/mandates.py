"""Mandates: who may speak, vote, sign, report or coordinate for whom, and until when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Reason, require
from comity.coalitions.models import Body, Mandate, Power
from comity.coalitions.permissions import may_coordinate, may_edit_organisation, same_coalition
from comity.coalitions.standing import live
from comity.notices.asks import hand_over
from comity.people.models import Organisation, Person

COLUMNS = {
    Power.SPEAK: "speaks", Power.VOTE: "votes", Power.SIGN: "signs", Power.REPORT: "reports",
    Power.COORDINATE: "coordinates",
}  # fmt: skip


@act("coalitions.mandate.given", says=gettext_noop("gave {person} the mandate of {about}: {powers}"))
def give_mandate(
    person: Person, *, by: Capacity, at: datetime, powers: Iterable[Power],
    organisation: Organisation | None = None, body: Body | None = None, ends_on: date | None = None,
) -> Changes[Mandate]:  # fmt: skip
    """Give a person powers for one organisation or one body, until a day (included) or until recalled."""
    require(_may_mandate(by, organisation, at=at))
    chosen = sorted(set(powers))
    if not chosen:
        raise ValidationError({"powers": _("Choose at least one thing the mandate allows.")})
    mandate = Mandate(
        coalition_id=by.coalition, person=person, organisation=organisation, body=body,
        starts_on=at.date(), ends_on=ends_on, **{name: power in chosen for power, name in COLUMNS.items()},
    ).store()  # fmt: skip
    words = {"person": person.name, "about": str(organisation or body)}
    return Changes(mandate, words=words, powers=chosen, ends_on=ends_on)


@act("coalitions.mandate.ended", says=gettext_noop("ended the mandate of {person} for {about}"))
def end_mandate(mandate: Mandate, *, by: Capacity, at: datetime) -> Changes[Mandate]:
    """End a mandate now. What waited for the person passes to the next holder, if there is one."""
    require(_may_mandate(by, mandate.organisation, at=at) or same_coalition(by, mandate))
    mandate.ends_on = at.date() - timedelta(days=1)
    if mandate.ends_on < mandate.starts_on:
        mandate.starts_on = mandate.ends_on
    mandate.store()
    if mandate.organisation_id and mandate.votes:
        _pass_on(mandate, at=at)
    about = str(mandate.organisation or mandate.body)
    return Changes(mandate, words={"person": mandate.person.name, "about": about}, ends_on=mandate.ends_on)


def holders(organisation: UUID, power: Power, *, on: date) -> list[Mandate]:
    """Live mandates of an organisation with that power, longest-standing first. Needs the coalition's scope."""
    rows = Mandate.objects.filter(live(on), organisation=organisation, **{COLUMNS[power]: True})
    return list(rows.select_related("person").order_by("starts_on", "pk"))


def _may_mandate(by: Capacity, organisation: Organisation | None, *, at: datetime) -> Reason | None:
    if organisation is not None:
        return may_edit_organisation(by, organisation.pk, at=at)
    return may_coordinate(by, at=at)


def _pass_on(mandate: Mandate, *, at: datetime) -> None:
    heirs = holders(mandate.organisation_id, Power.VOTE, on=at.date())
    if any(heir.person_id == mandate.person_id for heir in heirs):
        return
    hand_over(
        organisation=mandate.organisation_id, power=Power.VOTE, coalition=mandate.coalition_id,
        from_person=mandate.person_id, to_person=heirs[0].person_id if heirs else None, at=at,
    )  # fmt: skip
