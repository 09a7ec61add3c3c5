"""The network as a matrix: each row tells what one organisation says of the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.network.queries.reading import Reading
from comity.network.queries.scores import groups_of, scores_of

ORDERS = ("name", "sector", "ties", "group")
SECTORS = ("public", "private", "nonprofit", "citizen", "")


@dataclass(frozen=True)
class Row:
    """An organisation: its key, name and letters, whether it answered, and whether a new block begins with it."""

    key: str
    name: str
    initials: str
    sector: str
    answered: bool
    begins: bool


@dataclass(frozen=True)
class Matrix:
    """rows: in the chosen order. said: the rung that one names of another, by (who, of whom); 0 is contact alone."""

    rows: list[Row]
    said: Mapping[tuple[str, str], int]


def matrix_of(reading: Reading, order: str) -> Matrix:
    """Everything that is said, ordered by name, sector, number of ties or community."""
    block, rank = _blocks(reading, order), _ranks(reading, order)
    listed = sorted(reading.organisations, key=lambda one: (rank[str(one.pk)], reading.names[str(one.pk)].casefold()))
    rows, last = [], None
    for one in listed:
        key = str(one.pk)
        answered = key in reading.reports.answered
        rows.append(Row(key, reading.names[key], one.initials, one.sector, answered, last not in (None, block[key])))
        last = block[key]
    return Matrix(rows, reading.reports.said)


def _blocks(reading: Reading, order: str) -> Mapping[str, object]:
    """What those have in common who stand together."""
    return _ranks(reading, order) if order in ("sector", "group") else dict.fromkeys(reading.names, 0)


def _ranks(reading: Reading, order: str) -> Mapping[str, float]:
    match order:
        case "sector":
            return {str(one.pk): SECTORS.index(one.sector) for one in reading.organisations}
        case "ties":
            return {key: -value for key, value in scores_of(reading.network, "degree").items()}
        case "group":
            groups = groups_of(reading.network)
            found = {key: at for at, group in enumerate(groups) for key in group}
            return {key: found.get(key, len(groups)) for key in reading.names}
        case _:
            return dict.fromkeys(reading.names, 0)
