"""Ballots as a table (CSV), one a row.

Either every option has a column, and a cell holds its rank from 1, its score, or a mark (1, x, yes); or the columns are
called rank 1, rank 2, … and a cell holds the name of an option. A column called weight says how often a row counts.
"""

import csv
import re
from collections.abc import Sequence
from enum import StrEnum

from comity.core.ballots.files.trouble import Unreadable, whole
from comity.core.ballots.polls import MOST_WEIGHT, ApprovalPoll, RankedPoll, Ranking, ScoredPoll
from comity.core.ballots.types import BallotFault

_BY_RANK = re.compile(r"(?:rank|choice|preference|place)\s*[_#-]?\s*(\d+)", re.IGNORECASE)
_YES, _NO = {"1", "x", "yes", "true", "✓"}, {"", "0", "no", "false", "-"}
#: a row of the table: its line, its weight, its cells without the weight
Row = tuple[int, int, list[str]]


class Kind(StrEnum):
    """What the cells of a table of ballots hold."""

    RANKS = "ranks"
    MARKS = "marks"
    SCORES = "scores"


def read_list(
    text: str, kind: Kind, *, lowest: int = 0, highest: int = 5
) -> RankedPoll | ApprovalPoll | ScoredPoll:
    """Read a table as ranks, marks or scores on a scale. Raises Unreadable with the line."""
    header, rows = _table(text)
    weights = tuple(weight for _, weight, _ in rows)
    try:
        if kind is Kind.RANKS:
            return _ranked(header, rows, weights)
        names = tuple(header)
        if kind is Kind.MARKS:
            return ApprovalPoll(names, weights, tuple(_marked(names, line, cells) for line, _, cells in rows))
        scores = tuple(_scored(line, cells) for line, _, cells in rows)
        return ScoredPoll(names, weights, scores, lowest, highest)
    except BallotFault as fault:
        place = fault.values.get("unit")
        line = rows[place - 1][0] if isinstance(place, int) and 1 <= place <= len(rows) else 1
        raise Unreadable(line, f"{fault.code.value.replace('_', ' ')}: {dict(fault.values)}") from fault


def _table(text: str) -> tuple[list[str], list[Row]]:
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=sign, strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as fault:
        raise Unreadable(reader.line_num, f"The row can't be read: {fault}.") from fault
    lines = [(line, cells) for line, cells in lines if any(cells)]
    if not lines:
        raise Unreadable(0, "The file is empty: a header and a row for each ballot are expected.")
    (_, header), *rows = lines
    if not all(header):
        raise Unreadable(
            lines[0][0], "Every column needs a heading: the name of an option, or rank 1, rank 2, …"
        )
    weighs = next((at for at, name in enumerate(header) if name.casefold() == "weight"), None)
    found = [_row(line, cells, len(header), weighs) for line, cells in rows]
    return [name for at, name in enumerate(header) if at != weighs], found


def _row(line: int, cells: list[str], width: int, weighs: int | None) -> Row:
    if len(cells) > width:
        raise Unreadable(line, f"There are {len(cells)} cells, and {width} headings.")
    cells = cells + [""] * (width - len(cells))
    weight = 1 if weighs is None else whole(cells[weighs] or "1", line, "a weight")
    if not 1 <= weight <= MOST_WEIGHT:
        raise Unreadable(line, "A ballot weighs 1 or more.")
    return line, weight, [cell for at, cell in enumerate(cells) if at != weighs]


def _ranked(header: list[str], rows: list[Row], weights: tuple[int, ...]) -> RankedPoll:
    named = [_BY_RANK.fullmatch(name) for name in header]
    if all(named):
        order = sorted(range(len(header)), key=lambda at: int(named[at][1]))  # type: ignore[index]
        names = sorted({cell for _, _, cells in rows for cell in cells if cell})
        rankings = tuple(
            tuple((names.index(cells[at]),) for at in order if cells[at]) for _, _, cells in rows
        )
        return RankedPoll.of_rankings(names, weights, rankings)
    return RankedPoll.of_rankings(header, weights, [_ranking(line, cells) for line, _, cells in rows])


def _ranking(line: int, cells: Sequence[str]) -> Ranking:
    """Options by the ranks in their cells; equal ranks are one group."""
    ranks: dict[int, list[int]] = {}
    for option, cell in enumerate(cells):
        if cell:
            ranks.setdefault(whole(cell, line, "a rank from 1"), []).append(option)
    if any(rank < 1 for rank in ranks):
        raise Unreadable(line, "Ranks begin at 1.")
    return tuple(tuple(ranks[rank]) for rank in sorted(ranks))


def _marked(names: tuple[str, ...], line: int, cells: Sequence[str]) -> frozenset[int]:
    for name, cell in zip(names, cells, strict=True):
        if cell.casefold() not in _YES | _NO:
            raise Unreadable(line, f"“{cell[:40]}” below {name} is no mark: 1, x or yes; 0, no or nothing.")
    return frozenset(option for option, cell in enumerate(cells) if cell.casefold() in _YES)


def _scored(line: int, cells: Sequence[str]) -> dict[int, int]:
    return {option: whole(cell, line, "a score") for option, cell in enumerate(cells) if cell}
