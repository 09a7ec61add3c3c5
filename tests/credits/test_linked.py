"""Credit is confirmed, or said otherwise, from its mail without signing in; and the list, long or short."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.credits.acts import drop_credit, give_credit
from comity.credits.models import Credit, Naming, State
from comity.notices.models import Mail
from tests.cast import THEN
from tests.governing.stage import asking, close, say, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("V6")]


def proposed(troupe: "Troupe", what: str = "lent the hall", mark: str = "OD", **other: Any) -> Credit:
    given = {"thing": troupe.bodies["steering"], "by": tenants(troupe), "at": THEN} | other
    with troupe.scope():
        return give_credit(organisation=troupe.organisations[mark], what=what, **given)


def link_to(troupe: "Troupe", name: str, kind: str = "credits.confirm") -> str:
    """The mailed link, as a path."""
    found = re.search(r"/a/[\w.-]+/", Mail.objects.get(person=troupe.people[name].pk, kind=kind).text)
    assert found
    return found[0]


def sent(url: str, answers: dict[str, str] | None = None, *, at: datetime = LATER) -> Any:
    browser = Client()
    with stopped_at(at):
        return browser.get(url) if answers is None else browser.post(url, answers)


def now(troupe: "Troupe", line: Credit) -> Credit:
    with troupe.scope():
        return Credit.objects.get(pk=line.pk)


def test_opening_the_link_changes_nothing(troupe: "Troupe") -> None:
    line, before = proposed(troupe), Entry.objects.count()
    page = sent(f"{link_to(troupe, 'Marta')}?answer=confirm")
    assert page.status_code == 200 and "lent the hall" in page.content.decode()
    assert (now(troupe, line).state, Entry.objects.count()) == (State.PROPOSED, before)


def test_it_is_confirmed_without_signing_in(troupe: "Troupe") -> None:
    line, url = proposed(troupe), link_to(troupe, "Marta")
    given = {"answer": "confirm", "what": line.what, "name": line.name}
    assert sent(url, given).status_code == 302
    found = now(troupe, line)
    assert (found.state, found.answered_by) == (State.CONFIRMED, troupe.people["Marta"])
    entry = Entry.objects.filter(person=troupe.people["Marta"].pk).last()
    assert entry is not None and str(troupe.organisations["OD"].pk) in entry.text
    assert 'name="answer"' not in sent(url).content.decode(), "whoever comes again reads what was said"


def test_it_is_said_in_their_own_words(troupe: "Troupe") -> None:
    line, url = proposed(troupe), link_to(troupe, "Marta")
    assert sent(url, {"answer": "amend", "what": "", "name": "Open Door"}).status_code == 422
    assert sent(url, {"answer": "amend", "what": "made soup", "name": "Open Door"}).status_code == 302
    found = now(troupe, line)
    assert (found.what, found.name, found.state) == ("made soup", "Open Door", State.CONFIRMED)


def test_a_person_says_by_their_own_link_that_they_are_named(troupe: "Troupe") -> None:
    line = proposed(troupe, person=troupe.people["Marta"])
    url = link_to(troupe, "Marta", "credits.name")
    sent(f"{url}?answer=yes")
    assert now(troupe, line).naming == Naming.ASKED
    assert sent(url, {"named": "yes"}).status_code == 302
    assert now(troupe, line).naming == Naming.YES


def test_a_line_that_was_taken_out_is_confirmed_by_nobody(troupe: "Troupe") -> None:
    line, url = proposed(troupe), link_to(troupe, "Marta")
    with troupe.scope():
        drop_credit(line, by=tenants(troupe), at=LATER)
    assert sent(url).status_code == 200
    assert sent(url, {"answer": "confirm", "what": "x", "name": "y"}).status_code in (403, 409)
    assert now(troupe, line).state == State.DROPPED


def test_a_link_that_was_tampered_with_or_is_over_does_nothing(troupe: "Troupe") -> None:
    line, url = proposed(troupe), link_to(troupe, "Marta")
    given = {"answer": "confirm", "what": line.what, "name": line.name}
    assert sent(url[:-3] + "xx/", given).status_code == 404
    assert sent(url, given, at=THEN + timedelta(days=400)).status_code == 410
    assert now(troupe, line).state == State.PROPOSED


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_the_lines(
    many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        proposed(troupe, f"did thing {number}", person=troupe.people["Marta"] if number else None)
    client, url = signed_in(troupe.coordinator), reverse("credits:credits", args=[troupe.coalition.slug])
    client.get(url)
    with django_assert_max_num_queries(12):
        page = client.get(url).content.decode()
    assert all(f"did thing {number}" in page for number in range(many))


@pytest.mark.parametrize("many", [1, 3])
def test_a_decision_shows_its_tasks_and_its_credit_in_twelve_queries(
    many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    from tests.tasks.stage import given

    with troupe.scope():
        question = asking(troupe)()
        say(troupe, question, OD="yes", HH="no")
        close(question)
        for number in range(many):
            given(troupe, thing=question, title=f"Task {number}")
    for number in range(many):
        proposed(troupe, f"did thing {number}", thing=question)
    client = signed_in(troupe.coordinator)
    client.get(question.get_absolute_url())
    with django_assert_max_num_queries(12):
        page = client.get(question.get_absolute_url()).content.decode()
    assert all(f"did thing {number}" in page and f"Task {number}" in page for number in range(many))
