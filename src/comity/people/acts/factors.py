"""Acts on how a person proves who they are: password, authenticator app, passkeys, recovery codes.

The record tells that a kind of proof came or went, never anything of the proof itself.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.people.factors import SECOND, Kind
from comity.people.models import Person
from comity.people.permissions import may_change

MOST_PASSKEYS = 20


@act("people.password.set", says=gettext_noop("set a password"))
def set_password(person: Person, password: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Let the person sign in by this password too; all other sittings end. ValidationError says what is weak."""
    require(may_change(by, person))
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from weak
    person.set_password(password)
    person.store()
    return Changes(person)


@act("people.password.removed", says=gettext_noop("removed their password"))
def remove_password(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """The person signs in by mail or passkey only; all other sittings end."""
    require(may_change(by, person))
    person.set_unusable_password()
    person.store()
    return Changes(person)


@act("people.factor.added", says=gettext_noop("added a second factor"))
def add_app(person: Person, secret: str, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Ask for a code of the person's authenticator app from now on. `secret` is what the app was given (base 32)."""
    require(may_change(by, person))
    if Authenticator.objects.filter(user=person, type=Kind.TOTP).exists():
        raise Refused(Reason(_("You have an authenticator app already. Remove it first."), bar=Bar.CONFLICT))
    row = Authenticator.objects.create(
        user=person, type=Kind.TOTP, data={"secret": encrypt(secret)}, created_at=at
    )
    return Changes(person, factor=Kind.TOTP, row=row.pk)


@act("people.passkey.added", says=gettext_noop("added a passkey"))
def add_passkey(
    person: Person, credential: dict[str, Any], *, name: str, by: Capacity, at: datetime
) -> Changes[Person]:
    """Let the person sign in by this passkey, alone or as second step. `credential` was checked by `new_passkey`."""
    require(may_change(by, person))
    if Authenticator.objects.filter(user=person, type=Kind.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise Refused(Reason(_("You have twenty passkeys. Remove one first."), bar=Bar.CONFLICT))
    row = WebAuthn.add(person, name, credential).instance
    return Changes(person, words={"name": name}, factor=Kind.WEBAUTHN, row=row.pk)


@act("people.factor.removed", says=gettext_noop("removed a second factor"))
def remove_factor(person: Person, row_id: int, *, by: Capacity, at: datetime) -> Changes[Person]:
    """Take away the app or one passkey; with the last of them the recovery codes go too."""
    require(may_change(by, person))
    mine = Authenticator.objects.select_for_update().filter(user=person)
    row = mine.filter(pk=row_id, type__in=SECOND).first()
    if row is None:
        raise Refused(Reason(_("This factor is not yours."), bar=Bar.HIDDEN))
    gone, kind = row.pk, row.type
    row.delete()
    if not mine.filter(type__in=SECOND).exists():
        mine.delete()
    return Changes(person, factor=kind, row=gone)


@act("people.codes.renewed", says=gettext_noop("made new recovery codes"))
def renew_codes(person: Person, *, by: Capacity, at: datetime) -> Changes[Person]:
    """New recovery codes; the old ones are void. Only who has a second factor needs them."""
    require(may_change(by, person))
    mine = Authenticator.objects.filter(user=person)
    if not mine.filter(type__in=SECOND).exists():
        raise Refused(Reason(_("Set up an app or a passkey first."), bar=Bar.NOT_NOW))
    mine.filter(type=Kind.RECOVERY_CODES).delete()
    row = RecoveryCodes.activate(person).instance
    return Changes(person, factor=Kind.RECOVERY_CODES, row=row.pk)
