"""Acts on a person's addresses. A further one becomes theirs only by the link mailed to it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.people.addresses import person_with, plain
from comity.people.models import Person
from comity.people.permissions import may_change, may_speak_as


@act("people.address.confirmed", says=gettext_noop("confirmed an address"))
def confirm_address(person: Person, address: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """The person has shown, by a mailed key, that the address is theirs."""
    require(may_speak_as(by, person))
    row = _row(person, address)
    row.verified = True
    row.save()
    return Changes(person, words={"address": row.email}, address_row=row.pk)


@act("people.address.added", says=gettext_noop("added an address"))
def add_address(person: Person, address: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Give the person a further address, confirmed by the key mailed to it. ValidationError when it is taken."""
    require(may_change(by, person))
    if person_with(address) is not None:
        raise ValidationError({"address": _("Somebody uses this address already.")})
    row = EmailAddress.objects.create(user=person, email=plain(address), verified=True, primary=False)
    return Changes(person, words={"address": row.email}, address_row=row.pk)


@act("people.address.main", says=gettext_noop("made another address their main one"))
def make_main(person: Person, address: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """All notices go to this address from now on. It must be confirmed."""
    require(may_change(by, person))
    row = _row(person, address)
    if not row.verified:
        why = _("Confirm this address first: sign in by the mail we send to it.")
        raise Refused(Reason(why, bar=Bar.NOT_NOW))
    EmailAddress.objects.filter(user=person, primary=True).update(primary=False)
    row.primary = True
    row.save()
    person.email = row.email
    person.store()
    return Changes(person, words={"address": row.email}, address_row=row.pk)


@act("people.address.removed", says=gettext_noop("removed an address"))
def remove_address(person: Person, address: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Take away a further address; the main one stays, since notices go there."""
    require(may_change(by, person))
    row = _row(person, address)
    if row.primary:
        why = _("This is your main address. Make another one your main address first.")
        raise Refused(Reason(why, bar=Bar.NOT_NOW))
    gone = row.pk
    row.delete()
    return Changes(person, words={"address": row.email}, address_row=gone)


def _row(person: Person, address: str) -> EmailAddress:
    row = EmailAddress.objects.select_for_update().filter(user=person, email=plain(address)).first()
    if row is None:
        raise Refused(Reason(_("This address is not yours."), bar=Bar.HIDDEN))
    return row
