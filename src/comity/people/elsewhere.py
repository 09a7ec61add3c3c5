"""Signing in elsewhere: at the one OpenID provider that the operator named (COMITY_OIDC_…).

The provider stands for the mailbox, no more and no less: an address that it calls verified counts like one proven by a
mailed link. So the same accounts are found, newcomers are asked for a name, officers for their second factor; an
address that is not verified opens nothing. Nothing that the provider tells is kept, no link to it either.

Authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636). The signature of the ID token is
always verified.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from comity.config import reachable_safely
from comity.people.network import safe_path

ELSEWHERE = "elsewhere"
#: how long one may take there, how long its description holds, and how long we wait for each answer
TAKES, HOLDS, PATIENCE = timedelta(minutes=10), timedelta(hours=1), 10
#: bytes of an answer that are read at most
MOST = 200_000
#: signatures that only the provider can make
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY = 60


class NotProven(Exception):
    """The provider did not prove an address.

    kind: "cancelled", "unverified", "stale" (begun in another browser, or too long ago) or "failed".
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Proven:
    """An address that the provider calls verified, the name it knows the person by, and where they wanted to go."""

    address: str
    name: str
    next_url: str


@dataclass(frozen=True)
class Provider:
    """Where the provider wants to be asked."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def is_set() -> bool:
    """Whether the operator named a provider."""
    return bool(settings.CONFIG.oidc_issuer)


def begin(request: HttpRequest, next_url: str, *, at: datetime) -> str:
    """The address to send the browser to; the session notes what must come back. Raises NotProven ("failed")."""
    verifier = secrets.token_urlsafe(48)
    asked = {
        "state": secrets.token_urlsafe(24), "nonce": secrets.token_urlsafe(24), "verifier": verifier,
        "next": safe_path(request, next_url), "until": (at + TAKES).timestamp(),
    }  # fmt: skip
    request.session[ELSEWHERE] = asked
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code", "scope": "openid email profile", "client_id": settings.CONFIG.oidc_client_id,
        "redirect_uri": back_url(), "state": asked["state"], "nonce": asked["nonce"],
        "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    endpoint = provider().authorization_endpoint
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def finish(request: HttpRequest, *, at: datetime) -> Proven:
    """What the provider proved to the browser that comes back. Once only; raises NotProven."""
    asked = request.session.pop(ELSEWHERE, None)
    if asked is None or at.timestamp() > asked["until"]:
        raise NotProven("stale")
    if not secrets.compare_digest(request.GET.get("state", "").encode(), asked["state"].encode()):
        raise NotProven("stale")
    if request.GET.get("error") == "access_denied":
        raise NotProven("cancelled")
    if "code" not in request.GET:
        raise NotProven("failed")
    return _proven(_claims(request.GET["code"], asked), asked["next"])


def _proven(claims: dict[str, Any], next_url: str) -> Proven:
    """Only a verified address counts; some providers write the truth as a word."""
    address, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(address, str) or not address or verified not in (True, "true"):
        raise NotProven("unverified")
    name = claims.get("name")
    return Proven(address, name if isinstance(name, str) else "", next_url)


def _claims(code: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Exchange the code for an ID token, and verify its signature, maker, addressee, age and nonce."""
    described = provider()
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": back_url(),
        "client_id": settings.CONFIG.oidc_client_id, "code_verifier": asked["verifier"],
    }  # fmt: skip
    if settings.CONFIG.oidc_client_secret:
        form["client_secret"] = settings.CONFIG.oidc_client_secret
    token = str(_fetched(described.token_endpoint, form).get("id_token", ""))
    try:
        key = jwt.PyJWKSet.from_dict(_fetched(described.jwks_uri))[jwt.get_unverified_header(token)["kid"]]
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=ALGORITHMS, audience=settings.CONFIG.oidc_client_id, issuer=described.issuer,
            leeway=LEEWAY, options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )  # fmt: skip
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
        raise NotProven("failed") from wrong
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), asked["nonce"].encode()):
        raise NotProven("failed")
    return claims


def provider() -> Provider:
    """The provider's own description, kept for an hour. Raises NotProven ("failed")."""
    issuer = settings.CONFIG.oidc_issuer.rstrip("/")
    key = f"oidc-{hashlib.sha256(issuer.encode()).hexdigest()}"
    told = cache.get(key)
    if told is None:
        told = _fetched(f"{issuer}/.well-known/openid-configuration")
        cache.set(key, told, HOLDS.total_seconds())
    try:
        found = Provider(**{name: told[name] for name in Provider.__dataclass_fields__})
    except KeyError as missing:
        raise NotProven("failed") from missing
    addresses = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
    if found.issuer.rstrip("/") != issuer or not all(map(reachable_safely, addresses)):
        raise NotProven("failed")
    return found


class _Stay(HTTPRedirectHandler):
    """A provider that sends us elsewhere is not the one the operator named."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _fetched(address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from the provider. Raises NotProven ("failed")."""
    data = urlencode(form).encode() if form else None
    asked = Request(address, data, {"Accept": "application/json"})
    try:
        with build_opener(_Stay).open(asked, timeout=PATIENCE) as answer:
            told = json.loads(answer.read(MOST))
    except (URLError, OSError, ValueError) as trouble:
        raise NotProven("failed") from trouble
    if not isinstance(told, dict):
        raise NotProven("failed")
    return told


def back_url() -> str:
    """Where the provider sends people back to; the operator registers it there."""
    return f"{settings.ADDRESS}{reverse('people:elsewhere-back')}"
