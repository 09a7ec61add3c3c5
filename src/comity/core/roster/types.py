"""Rows of a roster as typed values, and the tables they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from comity.core.roster.fields import Base, Contact, Field, Kind, Reported, Rung, Sector
from comity.core.roster.problems import Problem, Remark


class Table(Protocol):
    """A table of text, as `base.sheets.reading.Sheet` is one: every row as wide as the header."""

    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str]]: ...
    @property
    def numbers(self) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column means what. Guessed by `guess_columns`, corrected by people.

    columns: field → column name as in the header. confidence: field → 0 to 1, of guesses only.
    levels (ties): cell as `folding.comparable` gives it → rung; what is missing is unknown and becomes a problem.
    directed (ties): each row is the first organisation's own report; otherwise the pair has no order.
    """

    kind: Kind
    columns: Mapping[Field, str]
    confidence: Mapping[Field, float] = field(default_factory=dict)
    levels: Mapping[str, Rung] = field(default_factory=dict)
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that is there already."""

    id: str
    name: str
    place: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation of the roster; `row` is where it stands first. Empty text: not given."""

    row: int
    name: str
    key: str = ""
    short: str = ""
    sector: Sector | None = None
    base: Base | None = None
    place: str = ""
    size: int | None = None
    website: str = ""
    email: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one organisation. The same e-mail address in two organisations makes two of these."""

    row: int
    name: str
    email: str = ""
    organisation: Organisation | Known | None = None
    role: str = ""
    may_vote: bool | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as reported. `level` NONE with a contact: they talk, and say they don't work together."""

    row: int
    from_: Organisation | Known
    to: Organisation | Known
    level: Rung
    contact: Contact | None = None
    reported: Reported = Reported.GIVEN
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two organisations that may be one: for people to decide. `score` 0 to 100, `exact`: names fold alike."""

    organisation: Organisation
    other: Organisation | Known
    score: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster that can be saved as a whole."""

    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    ties: tuple[Tie, ...]
    suggestions: tuple[Suggestion, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def without_sector(self) -> int:
        """How many organisations have no sector yet."""
        return sum(1 for one in self.organisations if one.sector is None)


@dataclass(frozen=True, slots=True)
class Problems:
    """Why nothing can be saved: the first problems in the order of the tables, and how many more there are."""

    problems: tuple[Problem, ...]
    more: int = 0
    remarks: tuple[Remark, ...] = ()
