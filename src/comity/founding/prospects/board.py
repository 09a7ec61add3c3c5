"""The board: one column for each state, the newest on top; what does not fit stands in the list."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.founding.models import Prospect, ProspectState

#: so many cards in a column; the list shows all
SHOWN = 12


@dataclass(frozen=True)
class Card:
    """One prospect. scored: whether the reader has; given: by how many."""

    prospect: Prospect
    given: int
    scored: bool


@dataclass(frozen=True)
class Column:
    """One state with its prospects; more: how many are not shown."""

    state: ProspectState
    cards: list[Card]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


def columns_of(prospects: Iterable[Prospect], given: dict[object, int], mine: set[object]) -> list[Column]:
    """Every state, empty ones too."""
    by_state: dict[str, list[Prospect]] = {state.value: [] for state in ProspectState}
    for one in prospects:
        by_state[one.state].append(one)
    return [
        Column(
            state, [Card(one, given.get(one.pk, 0), one.pk in mine) for one in by_state[state][:SHOWN]],
            len(by_state[state]),
        )
        for state in ProspectState
    ]  # fmt: skip
