"""Sharing a budget among projects: what is voted on, and what came of it. Money in whole units of the smallest coin."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from comity.core.ballots.lots import Tie
from comity.core.ballots.polls import ApprovalPoll
from comity.core.ballots.types import BadRule, Fault


@dataclass(frozen=True, slots=True)
class BudgetPoll(ApprovalPoll):
    """Projects with their costs, a budget, and ballots that name the projects they want."""

    costs: tuple[int, ...]
    budget: int

    def __post_init__(self) -> None:
        ApprovalPoll.__post_init__(self)
        if len(self.costs) != len(self.options):
            raise BadRule(Fault.WEIGHTS_DONT_FIT, weights=len(self.costs), ballots=len(self.options))
        for name, cost in zip(self.options, self.costs, strict=True):
            if cost < 1:
                raise BadRule(Fault.COST_BELOW_ONE, option=name, cost=cost)
        if self.budget < 1:
            raise BadRule(Fault.BUDGET_BELOW_ONE, budget=self.budget)

    def support(self) -> list[int]:
        """The weight of the ballots that name each project."""
        wanted = [0] * len(self.options)
        for approved, weight in zip(self.approvals, self.weights, strict=True):
            for project in approved:
                wanted[project] += weight
        return wanted


@dataclass(frozen=True, slots=True)
class Bought:
    """A project that is paid for. each_pays: the most any one vote pays for it (greedy: none pays by itself)."""

    project: str
    cost: int
    support: int
    each_pays: Fraction | None = None
    #: by completion, after the shares had been spent
    completed: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """The projects that are paid for, in the order in which they were taken; `left` of the budget.

    shares: per ballot, what of its own share is not spent; empty where ballots have none.
    """

    bought: tuple[Bought, ...]
    left: int
    ties: tuple[Tie, ...]
    support: Mapping[str, int]
    shares: tuple[Fraction, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """The projects' names, in the order in which they were taken."""
        return tuple(one.project for one in self.bought)
