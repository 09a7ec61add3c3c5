"""What outsiders may read: of coalitions and organisations that want a public page, and never of people."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django_scopes import scopes_disabled

from comity.coalitions.models import Coalition, Mandate, Membership, MembershipState, Power, Role, Term
from comity.coalitions.standing import live
from comity.people.models import Organisation, Person


def open_coalitions() -> "QuerySet[Coalition]":
    """Coalitions with a public page, each with its `member_count`."""
    with scopes_disabled():
        members = Membership.objects.filter(coalition=OuterRef("pk"), state=MembershipState.MEMBER)
        counted = members.order_by().values("coalition").annotate(n=Count("pk")).values("n")
        return Coalition.objects.filter(has_page=True).annotate(member_count=Coalesce(Subquery(counted), 0))


def open_organisations() -> "QuerySet[Organisation]":
    """Organisations with a public page."""
    return Organisation.objects.filter(has_page=True, merged_into=None)


def coalitions_with(organisation: Organisation) -> list[Coalition]:
    """Coalitions with a public page in which the organisation is a member: their pages name it anyway."""
    with scopes_disabled():
        rows = Membership.objects.filter(organisation=organisation, state=MembershipState.MEMBER)
        return list(Coalition.objects.filter(has_page=True, pk__in=rows.values("coalition")))


def invented_entrants(*, on: Any) -> list[tuple[Person, str]]:
    """In a demo: whom a visitor may enter as, a coordinator and a chair, with what they are."""
    with scopes_disabled():
        running = live(on)
        coordinator = (
            Mandate.objects.filter(running, coordinates=True, coalition__invented=True, person__invented=True)
            .select_related("person").order_by("starts_on", "pk").first()
        )  # fmt: skip
        chair = (
            Term.objects.filter(running, role=Role.CHAIR, coalition__invented=True, person__invented=True)
            .exclude(person=coordinator and coordinator.person_id).select_related("person").order_by("pk").first()
        )  # fmt: skip
    return [
        (one.person, label)
        for one, label in ((coordinator, str(Power.COORDINATE)), (chair, str(Role.CHAIR)))
        if one
    ]
