"""The pages: what one sees, what one can do there, and that lists cost the same however long."""

import csv
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.coalitions.standing import standing_of
from comity.core.ballots.types import Choice
from comity.core.rulebook.types import Weighing, Weights
from comity.governing.acts import cast_paper, cast_vote, draft_question, put_question, raise_objection
from comity.governing.models import Question, Vote
from comity.governing.rules import DEFAULT
from comity.governing.tables import questions as table_of
from comity.governing.telling import vote_links
from tests.cast import Troupe
from tests.governing.rules import work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

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


def shown(troupe: Troupe, at: datetime) -> dict[str, str]:
    """The counts of the register by the title of the question."""
    with stopped_at(at):
        file = signed_in(troupe.people["Marta"]).get(register(troupe) + "?format=csv").getvalue().decode()
    header, *lines = csv.reader(file.lstrip("\ufeff").splitlines())
    title, result = header.index("Decision"), header.index("For : against : abstain")
    return {line[title]: line[result] for line in lines}


def test_the_register_counts_as_the_decision_does(troupe: Troupe) -> None:
    """Private, divided and halted ones too; and what nobody may know yet, nobody reads there."""
    work_by(troupe, private=True)
    paper = asks_again(troupe, "Paper?")
    for name, mark in (("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH")):
        cast_paper(paper, Choice.YES, by=hat(troupe, name, mark), at=NOON)
    weights = Weights(Weighing.SECTOR, {"citizen": 3})
    work_by(troupe, private=False, rule=replace(DEFAULT, may_split=True), weights=weights)
    split = asks_again(troupe, "Divided?")
    cast_vote(split, split={Choice.YES: 1, Choice.NO: 2}, by=tenants(troupe), at=NOON)
    work_by(troupe, rule=DEFAULT, weights=Weights(), method="consent")
    halted = asks_again(troupe, "Halted?")
    say(troupe, halted, OD="yes")
    raise_objection(halted, concern="Dear.", change="Half.", by=hat(troupe, "Okafor", "HH"), at=NOON)
    assert shown(troupe, NOON) == {"Paper?": "", "Divided?": "1 : 2 : 0", "Halted?": "1 : 1 : 0"}
    close(paper)
    assert shown(troupe, CLOSES)["Paper?"] == "3 : 0 : 0"
    with troupe.scope():
        marta = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=NOON)
        found = {row[1]: row[11:14] for row in table_of(marta)}
    assert found["Paper?"] == (3, 0, 0) and found["Divided?"] == (1, 2, 0)


def asks_again(troupe: Troupe, title: str) -> Question:
    """By the rules in force, whatever they are."""
    return put_question(
        body=troupe.bodies["steering"], title=title, lede="So.", closes_at=CLOSES, by=tenants(troupe), at=OPENS
    )


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


@pytest.mark.parametrize("who", ["Marta", "Amina"])
@pytest.mark.parametrize("which", ["register", "question", "decided", "draft", "receipt", "linked"])
def test_pages_cost_the_same_however_long(which: str, who: str, troupe: Troupe, asks: Asks) -> None:
    first, decided = asks(), asks(closes_at=OPENS + timedelta(hours=1))
    draft = draft_question(
        body=troupe.assembly, title="Paint?", lede="In May.", by=hat(troupe, "Marta", "OD"), at=OPENS
    )
    votes = say(troupe, first, HT="yes")
    say(troupe, decided, HT="yes")
    close(decided)
    urls = {
        "register": register(troupe),
        "question": first.get_absolute_url(),
        "decided": decided.get_absolute_url(),
        "draft": draft.get_absolute_url(),
        "receipt": reverse("governing:receipt", args=[troupe.coalition.slug, first.pk, votes[0].pk]),
        "linked": vote_links(first, [(marta := (troupe.organisations["OD"].pk, troupe.people["Marta"].pk))])[marta],
    }
    client, url = signed_in(troupe.people[who]), urls[which].removeprefix(settings.ADDRESS)
    with stopped_at(NOON):
        client.get(url)
        before = queries_of(client, url)
        say(troupe, first, OD="no", HH="abstain")
        for n in range(2):
            say(troupe, asks(title=f"Another {n}?"), HT="yes", OD="no")
        after = queries_of(client, url)
    assert after == before
    assert after <= 12
