"""Erasing a person leaves nothing of them, and the record whole."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from comity.audit.models import INSTALL, Entry, EntryWords
from comity.audit.queries import entries_of, history_of, lines
from comity.audit.verify import verify
from comity.base.clock import now
from comity.base.refusal import Reason, Refused
from comity.notices.models import Ask, Mail
from comity.people import erasure
from comity.people.acts import make_administrator, register_person
from comity.people.arrival import oneself
from comity.people.erasure import erase_person
from comity.people.models import MailedKey, Person, Sitting
from tests.cast import THEN, Troupe, harbour
from tests.cast import oneself as by_whom
from tests.people.conftest import ask, sign_in, signed_in

AMINA = "amina.haddad@example.org"


@pytest.fixture
def troupe() -> Troupe:
    return harbour()


@pytest.fixture
def henk(troupe: Troupe) -> Person:
    return troupe.people["Henk"]


def everything(words: str) -> list[str]:
    """Every table in which these words still stand."""
    from django.apps import apps
    from django.db import connection

    there, found = set(connection.introspection.table_names()), []
    signs = (words.lower(), words.lower().encode().hex())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in there:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                kept = " ".join(str(value).lower() for row in cursor.fetchall() for value in row)
            found += [model._meta.label] if any(sign in kept for sign in signs) else []
    return found


def test_before_the_name_stands_in_many_places_and_after_in_none(client: Client, henk: Person) -> None:
    sign_in(client, henk)
    assert len(everything("Henk")) >= 3
    erase_person(henk, by=oneself(henk), at=now())
    assert everything("Henk") == []


def test_the_chains_stay_whole_and_say_that_someone_acted(troupe: Troupe, client: Client) -> None:
    marta = troupe.people["Marta"]
    sign_in(client, marta)
    before = set(Entry.objects.values_list("pk", "hash"))
    erase_person(marta, by=oneself(marta), at=now())
    for chain in (INSTALL, troupe.coalition.pk):
        assert list(verify(chain)) == []
    assert before < set(Entry.objects.values_list("pk", "hash"))
    entry = entries_of(INSTALL).first()
    assert (entry.act, json.loads(entry.words.words), "Marta" in entry.text) == (
        "people.person.erased",
        {},
        False,
    )
    shown = lines(entries_of(troupe.coalition.pk))
    assert any(line.erased and line.who == "Someone whose name was erased" for line in shown)


def test_others_words_stay(troupe: Troupe, henk: Person) -> None:
    erase_person(henk, by=oneself(henk), at=now())
    marta = troupe.people["Marta"]
    assert all(
        "Marta" in entry.words.words
        for entry in history_of(marta.pk)
        if entry.act == "people.person.registered"
    )


def test_nobody_comes_in_as_an_erased_person(client: Client, henk: Person, newest) -> None:
    address = henk.email
    ask(client, address)
    old_link, other = newest(address).link, Client()
    sign_in(other, henk)
    erase_person(henk, by=oneself(henk), at=now())
    assert other.get("/account/").status_code == 302
    assert client.post(old_link).status_code == 404
    ask(client, address)
    assert newest(address).mail.subject == "Start with Comity"
    henk.refresh_from_db()
    assert (henk.name, henk.email, henk.is_active, henk.has_usable_password()) == (
        "Erased person",
        None,
        False,
        False,
    )
    assert not EmailAddress.objects.filter(user=henk).exists()
    assert not Authenticator.objects.filter(user=henk).exists()
    assert not Sitting.objects.filter(person=henk.pk).exists()
    assert not MailedKey.objects.filter(person=henk).exists()


def test_two_can_be_erased(troupe: Troupe, henk: Person) -> None:
    for someone in (henk, troupe.people["Ruth"]):
        erase_person(someone, by=oneself(someone), at=now())
    assert Person.objects.filter(name="Erased person", email=None).count() == 2
    with pytest.raises(Refused):
        erase_person(henk, by=oneself(henk), at=now())


def test_asks_are_closed_and_mails_blanked(client: Client, henk: Person) -> None:
    sign_in(client, henk)
    Ask(
        person=henk.pk, coalition=henk.pk, kind="vote", label="x", thing=henk.pk, title="Vote", url="/", opened_at=now()
    ).store()  # fmt: skip
    erase_person(henk, by=oneself(henk), at=now())
    assert Ask.objects.get().closed_at is not None
    assert set(Mail.objects.filter(person=henk.pk).values_list("to", "subject", "text", "html")) == {
        ("", "", "", "")
    }


def test_on_the_page_one_types_ones_address(client: Client, henk: Person) -> None:
    sign_in(client, henk)
    assert "What stays" in client.get("/account/erase/").content.decode()
    answer = client.post("/account/erase/", {"address": "someone@example.org"})
    assert "not your main address" in answer.content.decode()
    answer = client.post("/account/erase/", {"address": henk.email.upper()})
    assert answer.url == "/account/erased/"
    assert client.get(answer.url).status_code == 200
    assert signed_in(client) is None
    henk.refresh_from_db()
    assert henk.erased_at is not None


def test_nobody_erases_somebody_else(troupe: Troupe, henk: Person) -> None:
    with pytest.raises(Refused):
        erase_person(henk, by=oneself(troupe.coordinator), at=now())
    assert Person.objects.get(pk=henk.pk).erased_at is None


def test_what_floors_above_object_to_is_said(
    client: Client, henk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = Reason("You are the only coordinator of Harbour Homes.", "Give somebody else the mandate first.")
    monkeypatch.setattr(erasure, "objections", [lambda person: why if person.pk == henk.pk else None])
    sign_in(client, henk)
    page = client.get("/account/erase/").content.decode()
    assert "only coordinator of Harbour Homes" in page
    assert 'aria-disabled="true"' in page
    answer = client.post("/account/erase/", {"address": henk.email})
    assert answer.status_code == 403
    assert Person.objects.get(pk=henk.pk).erased_at is None


def test_floors_above_end_what_is_theirs_first(henk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(
        erasure, "partings", [lambda person, *, by, at: seen.append((person.name, by.person))]
    )
    erase_person(henk, by=oneself(henk), at=now())
    assert seen == [("Henk Baas", henk.pk)]


def test_the_only_administrator_stays(henk: Person, marta: Person | None = None) -> None:
    make_administrator(henk, by=by_whom(None), at=now())
    with pytest.raises(Refused, match="only administrator"):
        erase_person(henk, by=oneself(henk), at=now())


def test_words_taken_out_without_an_erasure_are_found(troupe: Troupe, henk: Person) -> None:
    erase_person(henk, by=oneself(henk), at=now())
    eraser = Entry.objects.get(act="people.person.erased")
    chain = troupe.coalition.pk
    target = EntryWords.objects.filter(entry__chain=chain, erased_by=None).order_by("entry__seq").first()
    kept = (target.words, target.salt)

    def faults() -> list[str]:
        return [fault.what for fault in verify(chain)]

    assert faults() == []
    EntryWords.objects.filter(pk=target.pk).update(words="{}", salt="", erased_by=eraser)
    assert [("taken out wrongly" in what) for what in faults()] == [True]
    EntryWords.objects.filter(pk=target.pk).update(words="{}", salt="", erased_by=target.entry)
    assert [("taken out wrongly" in what) for what in faults()] == [True]
    EntryWords.objects.filter(pk=target.pk).update(words=kept[0], salt=kept[1], erased_by=None)
    assert faults() == []
    mine = EntryWords.objects.filter(entry__chain=chain, erased_by=eraser).first()
    EntryWords.objects.filter(pk=mine.pk).update(words='{"by": "Somebody else"}')
    assert len(faults()) == 1


def test_only_acts_that_say_so_erase_words(henk: Person) -> None:
    from comity.audit.acts import ACTS, Changes, act

    @act("tests.sly", says="")
    def sly(*, by: Any, at: Any) -> Changes[Person]:
        return Changes(henk, erases=EntryWords.objects.all())

    try:
        with pytest.raises(ValueError, match="may not erase"):
            sly(by=oneself(henk), at=now())
    finally:
        del ACTS["tests.sly"]
    assert not EntryWords.objects.filter(words="{}").exists()


def test_the_address_is_free_again(henk: Person) -> None:
    address = henk.email
    erase_person(henk, by=oneself(henk), at=now())
    assert register_person(name="Another Henk", email=address, by=by_whom(None), at=THEN).email == address
