"""Secrets of tokens, and how a token is found by one."""

import hashlib
import secrets
from datetime import datetime

from comity.api.models import Token

#: what every secret begins with, so that people and scanners know it when they see one
PREFIX = "comity_"


def new_secret() -> str:
    """Thirty-two random bytes as text. It is shown once and never kept."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is as long as its hash is, so nothing slower than sha256 is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def live_token(secret: str, *, at: datetime) -> Token | None:
    """The token of that secret with its person and coalition, if it can still be used. One query."""
    found = Token.objects.select_related("person", "coalition").filter(secret_hash=hash_of(secret)).first()
    return found if found is not None and found.lives(at) else None


def note_use(token: Token, *, at: datetime) -> None:
    """Remember the day, once a day: it tells the owner which tokens nobody needs."""
    if token.used_on != at.date():
        Token.objects.filter(pk=token.pk).update(used_on=at.date())
