"""Talking in turns: equal first turns, a queue that lets those go first who spoke least, pairs that do not repeat."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, product

#: a few hold the talk when they hold this much of it …
MOST = 2 / 3
#: … are no more than one in three of those there, and the talk lasted this many seconds
FEW, ENOUGH = 3, 300


@dataclass(frozen=True)
class Spell:
    """A unit had the floor from one moment until another (None: it still has)."""

    unit: str
    began: datetime
    ended: datetime | None = None

    def seconds(self, at: datetime) -> int:
        """How long until then, in whole seconds."""
        return max(0, int(((self.ended or at) - self.began).total_seconds()))


def seconds_left(began: datetime, minutes: int, at: datetime) -> int:
    """What is left of so many minutes, rounded up; negative once they are over."""
    left = began + timedelta(minutes=minutes) - at
    return -int(-left.total_seconds() // 1)


def spoken(spells: Iterable[Spell], at: datetime) -> dict[str, int]:
    """Seconds each unit spoke until then."""
    total: Counter[str] = Counter()
    for spell in spells:
        total[spell.unit] += spell.seconds(at)
    return dict(total)


def still_to_come(here: Sequence[str], had: Collection[str], talk: Mapping[str, int]) -> list[str]:
    """Whose first turn in a round is still to come: those who spoke least so far first, else as they sit."""
    return sorted((unit for unit in here if unit not in had), key=lambda unit: talk.get(unit, 0))


def in_line(asked: Iterable[tuple[str, datetime]], talk: Mapping[str, int]) -> list[str]:
    """The queue: those who spoke least come first; among equals, whoever asked first."""
    ordered = sorted(asked, key=lambda one: (talk.get(one[0], 0), one[1], one[0]))
    return [unit for unit, _moment in ordered]


@dataclass(frozen=True)
class Balance:
    """How the talk is spread. few: the units that hold most of it, when they are few; share: their part in percent."""

    total: int
    few: tuple[str, ...]
    share: int
    silent: tuple[str, ...]


def balance(here: Sequence[str], talk: Mapping[str, int]) -> Balance:
    """Whether few of those there hold most of the talk, and who has not spoken yet."""
    units = [*here, *(unit for unit in talk if unit not in here)]
    total = sum(talk.values())
    silent = tuple(unit for unit in here if not talk.get(unit))
    holding: list[str] = []
    held = 0
    for unit in sorted(units, key=lambda unit: -talk.get(unit, 0)):
        if held >= MOST * total:
            break
        holding.append(unit)
        held += talk.get(unit, 0)
    if total < ENOUGH or len(holding) * FEW > len(units):
        return Balance(total, (), 0, silent)
    return Balance(total, tuple(holding), round(100 * held / total), silent)


# ── pairs ──

Group = tuple[str, ...]


def pairs(units: Sequence[str], earlier: Iterable[Collection[str]] = ()) -> list[Group]:
    """Everybody in pairs, with as few who met before as can be found; with an odd number one group of three.

    earlier: the groups of before, each as often as it met. Nobody alone: fewer than two units give no group.
    """
    met = Counter(frozenset(pair) for group in earlier for pair in combinations(sorted(group), 2))
    best: list[Group] = []
    least = -1
    for start in _circle(units, met):
        found = _mended(start, met)
        cost = _cost(found, met)
        if least < 0 or cost < least:
            best, least = found, cost
        if least == 0:
            break
    return best


def _circle(units: Sequence[str], met: Counter[frozenset[str]]) -> Iterable[list[Group]]:
    """The rounds of a tournament in which each meets each: one stays, all others move on by a chair."""
    seats: list[str | None] = [*units, *([None] if len(units) % 2 else [])]
    if len(units) <= 1:
        return
    for _ in range(len(seats) - 1):
        half = len(seats) // 2
        facing = list(zip(seats[:half], reversed(seats[half:]), strict=True))
        groups = [(a, b) for a, b in facing if a is not None and b is not None]
        alone = [one for pair in facing if None in pair for one in pair if one is not None]
        yield _joined(groups, alone, met)
        seats = [seats[0], seats[-1], *seats[1:-1]]


def _joined(groups: list[tuple[str, str]], alone: list[str], met: Counter[frozenset[str]]) -> list[Group]:
    """Whoever is left over joins the pair whom they met least."""
    found: list[Group] = list(groups)
    for one in alone:
        place = min(range(len(found)), key=lambda n: _cost([(*found[n], one)], met) - _cost([found[n]], met))
        found[place] = (*found[place], one)
    return found


def _mended(groups: list[Group], met: Counter[frozenset[str]]) -> list[Group]:
    """Exchange two people of two groups as long as that spares somebody a repeat."""
    found = list(groups)
    better = True
    while better and _cost(found, met):
        better = False
        for one, two in combinations(range(len(found)), 2):
            changed = _exchanged(found[one], found[two], met)
            if changed:
                found[one], found[two] = changed
                better = True
    return found


def _exchanged(one: Group, two: Group, met: Counter[frozenset[str]]) -> tuple[Group, Group] | None:
    before = _cost([one, two], met)
    for a, b in product(one, two):
        changed = tuple(b if x == a else x for x in one), tuple(a if x == b else x for x in two)
        if _cost(changed, met) < before:
            return changed
    return None


def _cost(groups: Iterable[Group], met: Counter[frozenset[str]]) -> int:
    """How often those who now sit together did so before."""
    return sum(met[frozenset(pair)] for group in groups for pair in combinations(group, 2))
