"""Counting again from our own file: everything the count rests on, as one mapping of plain values.

Its form is "comity.ballots.1": method, settings, seed, options, budget, ballots; of answers also rule, roll, present,
answered, objecting, aside, sides, overrule and what the chair said.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from comity.core.ballots.answers import Said, Side
from comity.core.ballots.lots import Lot
from comity.core.ballots.majority import settle_tie
from comity.core.ballots.marks import Listed, poll_of
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.overruling import overruled
from comity.core.ballots.types import (
    BadRule,
    BadVotes,
    Base,
    Choice,
    Counted,
    Fault,
    Outcome,
    Quorum,
    Roll,
    Rule,
    Threshold,
    TieRule,
    Vote,
    Why,
)

FORM = "comity.ballots.1"


def recount(file: Mapping[str, Any]) -> tuple[Method, Any]:
    """Method and result. Raises BadRule or BadVotes, KeyError where something is missing."""
    if file.get("form") != FORM or file.get("method") not in methods():
        raise BadRule(Fault.SETTING_UNKNOWN, setting="form", method=file.get("method"))
    method, lot = methods()[file["method"]], Lot(file["seed"])
    if method.marks is Marks.ANSWER:
        outcome = overruled(method.run(said_of(file), file["settings"]), _share(file.get("overrule")))
        return method, _settled(outcome, file, lot)
    options = [Listed(one["name"], one["cost"]) for one in file["options"]]
    pairs = [(_places(one["marks"]), one["weight"]) for one in file["ballots"]]
    return method, method.run(
        poll_of(method, options, pairs, file["settings"], file["budget"]), file["settings"], lot=lot
    )


def said_of(file: Mapping[str, Any]) -> Said:
    """The answers. Private ones bear no unit: they go to those who voted, as all of these weigh the same."""
    roll = Roll(file["roll"], None if file["present"] is None else frozenset(file["present"]))
    nameless = iter(sorted(set(file["answered"]) - set(file["objecting"])))
    votes = [
        Vote(unit, Choice(choice), weight)
        for one in file["ballots"]
        for unit in [one["unit"] or next(nameless)]
        for choice, weight in one["answers"].items()
    ]
    silent = sorted(set(file["objecting"]) - {vote.unit for vote in votes})
    votes += [Vote(unit, Choice.NO, roll.eligible[unit]) for unit in silent]
    quiet = sorted(set(file.get("aside", ())) - {vote.unit for vote in votes})
    votes += [Vote(unit, Choice.ABSTAIN, roll.eligible[unit]) for unit in quiet]
    sides = {unit: Side(side) for unit, side in file["sides"].items()}
    return Said(votes, rule_of(file["rule"]), roll, frozenset(file["objecting"]), sides)


def rule_of(written: Mapping[str, Any]) -> Rule:
    """A rule as texts write it."""
    need, counted = written["quorum"], Counted(written["counted"])
    quorum = None
    if isinstance(need, int):
        quorum = Quorum(need, counted)
    elif need is not None:
        quorum = Quorum(Threshold(Fraction(need), exceed=written["quorum_exceed"]), counted)
    share = Threshold(Fraction(written["share"]), exceed=written["share_exceed"])
    return Rule(share, Base(written["base"]), quorum, TieRule(written["tie"]), written["may_split"])


def _share(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)


def _settled(outcome: Outcome, file: Mapping[str, Any], lot: Lot) -> Outcome:
    rule = rule_of(file["rule"])
    if outcome.why is not Why.TIE or rule.tie is TieRule.NOT_CARRIED:
        return outcome
    drawn = lot.draw([Choice.YES.value, Choice.NO.value])
    return settle_tie(outcome, rule, Choice(file["chair"] if rule.tie is TieRule.CHAIR else drawn))


def _places(marks: Mapping[str, Any]) -> dict[int, int]:
    if not all(place.isdigit() and isinstance(mark, int) for place, mark in marks.items()):
        raise BadVotes(Fault.NO_MARK, unit=0, mark=str(marks)[:80])
    return {int(place): mark for place, mark in marks.items()}
