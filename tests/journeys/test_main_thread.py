"""The main thread: invited, come in, asked, answered in two taps, closed, sealed, in the register, and proven."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from playwright.sync_api import Locator

from comity.audit.models import Entry
from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.cli import main
from comity.coalitions.acts import change_settings
from comity.core.ballots.types import Choice
from comity.governing.acts import cast_vote, close_question
from comity.people.models import Sector
from tests.cast import THEN, Troupe, harbour, join
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import PHONE, Hand
from tests.journeys.harbour import (
    AMINA,
    MARTA,
    OKAFOR,
    asked,
    at_her_desk,
    come_in,
    set_up_app,
)
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("P1")]
LENA, SCHOOL = "lena.osei@example.org", "Quay Street School"
TITLE = "Insulate 40 flats before the frost?"
AGAINST = "The reserve is too small for one winter."


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    """Harbour Homes: its rule asks officers for a second factor, and a school has nobody here yet."""
    troupe = harbour()
    change_settings(troupe.coalition, officers_need_second_factor=True, by=troupe.by, at=THEN)
    join(troupe, SCHOOL, Sector.PUBLIC)
    return troupe


@pytest.fixture
def said(capsys: Any) -> Callable[[], tuple[int, str]]:
    """What `comity audit verify` answers: its exit code and its words."""

    def run() -> tuple[int, str]:
        capsys.readouterr()
        code = main(["audit", "verify"])
        return code, capsys.readouterr().out

    return run


def test_from_the_invitation_to_a_proven_decision(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later, said: Any, tmp_path: Path
) -> None:
    """The coordinator works at a desk; those she asks hold a phone, and one of them a phone without scripts."""
    amina = sit_down()
    come_in(amina, AMINA, post)
    bring_second_factor(amina)
    invite(amina)
    comes(sit_down(**PHONE), post)
    put_question(amina)

    receipt = answers_in_two_taps(sit_down(**PHONE, java_script_enabled=False), post, troupe)
    says(sit_down(**PHONE), MARTA, "Against", post, why=AGAINST)
    says(sit_down(**PHONE), OKAFOR, "In favour", post)

    later(timedelta(days=4))
    amina.page.reload()
    amina.sees("The seal follows within a minute.")
    post.deliver()
    reads_the_decision(amina, tmp_path, receipt)
    proves_it(amina, said, UUID(receipt["vote"]))


# ── what the coordinator does ──


def bring_second_factor(hand: Hand) -> None:
    """Her coalition asks its officers for two proofs; the page says so and leads there."""
    go(hand, "People")
    hand.sees("Coordinators of this coalition need a second way to prove who they are.")
    hand.follow("Set it up now")
    set_up_app(hand)
    hand.sees("Your app is set up.")


def invite(hand: Hand) -> None:
    """Ask Lena to act for the school."""
    hand.page.goto("/")
    go(hand, "People")
    hand.follow("Invite somebody")
    hand.write("Name", "Lena Osei")
    hand.write("E-mail address", LENA)
    hand.choose("For which organisation?", SCHOOL)
    hand.tick("Speak")
    hand.tick("Vote")
    hand.tap("Write the invitation")
    hand.sees(f"The invitation is on its way to {LENA}.")


def put_question(hand: Hand) -> None:
    """One question a page, then the check, then it is open."""
    open_register(hand)
    hand.follow("Put something forward")
    hand.write("The question", TITLE)
    hand.write("In one or two sentences", "Spend 180,000 of the shared fund on 40 flats.")
    hand.tap("Go on", within=shown(hand))
    hand.tap("Go on", within=shown(hand))
    hand.tick("A body’s own work")
    hand.tap("Go on", within=shown(hand))
    hand.tick("General assembly")
    hand.tap("Go on", within=shown(hand))
    hand.write("Until when can organisations answer?", f"{now() + timedelta(days=3):%Y-%m-%d}T18:00")
    hand.tap("Go on", within=shown(hand))
    hand.tap("Go on", within=shown(hand))
    assert hand.heading == "Check the question before you ask it"
    hand.tap("Open the question")
    assert hand.heading == TITLE


def shown(hand: Hand) -> Locator:
    """The form without the button that only Enter presses."""
    return hand.page.locator("form .row", has=hand.page.get_by_role("button", name="Go on")).last


def go(hand: Hand, where: str) -> None:
    """By the navigation at the side."""
    hand.follow(where, within=hand.page.get_by_role("navigation"), exact=True)


def open_register(hand: Hand) -> None:
    hand.page.goto("/")
    go(hand, "Decisions")
    assert hand.heading == "Decisions"


# ── what the representatives do ──


def comes(hand: Hand, post: Post) -> None:
    """Lena opens her invitation, comes in by its link, and stands before her organisation's page."""
    post.newest(LENA, "coalitions.invited").open(hand).follow("Come in")
    assert hand.heading == "Welcome, Lena Osei"
    hand.tap("Come in")
    hand.page.wait_for_url("**/organisations/**")
    assert hand.heading == SCHOOL


def answers_in_two_taps(hand: Hand, post: Post, troupe: Troupe) -> dict[str, str]:
    """Lena votes from the mail on a browser that knows nobody; returns what her receipt says."""
    letter = post.newest(LENA, "governing.opened")
    hand.page.goto(f"/c/{troupe.coalition.slug}/")
    assert hand.heading == "Sign in"
    letter.open(hand).follow("In favour")
    assert hand.heading == "You say “In favour”. Is that right?"
    hand.tap("Confirm our answer")
    assert hand.heading == "You answered “In favour”."
    assert (hand.taps, hand.fields) == (2, [])
    vote, code = re.findall(r"[0-9a-f]{64}|[0-9a-f-]{36}", hand.reads("Receipt"))
    hand.page.goto(f"/c/{troupe.coalition.slug}/")
    assert hand.heading == "Sign in"
    return {"vote": vote, "code": code}


