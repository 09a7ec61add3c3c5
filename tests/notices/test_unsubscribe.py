"""Fewer mails: one click in the mail program, or a button on a page; never by merely opening the link."""

import json

import pytest
from django.test import Client

from comity.audit.models import INSTALL, Entry
from comity.audit.verify import verify
from comity.notices.mails import quiet_token
from comity.notices.models import Quiet
from tests.cast import Troupe

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORM = "application/x-www-form-urlencoded"


def address_for(home: Troupe, name: str = "Marta", kind: str = "governing.vote") -> str:
    return f"/unsubscribe/{quiet_token(home.people[name].pk, home.coalition.pk, kind)}/"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_opening_the_link_changes_nothing(home: Troupe, strict: Client) -> None:
    page = strict.get(address_for(home))
    assert "Stop these mails" in page.content.decode()
    assert "Harbour Homes Together" in page.content.decode()
    assert strict.head(address_for(home)).status_code == 200
    assert not Quiet.objects.exists()


def test_the_mail_programs_one_click_needs_no_page(home: Troupe, strict: Client) -> None:
    marta = home.people["Marta"]
    assert strict.post(address_for(home), "List-Unsubscribe=One-Click", content_type=FORM).status_code == 204
    row = Quiet.objects.get()
    assert (row.person, row.coalition, row.kind) == (marta.pk, home.coalition.pk, "governing.vote")
    entry = Entry.objects.get(act="notices.kind.quieted")
    assert (entry.chain, entry.person) == (INSTALL, marta.pk)
    assert json.loads(entry.text)["facts"]["kind"] == "governing.vote"
    assert list(verify(INSTALL)) == []


def test_one_click_may_come_as_multipart_too(home: Troupe, strict: Client) -> None:
    assert strict.post(address_for(home), ONE_CLICK).status_code == 204
    assert Quiet.objects.exists()


@pytest.mark.parametrize(
    "body", [{}, {"List-Unsubscribe": "x"}, {**ONE_CLICK, "choice": "want"}, {"choice": "quiet"}]
)
def test_anything_else_needs_the_pages_own_form(home: Troupe, strict: Client, body: dict[str, str]) -> None:
    assert strict.post(address_for(home), body).status_code == 403
    assert not Quiet.objects.exists()


def test_the_pages_button_stops_the_mails_and_brings_them_back(home: Troupe, strict: Client) -> None:
    address = address_for(home)
    strict.get(address)
    token = strict.cookies["csrftoken"].value
    page = strict.post(address, {"choice": "quiet", "csrfmiddlewaretoken": token})
    assert "You get no more of these mails" in page.content.decode()
    assert Quiet.objects.filter(ended_at=None).exists()
    page = strict.post(address, {"choice": "want", "csrfmiddlewaretoken": token})
    assert "You get these mails again" in page.content.decode()
    assert not Quiet.objects.filter(ended_at=None).exists()


def test_one_persons_link_is_no_use_for_another(home: Troupe, strict: Client) -> None:
    martas, henks = (address_for(home, name).split("/")[2] for name in ("Marta", "Henk"))
    forged = henks.rpartition(".")[0] + "." + martas.rpartition(".")[2]
    assert strict.post(f"/unsubscribe/{forged}/", ONE_CLICK).status_code == 404
    assert not Quiet.objects.exists()


def test_mails_of_the_install_itself_cannot_be_stopped(home: Troupe, strict: Client) -> None:
    token = quiet_token(home.people["Marta"].pk, None, "people.sign-in")
    assert strict.post(f"/unsubscribe/{token}/", ONE_CLICK).status_code == 404
    assert strict.get(f"/unsubscribe/{token}/").status_code == 404


def test_a_person_chooses_only_for_themselves(home: Troupe) -> None:
    from comity.base.refusal import Refused
    from comity.notices.acts import oneself, quiet
    from comity.notices.mails import Unwanted
    from tests.cast import THEN

    what = Unwanted(home.people["Marta"].pk, home.coalition.pk, "governing.vote")
    with pytest.raises(Refused):
        quiet(what, by=oneself(home.people["Henk"].pk), at=THEN)
