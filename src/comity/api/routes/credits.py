"""Credit: who did what, in the words each organisation agreed to."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.holding import HOLDER, thing_given, without_holder
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.common import Done
from comity.api.shapes.credits import CreditShape, credit_shape
from comity.api.values import Given, Yes
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.queries import acting_people, visible_organisations
from comity.credits import acts
from comity.credits.forms import AmendForm, CreditForm
from comity.credits.lists import credits as listed
from comity.credits.views import find

router = Router(tags=["credits"])
ALL = f"{AT}/credits"
ONE = f"{ALL}/{{uuid:credit}}"
NEW = bodies.body("NewCredit", CreditForm, **HOLDER)
AMENDED = bodies.body("CreditAmended", AmendForm, optional={"name"})
NAMED = bodies.body("Naming", named=(Yes, Field(description=str(_("Whether your own name may stand there.")))))
LINES = (list[UUID], Field(description=str(_("Ids of the lines, in their new order."))))
ORDERED = bodies.body("CreditOrder", lines=LINES, **HOLDER)


class CreditsAsked(lists.Asked):
    """What the list can be asked."""

    organisation: UUID | None = Field(None, description="Only those of this organisation.")
    state: Literal["proposed", "confirmed"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List credit"), answers=lists.list_of(CreditShape), lists="credits", asks=CreditsAsked)
def credits(request: Call, asked: CreditsAsked) -> Any:
    """All lines of everything one may know of, the newest first."""
    return lists.part(request, listed(request), asked, credit_shape)


@deed(router, ALL, says=_("Propose a line of credit"), act="credits.credit.proposed", takes=NEW, answers=CreditShape,
      status=201)  # fmt: skip
def give(request: Call, given: Given) -> Any:
    """The organisation is asked to confirm it; a person is named only when they say yes."""
    thing, people = thing_given(request, given), acting_people(request.standing, on=day_of(now()))
    options = {"organisations": visible_organisations(request.standing), "people": people}
    said = bodies.read_by(CreditForm, without_holder(given), **options)
    return credit_shape(acts.give_credit(thing=thing, by=request.capacity, at=now(), **said))


@reading(router, ONE, says=_("Read one line of credit"), answers=CreditShape)
def credit(request: Call, credit: UUID) -> Any:
    """Who, what for, and whether they confirmed it."""
    return credit_shape(find(request, credit))


@deed(router, f"{ONE}/confirm", says=_("Confirm a line of credit"), act="credits.credit.confirmed",
      answers=CreditShape)  # fmt: skip
def confirm(request: Call, credit: UUID) -> Any:
    """Say for your organisation that it is right as it stands."""
    return credit_shape(acts.confirm_credit(find(request, credit), by=request.capacity, at=now()))


@deed(router, f"{ONE}/amend", says=_("Put a line of credit into your own words"), act="credits.credit.amended",
      takes=AMENDED, answers=CreditShape, versioned=True)  # fmt: skip
def amend(request: Call, credit: UUID, given: Given, read: Version | None) -> Any:
    """For your own organisation; that confirms it."""
    found = find(request, credit)
    said = bodies.read_by(AmendForm, {"name": found.name} | given.model_dump(exclude_unset=True))
    return credit_shape(acts.amend_credit(found, by=request.capacity, at=now(), read=read, **said))


@deed(router, f"{ONE}/drop", says=_("Take a line of credit out"), act="credits.credit.dropped", answers=CreditShape)
def drop(request: Call, credit: UUID) -> Any:
    """It stays on record."""
    return credit_shape(acts.drop_credit(find(request, credit), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Put a line of credit back"), act="credits.credit.restored", answers=CreditShape)
def restore(request: Call, credit: UUID) -> Any:
    """A line that was taken out too soon."""
    return credit_shape(acts.restore_credit(find(request, credit), by=request.capacity, at=now()))


@deed(router, f"{ONE}/naming", says=_("Say whether you want to be named"), act="credits.credit.naming", takes=NAMED,
      answers=CreditShape)  # fmt: skip
def naming(request: Call, credit: UUID, given: Given) -> Any:
    """Only for yourself; you can think again at any time."""
    said: Any = given
    return credit_shape(acts.answer_naming(find(request, credit), named=said.named, by=request.capacity, at=now()))


@deed(router, f"{ALL}/order", says=_("Put the lines of a thing in order"), act="credits.credits.ordered",
      takes=ORDERED, answers=Done)  # fmt: skip
def order(request: Call, given: Given) -> Any:
    """Those that are not named come after, as they stood."""
    said: Any = given
    acts.order_credits(thing_given(request, given), said.lines, by=request.capacity, at=now())
    return Done(done=True)
