"""Two wordings side by side, for the pages of texts and of all else that is said in versions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from comity.core.diff import Figures, Kind, Row, compare, figures

#: unchanged passages that stand between two changes before they are folded
AROUND = 1


@dataclass(frozen=True)
class Line:
    """One line of a comparison: a row, or how many unchanged passages are folded here."""

    row: Row | None
    folded: int = 0


@dataclass(frozen=True)
class Comparison:
    """Two texts side by side. old_name, new_name: what stands over the columns."""

    lines: list[Line]
    figures: Figures
    old_name: str
    new_name: str

    @property
    def same(self) -> bool:
        return not any(line.row and line.row.kind != Kind.SAME for line in self.lines)


def beside(old: str, new: str, old_name: str, new_name: str) -> Comparison:
    """A comparison as pages show it: changes with a passage around them, the rest folded."""
    rows = compare(old, new)
    lines: list[Line] = []
    for same, run in groupby(rows, key=lambda row: row.kind == Kind.SAME):
        part = list(run)
        if same and len(part) > 2 * AROUND + 1:
            before, after = part[: AROUND if lines else 0], part[-AROUND:] if part[-1] is not rows[-1] else []
            folded = len(part) - len(before) - len(after)
            lines += [Line(row) for row in before] + [Line(None, folded)] + [Line(row) for row in after]
        else:
            lines += [Line(row) for row in part]
    return Comparison(lines, figures(rows), old_name, new_name)


def with_changes(versions: Iterable[tuple[Any, str, str]]) -> Iterator[tuple[Any, Comparison | None]]:
    """Versions from the oldest on, as (row, name, all it says): each row with what changed since the one before."""
    told = list(versions)
    if told:
        yield told[0][0], None
    for (_row, old_name, old), (row, new_name, new) in pairwise(told):
        yield row, beside(old, new, old_name, new_name)
