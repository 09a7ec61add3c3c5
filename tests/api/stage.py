"""Programs with tokens, as stories use them. The clock stands on the day after the cast came together."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from comity.api.acts import issue_token
from comity.api.models import Token
from comity.api.scopes import Scope
from comity.api.tokens import new_secret
from comity.base.capacity import ActsFor
from comity.base.clock import stopped_at
from comity.people.models import Person
from tests.cast import THEN, Troupe, oneself

NOW = THEN + timedelta(days=1)
LAST = date(2026, 12, 31)
EVERY = tuple(Scope)


def token_of(person: Person, *, at: datetime = NOW, **options: Any) -> tuple[Token, str]:
    """A token with its secret; all scopes unless told otherwise."""
    secret = new_secret()
    given = {"name": "Our script", "scopes": EVERY, "expires_on": LAST, "strong": True} | options
    return issue_token(person, secret=secret, by=oneself(person), at=at, **given), secret


@dataclass
class Program:
    """Sends requests with one token. `hat` goes into Acting-As unless told otherwise."""

    token: Token | None
    secret: str
    coalition: UUID
    hat: str = ""
    at: datetime = NOW
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **options: Any) -> Any:
        return self.send("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return self.send("POST", path, body, **options)

    def patch(self, path: str, body: Any = None, **options: Any) -> Any:
        return self.send("PATCH", path, body, **options)

    def send(self, method: str, path: str, body: Any = None, *, hat: str | None = None, **headers: Any) -> Any:
        """The answer. A path that does not begin with "/" lies below the coalition."""
        whole = f"/api/v1/coalitions/{self.coalition}/{path}" if not path.startswith("/") else f"/api/v1{path}"
        worn = self.hat if hat is None else hat
        sent = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        sent |= {"Acting-As": worn} if worn else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        with stopped_at(self.at):
            return self.client.generic(method, whole, data, content_type="application/json", headers=sent)


def program(troupe: Troupe, name: str = "Amina", mark: str = "", **options: Any) -> Program:
    """A program of a person of the troupe; mark: the organisation whose hat it wears, "=" the whole coalition's."""
    person = troupe.coordinator if name == troupe.coordinator.name.split()[0] else troupe.people[name]
    token, secret = token_of(person, **options)
    of = {"": "", "=": f"{ActsFor.BODY}:{troupe.assembly.pk}"}.get(mark)
    hat = f"{ActsFor.ORGANISATION}:{troupe.organisations[mark].pk}" if of is None else of
    return Program(token, secret, troupe.coalition.pk, hat)


def in_utc(moment: datetime) -> str:
    """A moment as the interface writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
