"""Counts of answers, and which of them must stay hidden where few answered. Pure arithmetic."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: fewer than so many answers are never told apart
LEAST = 5


@dataclass(frozen=True)
class Count:
    """How many gave one answer; None: too few, or it would tell of others that are too few."""

    key: Hashable
    n: int | None


@dataclass(frozen=True)
class Counts:
    """All counts of a question. `answered` of None: so few answered that nothing is told."""

    counts: tuple[Count, ...]
    answered: int | None

    @property
    def hidden(self) -> bool:
        """Whether anything is kept back."""
        return self.answered is None or any(one.n is None for one in self.counts)


def counted(
    keys: Sequence[Hashable], given: Iterable[Iterable[Hashable]], *, least: int = 0, many: bool = False
) -> Counts:
    """Count answers to a question. keys: what can be answered, in order; given: of each respondent what they chose.

    least: with 2 or more, small counts are hidden by `protected`; many: each may choose several. What is not among the
    keys counts for nothing.
    """
    chosen = [set(one) & set(keys) for one in given]
    tally = Counter(key for one in chosen for key in one)
    numbers = [tally[key] for key in keys]
    shown = protected(numbers, len(chosen), least=least, many=many) if least > 1 else list(numbers)
    enough = len(chosen) == 0 or len(chosen) >= least
    return Counts(
        tuple(Count(key, n) for key, n in zip(keys, shown, strict=True)), len(chosen) if enough else None
    )


def protected(numbers: Sequence[int], answered: int, *, least: int = LEAST, many: bool = False) -> list[int | None]:
    """The counts with those hidden that would tell of fewer than `least` answers, directly or by subtraction.

    Where each gives one answer, the hidden ones add up to what the shown ones leave: so at least two are hidden, and
    together they are `least` or more. Where each may give several (`many`), a count tells of those who did not give
    that answer, too: it is shown only if these are none, or `least` or more. A count of nobody is hidden only to hide
    another.
    """
    if answered < least:
        return [None] * len(numbers)
    if many:
        return [n if _safe(n, answered, least) else None for n in numbers]
    hidden = {place for place, n in enumerate(numbers) if 0 < n < least}
    rest = sorted((n, place) for place, n in enumerate(numbers) if place not in hidden)
    while hidden and rest and (len(hidden) < 2 or sum(numbers[place] for place in hidden) < least):
        hidden.add(rest.pop(0)[1])
    return [None if place in hidden else n for place, n in enumerate(numbers)]


def _safe(n: int, answered: int, least: int) -> bool:
    return (n == 0 or n >= least) and (n == answered or answered - n >= least)


def mean(values: Iterable[int]) -> Fraction | None:
    """The mean of whole numbers, exactly; None of none."""
    found = list(values)
    return Fraction(sum(found), len(found)) if found else None


def middle(values: Iterable[Fraction]) -> Fraction | None:
    """The median, exactly; None of none."""
    found = sorted(values)
    if not found:
        return None
    half = len(found) // 2
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2
