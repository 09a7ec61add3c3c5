"""The record can't be quietly changed, and anyone can recount from the files."""

import csv
import hashlib
import hmac
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from comity.audit.verify import Fault, verify
from comity.base.clock import stopped_at
from comity.core.ballots.majority import tally
from comity.core.ballots.types import Roll
from comity.governing.acts import raise_objection, reply_to
from comity.governing.models import Decision, Question, Vote
from comity.governing.sealing import receipt
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants


@pytest.fixture
def decided(troupe: Troupe, asks: Asks) -> Question:
    question = asks()
    objection = raise_objection(
        question, concern="Six shops close.", change="In January.", by=hat(troupe, "Okafor", "HH"), at=OPENS
    )
    reply_to(objection, "We checked.", by=tenants(troupe), at=OPENS)
    say(troupe, question, HT="no", OD="yes", HH="no")
    say(troupe, question, HT="yes", at=OPENS + timedelta(hours=2))
    close(question)
    assert list(verify(troupe.coalition.pk)) == []
    return question


def tampered(troupe: Troupe, sql: str, *values: Any) -> list[Fault]:
    """What the check says after one statement in the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1
    return list(verify(troupe.coalition.pk))


def pk(row: Any) -> str:
    return row.pk if connection.vendor == "postgresql" else row.pk.hex


def live_no(troupe: Troupe) -> Vote:
    with troupe.scope():
        return Vote.objects.get(choice="no", replaced_at=None)


@pytest.mark.row("P4")
def test_one_vote_changed_is_named(troupe: Troupe, decided: Question) -> None:
    vote = live_no(troupe)
    faults = tampered(troupe, "UPDATE governing_vote SET choice = 'yes' WHERE id = %s", pk(vote))
    assert any(f"governing.vote {vote.pk}" in fault.what for fault in faults)
    assert any("governing.decision" in fault.what for fault in faults)


STATEMENTS = {
    "a reason": ("governing.vote", "UPDATE governing_vote SET why = 'Because.' WHERE id = %s"),
    "a vote's time": (
        "governing.vote",
        "UPDATE governing_vote SET cast_at = '2026-03-04 00:00:00' WHERE id = %s",
    ),
    "a vote taken out": ("governing.vote", "UPDATE governing_vote SET replaced_at = cast_at WHERE id = %s"),
}


@pytest.mark.row("P4")
@pytest.mark.parametrize("what", STATEMENTS)
def test_any_column_of_a_vote_is_watched(what: str, troupe: Troupe, decided: Question) -> None:
    label, sql = STATEMENTS[what]
    vote = live_no(troupe)
    faults = tampered(troupe, sql, pk(vote))
    assert any(f"{label} {vote.pk}" in fault.what for fault in faults)


@pytest.mark.row("P4")
@pytest.mark.parametrize(
    "change",
    [
        "carried = NOT carried",
        "yes = yes + 1",
        "rule_text = 'Whatever.'",
        "seal = 'f00d'",
        "sealed_at = '2026-04-01'",
    ],
)
def test_a_decision_changed_is_named(change: str, troupe: Troupe, decided: Question) -> None:
    with troupe.scope():
        decision = Decision.objects.get()
    faults = tampered(troupe, f"UPDATE governing_decision SET {change} WHERE id = %s", pk(decision))
    assert [f"governing.decision {decision.pk}" in fault.what for fault in faults] == [True]


@pytest.mark.row("P4")
@pytest.mark.parametrize(
    ("table", "change", "label"),
    [
        ("governing_question", "title = 'Something else?'", "governing.question"),
        ("governing_question", "share_top = 1, share_bottom = 3", "governing.question"),
        ("governing_objection", "concern = 'None at all.'", "governing.objection"),
        ("governing_objection", "state = 'withdrawn'", "governing.objection"),
        ("governing_reply", "text = 'We did not check.'", "governing.reply"),
    ],
)
def test_questions_objections_and_replies_are_watched(
    table: str, change: str, label: str, troupe: Troupe, decided: Question
) -> None:
    faults = tampered(troupe, f"UPDATE {table} SET {change}")
    assert any(label in fault.what for fault in faults)


@pytest.mark.row("P4")
def test_the_roll_and_the_record_itself_are_watched(troupe: Troupe, decided: Question) -> None:
    with troupe.scope():
        entry = decided.roll.first()
    faults = tampered(troupe, "UPDATE governing_rollentry SET name = 'Nobody' WHERE id = %s", pk(entry))
    assert any("governing.question" in fault.what for fault in faults)
    sql = "UPDATE audit_entry SET text = text || ' ' WHERE chain = %s AND seq = 9"
    chain = troupe.coalition.pk if connection.vendor == "postgresql" else troupe.coalition.pk.hex
    assert any(fault.seq == 9 for fault in tampered(troupe, sql, chain))


def test_a_vote_row_put_in_from_outside_changes_the_decision(troupe: Troupe, decided: Question) -> None:
    vote = live_no(troupe)
    faults = tampered(troupe, "DELETE FROM governing_vote WHERE id = %s", pk(vote))
    assert {fault.code for fault in faults} == {"gone", "sealed"}


# ── anyone can recount ──


@pytest.fixture
def files(troupe: Troupe, decided: Question) -> Iterator[tuple[bytes, list[dict[str, str]]]]:
    """The two files, as a member downloads them."""
    client = signed_in(troupe.people["Marta"])
    with stopped_at(CLOSES + timedelta(days=1)):
        text, table = (
            client.get(reverse(f"governing:{name}", args=[troupe.coalition.slug, decided.pk]))
            for name in ("json", "csv")
        )
        yield text.content, list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))


def test_the_file_is_what_was_sealed(troupe: Troupe, files: Any) -> None:
    with troupe.scope():
        assert hashlib.sha256(files[0]).hexdigest() == Decision.objects.get().seal


def test_the_downloaded_votes_give_the_published_outcome(files: Any) -> None:
    from comity.core.ballots.types import Choice
    from comity.core.ballots.types import Vote as Counted

    text = json.loads(files[0])
    votes = [Counted(one["organisation"], Choice(one["choice"])) for one in text["votes"]]
    roll = Roll.of_units([one["organisation"] for one in text["question"]["roll"]])
    outcome = tally(votes, rule_of(text["question"]["rule"]), roll)
    published = text["outcome"]
    assert (outcome.carried, outcome.why) == (published["carried"], published["why"])
    assert [outcome.weight[c] for c in Choice] == [published[c.value] for c in Choice] == [2, 1, 0]
    assert (outcome.cast, outcome.eligible, outcome.quorum) == (3, 3, 2)
    assert [row["choice"] for row in files[1]] == [one["choice"] for one in text["votes"]]


def rule_of(facts: dict[str, Any]) -> Any:
    """The rule of a downloaded file, read by somebody who has only the file."""
    from fractions import Fraction

    from comity.core.ballots.types import Base, Quorum, Rule, Threshold

    quorum = Quorum(Threshold(Fraction(facts["quorum"]), exceed=facts["quorum_exceed"]))
    share = Threshold(Fraction(facts["share"]), exceed=facts["share_exceed"])
    return Rule(threshold=share, base=Base(facts["base"]), quorum=quorum)


def test_the_words_of_a_vote_can_be_checked_against_their_commitment(troupe: Troupe, asks: Asks) -> None:
    from comity.core.ballots.types import Choice
    from comity.governing.acts import cast_vote

    question = asks()
    cast_vote(question, Choice.YES, why="38 of 41 were for it.", by=tenants(troupe), at=OPENS)
    close(question)
    with stopped_at(CLOSES):
        url = reverse("governing:csv", args=[troupe.coalition.slug, question.pk])
        table = signed_in(troupe.people["Marta"]).get(url).content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(table)))
    message = "words\n" + json.dumps({"why": row["why"]}, separators=(",", ":"), ensure_ascii=False)
    found = hmac.new(row["why_salt"].encode(), message.encode(), hashlib.sha256).hexdigest()
    assert found == row["why_commitment"]


def test_erased_words_leave_the_decision_whole(troupe: Troupe, asks: Asks) -> None:
    """What erasing will do: take words and salt away. Only the vote's own row says so; the decision still fits."""
    from comity.core.ballots.types import Choice
    from comity.governing.acts import cast_vote

    question = asks()
    vote = cast_vote(question, Choice.YES, why="My name is Amina.", by=tenants(troupe), at=OPENS)
    close(question)
    faults = tampered(troupe, "UPDATE governing_vote SET why = '', salt = '' WHERE id = %s", pk(vote))
    assert [fault.what.split()[2] for fault in faults] == ["governing.vote"]
    with troupe.scope():
        kept = Vote.objects.get(pk=vote.pk)
    assert receipt(kept) == receipt(vote)


def test_the_recount_printed_in_the_manual_works(files: Any, tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "voting.md").read_text(encoding="utf-8")
    program = manual.split("```python\n")[1].split("```")[0]
    (tmp_path / "recount.py").write_text(program, encoding="utf-8")
    (tmp_path / "D-001.json").write_bytes(files[0])
    command = [sys.executable, "-I", "recount.py", "D-001.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "agreed 2 1 0\n"
