"""The pages of the account."""

import base64
import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import get_resolver

from comity.audit.models import INSTALL, Entry
from comity.audit.verify import verify
from comity.base.clock import now, stopped_at
from comity.base.refusal import Refused
from comity.base.text import sort_key
from comity.people.acts import add_address, edit_person, set_password
from comity.people.arrival import oneself
from comity.people.models import Person, Sitting
from comity.people.permissions import may_change
from tests.people.conftest import ask, sign_in, signed_in

AMINA, WORK = "amina.haddad@example.org", "a.haddad@work.example"
PAGES = [
    "/account/",
    "/account/profile/",
    "/account/addresses/",
    "/account/mails/",
    "/account/sittings/",
    "/account/password/",
    "/account/second-step/",
    "/account/sure/",
    "/account/erase/",
]


@pytest.fixture(autouse=True)
def whole():
    """Whatever the story, the record of the install stays whole."""
    yield
    assert not list(verify(INSTALL))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_its_owner_only(inside: Client, path: str) -> None:
    assert inside.get(path).status_code == 200
    assert Client().get(path).url.startswith("/sign-in/?next=")


def test_the_second_step_leads_back_to_where_it_was_asked_for(inside: Client) -> None:
    asked, back = "/account/second-step/", 'href="/c/harbour/people/"'
    assert back in inside.get(asked, {"next": "/c/harbour/people/"}).content.decode()
    assert 'href="https://elsewhere' not in inside.get(asked, {"next": "https://elsewhere.example/"}).content.decode()
    inside.post("/account/second-step/app/", {"next": "/c/harbour/people/"})
    assert back in inside.get(asked).content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_style_or_script(inside: Client, path: str) -> None:
    page = inside.get(path).content.decode()
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_few_questions_of_the_database(
    inside: Client, path: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        inside.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_looking_changes_nothing(inside: Client, path: str) -> None:
    before = _everything()
    inside.get(path)
    assert _everything() == before


def _everything() -> list[Any]:
    from django.apps import apps

    return [
        list(model.objects.order_by("pk").values()) for model in apps.get_app_config("people").get_models()
    ]


def test_every_address_of_people_is_known_to_these_tests() -> None:
    """A page that is added must be looked at by the tests above, or be named here as a form's target or door."""
    known = {p.strip("/") for p in PAGES} | {
        "account/addresses/change", "account/mails/again", "account/sittings/end", "account/data", "account/erased",
        "account/sure/options", "account/second-step/app", "account/second-step/codes",
        "account/second-step/passkeys", "account/second-step/passkeys/options", "account/second-step/<int:row>/remove",
    }  # fmt: skip
    people = next(r for r in get_resolver().url_patterns if getattr(r, "app_name", "") == "people")
    assert {
        str(p.pattern).strip("/") for p in people.url_patterns if str(p.pattern).startswith("account")
    } == known


# ── profile ──


def test_name_language_and_zone(inside: Client, amina: Person) -> None:
    inside.post("/account/profile/", {"name": "Amina H. Haddad", "language": "en", "zone": "Europe/Berlin"})
    amina.refresh_from_db()
    assert (amina.name, amina.language, amina.zone) == ("Amina H. Haddad", "en", "Europe/Berlin")
    assert amina.sort_name == sort_key("Amina H. Haddad")
    page = inside.get("/account/").content.decode()
    assert "Amina H. Haddad" in page
    assert "Europe/Berlin" in page


@pytest.mark.parametrize("name", ["", "A\nBcc: all@example.org", "A\x00", "x" * 121])
def test_a_name_is_one_line(inside: Client, amina: Person, name: str) -> None:
    answer = inside.post("/account/profile/", {"name": name, "language": "", "zone": ""})
    assert answer.status_code == 200
    assert "needs another look" in answer.content.decode()
    amina.refresh_from_db()
    assert amina.name == "Amina Haddad"


def test_zones_that_do_not_exist_are_refused(inside: Client, amina: Person) -> None:
    assert (
        inside.post("/account/profile/", {"name": "A", "language": "", "zone": "Mars/Olympus"}).status_code
        == 200
    )


def test_nobody_changes_anothers_account(amina: Person, marta: Person) -> None:
    with pytest.raises(Refused):
        edit_person(amina, name="Nobody", by=oneself(marta), at=now())
    with pytest.raises(Refused):
        set_password(amina, "three wet herons wait", by=oneself(marta), at=now())
    assert may_change(oneself(amina), amina) is None


def test_the_record_tells_what_changed_not_to_what(inside: Client, amina: Person) -> None:
    inside.post("/account/profile/", {"name": "Amina Secret", "language": "", "zone": ""})
    entry = Entry.objects.get(act="people.person.edited")
    assert "Secret" not in entry.text
    assert json.loads(entry.text)["facts"]["changed"] == ["name"]


# ── addresses ──


def test_a_further_address_counts_once_its_link_is_opened(inside: Client, amina: Person, newest) -> None:
    inside.post("/account/addresses/", {"email": "A.Haddad@Work.example"})
    assert not EmailAddress.objects.filter(email=WORK).exists()
    link = newest(WORK).link
    assert "added to the account of Amina Haddad" in Client().get(link).content.decode()
    assert not EmailAddress.objects.filter(email=WORK).exists()
    phone = Client()
    phone.post(link)
    assert EmailAddress.objects.get(email=WORK).user == amina
    assert signed_in(phone) is None
    assert phone.post(link).status_code == 410


def test_somebody_elses_address_is_answered_alike_and_not_given(
    inside: Client, marta: Person, newest
) -> None:
    answers = []
    for address in (WORK, marta.email):
        answer = inside.post("/account/addresses/", {"email": address}, follow=True)
        answers.append(answer.content.decode().replace(address, "…"))
    assert _plain(answers[0]) == _plain(answers[1])
    assert newest(marta.email).mail.subject == "This address is in use already"
    assert "/sign-in/by/" not in newest(marta.email).mail.text


def _plain(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_an_address_taken_meanwhile_is_not_given(
    inside: Client, amina: Person, marta: Person, newest
) -> None:
    inside.post("/account/addresses/", {"email": WORK})
    add_address(marta, WORK, by=oneself(marta), at=now())
    answer = inside.post(newest(WORK).link)
    assert answer.status_code == 409
    assert EmailAddress.objects.get(email=WORK).user == marta


def test_another_main_address(inside: Client, amina: Person) -> None:
    add_address(amina, WORK, by=oneself(amina), at=now())
    inside.post("/account/addresses/change/", {"address": WORK, "main": ""})
    amina.refresh_from_db()
    assert amina.email == WORK
    assert EmailAddress.objects.get(primary=True).email == WORK
    inside.post("/account/addresses/change/", {"address": AMINA, "remove": ""})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [WORK]


def test_the_main_address_stays(inside: Client, amina: Person) -> None:
    answer = inside.post("/account/addresses/change/", {"address": AMINA, "remove": ""})
    assert answer.status_code == 409
    assert "main address" in answer.content.decode()
    assert EmailAddress.objects.count() == 1


def test_anothers_address_is_not_mine_to_remove(inside: Client, marta: Person) -> None:
    assert (
        inside.post("/account/addresses/change/", {"address": marta.email, "remove": ""}).status_code == 404
    )
    assert EmailAddress.objects.filter(user=marta).exists()


# ── is it you? ──


def test_twenty_minutes_later_the_account_asks_who_is_there(inside: Client, amina: Person, newest) -> None:
    with stopped_at(now() + timedelta(minutes=21)):
        answer = inside.get("/account/password/")
        assert answer.url == "/account/sure/?next=%2Faccount%2Fpassword%2F"
        inside.post(answer.url, {"mail": ""})
        code = newest(AMINA).code
        assert inside.post(answer.url, {"code": "000000" if code != "000000" else "1"}).status_code == 200
        assert inside.get("/account/password/").status_code == 302
        assert inside.post(answer.url, {"code": code}).url == "/account/password/"
        assert inside.get("/account/password/").status_code == 200


def test_the_mailed_code_is_no_way_to_sign_in(inside: Client, amina: Person, newest) -> None:
    with stopped_at(now() + timedelta(minutes=21)):
        inside.post("/account/sure/", {"mail": ""})
        other = Client()
        other.post("/sign-in/code/", {"email": AMINA, "code": newest(AMINA).code})
        assert signed_in(other) is None


def test_the_password_tells_who_is_there(inside: Client, amina: Person) -> None:
    inside.post("/account/password/", {"password": "three wet herons wait"})
    with stopped_at(now() + timedelta(minutes=21)):
        assert inside.post("/account/sure/", {"password": "wrong"}).status_code == 200
        assert inside.post("/account/sure/", {"password": "three wet herons wait"}).status_code == 302
        assert inside.get("/account/password/").status_code == 200


def test_who_has_a_second_step_is_asked_for_that_and_not_for_a_mail(
    inside: Client, amina: Person, newest
) -> None:
    secret = _set_up_app(inside)
    before = newest(AMINA).mail.pk
    with stopped_at(now() + timedelta(minutes=21)):
        inside.post("/account/sure/", {"mail": ""})
        assert newest(AMINA).mail.pk == before
        inside.post("/account/sure/", {"code": _code(secret, 1)})
        assert inside.get("/account/password/").status_code == 200


def test_nobody_is_sent_elsewhere_afterwards(inside: Client, amina: Person, newest) -> None:
    inside.post("/account/sure/?next=//evil.example/", {"mail": ""})
    answer = inside.post("/account/sure/?next=//evil.example/", {"code": newest(AMINA).code})
    assert answer.url == "/account/"


# ── proofs ──


def _code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def _set_up_app(client: Client) -> str:
    client.post("/account/second-step/app/")
    page = client.get("/account/second-step/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert client.post("/account/second-step/app/", {"code": _code(secret)}).status_code == 302
    return secret


def test_a_password_is_set_and_the_other_browsers_go_out(inside: Client, amina: Person) -> None:
    other = Client()
    sign_in(other, amina)
    assert inside.post("/account/password/", {"password": "three wet herons wait"}).status_code == 302
    assert signed_in(inside) == "Amina Haddad"
    assert inside.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    inside.post("/account/password/", {"remove": ""})
    amina.refresh_from_db()
    assert not amina.has_usable_password()
    assert inside.get("/account/").status_code == 200


@pytest.mark.parametrize("weak", ["short", "password1234", "amina.haddad@example.org"])
def test_weak_passwords_are_refused_with_the_reason(inside: Client, amina: Person, weak: str) -> None:
    answer = inside.post("/account/password/", {"password": weak})
    assert "This password is too" in answer.content.decode() or "too similar" in answer.content.decode()
    amina.refresh_from_db()
    assert not amina.has_usable_password()


def test_an_app_is_set_up_by_its_first_code(inside: Client, amina: Person) -> None:
    inside.post("/account/second-step/app/")
    page = inside.get("/account/second-step/app/").content.decode()
    assert "data:image/svg+xml;base64," in page
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", page)[1]).decode()
    assert "style=" not in picture
    inside.post("/account/second-step/app/", {"code": "12345"})
    assert not Authenticator.objects.exists()
    secret = _set_up_app(inside)
    assert "Set up" in inside.get("/account/second-step/").content.decode()
    assert secret not in inside.get("/account/second-step/").content.decode()
    assert inside.get("/account/second-step/app/").status_code == 302


def test_recovery_codes_are_shown_once(inside: Client, amina: Person) -> None:
    assert inside.post("/account/second-step/codes/").status_code == 409
    _set_up_app(inside)
    codes = re.findall(r"<code>(\d{8})</code>", inside.post("/account/second-step/codes/").content.decode())
    assert len(set(codes)) == 10
    later = inside.get("/account/second-step/").content.decode()
    assert not any(code in later for code in codes)
    assert "10 unused codes" in later


def test_the_app_is_removed(inside: Client, amina: Person, marta: Person) -> None:
    _set_up_app(inside)
    row = Authenticator.objects.get(type="totp").pk
    other = Client()
    sign_in(other, marta)
    assert other.post(f"/account/second-step/{row}/remove/").status_code == 404
    inside.post(f"/account/second-step/{row}/remove/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential",
    ["", "nonsense", "[]", "{}", '{"id": 1}', '{"response": []}', '{"type": "public-key", "response": {}}'],
)
def test_broken_passkeys_change_nothing(inside: Client, credential: str) -> None:
    inside.post("/account/second-step/passkeys/options/")
    answer = inside.post("/account/second-step/passkeys/", {"name": "my phone", "credential": credential})
    assert answer.status_code == 302
    assert not Authenticator.objects.exists()
    stranger = Client()
    assert "publicKey" in stranger.post("/sign-in/passkey/options/").json()
    answer = stranger.post("/sign-in/passkey/", {"credential": credential})
    assert "not known here" in answer.content.decode()
    assert signed_in(stranger) is None


# ── mails, sittings, data ──


def test_the_digest_can_be_turned_off_and_on(inside: Client, amina: Person) -> None:
    for wish, data in ((False, {}), (True, {"digest": "on"})):
        inside.post("/account/mails/", data)
        amina.refresh_from_db()
        assert amina.wants_digest is wish


def test_kinds_of_mail_can_be_stopped_and_wanted_again(inside: Client, amina: Person, monkeypatch) -> None:
    from comity.base.registry import Registry
    from comity.notices import mails
    from comity.notices.models import Quiet
    from comity.people import summing
    from comity.people.forms import account

    kinds: Registry[mails.Kind] = Registry("kind of mail")
    kinds.register("try.news", mails.Kind("News of tries", True))
    kinds.register("try.must", mails.Kind("What must come", False))
    for place in (account, summing, mails):
        monkeypatch.setattr(place, "kinds", kinds)
    page = inside.get("/account/mails/").content.decode()
    assert "News of tries" in page
    assert "What must come" not in page
    inside.post("/account/mails/", {"digest": "on"})
    row = Quiet.objects.get(person=amina.pk)
    assert (row.kind, row.coalition, row.ended_at) == ("try.news", None, None)
    inside.post("/account/mails/", {"digest": "on", "kinds": ["try.news"]})
    assert not Quiet.objects.filter(ended_at=None).exists()


def test_what_was_stopped_in_one_coalition_can_be_had_again(
    inside: Client, amina: Person, marta: Person
) -> None:
    from comity.base.ids import uuid7
    from comity.notices.models import Quiet

    mine, hers = (
        Quiet(person=who.pk, coalition=uuid7(), kind="try.news", since_at=now()).store()
        for who in (amina, marta)
    )
    assert str(mine.pk) in inside.get("/account/mails/").content.decode()
    for row in (mine, hers):
        inside.post("/account/mails/again/", {"row": str(row.pk)})
    assert list(Quiet.objects.filter(ended_at=None)) == [hers]


def test_sittings_are_listed_and_ended(inside: Client, amina: Person, marta: Person) -> None:
    phone = Client(
        headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"}
    )
    sign_in(phone, amina)
    hers = Client()
    sign_in(hers, marta)
    page = inside.get("/account/sittings/").content.decode()
    assert "Safari on iPhone" in page
    assert page.count('name="sitting"') == 2
    assert phone.session.session_key not in page
    mark = re.search(r'name="sitting" value="([0-9a-f]{64})"', page)[1]
    inside.post("/account/sittings/end/", {"sitting": mark})
    assert phone.get("/account/").status_code == 302
    sign_in(phone, amina)
    inside.post("/account/sittings/end/", {"sitting": "all"})
    assert phone.get("/account/").status_code == 302
    assert inside.get("/account/").status_code == 200
    assert hers.get("/account/").status_code == 200


def test_strangers_sittings_belong_to_nobody(client: Client) -> None:
    ask(client, AMINA)
    assert Sitting.objects.get().person is None


def test_my_data_as_a_file(inside: Client, amina: Person, marta: Person) -> None:
    answer = inside.get("/account/data/")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = answer.json()
    assert data["person"]["name"] == "Amina Haddad"
    assert data["addresses"][0]["email"] == AMINA
    assert [act["act"] for act in data["acts"]] == ["people.address.confirmed"]
    kept = answer.content.decode()
    assert "Marta" not in kept
    assert not re.search(r"pbkdf2|md5\$|secret|link_hash|session", kept)
