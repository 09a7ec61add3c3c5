"""Mailed keys: a link and a code, made, mailed, and used once.

A key for an address nobody uses is made and mailed in the same steps and with the same queries as any other, so that
neither words nor time tell whether an address is known here.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from comity.people.addresses import person_with, plain
from comity.people.mails import mail_key
from comity.people.models import MailedKey, Person, Purpose

LIFE = timedelta(minutes=10)
TRIES = 5


class KeyState(StrEnum):
    """What can be said of a key: LIVE, or why it no longer opens anything."""

    LIVE = "live"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Secrets:
    """What the mail says and we forget: the link's token and the code."""

    token: str
    code: str


def ask_to_sign_in(address: str, *, next_url: str, language: str, at: datetime) -> MailedKey:
    """Mail a key to the address. A stranger's opens an account where that is allowed, else nothing."""
    person = person_with(address)
    known = person is not None and person.is_active
    opens = known or settings.CONFIG.open_sign_up
    about = "sign in" if known else "stranger" if opens else "nobody"
    return _make(
        Purpose.SIGN_IN, address, person if known else None, about,
        next_url=next_url, language=language, at=at, opens=opens,
    )  # fmt: skip


def hand_over_link(person: Person, *, at: datetime) -> str:
    """A sign-in link for the hand instead of the mail: for the operator at the machine, where no mail goes out yet."""
    token = secrets.token_urlsafe(32)
    key = MailedKey(
        purpose=Purpose.SIGN_IN, person=person, address=plain(person.email or ""), asked_at=at, expires_at=at + LIFE
    )  # fmt: skip
    key.link_hash, key.code_hash = _link_hash(token), _code_hash(key.pk, secrets.token_hex(16))
    key.store()
    return settings.ADDRESS + reverse("people:link", args=[token])


def ask_for_address(person: Person, address: str, *, at: datetime) -> MailedKey:
    """Mail a key that adds the address to the person's; somebody else's gets a mail without one."""
    taken = person_with(address) is not None
    about = "address taken" if taken else "address"
    return _make(Purpose.ADDRESS, address, person, about, language=person.speaks(), at=at, opens=not taken)


def ask_for_confirmation(person: Person, *, at: datetime) -> MailedKey:
    """Mail a code to the main address, to make sure once more who is there."""
    return _make(Purpose.CONFIRM, person.email or "", person, "confirm", language=person.speaks(), at=at)


def _make(
    purpose: Purpose, address: str, person: Person | None, about: str, *, language: str, at: datetime,
    next_url: str = "", opens: bool = True,
) -> MailedKey:  # fmt: skip
    hidden = Secrets(secrets.token_urlsafe(32), f"{secrets.randbelow(10**6):06d}")
    key = MailedKey(
        purpose=purpose, person=person, address=plain(address), next_url=next_url,
        asked_at=at, expires_at=at + LIFE if opens else at,
    )  # fmt: skip
    key.link_hash, key.code_hash = _link_hash(hidden.token), _code_hash(key.pk, hidden.code)
    with transaction.atomic():
        key.store()
        link = settings.ADDRESS + reverse("people:link", args=[hidden.token])
        mail_key(
            key, about, link=link, code=hidden.code, language=language, minutes=LIFE.seconds // 60, at=at
        )
    return key


# ── opening ──


def by_token(token: str) -> MailedKey | None:
    """The key of that link, live or not."""
    return MailedKey.objects.select_related("person").filter(link_hash=_link_hash(token)).first()


def state_of(key: MailedKey, *, at: datetime) -> KeyState:
    """Whether the key still opens something."""
    if key.used_at is not None:
        return KeyState.USED
    return KeyState.LIVE if at < key.expires_at else KeyState.EXPIRED


def use(key: MailedKey, *, at: datetime) -> bool:
    """Use a key up; False when it was no longer live, even by a moment."""
    used = _live(at).filter(pk=key.pk).update(used_at=at) == 1
    key.used_at = at if used else key.used_at
    return used


def try_code(
    code: str, *, address: str, asked: UUID | None, purpose: Purpose, at: datetime
) -> MailedKey | None:
    """The key that this code fits, used up by it; None for a wrong code.

    Exactly one code is compared: that of the key which this browser `asked` for, else the address's newest.
    """
    live = (
        _live(at)
        .filter(purpose=purpose, address=plain(address), tries__lt=TRIES)
        .order_by("-asked_at", "-pk")
    )
    key = live.filter(pk=asked).first() if asked else live.first()
    if key is None or not live.filter(pk=key.pk).order_by().update(tries=F("tries") + 1):
        return None
    fits = constant_time_compare(_code_hash(key.pk, "".join(code.split())), key.code_hash)
    return key if fits and use(key, at=at) else None


def _live(at: datetime) -> QuerySet[MailedKey]:
    return MailedKey.objects.filter(used_at=None, expires_at__gt=at)


def _link_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code_hash(key: UUID, code: str) -> str:
    return salted_hmac("comity.people.code", f"{key}:{code}", algorithm="sha256").hexdigest()
