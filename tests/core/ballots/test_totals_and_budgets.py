"""Approval, scores, dots, and budgets: worked cases, and what must hold of any."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from comity.core.ballots import approval, budget_equal_shares, budget_greedy, dot, score
from comity.core.ballots.budget_equal_shares import Completion, Utility
from comity.core.ballots.budgets import BudgetPoll
from comity.core.ballots.lots import Lot
from comity.core.ballots.polls import ApprovalPoll, ScoredPoll
from comity.core.ballots.types import BadRule, BadVotes, Fault

LOT = Lot("the numbers of Saturday")


def approvals(*ballots: str, options: str = "ABC") -> ApprovalPoll:
    marks = tuple(frozenset(options.index(sign) for sign in ballot) for ballot in ballots)
    return ApprovalPoll(tuple(options), (1,) * len(ballots), marks)


def test_the_most_approved_are_taken_and_nobody_with_nothing() -> None:
    counted = approval.count(approvals("AB", "A", "B", "A", ""), lot=LOT, seats=3)
    assert counted.winners == ("A", "B") and counted.totals == {"A": 3, "B": 2, "C": 0}
    assert counted.ballots == 5 and not counted.ties


def test_equals_of_whom_only_some_fit_are_told() -> None:
    counted = approval.count(approvals("A", "B", "C"), lot=LOT, seats=2)
    assert counted.winners == tuple(LOT.order("ABC")[:2])
    assert {tie.options for tie in counted.ties} == {tuple(LOT.order("ABC"))}


def test_an_option_left_out_gets_the_lowest_score() -> None:
    poll = ScoredPoll(("A", "B"), (1, 2), ({0: 5, 1: -5}, {0: 0}), -5, 5)
    counted = score.count(poll, lot=LOT)
    assert counted.totals == {"A": 10 + 2 * 5, "B": 0} and counted.winners == ("A",)


def test_nobody_has_more_dots_than_agreed() -> None:
    fits = ScoredPoll(("A", "B"), (1, 1), ({0: 3, 1: 2}, {1: 4}), 0, 5)
    assert dot.count(fits, dots=5, lot=LOT).totals == {"B": 6, "A": 3}
    with pytest.raises(BadVotes) as fault:
        dot.count(ScoredPoll(("A", "B"), (1,), ({0: 3, 1: 3},), 0, 5), dots=5, lot=LOT)
    assert fault.value.code == Fault.TOO_MANY_DOTS


def test_scores_off_the_scale_and_scales_upside_down_are_refused() -> None:
    with pytest.raises(BadVotes):
        ScoredPoll(("A",), (1,), ({0: 6},), 0, 5)
    with pytest.raises(BadRule):
        ScoredPoll(("A",), (1,), ({},), 5, 0)


# ── budgets ──


def budget(money: int, projects: dict[str, int], *ballots: str) -> BudgetPoll:
    names = tuple(projects)
    marks = tuple(frozenset(names.index(sign) for sign in ballot) for ballot in ballots)
    return BudgetPoll(names, (1,) * len(ballots), marks, tuple(projects.values()), money)


#: ten votes with a share of 1 each: six want A together, three of them also B
WANTS = budget(10, {"A": 6, "B": 2}, "AB", "AB", "AB", "A", "A", "A", "", "", "", "")


def test_cost_and_count_make_a_difference() -> None:
    """By cost A is the better use (1/6, B: 1/3), by count B (2/3, A: 1); each leaves too little for the other."""
    by_cost = budget_equal_shares.count(WANTS, lot=LOT, utility=Utility.COST)
    by_count = budget_equal_shares.count(WANTS, lot=LOT, utility=Utility.COUNT)
    assert by_cost.winners == ("A",) and by_count.winners == ("B",)
    assert by_cost.bought[0].each_pays == 1 and by_count.bought[0].each_pays == Fraction(2, 3)
    assert sum(by_count.shares) == 8 and by_count.left == 8


def test_the_completions_make_a_difference() -> None:
    """Shares that rise by one: at 2 each, both are bought; the greedy completion reaches the same by support."""
    for completion in (Completion.UNTIL_EXHAUSTIVE, Completion.BEFORE_OVERSHOOT, Completion.GREEDY):
        counted = budget_equal_shares.count(WANTS, lot=LOT, utility=Utility.COST, completion=completion)
        assert set(counted.winners) == {"A", "B"} and counted.left == 2
    first = budget_equal_shares.count(WANTS, lot=LOT, completion=Completion.GREEDY)
    assert [one.completed for one in first.bought] == [False, True]


def test_stopping_when_exhausted_or_before_overshooting_differ() -> None:
    """Shares of 2 buy A, and B no longer fits: exhausted. Those of 3 and 4 buy B instead; those of 5 would buy both."""
    poll = budget(6, {"A": 2, "B": 5}, "B", "AB", "")
    stopped = budget_equal_shares.count(poll, lot=LOT, completion=Completion.UNTIL_EXHAUSTIVE)
    risen = budget_equal_shares.count(poll, lot=LOT, completion=Completion.BEFORE_OVERSHOOT)
    assert stopped.winners == ("A",) and stopped.left == 4
    assert risen.winners == ("B",) and risen.left == 1


def test_greedy_buys_by_support_what_still_fits() -> None:
    poll = budget(10, {"A": 8, "B": 5, "C": 2, "D": 1}, "AB", "AC", "A", "BC", "B")
    counted = budget_greedy.count(poll, lot=LOT)
    assert set(counted.winners) in ({"A", "C"}, {"B", "C"}) and counted.ties[0].options == ("A", "B")
    assert "D" not in counted.winners, "nobody wants it"


def test_costs_and_budgets_are_at_least_one() -> None:
    for money, cost in ((0, 1), (1, 0)):
        with pytest.raises(BadRule):
            budget(money, {"A": cost}, "A")


# ── what holds of any budget ──


@some.composite
def budgets(draw: some.DrawFn) -> BudgetPoll:
    n = draw(some.integers(1, 5))
    costs = draw(some.lists(some.integers(1, 12), min_size=n, max_size=n))
    ballots = draw(some.lists(some.frozensets(some.integers(0, n - 1)), max_size=10))
    weights = draw(some.lists(some.integers(1, 3), min_size=len(ballots), max_size=len(ballots)))
    money = draw(some.integers(1, 30))
    return BudgetPoll(tuple("ABCDE"[:n]), tuple(weights), tuple(ballots), tuple(costs), money)


def naive(poll: BudgetPoll, share: Fraction, utility: Utility = Utility.COST) -> list[str]:
    """Equal shares once more, as plainly as can be: every vote alone, every price from the beginning."""
    votes = [
        ballot for ballot, weight in zip(poll.approvals, poll.weights, strict=True) for _ in range(weight)
    ]
    purse, bought = [share] * len(votes), list[int]()
    while True:
        prices = {}
        for project, cost in enumerate(poll.costs):
            fans = [n for n, ballot in enumerate(votes) if project in ballot]
            if project in bought or sum(purse[fan] for fan in fans) < cost:
                continue
            for most in sorted({purse[fan] for fan in fans} | {Fraction(cost)}):
                poor = [purse[fan] for fan in fans if purse[fan] < most]
                rich = len(fans) - len(poor)
                level = Fraction(cost - sum(poor)) / rich if rich else None
                if level is not None and level <= most and all(one <= level for one in poor):
                    prices[project] = (level / (cost if utility is Utility.COST else 1), level)
                    break
        if not prices:
            return [poll.options[project] for project in bought]
        place = LOT.order(poll.options)
        chosen = min(prices, key=lambda one: (prices[one][0], place.index(poll.options[one])))
        purse = [p - min(p, prices[chosen][1]) if chosen in votes[n] else p for n, p in enumerate(purse)]
        bought.append(chosen)


@given(budgets(), some.sampled_from(Utility))
@settings(max_examples=200)
def test_two_ways_of_counting_equal_shares_agree(poll: BudgetPoll, utility: Utility) -> None:
    counted = budget_equal_shares.count(poll, lot=LOT, utility=utility)
    share = Fraction(poll.budget, poll.weight) if poll.weight else Fraction(0)
    assert list(counted.winners) == naive(poll, share, utility)


@given(budgets(), some.sampled_from(Utility), some.sampled_from(Completion))
@settings(max_examples=200)
def test_no_budget_is_overspent_and_no_share_is_owed(
    poll: BudgetPoll, utility: Utility, after: Completion
) -> None:
    for counted in (
        budget_equal_shares.count(poll, lot=LOT, utility=utility, completion=after),
        budget_greedy.count(poll, lot=LOT),
    ):
        assert counted.left == poll.budget - sum(one.cost for one in counted.bought) >= 0
        assert all(share >= 0 for share in counted.shares)
        assert all(one.support > 0 for one in counted.bought)
        assert len(set(counted.winners)) == len(counted.winners)


@given(budgets())
@settings(max_examples=100)
def test_after_a_greedy_completion_nothing_wanted_fits_any_more(poll: BudgetPoll) -> None:
    for counted in (
        budget_greedy.count(poll, lot=LOT),
        budget_equal_shares.count(poll, lot=LOT, completion=Completion.GREEDY),
    ):
        if not poll.weight:
            continue
        left_out = [
            cost for name, cost in zip(poll.options, poll.costs, strict=True)
            if name not in counted.winners and counted.support[name]
        ]  # fmt: skip
        assert all(cost > counted.left for cost in left_out)
