"""Acts on persons."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.text import tidy
from comity.people.models import Person


@act("people.person.registered", says=gettext_noop("entered {about}"))
def register_person(
    *, name: str, email: str, by: Capacity, at: datetime, language: str = "", zone: str = "", invented: bool = False
) -> Changes[Person]:
    """Enter a person under an address nobody uses yet; it counts as confirmed only once they sign in by it.

    Raises ValidationError (field `email`) when the address is taken.
    """
    person = Person(
        name=name, email=tidy(email).lower(), language=language, zone=zone, joined_at=at, invented=invented
    )
    person.set_unusable_password()
    person.store()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return Changes(person, words={"about": person.name})


def person_with(email: str) -> Person | None:
    """Who uses this address, as main or further one? Case does not matter."""
    address = EmailAddress.objects.filter(email__iexact=tidy(email)).select_related("user").first()
    return address.user if address else Person.objects.filter(email__iexact=tidy(email)).first()
