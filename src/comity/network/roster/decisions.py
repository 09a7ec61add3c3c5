"""What a person decides about a roster: which column means what, which rung a word is, who is one and the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from comity.core.roster.fields import FIELDS, Field, Kind, Rung
from comity.core.roster.folding import fold
from comity.core.roster.guessing import guess_columns, guess_levels
from comity.core.roster.types import ColumnMap
from comity.core.roster.words import SECTORS
from comity.network.roster.sources import Given, Tables

#: what Comity has no place for yet: such columns are read by nobody, and the page says so
NOT_KEPT = {
    Kind.ORGANISATIONS: (Field.EMAIL, Field.CONTACT_ROLE),
    Kind.PEOPLE: (Field.ROLE,),
    Kind.TIES: (),
}
ANOTHER = "another"
_PERHAPS_SECTOR = {"kind", "type", "category", "art", "tipo", "class"}


def kept_fields(kind: Kind) -> list[Field]:
    """The fields of a table that can be kept."""
    return [one for one in FIELDS[kind] if one not in NOT_KEPT[kind]]


@dataclass(frozen=True)
class Decisions:
    """All that was decided. same: row of an organisation → id of the one it is, "row N" of the roster, or ANOTHER.

    first_votes: the first person named for an organisation that has no voter yet votes for it. Otherwise only those
    vote of whom the list says so. prospects: organisations come in as prospects, not as members.
    """

    maps: Mapping[Kind, ColumnMap]
    same: Mapping[str, str] = field(default_factory=dict)
    first_votes: bool = False
    prospects: bool = False

    def completed(self, tables: Tables) -> "Decisions":
        """With the rungs that the words of the chosen column tell by themselves, where nobody decided."""
        chosen, table = self.maps.get(Kind.TIES), tables.get(Kind.TIES)
        if chosen is None or table is None:
            return self
        levels = {**guess_levels(table, chosen.columns.get(Field.LEVEL)), **chosen.levels}
        return replace(self, maps={**self.maps, Kind.TIES: replace(chosen, levels=levels)})

    def as_plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "maps": {kind.value: _plain_map(one) for kind, one in self.maps.items()},
            "same": dict(self.same),
            "first_votes": self.first_votes,
            "prospects": self.prospects,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Decisions":
        """And back."""
        maps = {Kind(kind): _map(Kind(kind), one) for kind, one in plain["maps"].items()}
        return cls(maps, plain["same"], plain["first_votes"], plain["prospects"])


def _plain_map(one: ColumnMap) -> dict[str, Any]:
    return {
        "columns": {key.value: name for key, name in one.columns.items()},
        "levels": {word: int(rung) for word, rung in one.levels.items()},
        "directed": one.directed,
    }


def _map(kind: Kind, plain: Mapping[str, Any]) -> ColumnMap:
    columns = {Field(key): name for key, name in plain["columns"].items()}
    levels = {word: Rung(rung) for word, rung in plain["levels"].items()}
    return ColumnMap(kind, columns, levels=levels, directed=plain["directed"])


def guessed(tables: Tables) -> Decisions:
    """What the tables themselves suggest."""
    return Decisions({kind: _guess(table, kind) for kind, table in tables.items()})


def _guess(table: Given, kind: Kind) -> ColumnMap:
    guess = guess_columns(table, kind)
    columns = {key: name for key, name in guess.columns.items() if key not in NOT_KEPT[kind]}
    if (
        kind is Kind.ORGANISATIONS
        and Field.SECTOR not in columns
        and (name := _perhaps_sector(table, columns))
    ):
        columns[Field.SECTOR] = name
    return replace(guess, columns=columns)


def _perhaps_sector(table: Given, columns: Mapping[Field, str]) -> str:
    """A column called "kind" or so of which at least some words tell a sector; the others stay unknown."""
    for at, name in enumerate(table.header):
        if fold(name) in _PERHAPS_SECTOR and name not in columns.values():
            telling = sum(fold(row[at]) in SECTORS for row in table.rows)
            if telling * 10 >= len(table.rows):
                return name
    return ""
