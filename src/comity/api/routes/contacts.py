"""The contact book."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.common import Done
from comity.api.shapes.contacts import ContactShape, contact_shape
from comity.api.values import Given
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.queries import acting_people
from comity.network.acts import contacts as acts
from comity.network.contacts import forms, queries
from comity.network.contacts.lists import contacts as listed
from comity.network.models import Acquaintance
from comity.network.views.contacts import find

router = Router(tags=["contacts"])
ALL = f"{AT}/contacts"
ONE = f"{ALL}/{{uuid:contact}}"
NEW = bodies.body("NewContact", forms.ContactForm)
CHANGES = bodies.body("ContactChanges", forms.ContactForm, optional=None)
TOUCHED = bodies.body("ContactTouched", forms.TouchForm)
LATER = bodies.body("ContactPutOff", forms.LaterForm)
KEEPER = bodies.body("ContactKeeper", forms.KeeperForm)


class ContactsAsked(lists.Asked):
    """What the list can be asked."""

    keeper: Literal["me"] | None = Field(None, description="Only those that I keep.")
    when: Literal["due", "never"] | None = Field(None, description="Those whose time has come, or that have no day.")
    kind: Literal["person", "organisation"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List contacts"), answers=lists.list_of(ContactShape), lists="contacts",
         asks=ContactsAsked)  # fmt: skip
def contacts(request: Call, asked: ContactsAsked) -> Any:
    """The contact book, those with whom to be in touch soonest first."""
    return lists.part(request, listed(request), asked, contact_shape)


@deed(router, ALL, says=_("Enter a contact"), act="network.contact.entered", takes=NEW, answers=ContactShape,
      status=201)  # fmt: skip
def enter(request: Call, given: Given) -> Any:
    """Whoever enters it keeps it up, until it is handed over."""
    said = bodies.cleaned(forms.ContactForm, given)
    return _shape(acts.enter_contact(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one contact"), answers=ContactShape)
def contact(request: Call, contact: UUID) -> Any:
    """What we know, why, and when we were in touch."""
    return _shape(find(request, contact))


@deed(router, ONE, says=_("Change a contact"), act="network.contact.changed", method="PATCH", takes=CHANGES,
      answers=ContactShape, versioned=True)  # fmt: skip
def change(request: Call, contact: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    found = find(request, contact)
    stands = {name: getattr(found, name) for name in acts.EDITABLE}
    said = bodies.changed(forms.ContactForm, given, stands)
    return _shape(acts.change_contact(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/touch", says=_("Note that one was in touch"), act="network.contact.touched", takes=TOUCHED,
      answers=ContactShape)  # fmt: skip
def touch(request: Call, contact: UUID, given: Given) -> Any:
    """The next day follows from the usual time, where none is sent."""
    said = bodies.cleaned(forms.TouchForm, given)
    return _shape(acts.note_touch(find(request, contact), **said, by=request.capacity, at=now()))


@deed(router, f"{ONE}/later", says=_("Put a contact off"), act="network.contact.put_off", takes=LATER,
      answers=ContactShape)  # fmt: skip
def later(request: Call, contact: UUID, given: Given) -> Any:
    """To a day that is still to come."""
    until = bodies.cleaned(forms.LaterForm, given)["next_on"]
    return _shape(acts.put_off(find(request, contact), until, by=request.capacity, at=now()))


@deed(router, f"{ONE}/hand-over", says=_("Hand a contact over"), act="network.contact.handed_over", takes=KEEPER,
      answers=ContactShape)  # fmt: skip
def hand_over(request: Call, contact: UUID, given: Given) -> Any:
    """The new keeper is told by mail."""
    found, people = find(request, contact), acting_people(request.standing, on=day_of(now()))
    keeper = bodies.cleaned(forms.KeeperForm, given, people=people)["keeper"]
    return _shape(acts.hand_contact_over(found, keeper, by=request.capacity, at=now()))


@deed(router, f"{ONE}/strike", says=_("Strike a contact"), act="network.contact.struck", answers=ContactShape)
def strike(request: Call, contact: UUID) -> Any:
    """It leaves the book, and can be put back."""
    return _shape(acts.strike_contact(find(request, contact), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Put a contact back"), act="network.contact.restored", answers=ContactShape)
def restore(request: Call, contact: UUID) -> Any:
    """It is in the book again."""
    return _shape(acts.restore_contact(find(request, contact), by=request.capacity, at=now()))


@deed(router, f"{ONE}/erase", says=_("Erase a contact"), act="network.contact.erased", answers=Done)
def erase(request: Call, contact: UUID) -> Any:
    """For good: no word of those named stays."""
    acts.erase_contact(find(request, contact), by=request.capacity, at=now())
    return Done(done=True)


def _shape(contact: Acquaintance) -> ContactShape:
    return contact_shape(contact, queries.touches_of(contact))
