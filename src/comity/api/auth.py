"""Who asks: a token in the Authorization header, and nothing else. A browser's session opens nothing here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from comity.api import rates
from comity.api.models import Token
from comity.api.problems import Problem
from comity.api.tokens import PREFIX, live_token, note_use
from comity.base.clock import now
from comity.people.network import client_address, network_of
from comity.people.throttle import Limit, TooOften, spend

#: tokens that are not there, asked for from one network within a quarter of an hour
UNKNOWN = Limit("unknown tokens", 60)
SAFE = ("GET", "HEAD")


class Bearer(HttpBearer):
    """The token, counted."""

    def __call__(self, request: HttpRequest) -> Any:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, secret.strip()) if scheme.lower() == self.openapi_scheme else None

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The live token of this secret; None leads to 401."""
        at = now()
        found = live_token(token, at=at) if token.startswith(PREFIX) and len(token) <= 100 else None
        if found is None:
            _count_stranger(request)
            return None
        reading = request.method in SAFE
        limit = settings.CONFIG.api_reads if reading else settings.CONFIG.api_writes
        rates.spend(f"{found.pk}:{'r' if reading else 'w'}", limit=limit, at=at)
        note_use(found, at=at)
        return found


def _count_stranger(request: HttpRequest) -> None:
    try:
        spend(UNKNOWN, network_of(client_address(request)), at=now())
    except TooOften as often:
        raise Problem("too-often", headers={"Retry-After": str(often.seconds)}) from None
