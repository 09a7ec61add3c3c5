"""Signing in at the operator's own OpenID provider: it stands for the mailbox, and opens no more than that would."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
from allauth.account.models import EmailAddress
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client

from comity.audit.models import Entry
from comity.base.clock import now, stopped_at
from comity.config import Config
from comity.people import checks
from comity.people.models import Person, Sitting
from tests.people.conftest import signed_in
from tests.people.provider import CLIENT, SECRET, Provider, provided
from tests.people.test_second_step import App

AMINA = "amina.haddad@example.org"
LEAVE, BACK = "/sign-in/elsewhere/", "/sign-in/elsewhere/back/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that calls Amina's address verified, and an install that knows it."""
    with provided() as one:
        settings.CONFIG = configured(one.issuer)
        one.claims = {"email": AMINA, "email_verified": True, "name": "Amina H."}
        cache.clear()
        yield one


def configured(issuer: str, **more: Any) -> Config:
    return Config(
        oidc_name="City Hall", oidc_issuer=issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET, **more
    )


def come(client: Client, provider: Provider, **query: str) -> Any:
    """Go there, say yes, and come back."""
    return client.get(BACK, provider.agrees(client.get(LEAVE, query).url))


# ── the way in ──


def test_a_verified_address_opens_the_account_it_belongs_to(
    client: Client, amina: Person, provider: Provider
) -> None:
    assert "Sign in with City Hall" in client.get("/sign-in/?next=/account/").content.decode()
    answer = come(client, provider, next="/account/")
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert signed_in(client) == "Amina Haddad"
    assert Person.objects.get(pk=amina.pk).name == "Amina Haddad", (
        "what the provider calls her changes nothing"
    )
    assert Sitting.objects.filter(person=amina.pk).count() == 1
    assert provider.refused == []


def test_an_address_nobody_had_confirmed_is_confirmed_by_it(
    client: Client, amina: Person, provider: Provider
) -> None:
    assert not EmailAddress.objects.get(user=amina).verified
    come(client, provider)
    assert EmailAddress.objects.get(user=amina).verified
    assert Entry.objects.filter(act="people.address.confirmed").exists()


def test_case_makes_no_other_person(client: Client, amina: Person, provider: Provider) -> None:
    provider.claims["email"] = "Amina.Haddad@Example.org"
    come(client, provider)
    assert signed_in(client) == "Amina Haddad"


def test_somebody_new_is_asked_for_a_name(client: Client, provider: Provider) -> None:
    answer = come(client, provider, next="/account/")
    assert answer.url == "/sign-in/name/"
    assert 'value="Amina H."' in client.get(answer.url).content.decode()
    assert client.post("/sign-in/name/", {"name": "Amina Haddad"}).url == "/account/"
    assert signed_in(client) == "Amina Haddad"
    assert EmailAddress.objects.get(email=AMINA).verified


