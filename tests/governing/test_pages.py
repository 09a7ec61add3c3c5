"""The pages: what one sees, what one can do there, and that lists cost the same however long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.governing.models import Vote
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, say, signed_in

NOON = OPENS + timedelta(hours=3)


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def register(troupe: Troupe) -> str:
    return reverse("governing:register", args=[troupe.coalition.slug])


def test_every_page_of_a_question_opens(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    marta = signed_in(troupe.people["Marta"])
    with stopped_at(NOON):
        page = marta.get(question.get_absolute_url())
        assert page.status_code == 200
        assert b"Check our answer" in page.content
        for name in ("new", "register"):
            assert marta.get(reverse(f"governing:{name}", args=[troupe.coalition.slug])).status_code == 200
        for name in ("answer", "object"):
            url = reverse(f"governing:{name}", args=[troupe.coalition.slug, question.pk])
            assert marta.get(url).status_code == 200
    amina = signed_in(troupe.coordinator)
    with stopped_at(NOON):
        for name in ("later", "withdraw"):
            url = reverse(f"governing:{name}", args=[troupe.coalition.slug, question.pk])
            assert amina.get(url).status_code == 200


def test_an_answer_is_checked_then_given_with_a_receipt(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    marta = signed_in(troupe.people["Marta"])
    url = reverse("governing:answer", args=[troupe.coalition.slug, question.pk])
    typed = {
        "answer-choice": "yes",
        "answer-why": "31 people came from these stairs.",
        "at": "answer",
        "go": "next",
    }
    with stopped_at(NOON):
        check = marta.post(url, typed)
        assert b"Give our answer" in check.content
        with troupe.scope():
            assert not Vote.objects.exists()
        done = marta.post(url, {**typed, "at": "check", "go": "done", "seen": "answer"}, follow=True)
    assert done.status_code == 200
    with troupe.scope():
        vote = Vote.objects.get()
    assert vote.why == "31 people came from these stairs."
    assert str(vote.pk).encode() in done.content


def test_the_page_of_a_decision_shows_the_dissent(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    say(troupe, question, HT="yes", OD="yes", HH="no")
    close(question)
    with stopped_at(CLOSES + timedelta(hours=1)):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
    otherwise = page.split("Who saw it otherwise")[1].split("</section>")[0]
    assert "Harbour Health Service" in otherwise
    assert "Open Door Shelter" not in otherwise


@pytest.mark.parametrize("which", ["register", "question"])
def test_pages_cost_the_same_however_long(which: str, troupe: Troupe, asks: Asks) -> None:
    first = asks()
    say(troupe, first, HT="yes")
    client = signed_in(troupe.people["Marta"])
    url = register(troupe) if which == "register" else first.get_absolute_url()
    with stopped_at(NOON):
        client.get(url)
        before = queries_of(client, url)
        say(troupe, first, OD="no", HH="abstain")
        for n in range(2):
            say(troupe, asks(title=f"Another {n}?"), HT="yes", OD="no")
        after = queries_of(client, url)
    assert after == before
    assert after <= 12
