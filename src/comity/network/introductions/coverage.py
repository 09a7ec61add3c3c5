"""Who has met whom, as a matrix and a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.coalitions.standing import Standing
from comity.core.introductions import coverage
from comity.network.introductions.queries import Pair, by_state, members, to_read, visible_to
from comity.network.models import Introduction, IntroductionState
from comity.network.queries.ties import ties_visible_to

S = IntroductionState
#: with more members a matrix can't be read any more
MOST = 40
WORDS = {
    "met": gettext_lazy("have met"), "agreed": gettext_lazy("want to meet"), "proposed": gettext_lazy("are introduced"),
    "tie": gettext_lazy("work together"), "": gettext_lazy("never met here"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A pair in the matrix: how far it is, and in words."""

    state: str
    words: str


@dataclass(frozen=True)
class Coverage:
    """met of pairs; rows: a member and its cells, None where it would meet itself; empty with too many members."""

    met: int
    pairs: int
    members: list[Any]
    rows: list[tuple[Any, list[Cell | None]]]

    @property
    def share(self) -> int:
        """Met pairs of a hundred."""
        return round(100 * self.met / self.pairs) if self.pairs else 0


def figure(coalition: UUID, rows: Sequence[Introduction]) -> Coverage:
    """How many pairs have met, of introductions that are read. One query."""
    here, states = members(coalition), by_state(rows)
    met = [pair for pair, state in states.items() if state == S.MET]
    return Coverage(*coverage([one.pk for one in here], met), here, [])


def read(standing: Standing, coalition: UUID) -> Coverage:
    """The same with the matrix. Four queries, however many there are."""
    rows = list(to_read(visible_to(standing)))
    found, states = figure(coalition, rows), by_state(rows)
    here = found.members
    if len(here) > MOST:
        return found
    tied = {frozenset(pair) for pair in ties_visible_to(standing).values_list("first", "second")}
    return replace(found, rows=[(one, _cells(one, here, states, tied)) for one in here])


def _cells(one: Any, here: Sequence[Any], states: dict[Pair, str], tied: set[Pair]) -> list[Cell | None]:
    row: list[Cell | None] = []
    for other in here:
        pair = frozenset((one.pk, other.pk))
        state = states.get(pair, "tie" if pair in tied else "")
        words = _("{one} and {other}: {state}").format(one=one.name, other=other.name, state=WORDS[state])
        row.append(None if one.pk == other.pk else Cell(state, words))
    return row
