"""Step one: four questions that each founder answers alone, and when it may read what the others answered."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum


class Brief(StrEnum):
    """What is asked, in the order in which it is asked."""

    RESULT = "result"
    STRENGTHS = "strengths"
    EXCHANGE = "exchange"
    OBJECTIVES = "objectives"


def readable(
    given: AbstractSet[tuple[str, Brief]], *, own: Iterable[str], founders: Iterable[str]
) -> frozenset[Brief]:
    """The questions to which a reader may read what others answered.

    given: who has answered what. own: the founders for which the reader speaks; each of them must have answered a
    question before its reader sees the others' answers to it. Who speaks for none waits until all founders have.
    """
    wanted = list(own) or list(founders)
    return frozenset(one for one in Brief if wanted and all((who, one) in given for who in wanted))
