"""The weekly digest: what needs me and what happened, on one screen, with the seal; nothing when there is nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from comity.audit.models import Entry
from comity.audit.queries import head_of
from comity.audit.verify import verify
from comity.base import registry
from comity.base.ids import uuid7
from comity.notices.acts import oneself, quiet
from comity.notices.asks import open_asks
from comity.notices.digest import KIND, send_digests
from comity.notices.mails import Unwanted
from comity.notices.models import Ask, Mail
from comity.people.models import Person
from tests.cast import THEN, Troupe, valley

MONDAY = THEN + timedelta(days=7)


@pytest.fixture(autouse=True)
def no_news(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """No wing has anything to tell, until the story says so."""
    things: dict[str, Any] = {}
    monkeypatch.setattr(registry.digest, "_things", things)
    yield things


def ask(home: Troupe, name: str, count: int = 1, due: datetime | None = MONDAY + timedelta(days=4)) -> None:
    open_asks(
        Ask(
            person=home.people[name].pk, coalition=home.coalition.pk, kind="governing.vote", label="governing.question",
            thing=uuid7(), title=f"Question {n} <b>", url=f"/c/harbour/q/{n}/", due_at=due and due + timedelta(hours=n),
            acts_for="for Open Door Shelter", opened_at=THEN,
        )
        for n in range(count)
    )  # fmt: skip


def test_without_asks_and_news_nobody_gets_a_mail_and_nothing_is_recorded(home: Troupe) -> None:
    before = Entry.objects.count()
    send_digests(home.coalition.pk, MONDAY)
    assert not Mail.objects.exists()
    assert Entry.objects.count() == before


def test_only_those_for_whom_there_is_something_get_one(home: Troupe) -> None:
    ask(home, "Marta")
    send_digests(home.coalition.pk, MONDAY)
    [mail] = Mail.objects.all()
    assert (mail.name, mail.subject) == ("Marta Lind", "1 thing needs you · Harbour Homes Together")
    assert "Question 0 <b>: http://localhost:8000/c/harbour/q/0/" in mail.text
    assert "for Open Door Shelter · until Friday 13 March, 10:00" in mail.text
    assert "Question 0 &lt;b&gt;" in mail.html


def test_five_asks_are_shown_the_rest_is_counted(home: Troupe) -> None:
    ask(home, "Marta", 8)
    send_digests(home.coalition.pk, MONDAY)
    text = Mail.objects.get().text
    assert [f"Question {n} " in text for n in range(8)] == [True] * 5 + [False] * 3
    assert "and 3 more" in text
    assert len(text.splitlines()) <= 40


def test_wings_tell_each_reader_what_they_may_know_of_the_week(home: Troupe, no_news: dict[str, Any]) -> None:
    asked = []

    def part(viewer: Any, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
        asked.append((viewer.coalition, until - since, until))
        if viewer.coordinates:
            yield "Agreed: insulate the flats", "/c/harbour/d/1/"

    no_news["test"] = part
    send_digests(home.coalition.pk, MONDAY)
    [mail] = Mail.objects.all()
    assert mail.name == "Amina Haddad"
    assert mail.subject == "This week · Harbour Homes Together"
    assert "* Agreed: insulate the flats: http://localhost:8000/c/harbour/d/1/" in mail.text
    assert set(asked) == {(home.coalition.pk, timedelta(days=7), MONDAY)}
    assert len(asked) == 5


def test_it_carries_the_seal_that_proves_the_record(home: Troupe) -> None:
    ask(home, "Marta")
    seal = head_of(home.coalition.pk).hash
    send_digests(home.coalition.pk, MONDAY)
    text = Mail.objects.get().text
    assert " ".join(seal[n : n + 4] for n in (0, 4, 8, 12)) in text
    assert f"comity audit verify --coalition {home.coalition.slug} --head {seal[:16]}" in text
    entry = Entry.objects.get(act="notices.digest.sent")
    assert f'"seal":"{seal}"' in entry.text
    assert '"told":1' in entry.text
    assert list(verify(home.coalition.pk, head=seal[:16])) == []


def test_who_does_without_it_gets_none(home: Troupe) -> None:
    ask(home, "Marta")
    ask(home, "Henk")
    ask(home, "Okafor")
    Person.objects.filter(pk=home.people["Henk"].pk).update(wants_digest=False)
    okafor = home.people["Okafor"].pk
    quiet(Unwanted(okafor, home.coalition.pk, KIND), by=oneself(okafor), at=THEN)
    send_digests(home.coalition.pk, MONDAY)
    assert [mail.name for mail in Mail.objects.all()] == ["Marta Lind"]


def test_it_can_be_ended_with_one_click(home: Troupe) -> None:
    ask(home, "Marta")
    send_digests(home.coalition.pk, MONDAY)
    mail = Mail.objects.get()
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Unsubscribe"].strip("<>") in mail.text


def test_running_it_twice_sends_it_once(home: Troupe) -> None:
    ask(home, "Marta")
    send_digests(home.coalition.pk, MONDAY)
    send_digests(home.coalition.pk, MONDAY)
    assert Mail.objects.count() == 1


def test_another_coalitions_asks_and_people_stay_out(home: Troupe) -> None:
    elsewhere = valley()
    ask(home, "Marta")
    ask(elsewhere, "Pia")
    send_digests(home.coalition.pk, MONDAY)
    assert [mail.name for mail in Mail.objects.all()] == ["Marta Lind"]


def test_closed_asks_and_people_whose_mandate_ended_are_left_out(home: Troupe) -> None:
    ask(home, "Marta")
    ask(home, "Henk")
    Ask.objects.filter(person=home.people["Marta"].pk).update(closed_at=THEN)
    with home.scope():
        from comity.coalitions.models import Mandate

        Mandate.objects.filter(person=home.people["Henk"]).update(ends_on=THEN.date())
    send_digests(home.coalition.pk, MONDAY)
    assert not Mail.objects.exists()
