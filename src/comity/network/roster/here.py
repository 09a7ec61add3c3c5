"""What is there already, read in a handful of queries whatever the roster's size. Needs the coalition's scope."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from allauth.account.models import EmailAddress
from django_scopes import scopes_disabled

from comity.coalitions.models import Mandate, Membership
from comity.coalitions.standing import live
from comity.core.roster.types import Known
from comity.network.models import Tie
from comity.people.addresses import plain
from comity.people.models import Organisation, Person

#: so many values stand in one question to the database
A_QUESTION = 500


@dataclass(frozen=True)
class Here:
    """The coalition as a roster finds it. memberships: by organisation; people: by address; ties: by pair in order.

    elsewhere: organisations that are at home in another coalition too, whose pages are their own.
    """

    memberships: dict[UUID, Membership]
    elsewhere: set[UUID]
    people: dict[str, Person] = field(default_factory=dict)
    mandates: dict[tuple[UUID, UUID], list[Mandate]] = field(default_factory=dict)
    voters: set[UUID] = field(default_factory=set)
    ties: dict[tuple[UUID, UUID], Tie] = field(default_factory=dict)

    @property
    def known(self) -> tuple[Known, ...]:
        """The organisations of the list, also under names they had before they were merged."""
        own = (self._known(m.organisation) for m in self.memberships.values())
        return tuple(one for one in own if one is not None)

    def _known(self, organisation: Organisation) -> Known | None:
        survivor = organisation.merged_into_id or organisation.pk
        if survivor not in self.memberships:
            return None
        return Known(str(survivor), organisation.name, organisation.place, organisation.website)


def organisations_here(coalition: UUID) -> Here:
    """Memberships and organisations only: enough to read a roster."""
    rows = Membership.objects.select_related("organisation", "coalition").order_by("organisation__sort_name", "pk")
    memberships = {row.organisation_id: row for row in rows}
    with scopes_disabled():
        mine = Membership.objects.filter(coalition=coalition).values("organisation")
        others = Membership.objects.filter(organisation__in=mine).exclude(coalition=coalition)
        elsewhere = set(others.values_list("organisation", flat=True))
    return Here(memberships, elsewhere)


def all_here(coalition: UUID, addresses: Iterable[str], *, on: date) -> Here:
    """Everything a roster with these addresses may touch."""
    found = organisations_here(coalition)
    for mandate in Mandate.objects.filter(live(on), organisation__isnull=False):
        found.mandates.setdefault((mandate.person_id, mandate.organisation_id), []).append(mandate)
        if mandate.votes:
            found.voters.add(mandate.organisation_id)
    for tie in Tie.objects.all():
        found.ties[tie.first_id, tie.second_id] = tie
    for some in _chunks(sorted({plain(address) for address in addresses})):
        rows = EmailAddress.objects.filter(email__in=some).select_related("user").order_by("verified")
        found.people.update({row.email: row.user for row in rows})
    return found


def _chunks(values: list[str]) -> Iterator[list[str]]:
    return (values[at : at + A_QUESTION] for at in range(0, len(values), A_QUESTION))
