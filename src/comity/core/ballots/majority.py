"""Simple, absolute and qualified majority on a yes/no ballot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from comity.core.ballots.answers import Said
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.types import (
    BadRule,
    BadVotes,
    Base,
    Choice,
    Counted,
    Fault,
    Outcome,
    Roll,
    Rule,
    TieRule,
    Vote,
    Why,
)

_HALF = Fraction(1, 2)


def tally(votes: Sequence[Vote], rule: Rule, roll: Roll) -> Outcome:
    """Decide a yes/no ballot. Abstentions count toward the quorum; toward the majority if the base says so.

    votes: at most one per unit on the roll (one per unit and choice where the rule allows splitting).
    The quorum is counted in units against the units eligible; the majority in weight of `rule.base`.
    Nothing carries without a single yes. Under a rule of "more than half", yes and no of equal weight and
    nothing else in the base are a tie: not carried until `settle_tie` applies the tie rule.
    Raises BadVotes (a vote not to be counted) and BadRule (a base or quorum of those present, none noted).
    """
    found = figures(votes, rule, roll)
    return found if found.why is Why.NO_QUORUM else found.decided(_why(rule, found), needed=found.needed)


def count(said: Said) -> Outcome:
    """The same, as methods are counted."""
    return tally(said.votes, said.rule, said.roll)


def figures(votes: Sequence[Vote], rule: Rule, roll: Roll) -> Outcome:
    """All figures of the votes before anything is decided: carried False; why NO_QUORUM, or TOO_FEW for now."""
    voters = _checked(votes, rule, roll)
    weight = {choice: sum(v.weight for v in votes if v.choice is choice) for choice in Choice}
    present = voters | (roll.present or frozenset())
    base_weight = _base_weight(rule, weight, present, roll)
    quorum, took_part = _quorum(rule, voters, present, roll)
    return Outcome(
        carried=False,
        why=Why.NO_QUORUM if took_part < quorum else Why.TOO_FEW,
        weight=weight,
        base_weight=base_weight,
        needed=max(1, rule.threshold.needed(base_weight)),
        cast=len(voters),
        present=len(present),
        eligible=len(roll.eligible),
        quorum=quorum,
        tied=weight[Choice.YES] == weight[Choice.NO] > 0,
    )


def settled(said: Said) -> bool:
    """Whether the outcome stays the same, whatever the units that have not answered say. Answers given count as final.

    It is enough to look at three ends: all others silent, all in favour, all against. A tie settles nothing.
    """
    open_still = sorted(said.roll.eligible.keys() - {vote.unit for vote in said.votes})
    ends = [
        tally([*said.votes, *_all(open_still, choice, said.roll)], said.rule, said.roll)
        for choice in (None, Choice.YES, Choice.NO)
    ]
    return len({end.carried for end in ends}) == 1 and not any(end.why is Why.TIE for end in ends)


def _all(units: Sequence[str], choice: Choice | None, roll: Roll) -> list[Vote]:
    return [] if choice is None else [Vote(unit, choice, roll.eligible[unit]) for unit in units]


def settle_tie(outcome: Outcome, rule: Rule, choice: Choice) -> Outcome:
    """Apply the tie rule: `choice` is what the chair said, or what the published lot drew.

    Raises BadVotes when there is no tie to settle or the choice is neither yes nor no, BadRule when the rule
    leaves a tied proposal not carried.
    """
    if outcome.why is not Why.TIE:
        raise BadVotes(Fault.NO_TIE, why=outcome.why)
    if rule.tie is TieRule.NOT_CARRIED:
        raise BadRule(Fault.TIE_RULE_FORBIDS, tie=rule.tie)
    if choice not in (Choice.YES, Choice.NO):
        raise BadVotes(Fault.UNKNOWN_CHOICE, choice=choice)
    return replace(outcome, carried=choice is Choice.YES, why=Why.TIE_SETTLED, settled_by=rule.tie)


def _checked(votes: Sequence[Vote], rule: Rule, roll: Roll) -> frozenset[str]:
    """The units that voted, once every vote is known to fit."""
    used: Counter[str] = Counter()
    seen: set[tuple[str, Choice | None]] = set()
    for vote in votes:
        if vote.unit not in roll.eligible:
            raise BadVotes(Fault.NOT_ON_ROLL, unit=vote.unit)
        key = (vote.unit, vote.choice if rule.may_split else None)
        if key in seen:
            raise BadVotes(Fault.DUPLICATE_UNIT, unit=vote.unit)
        seen.add(key)
        used[vote.unit] += vote.weight
        if used[vote.unit] > roll.eligible[vote.unit]:
            raise BadVotes(
                Fault.MORE_THAN_ITS_WEIGHT,
                unit=vote.unit,
                weight=used[vote.unit],
                allowed=roll.eligible[vote.unit],
            )
    return frozenset(used)


def _base_weight(rule: Rule, weight: Mapping[Choice, int], present: frozenset[str], roll: Roll) -> int:
    match rule.base:
        case Base.YES_AND_NO:
            return weight[Choice.YES] + weight[Choice.NO]
        case Base.CAST:
            return sum(weight.values())
        case Base.PRESENT:
            _require_presence(roll)
            return roll.weight_of(present)
        case Base.ELIGIBLE:
            return roll.weight_of(roll.eligible)


def _quorum(rule: Rule, voters: frozenset[str], present: frozenset[str], roll: Roll) -> tuple[int, int]:
    """Units needed, units that took part."""
    if rule.quorum is None:
        return 0, len(voters)
    if rule.quorum.counted is Counted.PRESENT:
        _require_presence(roll)
    took_part = voters if rule.quorum.counted is Counted.CAST else present
    return rule.quorum.units(len(roll.eligible)), len(took_part)


def _require_presence(roll: Roll) -> None:
    if roll.present is None:
        raise BadRule(Fault.PRESENCE_UNKNOWN)


def _why(rule: Rule, found: Outcome) -> Why:
    yes = found.weight[Choice.YES]
    if yes and rule.threshold.met(yes, found.base_weight):
        return Why.MAJORITY
    on_the_line = rule.threshold.exceed and rule.threshold.share == _HALF and 2 * yes == found.base_weight
    return Why.TIE if found.tied and on_the_line else Why.TOO_FEW


METHOD = Method("majority", Marks.ANSWER, count)
