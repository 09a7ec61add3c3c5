"""What people mark on a ballot, checked to fit the method, and the poll that the count takes.

Marks go by the place of an option, from 1: its rank, its score or its dots, or 1 for an option that is named. A ballot
without marks is blank: it counts as answered, and says nothing about any option.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.core.ballots.budgets import BudgetPoll
from comity.core.ballots.methods import Marks, Method
from comity.core.ballots.polls import ApprovalPoll, Poll, RankedPoll, ScoredPoll
from comity.core.ballots.types import BadRule, BadVotes, Fault

Marked = Mapping[int, int]
Settings = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Listed:
    """An option on the ballot: its name, and what it costs where a budget is shared."""

    name: str
    cost: int | None = None


def checked(method: Method, marked: Marked, options: int, settings: Settings) -> dict[int, int]:
    """The marks as they are kept: ranks without gaps, no empty dots. Raises BadVotes with an option's place as unit."""
    for place, mark in marked.items():
        if not 1 <= place <= options:
            raise BadVotes(Fault.UNKNOWN_OPTION, unit=place, option=place)
        if not isinstance(mark, int) or isinstance(mark, bool):
            raise BadVotes(Fault.NO_MARK, unit=place, mark=mark)
    match method.marks:
        case Marks.RANKING:
            return _ranks(method, marked, options)
        case Marks.SCORES:
            return _scores(method, marked, settings)
        case _:
            return _named(marked)


def poll_of(
    method: Method, options: Sequence[Listed], ballots: Iterable[tuple[Marked, int]], settings: Settings,
    budget: int | None = None,
) -> Poll:  # fmt: skip
    """The poll of these ballots (marks, weight). Raises BadRule for options or costs that don't fit the method."""
    names, said = tuple(one.name for one in options), list(ballots)
    weights = tuple(weight for _marked, weight in said)
    if method.marks is Marks.RANKING:
        return RankedPoll.of_rankings(names, weights, [_order(marked) for marked, _weight in said])
    if method.marks is Marks.SCORES:
        lowest, highest = scale(method, settings)
        scores = tuple({place - 1: mark for place, mark in marked.items()} for marked, _weight in said)
        return ScoredPoll(names, weights, scores, lowest, highest)
    named = tuple(frozenset(place - 1 for place in marked) for marked, _weight in said)
    if method.marks is Marks.PROJECTS:
        costs = tuple(one.cost or 0 for one in options)
        return BudgetPoll(names, weights, named, costs, budget or 0)
    if method.marks is Marks.APPROVALS:
        return ApprovalPoll(names, weights, named)
    raise BadRule(Fault.OPTIONS_OUT_OF_RANGE, options=len(names), method=method.name)


def scale(method: Method, settings: Settings) -> tuple[int, int]:
    """The lowest and the highest mark of a method of scores; of dots, none and all of them."""
    fits = method.fit(settings)
    if "dots" in fits:
        return 0, int(fits["dots"])
    return int(fits["lowest"]), int(fits["highest"])


def _order(marked: Marked) -> tuple[tuple[int, ...], ...]:
    ranks = sorted(set(marked.values()))
    return tuple(tuple(place - 1 for place in sorted(marked) if marked[place] == rank) for rank in ranks)


def _ranks(method: Method, marked: Marked, options: int) -> dict[int, int]:
    seen: dict[int, int] = {}
    for place, rank in sorted(marked.items()):
        if not 1 <= rank <= options:
            raise BadVotes(Fault.RANK_OUT_OF_RANGE, unit=place, rank=rank, most=options)
        if rank in seen and not method.equals:
            raise BadVotes(Fault.RANKED_EQUAL, unit=place, other=seen[rank], rank=rank)
        seen[rank] = place
    step = {rank: number for number, rank in enumerate(sorted(seen), 1)}
    return {place: step[rank] for place, rank in sorted(marked.items())}


def _scores(method: Method, marked: Marked, settings: Settings) -> dict[int, int]:
    lowest, highest = scale(method, settings)
    for place, score in marked.items():
        if not lowest <= score <= highest:
            raise BadVotes(Fault.SCORE_OUT_OF_RANGE, unit=place, score=score, lowest=lowest, highest=highest)
    if "dots" not in method.settings():
        return dict(sorted(marked.items()))
    if (given := sum(marked.values())) > highest:
        raise BadVotes(Fault.TOO_MANY_DOTS, unit=max(marked), dots=given, allowed=highest)
    return {place: dots for place, dots in sorted(marked.items()) if dots}


def _named(marked: Marked) -> dict[int, int]:
    for place, mark in marked.items():
        if mark != 1:
            raise BadVotes(Fault.NO_MARK, unit=place, mark=mark)
    return dict(sorted(marked.items()))
