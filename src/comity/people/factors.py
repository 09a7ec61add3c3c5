"""Second factors: an authenticator app, passkeys, and recovery codes for when both are lost. allauth keeps them."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

from comity.people.models import Person

Kind = Authenticator.Type
SECOND = (Kind.TOTP, Kind.WEBAUTHN)
BROKEN = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True)
class Factors:
    """What a person has set up: the app (or None), passkeys, and how many recovery codes are left."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        return self.app is not None or len(self.passkeys) > 0


def has_second_factor(person: Person | UUID) -> bool:
    """Does signing in ask this person (or the person of this id) for a second factor? One query."""
    pk = person.pk if isinstance(person, Person) else person
    return bool(Authenticator.objects.filter(user_id=pk, type__in=SECOND).exists())


def factors_of(person: Person) -> Factors:
    """Everything the person has set up. One query."""
    rows = list(Authenticator.objects.filter(user_id=person.pk).order_by("pk"))
    codes = next((row for row in rows if row.type == Kind.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Kind.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Kind.WEBAUTHN),
        codes_left=len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
    )


def code_fits(person: Person, code: str) -> Authenticator | None:
    """The app or recovery codes that this code belongs to; each code fits once."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user_id=person.pk)
        for row in rows.exclude(type=Kind.WEBAUTHN).order_by("-type"):
            fits = _app_fits(row, code) if row.type == Kind.TOTP else RecoveryCodes(row).validate_code(code)
            if fits:
                return row
    return None


def _app_fits(row: Authenticator, code: str) -> bool:
    """A code of the app fits only once: the time step it belongs to must lie after the last one used."""
    secret, last = decrypt(row.data["secret"]), row.data.get("last_step", -1)
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > last and compare_user_code(actual=code, expected=expected):
            row.data["last_step"] = step
            row.save(update_fields=["data"])
            return True
    return False


def first_code_fits(secret: str, code: str) -> bool:
    """Does a code belong to this new secret (base 32)? Shows that an app was set up rightly."""
    return bool(totp.validate_totp_code(secret, code))


# ── passkeys: the browser is given options, and answers with a credential ──


def options_to_enter(person: Person | None) -> dict[str, Any]:
    """What the browser needs to ask for a passkey: one of the person's, or anyone's. Notes the challenge."""
    return dict(webauthn.begin_authentication(person))


def options_to_add(person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey that can sign in alone. Notes the challenge."""
    return dict(webauthn.begin_registration(person, True))


def passkey_fits(credential: str, person: Person | None) -> Authenticator | None:
    """The passkey that answered the challenge: the person's, or that of whoever it belongs to."""
    try:
        answer = json.loads(credential)
        webauthn.parse_authentication_response(answer)
        owner = person or webauthn.extract_user_from_response(answer)
        return webauthn.complete_authentication(owner, answer)
    except BROKEN:
        return None


def new_passkey(credential: str) -> dict[str, Any] | None:
    """The browser's answer to a wish for a passkey, checked against the challenge; None when it does not hold."""
    try:
        answer = json.loads(credential)
        webauthn.parse_registration_response(answer)
        made = webauthn.complete_registration(answer)
    except BROKEN:
        return None
    return answer if made.is_user_verified() else None


def codes_of(person: Person) -> list[str]:
    """The unused recovery codes, to be shown once, right after they were made."""
    row = Authenticator.objects.filter(user_id=person.pk, type=Kind.RECOVERY_CODES).first()
    return RecoveryCodes(row).get_unused_codes() if row else []
