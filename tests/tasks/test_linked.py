"""A task is answered from its mail, by the one link, without signing in; and its pages as they are long or short."""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.notices.models import ActionLink, Mail
from comity.tasks import acts
from comity.tasks.models import State, Task
from tests.cast import THEN
from tests.governing.stage import hat, signed_in
from tests.tasks.stage import given

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("W5")]


@pytest.fixture
def task(troupe: "Troupe") -> Task:
    with troupe.scope():
        return given(troupe)


def link_in(mail: Mail) -> str:
    """The first mailed link, as a path."""
    found = re.search(r"/a/[\w.-]+/", mail.text)
    assert found, mail.text
    return found[0]


def sent(
    url: str, answers: dict[str, str] | None = None, *, at: datetime = LATER, client: Client | None = None
) -> Any:
    """What a browser nobody has signed in with gets; with answers it posts them."""
    browser = client or Client()
    with stopped_at(at):
        return browser.get(url) if answers is None else browser.post(url, answers)


def now(troupe: "Troupe", task: Task) -> Task:
    with troupe.scope():
        return Task.objects.get(pk=task.pk)


def to(troupe: "Troupe", name: str) -> str:
    return link_in(Mail.objects.get(person=troupe.people[name].pk, kind="tasks.given"))


@pytest.mark.parametrize("answer", ["accept", "decline", "done"])
def test_opening_the_link_changes_nothing(answer: str, troupe: "Troupe", task: Task) -> None:
    url, before = to(troupe, "Marta"), Entry.objects.count()
    page = sent(f"{url}?answer={answer}")
    assert page.status_code == 200 and task.title in page.content.decode()
    assert f'value="{answer}" ' in page.content.decode()
    assert sent(url).status_code == 200
    assert (now(troupe, task).state, Entry.objects.count()) == (State.GIVEN, before)
    assert not ActionLink.objects.exclude(used_at=None).exists()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"answer": "accept"}, State.ACCEPTED),
        ({"answer": "decline", "why": "We have no car."}, State.DECLINED),
        ({"answer": "done"}, State.DONE),
    ],
)
def test_the_answer_counts_when_it_is_sent_and_nobody_need_sign_in(
    answers: dict[str, str], state: State, troupe: "Troupe", task: Task
) -> None:
    url = to(troupe, "Marta")
    assert sent(url, answers).status_code == 302
    found = now(troupe, task)
    assert (found.state, found.answer) == (state, answers.get("why", ""))
    entry = Entry.objects.filter(person=troupe.people["Marta"].pk).last()
    assert entry is not None
    assert str(troupe.organisations["OD"].pk) in entry.text
    assert sent(url).status_code == 200, "whoever comes again reads what was said"


def test_no_needs_its_reason_and_what_cannot_be_said_is_not_taken(troupe: "Troupe", task: Task) -> None:
    url = to(troupe, "Marta")
    assert sent(url, {"answer": "decline", "why": " "}).status_code == 422
    assert sent(url, {"answer": "drop"}).status_code == 422
    assert sent(url, {}).status_code == 422
    sent(url, {"answer": "done"})
    assert sent(url, {"answer": "accept"}).status_code == 422, "what is done is not taken on any more"
    assert now(troupe, task).state == State.DONE


def test_the_link_of_who_lost_the_task_does_nothing(troupe: "Troupe", task: Task) -> None:
    url = to(troupe, "Marta")
    with troupe.scope():
        acts.hand_over(task, organisation=troupe.organisations["HH"], by=hat(troupe, "Marta", "OD"), at=LATER)
    page = sent(url, {"answer": "accept"})
    assert page.status_code == 200 and "This is the task of Harbour Health Service" in page.content.decode()
    assert now(troupe, task).state == State.GIVEN
    assert sent(to(troupe, "Okafor"), {"answer": "accept"}).status_code == 302
    assert now(troupe, task).state == State.ACCEPTED


def test_a_link_is_its_own_persons_and_ends(troupe: "Troupe", task: Task) -> None:
    url = to(troupe, "Marta")
    assert sent(url[:-3] + "xx/", {"answer": "accept"}).status_code == 404
    assert sent(url, {"answer": "accept"}, at=THEN + timedelta(days=91)).status_code == 410
    assert now(troupe, task).state == State.GIVEN
    sent(url, {"answer": "accept"}, client=signed_in(troupe.people["Okafor"]))
    assert now(troupe, task).answered_by == troupe.people["Marta"], "whoever is signed in beside it"


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("where", ["tasks", "board"])
def test_queries_do_not_grow_with_the_tasks(
    where: str, many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    with troupe.scope():
        for number in range(many):
            given(troupe, title=f"Task {number}", person=troupe.people["Marta"] if number else None,
                  organisation=troupe.organisations["OD"])  # fmt: skip
    client, url = signed_in(troupe.coordinator), reverse(f"tasks:{where}", args=[troupe.coalition.slug])
    sent(url, client=client)
    with django_assert_max_num_queries(12):
        page = sent(url, client=client).content.decode()
    assert all(f"Task {number}" in page for number in range(many))


def test_home_says_by_when_a_task_is_due_not_that_it_closes(troupe: "Troupe", task: Task) -> None:
    home, marta = reverse("inside:home", args=[troupe.coalition.slug]), signed_in(troupe.people["Marta"])
    page = sent(home, client=marta).content.decode()
    assert "It is due in <b>10 days</b>" in page and "It closes" not in page
    late = sent(home, client=marta, at=THEN + timedelta(days=20)).content.decode()
    assert "Its day has passed." in late
