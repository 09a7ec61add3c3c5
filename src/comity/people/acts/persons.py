"""Acts on persons: entering one, and what a person says of themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.ids import uuid7
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.people.addresses import person_with, plain
from comity.people.models import Person
from comity.people.permissions import may_change, may_run_install

__all__ = ["edit_person", "make_administrator", "person_with", "register_person"]

#: what a person may change of themselves
PROFILE = ("name", "language", "zone", "wants_digest")


@act("people.person.registered", says=gettext_noop("entered {about}"))
def register_person(
    *, name: str, email: str, by: Capacity, at: datetime, language: str = "", zone: str = "",
    invented: bool = False, pk: UUID | None = None,
) -> Changes[Person]:  # fmt: skip
    """Enter a person under an address nobody uses yet; it counts as confirmed only once they sign in by it.

    `pk` is given by those who enter themselves, whose capacity already names it. Raises ValidationError (field
    `email`) when the address is taken.
    """
    if person_with(email) is not None:
        raise ValidationError({"email": _("Somebody uses this address already.")})
    person = Person(
        id=pk or uuid7(),
        name=name,
        email=plain(email),
        language=language,
        zone=zone,
        joined_at=at,
        invented=invented,
    )
    person.set_unusable_password()
    person.store()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return Changes(person, words={"about": person.name})


@act("people.person.edited", says=gettext_noop("changed their account"))
def edit_person(
    person: Person, *, by: Capacity, at: datetime, read: Version | None = None, **profile: Any
) -> Changes[Person]:
    """Change what a person says of themselves: any of PROFILE. ValidationError names the field."""
    require(may_change(by, person))
    if unknown := set(profile) - set(PROFILE):
        raise TypeError(f"A person's profile has no {sorted(unknown)}.")
    fresh(person, read)
    before = {key: getattr(person, key) for key in profile}
    for key, value in profile.items():
        setattr(person, key, value)
    person.store()
    changed = sorted(key for key in profile if before[key] != getattr(person, key))
    words = {"name": person.name, "language": person.language, "zone": person.zone}
    kept = {key: value for key, value in words.items() if key in changed}
    return Changes(person, words=kept, changed=changed, wants_digest=person.wants_digest)


@act("people.administrator.made", says=gettext_noop("made {about} an administrator of this install"))
def make_administrator(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Let a person run this install. Administrators see no confidential content in Comity."""
    require(may_run_install(by))
    person.is_administrator = True
    person.store()
    return Changes(person, words={"about": person.name})
