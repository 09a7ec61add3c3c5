"""Private ballots: counted, and linked to nobody; not by the page, the record, the export or the database itself."""

import itertools
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection, connections
from django.urls import reverse

from comity.audit.models import Entry
from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.governing.acts import cast_paper, cast_vote
from comity.governing.models import Paper, Question, RollEntry, Vote
from tests.governing.stage import CLOSES, OPENS, close, hat, signed_in
from tests.governing.test_ballots import WHO, put, winners

if TYPE_CHECKING:
    from tests.cast import Troupe


def drop(troupe: "Troupe", question: Question, **marks: dict[int, int]) -> None:
    """Organisations drop their papers, in this order."""
    for n, (who, marked) in enumerate(marks.items(), 1):
        cast_paper(question, marked=marked, by=hat(troupe, WHO[who], who), at=OPENS + timedelta(minutes=n))


def private(troupe: "Troupe", **given: Any) -> Question:
    """An approval ballot to all members."""
    return put(troupe, "approval", "Town hall", "Library", "Pub", private=True, **given)


@pytest.mark.row("G3")
def test_papers_are_counted_and_bear_no_name(troupe: "Troupe") -> None:
    question = private(troupe)
    drop(troupe, question, HT={1: 1}, OD={2: 1}, HH={2: 1})
    with troupe.scope():
        assert not Vote.objects.exists()
        assert {one.pk.version for one in Paper.objects.all()} == {4}
        assert [f.name for f in Paper._meta.concrete_fields] == ["coalition", "id", "question", "marks"] or {
            f.name for f in Paper._meta.concrete_fields
        } == {"coalition", "id", "question", "marks"}
    decision = close(question)
    with troupe.scope():
        assert decision.carried and winners(question) == ["Library"]
    assert list(verify(troupe.coalition.pk)) == []


def test_a_paper_can_not_be_given_twice_nor_openly(troupe: "Troupe") -> None:
    question = private(troupe)
    drop(troupe, question, OD={1: 1})
    with pytest.raises(Refused, match="nobody knows which one"):
        drop(troupe, question, OD={2: 1})
    with pytest.raises(Refused, match="private ballot"):
        cast_vote(question, marked={1: 1}, by=hat(troupe, "Okafor", "HH"), at=OPENS + timedelta(minutes=9))
    with troupe.scope():
        assert Paper.objects.count() == 1


def test_nothing_of_the_result_is_told_before_it_closes(troupe: "Troupe") -> None:
    question = private(troupe)
    drop(troupe, question, HT={1: 1}, OD={1: 1})
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(OPENS + timedelta(hours=1)):
        page = client.get(question.get_absolute_url()).content.decode()
        files = client.get(reverse("governing:ballots", args=[troupe.coalition.slug, question.pk, "json"]))
    assert "2 of 3" in re.sub(r"<[^>]+>", "", page) and files.status_code == 404
    with troupe.scope():
        assert all(str(one.pk) not in page for one in Paper.objects.all())


def test_the_number_of_the_paper_is_shown_once_and_kept_nowhere(troupe: "Troupe") -> None:
    question = private(troupe)
    client = signed_in(troupe.people["Marta"])
    url = reverse("governing:mark", args=[troupe.coalition.slug, question.pk])
    answers = {"ballot-marks": ["2"], "seen": ["ballot"], "at": "check", "go": "done"}
    with stopped_at(OPENS + timedelta(hours=1)):
        page = client.post(url, answers).content.decode()
        after = client.get(question.get_absolute_url()).content.decode()
    with troupe.scope():
        key = str(Paper.objects.get().pk)
    assert key in page and key not in after
    assert key not in "".join(Entry.objects.values_list("text", flat=True))


def test_few_ballots_are_told_to_be_few(troupe: "Troupe") -> None:
    question = private(troupe)
    drop(troupe, question, HT={1: 1}, OD={1: 1})
    close(question)
    with stopped_at(CLOSES + timedelta(hours=1)):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
    assert "in so small a group" in page


# ── the adversary: all that lies in the database, and the record ──