def says(hand: Hand, address: str, answer: str, post: Post, why: str = "") -> None:
    post.newest(address, "governing.opened").open(hand).follow(answer)
    if why:
        hand.write("Why?", why)
    hand.tap("Confirm our answer")
    assert hand.heading == f"You answered “{answer}”."


# ── what stands in the register ──


def reads_the_decision(hand: Hand, folder: Path, receipt: dict[str, str]) -> None:
    """Rule, votes, dissent, receipt and seal, as anyone inside finds them."""
    open_register(hand)
    hand.sees("Agreed")
    hand.follow(TITLE)
    assert hand.heading == TITLE
    hand.sees("More than half of yes and no votes")
    hand.sees("3 of 5 organisations")
    dissent = hand.page.locator(
        "section", has=hand.page.get_by_role("heading", name="Who saw it otherwise")
    ).last
    assert "Open Door Shelter" in dissent.inner_text()
    assert AGAINST in dissent.inner_text()
    for name in (SCHOOL, "Harbour Health Service"):
        assert name not in dissent.inner_text()
        hand.sees(name)
    seal = hand.reads("Seal")
    assert hashlib.sha256(saved(hand, "Sealed text", folder)).hexdigest() == seal
    votes = saved(hand, "Votes (CSV)", folder).decode("utf-8-sig")
    line = next(line for line in votes.splitlines() if receipt["vote"] in line)
    assert receipt["code"] in line
    assert SCHOOL in line


def saved(hand: Hand, name: str, folder: Path) -> bytes:
    """Tap a download and read the file."""
    with hand.page.expect_download() as waiting:
        hand.follow(name)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


# ── what shows tampering ──


def proves_it(hand: Hand, said: Callable[[], tuple[int, str]], vote: UUID) -> None:
    """Whole as it stands; with one row changed by SQL, that row is named, by the command and on the page."""
    code, words = said()
    assert code == 0, words
    assert check(hand) == "The record is whole"
    with changed("governing_vote", "choice", "no", key=vote):
        code, words = said()
        assert code == 1
        assert f"{vote}, sealed by entry" in words
        assert check(hand) == "The record does not fit together"
        hand.sees(str(vote))
    assert said()[0] == 0


def check(hand: Hand) -> str:
    """Ask the page for a check of the whole record; returns what it says."""
    go(hand, "Record of acts")
    hand.tap("Check the whole record")
    return hand.heading


@contextmanager
def changed(table: str, column: str, value: object, *, key: UUID, pk: str = "id") -> Iterator[None]:
    """One cell of one row, changed in the database behind Comity's back; afterwards as it was."""
    native = key if connection.features.has_native_uuid_field else key.hex
    with connection.cursor() as sql:
        sql.execute(f"SELECT {column} FROM {table} WHERE {pk} = %s", [native])
        (before,) = sql.fetchone()
        sql.execute(f"UPDATE {table} SET {column} = %s WHERE {pk} = %s", [value, native])
        assert (sql.rowcount, value != before) == (1, True)
        yield
        sql.execute(f"UPDATE {table} SET {column} = %s WHERE {pk} = %s", [before, native])


def test_whichever_row_is_changed_the_check_names_it(
    troupe: Troupe, sit_down: SitDown, said: Callable[[], tuple[int, str]]
) -> None:
    """A vote, a decision, an entry of the record, its words: each by SQL, each found on the page and by the command."""
    at = now() - timedelta(days=3)
    question = asked(troupe, at=at, days=2)
    answered = {"Marta": Choice.NO, "Okafor": Choice.YES, "Henk": Choice.YES}
    votes = [
        cast_vote(question, choice, by=hat(troupe, name), at=at + timedelta(hours=1))
        for name, choice in answered.items()
    ]
    decision = close_question(question, by=the_rule(troupe.coalition.pk), at=question.closes_at)
    entry = Entry.objects.get(act="governing.vote.cast", things__thing=votes[0].pk)
    hand = at_her_desk(sit_down, troupe)
    assert said()[0] == 0
    cast, sealed = f"{entry.seq} (governing.vote.cast)", "sealed by entry"
    for named, tampered in (
        (
            f"governing.vote {votes[0].pk}, {sealed}",
            changed("governing_vote", "choice", "yes", key=votes[0].pk),
        ),
        (
            f"governing.decision {decision.pk}, {sealed}",
            changed("governing_decision", "no", 0, key=decision.pk),
        ),
        (f"Entry {cast} was changed", changed("audit_entry", "text", "nothing", key=entry.pk)),
        (
            f"words of entry {cast} were changed",
            changed("audit_entrywords", "words", "[]", key=entry.pk, pk="entry_id"),
        ),
    ):
        with tampered:
            code, words = said()
            assert (code, named in words) == (1, True), words
            assert check(hand) == "The record does not fit together"
            hand.sees(named)
    assert check(hand) == "The record is whole"


def hat(troupe: Troupe, name: str) -> Any:
    """The only hat of a representative that votes."""
    marks = {"Marta": "OD", "Okafor": "HH", "Henk": "DR"}
    return troupe.hat(troupe.people[name], troupe.organisations[marks[name]], at=now())
