"""Two people change one thing: the later one sees both texts, keeps what was typed, and nobody's edit is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from comity.base.clock import stopped_at
from comity.base.versions import Changed, Version, fresh
from comity.coalitions.acts.coalitions import SETTINGS
from comity.coalitions.acts.profiles import edit_profile
from comity.coalitions.middleware import HAT
from comity.coalitions.models import Coalition
from comity.governing.acts import draft_question, edit_question
from comity.governing.models import Question, State
from comity.people.acts import edit_person
from comity.people.acts.organisations import PROFILE
from comity.people.models import Organisation, Person
from tests.cast import THEN
from tests.operation.forms import FOR_A_BODY, FORM_IDS, FORMS

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def wear(troupe: "Troupe", *clients: Client) -> None:
    """Let their coordinator act for the body that they coordinate."""
    for client in clients:
        session = client.session
        session[HAT] = {str(troupe.coalition.pk): troupe.by.value}
        session.save()


def at(troupe: "Troupe", name: str, *args: Any) -> str:
    return reverse(name, args=[troupe.coalition.slug, *args])


def typed(page: str) -> dict[str, Any]:
    """What a browser would send back from the form of the page that changes something, as it stands."""
    answers: dict[str, Any] = {}
    for field in HTMLParser(page).css("input[name=read_as]"):
        form = field.parent
        while form.tag != "form":
            form = form.parent
        for one in form.css("input[name], textarea[name], select[name]"):
            kind, name = one.attributes.get("type"), one.attributes["name"]
            if kind in ("radio", "checkbox") and "checked" not in one.attributes or kind == "file":
                continue
            if one.tag == "select":
                chosen = one.css_first("option[selected]")
                answers[name] = (chosen.attributes.get("value") or "") if chosen else ""
            elif one.tag == "textarea":
                answers[name] = one.text().removeprefix("\n")
            elif name == "seen":
                answers.setdefault(name, []).append(one.attributes["value"])
            else:
                answers[name] = one.attributes.get("value") or ("on" if kind == "checkbox" else "")
    answers.pop("csrfmiddlewaretoken", None)
    return answers


def looked(client: Client, url: str) -> dict[str, Any]:
    """The form as it is shown to somebody; it must say at which version."""
    with stopped_at(LATER):
        answers = typed(client.get(url).content.decode())
    assert Version.from_text(answers["read_as"]), url
    return answers


def sent(client: Client, url: str, answers: dict[str, Any]) -> Any:
    with stopped_at(LATER):
        return client.post(url, answers)


# ── one form after the other ──


def test_the_later_save_sees_both_texts_and_keeps_what_was_typed(home: "Troupe") -> None:
    tenants = home.organisations["HT"]
    url = at(home, "coalitions:edit-organisation", tenants.slug)
    amina, ruth = browser(home.coordinator), browser(home.people["Ruth"])
    first, second = looked(amina, url), looked(ruth, url)
    assert sent(amina, url, first | {"words": "Amina’s words", "place": "Pier Street"}).status_code == 302

    answer = sent(ruth, url, second | {"words": "Ruth’s words", "decided_by": "the board"})
    page = HTMLParser(answer.content.decode())
    assert answer.status_code == 409
    cells = [cell.text(strip=True) for cell in page.css(".errors td")]
    assert cells == ["Amina’s words", "Ruth’s words"]
    assert "Place" in page.css_first(".errors").text()
    kept = typed(answer.content.decode())
    assert (kept["words"], kept["decided_by"]) == ("Ruth’s words", "the board")
    assert kept["place"] == "Pier Street", "what Ruth left alone reads as Amina left it"
    saved = Organisation.objects.get(pk=tenants.pk)
    assert (saved.words, saved.place, saved.decided_by) == ("Amina’s words", "Pier Street", "")

    assert sent(ruth, url, kept | {"words": "Both words"}).status_code == 302
    saved.refresh_from_db()
    assert (saved.words, saved.place, saved.decided_by) == ("Both words", "Pier Street", "the board")


def test_the_same_edit_twice_is_no_quarrel_of_texts(home: "Troupe") -> None:
    url = at(home, "coalitions:edit-settings")
    one, other = browser(home.coordinator), browser(home.coordinator)
    first, second = looked(one, url), looked(other, url)
    assert sent(one, url, first | {"purpose": "Dry homes", "has_page": "on"}).status_code == 302
    answer = sent(other, url, second | {"purpose": "Dry homes"})
    assert answer.status_code == 409 and not HTMLParser(answer.content.decode()).css(".errors td")
    kept = typed(answer.content.decode())
    assert kept["has_page"] == "on", "what the other ticked stays ticked"
    assert sent(other, url, kept).status_code == 302
    assert Coalition.objects.get(pk=home.coalition.pk).has_page


@pytest.mark.parametrize(("where", "field", "mine", "theirs"), FORMS, ids=FORM_IDS)
def test_every_form_of_a_coalition_says_when_it_comes_too_late(
    home: "Troupe", where: Any, field: str, mine: str, theirs: str
) -> None:
    name, *args = where(home)
    url = at(home, name, *args)
    mine, theirs = (str(home.organisations[said].pk) if said in home.organisations else said for said in (mine, theirs))
    one, other = browser(home.coordinator), browser(home.coordinator)
    if where in [form[0] for form in FOR_A_BODY]:
        wear(home, one, other)
    first, second = looked(one, url), looked(other, url)
    assert sent(one, url, first | {field: mine}).status_code == 302
    answer = sent(other, url, second | {field: theirs})
    assert answer.status_code == 409
    kept = typed(answer.content.decode())
    assert kept[field] == theirs
    assert len(HTMLParser(answer.content.decode()).css(".errors td")) == 2, "theirs and mine, side by side"
    assert sent(other, url, kept).status_code == 302, "having seen both, one may save"


def test_ones_own_account_in_two_tabs(home: "Troupe") -> None:
    one = browser(home.people["Ruth"])
    url = reverse("people:profile")
    first, second = looked(one, url), looked(one, url)
    assert sent(one, url, first | {"name": "Ruth B."}).status_code == 302
    assert sent(one, url, second | {"name": "Ruth Brandt-Lind"}).status_code == 409
    assert Person.objects.get(pk=home.people["Ruth"].pk).name == "Ruth B."


def test_a_change_taken_into_a_text_that_changed_meanwhile(home: "Troupe") -> None:
    from comity.governing.acts import integrate_change, raise_objection
    from tests.governing.stage import OPENS, asking, hat, tenants

    with home.scope():
        question = asking(home)()
        objections = [
            raise_objection(question, concern="Why", change="What", by=hat(home, *who), at=OPENS)
            for who in (("Marta", "OD"), ("Okafor", "HH"))
        ]
    client = browser(home.coordinator)
    url = at(home, "governing:take-in", question.pk, objections[0].pk)
    hat_on = {"acting_as": tenants(home).value}
    with stopped_at(OPENS):
        answers = typed(client.get(url, hat_on).content.decode())
        with home.scope():
            integrate_change(objections[1], lede="Theirs", by=tenants(home), at=OPENS)
        answer = client.post(url, answers | hat_on | {"lede": "Mine"})
    assert answer.status_code == 409
    assert typed(answer.content.decode())["lede"] == "Mine"
    assert Question._base_manager.get(pk=question.pk).lede == "Theirs"


# ── a draft, changed through its pages ──


@pytest.fixture
def draft(home: "Troupe") -> Question:
    from tests.governing.stage import tenants

    with home.scope():
        return draft_question(
            body=home.bodies["steering"], title="Insulate?", lede="Forty flats.", by=tenants(home), at=THEN,
            closes_at=THEN + timedelta(days=30),
        )  # fmt: skip


def walked(home: "Troupe", client: Client, draft: Question, **changes: str) -> dict[str, Any]:
    """Go through the pages of a draft with these changes, up to the check."""
    url = at(home, "governing:edit", draft.pk)
    answers = looked(client, url)
    for _page in range(6):
        asked = {name: value for name, value in changes.items() if name in answers}
        with stopped_at(LATER):
            answers = typed(client.post(url, answers | asked | {"go": "next"}).content.decode())
    return answers


def test_a_draft_that_two_change_shows_both_at_the_check(home: "Troupe", draft: Question) -> None:
    from tests.governing.stage import tenants

    client, url = browser(home.coordinator), at(home, "governing:edit", draft.pk)
    changes = {"what-lede": "Fifty flats.", "acting_as": tenants(home).value}
    answers = walked(home, client, draft, **changes)
    with home.scope():
        edit_question(draft, lede="Sixty flats.", text="Much to know", by=tenants(home), at=LATER)
    answer = sent(client, url, answers | {"go": "done"})
    page = HTMLParser(answer.content.decode())
    assert answer.status_code == 409
    assert [cell.text(strip=True) for cell in page.css(".errors td")] == ["Sixty flats.", "Fifty flats."]
    assert "Much to know" in page.css_first("dl.summary").text(), "their text is taken in"
    assert sent(client, url, typed(answer.content.decode()) | {"go": "done"}).status_code == 302
    saved = Question._base_manager.get(pk=draft.pk)
    assert (saved.lede, saved.text, saved.title) == ("Fifty flats.", "Much to know", "Insulate?")


def test_nobody_opens_a_draft_that_reads_otherwise_by_now(home: "Troupe", draft: Question) -> None:
    from tests.governing.stage import tenants

    client = browser(home.coordinator)
    with stopped_at(LATER):
        page = client.get(draft.get_absolute_url()).content.decode()
    seen = re.search(r'name="read_as" value="([^"]+)"', page)
    assert seen
    with home.scope():
        edit_question(draft, title="Demolish?", by=tenants(home), at=LATER)
    answers = {"read_as": seen[1], "acting_as": tenants(home).value}
    answer = sent(client, at(home, "governing:open", draft.pk), answers)
    assert answer.status_code == 409
    assert Question._base_manager.get(pk=draft.pk).state == State.DRAFT


# ── at the same moment ──


@pytest.mark.django_db(transaction=True)
def test_of_ten_saves_at_once_from_one_page_one_goes_through() -> None:
    from tests.cast import harbour

    troupe = harbour()
    tenants = troupe.organisations["HT"]
    seen = Version.of(tenants, PROFILE)

    def save(n: int) -> bool:
        try:
            while True:
                with suppress(OperationalError):  # SQLite asks to come again when it was busy for too long
                    row = Organisation.objects.get(pk=tenants.pk)
                    edit_profile(row, words=f"Words {n}", by=troupe.by, at=LATER, read=seen)
                    return True
        except Changed:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as hands:
        assert sum(hands.map(save, range(10))) == 1


@pytest.mark.django_db(transaction=True)
def test_different_fields_saved_at_once_are_all_kept() -> None:
    """Each act reads its row anew once it holds the lock; a row read before would bring old values back."""
    from tests.cast import harbour

    troupe = harbour()
    tenants = troupe.organisations["HT"]
    wanted = {"words": "W", "place": "P", "serves": "S", "languages": "L", "holidays": "H", "decided_by": "D"}
    rows = {name: Organisation.objects.get(pk=tenants.pk) for name in wanted}

    def save(name: str) -> None:
        try:
            while True:
                with suppress(OperationalError):
                    edit_profile(rows[name], by=troupe.by, at=LATER, **{name: wanted[name]})
                    return
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as hands:
        list(hands.map(save, wanted))
    saved = Organisation.objects.get(pk=tenants.pk)
    assert {name: getattr(saved, name) for name in wanted} == wanted


# ── versions ──


def test_a_version_goes_through_text_and_back(home: "Troupe") -> None:
    version = Version.of(home.coalition, SETTINGS)
    assert Version.from_text(str(version)) == version
    assert re.fullmatch(r"[!#-+\--~]+", str(version)), "an ETag may hold it as it is"


@pytest.mark.parametrize("text", ["", "x", "name=", "name=123", ";;", "name=0123456789ab;x", "=" * 9, "\0"])
def test_what_is_no_version_is_none(text: str) -> None:
    assert Version.from_text(text) is None


def test_a_version_of_fields_there_are_not_says_nothing(home: "Troupe") -> None:
    made_up = Version.from_text(
        "name=000000000000;nonsense=000000000000;delete=000000000000;pk__in=000000000000"
    )
    assert made_up and made_up.changed(home.coalition) == ["name"]


def test_values_and_rows_have_the_same_marks(home: "Troupe") -> None:
    row = Coalition.objects.get(pk=home.coalition.pk)
    row.founded_on = date(2025, 3, 9)
    values = {name: getattr(row, name) for name in SETTINGS}
    assert Version.of(values, SETTINGS) == Version.of(row, SETTINGS)


@pytest.mark.django_db(transaction=True)
def test_only_inside_an_act_is_a_row_read_anew() -> None:
    from django.db import connection
    from django.db.transaction import TransactionManagementError

    from tests.cast import person

    someone = person("Ines Moreau")
    if connection.vendor == "postgresql":
        with pytest.raises(TransactionManagementError):
            fresh(someone)


def test_whoever_edits_a_person_without_a_version_goes_through(home: "Troupe") -> None:
    from comity.people.arrival import oneself

    ruth = home.people["Ruth"]
    edit_person(ruth, name="Ruth", by=oneself(ruth), at=LATER)
    assert Person.objects.get(pk=ruth.pk).name == "Ruth"
