"""Greedy budget: the project with the most support that still fits, then the next, until nothing fits."""

from comity.core.ballots.budgets import Bought, BudgetPoll, Spent
from comity.core.ballots.lots import Lot, Settled, Tie
from comity.core.ballots.methods import Marks, Method


def count(poll: BudgetPoll, *, lot: Lot) -> Spent:
    """Buy by support. Projects that nobody wants are not bought; equals come in the order of the lot."""
    support = poll.support()
    bought, ties = fill(poll, support, poll.budget, set(range(len(poll.options))), lot=lot)
    left = poll.budget - sum(one.cost for one in bought)
    return Spent(tuple(bought), left, tuple(ties), dict(zip(poll.options, support, strict=True)))


def fill(
    poll: BudgetPoll, support: list[int], money: int, projects: set[int], *, lot: Lot, completed: bool = False
) -> tuple[list[Bought], list[Tie]]:
    """Buy, among these projects and with this money, by support."""
    place = {name: number for number, name in enumerate(lot.order(poll.options))}
    bought: list[Bought] = []
    ties: list[Tie] = []
    waiting = sorted(projects, key=lambda one: (-support[one], place[poll.options[one]]))
    for number, project in enumerate(waiting):
        if not support[project] or poll.costs[project] > money:
            continue
        equal = [
            one for one in waiting[number:] if support[one] == support[project] and poll.costs[one] <= money
        ]
        if sum(poll.costs[one] for one in equal) > money:
            name = poll.options[project]
            ties.append(Tie(poll.names(equal), name, Settled.LOT, len(bought) + 1))
        money -= poll.costs[project]
        bought.append(
            Bought(poll.options[project], poll.costs[project], support[project], completed=completed)
        )
    return bought, ties


METHOD = Method("budget-greedy", Marks.PROJECTS, count)
