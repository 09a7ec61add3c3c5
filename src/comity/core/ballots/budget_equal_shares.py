"""The method of equal shares: every vote gets the same part of the budget and spends it on projects it wants.

A project is bought when those who want it can pay for it together, each at most the same price per use; the lowest
price comes first. What a vote gets from a project is what it costs (Utility.COST) or one (Utility.COUNT). Shares that
nobody can combine stay unspent; a completion says what happens then.
Source: D. Peters, G. Pierczyński, P. Skowron, Proportional Participatory Budgeting with Additive Utilities (2021).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from comity.core.ballots.budget_greedy import fill
from comity.core.ballots.budgets import Bought, BudgetPoll, Spent
from comity.core.ballots.lots import Lot, Settled, Tie
from comity.core.ballots.methods import Marks, Method


class Utility(StrEnum):
    """What a project is worth to a vote that wants it."""

    COST = "cost"
    COUNT = "count"


class Completion(StrEnum):
    """What is done with money that the shares leave over."""

    NONE = "none"
    #: the projects with the most support that still fit
    GREEDY = "greedy"
    #: shares rise step by step until no project fits any more; never beyond the budget
    UNTIL_EXHAUSTIVE = "until_exhaustive"
    #: shares rise step by step, to the last step before the budget would be overshot
    BEFORE_OVERSHOOT = "before_overshoot"


def count(
    poll: BudgetPoll, *, lot: Lot, utility: Utility = Utility.COST, completion: Completion = Completion.NONE,
    step: int = 1,
) -> Spent:  # fmt: skip
    """Share the budget out. step: by how much every vote's share rises at a time, for completions by rising shares."""
    if not poll.weight:
        return _told(poll, _Round((), (), ()), [])
    share = Fraction(poll.budget, poll.weight)
    first = _round(poll, share, utility, lot)
    if completion in (Completion.UNTIL_EXHAUSTIVE, Completion.BEFORE_OVERSHOOT):
        until = completion is Completion.UNTIL_EXHAUSTIVE
        return _told(poll, _risen(poll, first, share, utility, lot, step=step, until_exhaustive=until), [])
    if completion is Completion.GREEDY:
        return _filled(poll, first, lot)
    return _told(poll, first, [])


@dataclass(frozen=True, slots=True)
class _Round:
    """What shares of one size buy."""

    bought: tuple[Bought, ...]
    shares: tuple[Fraction, ...]
    ties: tuple[Tie, ...]

    @property
    def cost(self) -> int:
        return sum(one.cost for one in self.bought)


def _round(poll: BudgetPoll, share: Fraction, utility: Utility, lot: Lot) -> _Round:
    """Buy until no project can be paid for by those who want it."""
    fans = [
        [n for n, approved in enumerate(poll.approvals) if one in approved]
        for one in range(len(poll.options))
    ]
    support, place = poll.support(), {name: n for n, name in enumerate(lot.order(poll.options))}
    purse = [share] * len(poll.weights)
    waiting = {one for one in range(len(poll.options)) if fans[one]}
    #: prices only rise as purses empty: a price of an earlier turn is a lower bound
    bound = dict.fromkeys(waiting, Fraction(0))
    bought: list[Bought] = []
    ties: list[Tie] = []
    while True:
        priced = _cheapest(poll, waiting, bound, fans, purse, utility)
        if not priced:
            return _Round(tuple(bought), tuple(purse), tuple(ties))
        chosen = min(priced, key=lambda one: place[poll.options[one]])
        if len(priced) > 1:
            ties.append(Tie(poll.names(sorted(priced)), poll.options[chosen], Settled.LOT, len(bought) + 1))
        most = priced[chosen] * _worth(poll, chosen, utility)
        for fan in fans[chosen]:
            purse[fan] -= min(purse[fan], most)
        bought.append(Bought(poll.options[chosen], poll.costs[chosen], support[chosen], most))
        waiting.remove(chosen)


def _worth(poll: BudgetPoll, project: int, utility: Utility) -> int:
    return poll.costs[project] if utility is Utility.COST else 1


def _cheapest(
    poll: BudgetPoll, waiting: set[int], bound: dict[int, Fraction], fans: list[list[int]], purse: list[Fraction],
    utility: Utility,
) -> dict[int, Fraction]:  # fmt: skip
    """The projects with the lowest price per use, and that price. Projects nobody can pay for any more are let go."""
    best: dict[int, Fraction] = {}
    lowest: Fraction | None = None
    for project in sorted(waiting, key=lambda one: bound[one]):
        if lowest is not None and bound[project] > lowest:
            break
        most = _most(poll, project, fans[project], purse)
        if most is None:
            waiting.remove(project)
            continue
        price = bound[project] = most / _worth(poll, project, utility)
        if lowest is None or price < lowest:
            best, lowest = {}, price
        if price == lowest:
            best[project] = price
    return best


def _most(poll: BudgetPoll, project: int, fans: list[int], purse: list[Fraction]) -> Fraction | None:
    """The most that any vote must pay so that all together pay the cost; None when their purses don't suffice."""
    missing = Fraction(poll.costs[project])
    weight = sum(poll.weights[fan] for fan in fans)
    if sum(poll.weights[fan] * purse[fan] for fan in fans) < missing:
        return None
    for fan in sorted(fans, key=lambda one: purse[one]):
        if purse[fan] * weight >= missing:
            return missing / weight
        missing -= poll.weights[fan] * purse[fan]
        weight -= poll.weights[fan]
    return None


def _risen(
    poll: BudgetPoll,
    first: _Round,
    share: Fraction,
    utility: Utility,
    lot: Lot,
    *,
    step: int,
    until_exhaustive: bool,
) -> _Round:
    """What the largest shares buy that stay within the budget; or the first that leave nothing more to buy."""
    best = first
    wanted = {name for name, support in zip(poll.options, poll.support(), strict=True) if support}
    while not (until_exhaustive and _exhaustive(poll, best, wanted)) and len(best.bought) < len(wanted):
        share += step
        risen = _round(poll, share, utility, lot)
        if risen.cost > poll.budget:
            break
        best = risen
    return best


def _exhaustive(poll: BudgetPoll, round_: _Round, wanted: set[str]) -> bool:
    """Whether no wanted project fits what is left."""
    have = {one.project for one in round_.bought}
    left = poll.budget - round_.cost
    costs = dict(zip(poll.options, poll.costs, strict=True))
    return all(costs[name] > left for name in wanted - have)


def _filled(poll: BudgetPoll, first: _Round, lot: Lot) -> Spent:
    have = {one.project for one in first.bought}
    open_still = {number for number, name in enumerate(poll.options) if name not in have}
    more, ties = fill(poll, poll.support(), poll.budget - first.cost, open_still, lot=lot, completed=True)
    later = [replace(tie, stage=tie.stage + len(first.bought)) for tie in ties]
    return _told(poll, replace(first, bought=(*first.bought, *more)), later)


def _told(poll: BudgetPoll, round_: _Round, more_ties: list[Tie]) -> Spent:
    support = dict(zip(poll.options, poll.support(), strict=True))
    return Spent(round_.bought, poll.budget - round_.cost, (*round_.ties, *more_ties), support, round_.shares)


METHOD = Method("budget-equal-shares", Marks.PROJECTS, count)
