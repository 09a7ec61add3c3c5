"""Taking the options with the most: the last step of approval, scores and dots."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from comity.core.ballots.lots import Lot, Settled, Tie
from comity.core.ballots.polls import Poll


@dataclass(frozen=True, slots=True)
class Totalled:
    """Totals by option, the most first, and who is taken. ballots: their weight, blank ones included."""

    winners: tuple[str, ...]
    totals: Mapping[str, Fraction]
    ties: tuple[Tie, ...]
    ballots: int


def take(totals: Mapping[str, Fraction], *, seats: int, ballots: int, lot: Lot) -> Totalled:
    """The options with the most, as many as there are seats; nobody is taken with nothing. Equals: the lot decides."""
    drawn = {option: place for place, option in enumerate(lot.order(totals))}
    order = sorted(totals, key=lambda option: (-totals[option], drawn[option]))
    winners = tuple(option for option in order[:seats] if totals[option] > 0)
    told = {option: totals[option] for option in order}
    return Totalled(winners, told, _tie(order, totals, winners), ballots)


def lead(
    poll: Poll, result: Totalled, open_weight: int, *, seats: int = 1, most: int = 1, **_others: object
) -> bool:
    """Whether whoever is taken stays so: the last taken leads the next by more than all ballots still out can give.

    A seat that is empty so far can be filled by any of them. most: what one vote of weight one can give to an option.
    """
    if open_weight == 0:
        return True
    if len(result.winners) < seats:
        return False
    others = [total for option, total in result.totals.items() if option not in result.winners]
    return not others or result.totals[result.winners[-1]] - max(others) > open_weight * most


def _tie(order: list[str], totals: Mapping[str, Fraction], winners: tuple[str, ...]) -> tuple[Tie, ...]:
    """The equals of whom only some are taken."""
    if not winners or len(winners) == len(order) or totals[winners[-1]] != totals[order[len(winners)]]:
        return ()
    equal = tuple(option for option in order if totals[option] == totals[winners[-1]])
    return tuple(
        Tie(equal, option, Settled.LOT, place) for place, option in enumerate(winners, 1) if option in equal
    )
