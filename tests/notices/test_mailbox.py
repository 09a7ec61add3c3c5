"""The mailbox of a demo: invented people's mails only, caged; elsewhere it does not exist."""

import pytest
from django.test import Client
from pytest_django import Settings

from comity.notices.mails import Addressee, write
from comity.notices.models import Mail
from comity.people.models import Person
from tests.cast import THEN, Troupe

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def letters(home: Troupe) -> list[Mail]:
    """One to Marta, who is invented, and one to Henk, who is not."""
    marta, henk = home.people["Marta"], home.people["Henk"]
    Person.objects.filter(pk=marta.pk).update(invented=True)
    to = [Addressee(p.pk, p.email or "", p.name) for p in (marta, henk)]
    words = {
        "mail": {
            "subject": "A ballot waits",
            "lede": SCRIPT,
            "buttons": [("In favour", "http://localhost:8000/a/x/")],
        }
    }
    return write("x", to, template="base/mail/base.html", at=THEN, coalition=home.coalition.pk, context=words)


def test_without_a_demo_there_is_no_mailbox(letters: list[Mail], client: Client) -> None:
    key = letters[0].pk
    for address in ("/mailbox/", f"/mailbox/{key}/", f"/mailbox/{key}/html/"):
        assert client.get(address).status_code == 404


def test_the_mailbox_shows_invented_peoples_mails_only(
    demo: None, letters: list[Mail], client: Client
) -> None:
    page = client.get("/mailbox/").content.decode()
    assert "Marta Lind" in page
    assert "Henk" not in page
    for end in ("", "html/"):
        assert client.get(f"/mailbox/{letters[0].pk}/{end}").status_code == 200
        assert client.get(f"/mailbox/{letters[1].pk}/{end}").status_code == 404


def test_mails_can_be_read_person_by_person(demo: None, letters: list[Mail], client: Client) -> None:
    Person.objects.filter(pk=letters[1].person).update(invented=True)
    assert client.get("/mailbox/").context["page"].paginator.count == 2
    page = client.get("/mailbox/", {"to": letters[1].to})
    assert [mail.pk for mail in page.context["page"]] == [letters[1].pk]


def test_a_mail_is_shown_in_a_cage(demo: None, letters: list[Mail], client: Client) -> None:
    sheet = client.get(f"/mailbox/{letters[0].pk}/html/")
    policy = sheet.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-top-navigation-by-user-activation; default-src 'none'")
    assert "script" not in policy
    assert sheet.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in sheet.content.decode()
    page = client.get(f"/mailbox/{letters[0].pk}/")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "http://localhost:8000/a/x/" in page.content.decode()


def test_an_empty_mailbox_says_why(demo: None, db: None, client: Client) -> None:
    assert "No mails yet" in client.get("/mailbox/").content.decode()