def orders(table: str) -> list[list[str]]:
    """The papers' numbers in every order in which the database can give them."""
    columns = ["ctid", "xmin::text::bigint, ctid"] if connection.vendor == "postgresql" else ["rowid"]
    found = []
    with connection.cursor() as cursor:
        for column in ["", *columns]:
            by = f" ORDER BY {column}" if column else ""
            cursor.execute(f"SELECT id FROM {table}{by}")
            found.append([str(row[0]).replace("-", "") for row in cursor.fetchall()])
    return found


@pytest.mark.row("G3")
@pytest.mark.parametrize("order", list(itertools.permutations(("HT", "OD", "HH"))))
def test_no_order_in_the_database_follows_the_order_of_voting(
    troupe: "Troupe", order: tuple[str, ...]
) -> None:
    """Whatever column it asks by, the adversary gets the papers in the order of their random numbers."""
    question = private(troupe)
    place = {"HT": {1: 1}, "OD": {2: 1}, "HH": {3: 1}}
    drop(troupe, question, **{who: place[who] for who in order})
    for seen in orders("governing_paper"):
        assert seen == sorted(seen)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM governing_paper")
            assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_who_guesses_by_order_hits_no_more_often_than_by_chance() -> None:
    """Forty ballots of three: first in the record with first in the table, and so on, fits a third of the time."""
    from tests.cast import harbour

    troupe = harbour()
    place, hits, rounds = {"HT": 1, "OD": 2, "HH": 3}, 0, 40
    for n in range(rounds):
        question = private(troupe, title=f"Where, the {n}th time?")
        order = list(itertools.islice(itertools.permutations(place), n % 6, n % 6 + 1))[0]
        drop(troupe, question, **{who: {place[who]: 1} for who in order})
        with troupe.scope():
            papers = [next(iter(one.marked())) for one in Paper.objects.filter(question=question)]
            voted = Entry.objects.filter(act="governing.paper.cast", text__contains=str(question.pk)).order_by("seq")
            told = [entry_unit(troupe, entry) for entry in voted]
        hits += sum(place[who] == paper for who, paper in zip(told, papers, strict=True))
    assert abs(hits / (3 * rounds) - 1 / 3) < 0.2, hits


def entry_unit(troupe: "Troupe", entry: Entry) -> str:
    return next(mark for mark, one in troupe.organisations.items() if f'"organisation":"{one.pk}"' in entry.text)


@pytest.mark.django_db(transaction=True)
def test_the_file_keeps_no_earlier_state_of_the_papers(tmp_path: Path) -> None:
    """In a copy of SQLite's file without its log, each paper's number stands as often as it is needed, and no more."""
    if connection.vendor != "sqlite":
        pytest.skip("a file is SQLite's")
    from tests.cast import harbour

    troupe = harbour()
    question = private(troupe)
    drop(troupe, question, HT={1: 1}, OD={2: 1}, HH={3: 1})
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        copy = sqlite3.connect(tmp_path / "copy.sqlite")
        connection.connection.backup(copy)
        copy.close()
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(name, tmp_path / "copy.sqlite")
    raw = (tmp_path / "copy.sqlite").read_bytes()
    with troupe.scope():
        found = {raw.count(one.pk.hex.encode()) for one in Paper.objects.all()}
    assert len(found) == 1, found


@pytest.mark.django_db(transaction=True)
def test_fifty_papers_at_once_are_one_for_each_organisation() -> None:
    from tests.cast import harbour

    troupe = harbour()
    question = private(troupe)
    voters = [("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH")]
    with ThreadPoolExecutor(10) as hands:
        list(hands.map(lambda n: once(troupe, question, *voters[n % 3]), range(50)))
    with troupe.scope():
        assert Paper.objects.count() == 3 == RollEntry.objects.filter(answered=True).count()
    assert close(question).cast == 3
    assert list(verify(troupe.coalition.pk)) == []


def once(troupe: "Troupe", question: Question, who: str, mark: str) -> None:
    """One paper from a thread of its own; a second one is refused."""
    try:
        while True:
            with suppress(OperationalError):  # SQLite asks to come again when it was busy for too long
                with suppress(Refused):
                    cast_paper(question, marked={1: 1}, by=hat(troupe, who, mark), at=OPENS + timedelta(minutes=1))
                return
    finally:
        connections.close_all()
