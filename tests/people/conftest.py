"""The door and the account, played by two invented people on an install of their own."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from comity.notices.models import Mail
from comity.people.models import Person
from tests.cast import person


@pytest.fixture(autouse=True)
def database(db: None, settings: Any) -> None:
    """Every story here needs the database; and no story is about how slowly passwords are hashed."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def amina() -> Person:
    return person("Amina Haddad")


@pytest.fixture
def marta() -> Person:
    return person("Marta Lind")


@dataclass(frozen=True)
class Received:
    """The newest mail to an address, with what it lets one do."""

    mail: Mail

    @property
    def link(self) -> str:
        """The path of the link in it."""
        found = re.search(r"(/sign-in/by/[\w-]+/)", self.mail.text)
        assert found, self.mail.text
        return found[1]

    @property
    def code(self) -> str:
        found = re.search(r"\b(\d{3} \d{3})\b", self.mail.text)
        assert found, self.mail.text
        return found[1].replace(" ", "")


@pytest.fixture
def newest():
    """The newest mail to an address: `newest("amina.haddad@example.org").link`."""

    def found(address: str) -> Received:
        mail = Mail.objects.filter(to=address).order_by("-queued_at", "-pk").first()
        assert mail, f"no mail to {address}"
        return Received(mail)

    return found


def signed_in(client: Client) -> str | None:
    """Who is signed in on this browser: a name, or None."""
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key).name if key else None


def ask(client: Client, address: str, **more: str):
    """Type an address at the door."""
    return client.post("/sign-in/", {"email": address, **more})


@pytest.fixture
def inside(client: Client, amina: Person) -> Client:
    """Amina's browser, signed in through the door."""
    sign_in(client, amina)
    return client


def sign_in(client: Client, someone: Person) -> None:
    """Come in by the mailed link."""
    ask(client, someone.email)
    mail = Mail.objects.filter(to=someone.email).latest("queued_at")
    assert client.post(Received(mail).link).status_code == 302
    assert signed_in(client) == someone.name
