"""Counting again without us: from the file of the ballots, and with the code that docs/voting.md shows."""

import json
import re
import sys
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from comity.core.ballots.recount import recount
from comity.core.ballots.types import Choice, TieRule
from comity.governing.acts import (
    cast_paper,
    cast_vote,
    keep_objection,
    raise_objection,
    settle_tie,
    stand_aside,
    withdraw_objection,
)
from comity.governing.jobs import sweep
from comity.governing.models import Decision, Question
from comity.governing.queries import read_one
from comity.governing.recounting import our_form
from comity.governing.rules import DEFAULT
from comity.governing.sealing import decision_text
from tests.governing.rules import way_of, work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER, SOON = OPENS + timedelta(hours=1), CLOSES + timedelta(hours=1)
DOCS = Path(__file__).parents[2] / "docs" / "voting.md"


def counted_again(troupe: "Troupe", question: Question) -> Any:
    """The outcome of the file."""
    with troupe.scope():
        found = read_one(Question.objects.all(), question.pk)
        return recount(json.loads(our_form(found)))[1]


def documented(troupe: "Troupe", decision: Decision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the code of the page says to the sealed text; it fails by an assertion where it counts otherwise."""
    sealed = tmp_path / "D-001.json"
    with troupe.scope():
        sealed.write_text(decision_text(Decision.objects.get(pk=decision.pk)), encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.setattr(sys, "argv", ["recount.py", str(sealed)])
    said: list[str] = []
    try:
        exec(code, {"print": lambda *words: said.append(" ".join(map(str, words)))})
    except SystemExit as end:
        said.append(str(end))
    return said[-1]


# ── consent ──


def consenting(troupe: "Troupe", asks: Asks, **way: Any) -> Question:
    """By consent; the tenants and the shelter agree."""
    work_by(troupe, **{"method": "consent", **way})
    question = asks(rule=way_of(troupe, "work").rule)
    say(troupe, question, HT="yes", OD="yes")
    return question


def objection(troupe: "Troupe", question: Question) -> Any:
    by = hat(troupe, "Okafor", "HH")
    return raise_objection(question, concern="Half stand empty.", change="Begin with twenty.", by=by, at=OPENS)


def test_a_decision_in_spite_of_an_objection_is_counted_so_from_the_file_too(troupe: "Troupe", asks: Asks) -> None:
    question = consenting(troupe, asks, overrule=Fraction(2, 3))
    objection(troupe, question)
    decision = close(question)
    again = counted_again(troupe, question)
    assert (again.carried, str(again.why)) == (decision.carried, decision.why) == (True, "majority")


@pytest.mark.row("G15")
@pytest.mark.parametrize("method", ["consent", "consensus"])
@pytest.mark.parametrize("settle", [stand_aside, withdraw_objection])
def test_who_lets_it_go_ahead_has_taken_part(method: str, settle: Any, troupe: "Troupe", asks: Asks) -> None:
    """Under consensus all must take part: else letting it go ahead would stop it as surely as the objection did."""
    question = consenting(troupe, asks, method=method)
    standing = objection(troupe, question)
    sweep(troupe.coalition.pk, SOON)
    settle(standing, by=hat(troupe, "Okafor", "HH"), at=SOON)
    decision = close(question)
    assert (decision.carried, decision.why) == (True, "no_objection")
    assert (decision.yes, decision.abstain, decision.cast) == (2, 1, 3)
    again = counted_again(troupe, question)
    assert (again.carried, again.cast) == (True, 3)


def test_an_objection_taken_back_in_time_leaves_its_organisation_to_answer(troupe: "Troupe", asks: Asks) -> None:
    question = consenting(troupe, asks, method="consensus")
    withdraw_objection(objection(troupe, question), by=hat(troupe, "Okafor", "HH"), at=LATER)
    decision = close(question)
    assert (decision.carried, decision.cast) == (False, 2)


# ── by the page ──


def weighed(troupe: "Troupe", asks: Asks) -> Decision:
    weights = {troupe.organisations["HT"].pk: 3}
    question = asks(weights=weights, rule=replace(DEFAULT, may_split=True), binding=False)
    cast_vote(question, split={Choice.YES: 1, Choice.NO: 2}, by=tenants(troupe), at=LATER)
    say(troupe, question, OD="yes", HH="yes")
    return close(question)


def private(troupe: "Troupe", asks: Asks) -> Decision:
    question = asks(private=True, binding=False)
    for (who, mark), choice in zip((("Amina", "HT"), ("Marta", "OD")), (Choice.YES, Choice.NO), strict=True):
        cast_paper(question, choice, by=hat(troupe, who, mark), at=LATER)
    return close(question)


def drawn(troupe: "Troupe", asks: Asks) -> Decision:
    question = asks(rule=replace(DEFAULT, tie=TieRule.LOT), binding=False)
    say(troupe, question, HT="yes", OD="no")
    return close(question)


def chaired(troupe: "Troupe", asks: Asks) -> Decision:
    question = asks(rule=replace(DEFAULT, tie=TieRule.CHAIR), binding=False)
    say(troupe, question, HT="yes", OD="no")
    sweep(troupe.coalition.pk, CLOSES)
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"], at=CLOSES)
    settle_tie(question, Choice.YES, why="The winter will not wait.", by=chair, at=SOON)
    with troupe.scope():
        found: Decision = Decision.objects.get()
    return found


def plain(troupe: "Troupe", asks: Asks) -> Decision:
    question = asks()
    say(troupe, question, HT="yes", OD="no", HH="yes")
    return close(question)


@pytest.mark.parametrize("made", [plain, weighed, private, drawn, chaired], ids=lambda one: one.__name__)
def test_the_code_of_the_page_counts_every_majority(
    made: Any, troupe: "Troupe", asks: Asks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = made(troupe, asks)
    said = documented(troupe, decision, tmp_path, monkeypatch)
    agreed = "agreed" if decision.carried else "not agreed"
    assert said == f"{agreed} {decision.yes} {decision.no} {decision.abstain}"


def test_the_code_of_the_page_says_what_it_does_not_count(
    troupe: "Troupe", asks: Asks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = consenting(troupe, asks)
    keep_objection(objection(troupe, question), by=hat(troupe, "Okafor", "HH"), at=OPENS)
    assert "comity count" in documented(troupe, close(question), tmp_path, monkeypatch)
