"""People: who acts for whom, invitations and mandates."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import MandateShape, PersonRow, mandate_shape, person_row
from comity.api.values import Given, Id, Sought
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.acts import (
    end_mandate,
    extend_mandate,
    give_mandate,
    invite_again,
    invite_representative,
)
from comity.coalitions.forms.people import ExtendForm, GiveForm, InviteForm
from comity.coalitions.models import Body, Mandate, Power
from comity.coalitions.queries import visible_organisations, visible_people
from comity.coalitions.standing import INSIDE
from comity.coalitions.views.people import listed

router = Router(tags=["coalitions"])
ALL = f"{AT}/people"
ONE = f"{AT}/mandates/{{uuid:mandate}}"
WHOM = (Id, Field(description=str(_("The organisation or body for which they may act."))))
POWERS = bodies.several(Power.values, _("What the mandate allows."), ["speak", "vote"])
INVITED = bodies.body("Invitation", InviteForm, powers=POWERS)
GIVEN = bodies.body("NewMandate", GiveForm, whom=WHOM, powers=POWERS)
EXTENDED = bodies.body("LastDay", ExtendForm)


class PeopleAsked(lists.Asked):
    """What the list of people can be asked."""

    whom: Sought = Field("", alias="for", max_length=200, description="Words of the organisation for which they act.")


@reading(router, ALL, says=_("List people"), answers=lists.list_of(PersonRow), lists="people", asks=PeopleAsked)
def people(request: Call, asked: PeopleAsked) -> Any:
    """Everyone who acts or acted here, with the mandates and terms that hold today."""
    day, addressed = day_of(now()), request.standing.coordinates
    return lists.part(request, listed(request), asked, lambda row: person_row(row, day, addressed=addressed))


@reading(router, f"{ALL}/{{uuid:person}}", says=_("Read one person"), answers=PersonRow)
def person(request: Call, person: UUID) -> Any:
    """Their mandates and terms that hold today."""
    row = get_object_or_404(listed(request).all_rows, pk=person)
    return person_row(row, day_of(now()), addressed=request.standing.coordinates)


@deed(router, f"{AT}/invitations", says=_("Invite somebody to act for an organisation"),
      act="coalitions.representative.invited", scope=Scope.COORDINATE, takes=INVITED, answers=MandateShape,
      status=201)  # fmt: skip
def invite(request: Call, given: Given) -> Any:
    """By their address. They are written to at once, with a link to come in."""
    members = visible_organisations(request.standing).filter(merged_into=None, state_here__in=INSIDE)
    said = bodies.cleaned(InviteForm, given, organisations=members)
    return _shape(invite_representative(by=request.capacity, at=now(), **said))


@deed(router, f"{ALL}/{{uuid:person}}/mandates", says=_("Give somebody a mandate"), act="coalitions.mandate.given",
      scope=Scope.COORDINATE, takes=GIVEN, answers=MandateShape, status=201)  # fmt: skip
def give(request: Call, person: UUID, given: Given) -> Any:
    """For an organisation or a body. Whoever speaks for an organisation passes on what they may do themselves."""
    one = get_object_or_404(visible_people(request.standing), pk=person)
    organisations = visible_organisations(request.standing).filter(merged_into=None, state_here__in=INSIDE)
    said = bodies.cleaned(GiveForm, given, organisations=organisations, bodies=Body.objects.filter(ended_on=None))
    whom = said.pop("whom")
    of = {"body": whom} if isinstance(whom, Body) else {"organisation": whom}
    return _shape(give_mandate(one, by=request.capacity, at=now(), **of, **said))


@deed(router, f"{ONE}/extend", says=_("Let a mandate last until another day"), act="coalitions.mandate.extended",
      scope=Scope.COORDINATE, takes=EXTENDED, answers=MandateShape, versioned=True)  # fmt: skip
def extend(request: Call, mandate: UUID, given: Given, read: Version | None) -> Any:
    """Without a day: until somebody ends it."""
    said = bodies.cleaned(ExtendForm, given)
    return _shape(extend_mandate(_mandate(mandate), said["ends_on"], by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/end", says=_("End a mandate"), act="coalitions.mandate.ended", scope=Scope.COORDINATE,
      answers=MandateShape)  # fmt: skip
def end(request: Call, mandate: UUID) -> Any:
    """Recall it, or give up one’s own. What waited for an answer goes to the next person with that mandate."""
    return _shape(end_mandate(_mandate(mandate), by=request.capacity, at=now()))


@deed(router, f"{ONE}/invite-again", says=_("Write an invitation once more"), act="coalitions.representative.reminded",
      scope=Scope.COORDINATE, answers=MandateShape)  # fmt: skip
def again(request: Call, mandate: UUID) -> Any:
    """At most once an hour."""
    return _shape(invite_again(_mandate(mandate), by=request.capacity, at=now()))


def _mandate(pk: UUID) -> Mandate:
    rows = Mandate.objects.select_related("person", "organisation", "body", "coalition")
    found: Mandate = get_object_or_404(rows, pk=pk)
    return found


def _shape(mandate: Mandate) -> MandateShape:
    return mandate_shape(mandate, day_of(now()))
