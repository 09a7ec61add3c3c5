"""Writing a question page by page: what each page asks of the database, and what opening it sends."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.acts import create_body
from comity.coalitions.models import BodyKind
from comity.core.rulebook.types import Approval
from tests.cast import Troupe, join, person
from tests.governing.rules import rules_of_membership
from tests.governing.stage import CLOSES, OPENS, signed_in

WRITTEN = {"what-title": "Shall we go on?", "what-lede": "To see what it costs.", "text-text": ""}
ABOUT = {"kind-kind": "ending", "kind-amount": "", "kind-paid_from": "", "kind-topic": ""}
THEN_ = {"until-closes_at": f"{CLOSES:%Y-%m-%dT18:00}", "then-effect": "nothing", "then-review_on": ""}
STEPS = ("what", "text", "kind", "whom", "until", "then")


def coordinator(troupe: Troupe) -> Client:
    """Amina, in the hat of the assembly."""
    client = signed_in(troupe.people["Amina"])
    client.post(reverse("coalitions:hat", args=[troupe.coalition.slug]), {"hat": f"body:{troupe.assembly.pk}"})
    return client


def typed(troupe: Troupe) -> dict[str, str]:
    return WRITTEN | ABOUT | {"whom-body": str(troupe.assembly.pk), "whom-confidentiality": "coalition"} | THEN_


@pytest.mark.row("G3")
@pytest.mark.parametrize("many", [1, 3])
def test_each_page_of_a_new_question_asks_twelve_times_at_most(
    many: int, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    rules_of_membership(troupe, suspending=Approval.DECISION)
    for n in range(many):
        join(troupe, f"Club {n}", "citizen", person(f"Club{n} Keeper"))
        create_body(name=f"Group {n}", kind=BodyKind.ACTION, by=troupe.by, at=OPENS)
    client, page = coordinator(troupe), reverse("governing:new", args=[troupe.coalition.slug])
    with stopped_at(OPENS):
        client.get(page)
        for done in range(len(STEPS)):
            posted = typed(troupe) | {"seen": STEPS[: done + 1], "at": STEPS[done], "go": "next"}
            with django_assert_max_num_queries(12, info=STEPS[done]):
                answer = client.post(page, posted)
            assert answer.status_code == 200, answer.content
    assert "Check the question" in answer.content.decode()


@pytest.mark.row("G3")
def test_opening_sends_as_much_for_three_more_who_are_asked(troupe: Troupe) -> None:
    sent = []
    for n in range(3):
        join(troupe, f"Club {n}", "citizen", person(f"Club{n} Keeper"))
        sent.append(opened(troupe))
    assert len(set(sent[1:])) == 1, sent


def opened(troupe: Troupe) -> int:
    client, page = coordinator(troupe), reverse("governing:new", args=[troupe.coalition.slug])
    with stopped_at(OPENS + timedelta(hours=1)):
        kept = client.post(page, typed(troupe) | {"seen": STEPS, "at": "check", "keep": "draft"})
        with CaptureQueriesContext(connection) as caught:
            assert client.post(f"{kept.headers['Location']}open/").status_code == 302
    return sum("SAVEPOINT" not in one["sql"] for one in caught.captured_queries)


def test_a_body_that_is_not_there_cannot_be_chosen(troupe: Troupe, elsewhere: Troupe) -> None:
    client, page = coordinator(troupe), reverse("governing:new", args=[troupe.coalition.slug])
    wrong = typed(troupe) | {"whom-body": str(elsewhere.assembly.pk), "seen": STEPS[:4], "at": "whom", "go": "next"}
    with stopped_at(OPENS):
        assert client.post(page, wrong).status_code == 422
