"""The pages on which people make and revoke tokens, and what becomes of tokens when people go."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.api.models import Token
from comity.api.scopes import Scope
from comity.base.clock import stopped_at
from comity.people.adapter import SURE
from comity.people.belongings import belongings_of
from comity.people.erasure import erase_person
from comity.people.models import Person
from tests.api.stage import NOW, Program, token_of
from tests.cast import Troupe, oneself


def browser(person: Person, *, sure: bool = True, strong: bool = False) -> Client:
    """A browser in which the person has signed in, and shown lately who they are."""
    client = Client()
    client.force_login(person)
    session = client.session
    if sure:
        session[SURE] = NOW.isoformat()
    if strong:
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


def make(client: Client, **given: Any) -> Any:
    form = {"name": "Our sheet", "where": "||", "scopes": ["read"], "expires_on": "2026-05-30"} | given
    with stopped_at(NOW):
        return client.post(reverse("api:new-token"), form)


def test_a_token_is_made_shown_once_and_works(troupe: Troupe) -> None:
    client = browser(troupe.coordinator)
    answer = make(client, scopes=["read", "vote"])
    assert answer.status_code == 200
    (secret,) = set(re.findall(r"comity_[\w-]{40,}", answer.content.decode()))
    token = Token.objects.get()
    assert token.scopes == {Scope.READ, Scope.VOTE} and not token.strong
    assert Program(token, secret, troupe.coalition.pk).get("questions").status_code == 200
    with stopped_at(NOW):
        listed = client.get(reverse("api:tokens")).content.decode()
    assert secret not in listed and secret[-4:] in listed


def test_ninety_days_stand_there_already(troupe: Troupe) -> None:
    with stopped_at(NOW):
        page = browser(troupe.coordinator).get(reverse("api:new-token")).content.decode()
    assert f'value="{(NOW + timedelta(days=90)).date()}"' in page


def test_making_one_needs_a_fresh_proof(troupe: Troupe) -> None:
    answer = make(browser(troupe.coordinator, sure=False))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("people:sure"))
    assert not Token.objects.exists()


def test_a_token_can_wear_one_hat_in_one_coalition(troupe: Troupe) -> None:
    tenants = troupe.organisations["HT"]
    where = f"{troupe.coalition.pk}|organisation|{tenants.pk}"
    assert make(browser(troupe.coordinator), where=where).status_code == 200
    token = Token.objects.get()
    assert (token.coalition, token.hat) == (troupe.coalition, f"organisation:{tenants.pk}")


def test_the_hat_of_others_is_not_for_sale(troupe: Troupe) -> None:
    where = f"{troupe.coalition.pk}|organisation|{troupe.organisations['OD'].pk}"
    assert make(browser(troupe.coordinator), where=where).status_code == 422
    assert not Token.objects.exists()


@pytest.mark.parametrize("day", ["2026-03-02", "2027-03-05"])
def test_a_token_ends_within_a_year(day: str, troupe: Troupe) -> None:
    assert make(browser(troupe.coordinator), expires_on=day).status_code in (403, 422)
    assert not Token.objects.exists()


def test_who_showed_a_second_factor_makes_strong_ones(troupe: Troupe) -> None:
    make(browser(troupe.coordinator, strong=True))
    assert Token.objects.get().strong


def test_only_its_person_revokes_a_token(troupe: Troupe) -> None:
    token, secret = token_of(troupe.coordinator)
    url = reverse("api:revoke-token", args=[token.pk])
    assert browser(troupe.people["Henk"]).post(url).status_code == 404
    program = Program(token, secret, troupe.coalition.pk)
    assert program.get("questions").status_code == 200
    assert browser(troupe.coordinator).post(url).status_code == 302
    assert program.get("questions").status_code == 401


def test_tokens_go_with_their_person(troupe: Troupe) -> None:
    henk = troupe.people["Henk"]
    token, secret = token_of(henk, name="Henk's private sheet")
    erase_person(henk, by=oneself(henk), at=NOW)
    assert Program(token, secret, troupe.coalition.pk).get("questions").status_code == 401
    assert "Henk" not in str(Token.objects.values())


def test_what_is_kept_about_a_person_names_tokens_without_their_keys(troupe: Troupe) -> None:
    _token, secret = token_of(troupe.coordinator)
    (told,) = belongings_of(troupe.coordinator)["access_tokens"]
    assert told["name"] == "Our script"
    assert "secret_hash" not in told and secret not in str(told)
