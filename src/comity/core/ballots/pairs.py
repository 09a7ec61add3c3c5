"""Every option against every other: how many votes prefer one to the other."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from comity.core.ballots.polls import UNRANKED, RankedPoll

Pairs = NDArray[np.int64]


class Unranked(StrEnum):
    """What it means that a ballot leaves an option out."""

    LAST = "last"  # below all that it ranks, and equal to the others it leaves out
    NO_PREFERENCE = "no_preference"  # it says nothing about that option


@dataclass(frozen=True, slots=True)
class Duel:
    """Two options compared: the votes that prefer each."""

    one: str
    other: str
    for_one: int
    for_other: int


def pairs(poll: RankedPoll, unranked: Unranked) -> Pairs:
    """Options × options: the weight of the ballots that put the row's option before the column's."""
    rank, weight = poll.places, np.array(poll.weights, dtype=np.int64)
    count = np.zeros((len(poll.options), len(poll.options)), dtype=np.int64)
    ranked = rank != UNRANKED
    for option in range(len(poll.options)):
        before = rank[:, option, None] < rank
        if unranked is Unranked.NO_PREFERENCE:
            before &= ranked
        count[option] = weight @ before
    return count


def duels(poll: RankedPoll, count: Pairs) -> tuple[Duel, ...]:
    """The same for people to read: each two options once."""
    names = poll.options
    return tuple(
        Duel(names[a], names[b], int(count[a, b]), int(count[b, a]))
        for a in range(len(names))
        for b in range(a + 1, len(names))
    )


def condorcet_winner(poll: RankedPoll, count: Pairs) -> str | None:
    """The option that beats every other one, if there is one."""
    wins = (count > count.T).sum(axis=1)
    found = np.flatnonzero(wins == len(poll.options) - 1)
    return poll.options[int(found[0])] if len(found) else None
