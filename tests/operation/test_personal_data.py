"""What somebody takes along is everything that is kept about them; and a revoked sitting is dead at once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from comity.base.clock import now, stopped_at
from comity.core.ballots.types import Choice
from comity.governing.acts import raise_objection, reply_to
from comity.people.belongings import PROFILE, belongings, belongings_of
from comity.people.erasure import erase_person
from comity.people.models import Person, Sitting
from tests.cast import THEN, Troupe, oneself
from tests.governing.stage import OPENS, asking, hat, say, tenants

#: models that name a person and are taken along in another way, or not at all, with the reason
ASIDE = {
    "audit.Entry": "under “acts”: that they were done; the words are the coalition’s",
}
#: columns that open doors: never in a file that lies about
KEYS = {
    "password",
    "secret_hash",
    "link_hash",
    "code_hash",
    "session_key",
    "session_data",
    "data",
    "salt",
    "text_html",
}


def about_people() -> list[type[models.Model]]:
    """Every model with a key to a person, or a column that holds a person's id."""
    found = []
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if column.related_model is Person or (column.name == "person" and not column.is_relation):
                found.append(model)
    return found


def test_every_model_that_names_a_person_is_in_the_file_or_says_why_not() -> None:
    told = {kept.model._meta.label for _name, kept in belongings.items()}
    missing = {model._meta.label for model in about_people()} - told - set(ASIDE)
    assert not missing, f"Register {sorted(missing)} with comity.people.belongings.register_belonging."
    assert not told & set(ASIDE)


def test_what_is_told_is_a_column_and_opens_no_door() -> None:
    for name, kept in belongings.items():
        columns = {column.name for column in kept.model._meta.concrete_fields}
        assert set(kept.columns) <= columns and kept.by in columns, name
        assert not set(kept.columns) & KEYS, name
    assert set(PROFILE) <= {column.name for column in Person._meta.concrete_fields}


def test_somebody_finds_all_their_own_and_nobody_elses(home: Troupe) -> None:
    with home.scope():
        question = asking(home)(title="Insulate 40 flats?")
        say(home, question, HT="yes")
        objection = raise_objection(
            question, concern="The frost", change="Sooner", by=hat(home, "Marta", "OD"), at=OPENS
        )
        reply_to(objection, "We will", by=tenants(home), at=OPENS)
    amina, marta = belongings_of(home.coordinator), belongings_of(home.people["Marta"])
    assert [row["title"] for row in amina["questions"]] == ["Insulate 40 flats?"]
    assert [row["choice"] for row in amina["votes"]] == [Choice.YES]
    assert [row["text"] for row in amina["replies"]] == ["We will"]
    assert [row["concern"] for row in marta["objections"]] == ["The frost"]
    assert {row["coordinates"] for row in amina["mandates"]} == {True, False}
    assert [row["role"] for row in marta["terms"]] == ["chair"]
    assert not marta["questions"] and not marta["votes"] and not amina["objections"]


def test_the_file_is_json_from_any_coalition(home: Troupe) -> None:
    client = Client()
    client.force_login(home.people["Marta"])
    session = client.session
    session["sure_at"] = now().isoformat()
    session.save()
    answer = client.get("/account/data/")
    assert answer.status_code == 200
    told = json.loads(answer.content)
    assert {name for name, _kept in belongings.items()} | {"person", "acts"} == set(told)
    assert told["mandates"] and told["person"]["name"] == "Marta Lind"


def test_after_erasing_nothing_of_it_names_the_person(home: Troupe) -> None:
    marta = home.people["Marta"]
    address = marta.email
    with stopped_at(OPENS):
        erase_person(marta, by=oneself(marta), at=OPENS)
    marta.refresh_from_db()
    left = json.dumps(belongings_of(marta), default=str)
    assert "Marta" not in left and str(address) not in left
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField):
                kept = model._base_manager.filter(**{f"{column.name}__contains": address})
                assert not kept.exists(), f"{model._meta.label}.{column.name} still holds the address"


def test_a_revoked_sitting_is_dead_at_its_very_next_request(home: Troupe) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(home.coordinator)
    page = f"/c/{home.coalition.slug}/organisations/"
    with stopped_at(THEN + timedelta(hours=1)):
        assert there.get(page).status_code == 200
        assert here.post("/account/sittings/end/", {"sitting": "all"}).status_code == 302
        answer: Any = there.get(page)
        assert answer.status_code == 302 and answer.url.startswith("/sign-in/")
        assert there.post("/account/profile/", {"name": "Somebody"}).url.startswith("/sign-in/")
        assert here.get(page).status_code == 200
    assert Sitting.objects.filter(person=home.coordinator.pk).count() == 1


@pytest.mark.django_db
def test_an_ended_account_has_no_sitting_left(home: Troupe) -> None:
    client = Client()
    client.force_login(home.people["Ruth"])
    with stopped_at(OPENS):
        erase_person(home.people["Ruth"], by=oneself(home.people["Ruth"]), at=OPENS)
        assert client.get("/account/").url.startswith("/sign-in/")