def test_where_nobody_may_start_nobody_does_so_through_it(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.CONFIG = configured(provider.issuer, open_sign_up=False)
    assert come(client, provider).status_code == 403
    assert not Person.objects.exists()


def test_a_second_factor_is_asked_for_here_too(client: Client, amina: Person, provider: Provider) -> None:
    app = App(amina)
    answer = come(client, provider, next="/account/")
    assert answer.url == "/sign-in/second-step/" and signed_in(client) is None
    assert client.post(answer.url, {"code": app.code()}).url == "/account/"
    assert signed_in(client) == "Amina Haddad"


def test_nothing_of_what_it_tells_is_kept(client: Client, amina: Person, provider: Provider) -> None:
    come(client, provider)
    kept = str(list(client.session.items())) + str(list(Person.objects.values()))
    assert "17" not in client.session.get("elsewhere", "") and "Amina H." not in kept


# ── what opens nothing ──


@pytest.mark.parametrize("verified", [False, None, "false", "no", 0, "", [True]])
def test_an_unverified_address_takes_over_nothing(
    client: Client, amina: Person, provider: Provider, verified: Any
) -> None:
    provider.claims["email_verified"] = verified
    answer = come(client, provider)
    assert answer.status_code == 403 and "confirmed" in answer.content.decode()
    assert signed_in(client) is None
    assert not EmailAddress.objects.get(user=amina).verified


def test_neither_does_none(client: Client, amina: Person, provider: Provider) -> None:
    for email in (None, "", 17, ["amina.haddad@example.org"]):
        provider.claims["email"] = email
        assert come(client, provider).status_code == 403
    assert signed_in(client) is None


FORGED: dict[str, Callable[[Provider], None]] = {
    "signed by another": lambda p: setattr(p, "signed_with", rsa.generate_private_key(65537, 2048)),
    "not signed": lambda p: setattr(p, "algorithm", "none"),
    "for another client": lambda p: p.claims.update(aud="somebody-else"),
    "by another issuer": lambda p: p.claims.update(iss="https://evil.example.org"),
    "too old": lambda p: p.claims.update(exp=1, iat=0),
    "of another sitting": lambda p: p.claims.update(nonce="another"),
    "without nonce": lambda p: p.claims.update(nonce=None),
}


@pytest.mark.parametrize("how", FORGED)
def test_a_token_that_is_not_the_providers_for_us_opens_nothing(
    client: Client, amina: Person, provider: Provider, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    FORGED[how](provider)
    if how == "not signed":
        real = jwt.encode
        monkeypatch.setattr(jwt, "encode", lambda said, _key, *rest: real(said, None, "none", {"kid": "one"}))
    answer = come(client, provider)
    assert answer.status_code == 403
    assert signed_in(client) is None


def test_the_public_key_is_no_shared_secret(
    client: Client, amina: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed by HMAC with what everybody can read."""
    pem = provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    monkeypatch.setattr(jwt.algorithms.HMACAlgorithm, "prepare_key", lambda _self, key: key)
    provider.signed_with, provider.algorithm = pem, "HS256"
    assert come(client, provider).status_code == 403
    assert signed_in(client) is None


def test_a_proof_is_good_once_and_in_one_browser(client: Client, amina: Person, provider: Provider) -> None:
    query = provider.agrees(client.get(LEAVE).url)
    other = Client()
    assert other.get(BACK, query).status_code == 403
    other.get(LEAVE)
    assert other.get(BACK, query).status_code == 403, "the state is another browser's"
    assert client.get(BACK, query).status_code == 302
    client.post("/sign-out/")
    assert client.get(BACK, query).status_code == 403
    assert signed_in(client) is None


def test_a_proof_that_took_too_long_is_stale(client: Client, amina: Person, provider: Provider) -> None:
    query = provider.agrees(client.get(LEAVE).url)
    with stopped_at(now() + timedelta(minutes=11)):
        assert client.get(BACK, query).status_code == 403
    assert signed_in(client) is None


def test_who_says_no_there_is_back_at_the_door(client: Client, provider: Provider) -> None:
    state = provider.agrees(client.get(LEAVE).url)["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state})
    assert answer.status_code == 403
    assert (
        "You did not sign in there." in answer.content.decode()
        and "Mail me a link" in answer.content.decode()
    )


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_provider_that_fails_leaves_people_at_the_door(
    client: Client, provider: Provider, status: int
) -> None:
    provider.status = status
    answer = client.get(LEAVE)
    assert answer.status_code == 403 and "Mail me a link" in answer.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://evil.example.org"},
        {"token_endpoint": "http://evil.example.org/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
)
def test_a_description_that_leads_astray_is_not_followed(
    client: Client, provider: Provider, told: dict[str, Any]
) -> None:
    provider.told = told
    assert client.get(LEAVE).status_code == 403


def test_it_leads_on_to_pages_of_this_site_alone(client: Client, amina: Person, provider: Provider) -> None:
    assert come(client, provider, next="https://evil.example.org/").url == "/"


# ── settings ──


def test_the_doctor_asks_it(provider: Provider) -> None:
    (well,) = checks.provider()
    assert well.ok and well.what == "City Hall can be asked who somebody is."
    cache.clear()
    provider.told = {"issuer": "https://evil.example.org"}
    (wrong,) = checks.provider()
    assert not wrong.ok and "COMITY_OIDC_ISSUER" in wrong.mend


def test_without_a_provider_there_is_no_such_way(client: Client) -> None:
    assert client.get(LEAVE).status_code == client.get(BACK).status_code == 404
    assert LEAVE not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"oidc_issuer": "https://id.example.org"},
        {"oidc_name": "City Hall", "oidc_client_id": "x"},
        {"oidc_name": "City Hall", "oidc_client_id": "x", "oidc_issuer": "http://id.example.org"},
        {"oidc_name": "City Hall", "oidc_client_id": "x", "oidc_issuer": "ftp://id.example.org"},
    ],
)
def test_half_a_provider_stops_the_start(given: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Config(**given)
    assert SECRET not in repr(configured("https://id.example.org"))
