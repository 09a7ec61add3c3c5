"""Answers that exist already, read from a table: a matrix, or a list of who says what about whom.

A matrix has one row for each organisation that was asked and one column for each it could name; a row left wholly blank
is silent. A list has one row for each answer; a row that names nobody says that the organisation answered all the same.
Faults name row and column; nothing is read while there is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import process

from comity.core.network.answers import CONTACTS, ITEMS, Answer, Filled
from comity.core.network.network import Key
from comity.core.roster import words
from comity.core.roster.folding import comparable, fold
from comity.core.roster.values import guess_rung, is_empty, read_yes_no

FAULTS_AT_MOST = 200
MOST_RUNG = 5
_LIKE = 70
_MARKS = {"x", "yes", "y", "true", "1", "✓", "✔", "ja", "oui", "si"}


class Shape(StrEnum):
    """How a table holds answers."""

    MATRIX = "matrix"
    LIST = "list"


class Wrong(StrEnum):
    """What can be wrong."""

    NO_ROWS = "no rows"
    NO_COLUMNS = "no columns"  # a list needs two
    UNKNOWN = "unknown"  # no organisation here has this name
    SEVERAL = "several"  # more than one has it
    MISSING = "missing"  # nobody stands in the first column
    TWICE = "twice"  # the same organisation has two rows, or two columns, of a matrix
    LEVEL = "level"  # no rung
    RATING = "rating"  # not 1 to 4
    YES_NO = "yes or no"


class Told(StrEnum):
    """What was read all the same, and how."""

    ITSELF = "itself"  # answers about oneself were left out
    CONTACT = "contact"  # a frequency that nobody can place counts as "at times"
    KIND = "kind"  # a kind of tie that is not known was left out
    AGAIN = "again"  # a pair was told twice by the same; the closest counts
    UNUSED = "unused"  # a column was not read


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and which organisation may have been meant."""

    code: Wrong
    row: int | None = None
    column: str = ""
    value: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class Read:
    """What came of a table. asked: whom it names, in order. filled: one for each respondent."""

    asked: tuple[Key, ...] = ()
    filled: tuple[Filled, ...] = ()
    faults: tuple[Fault, ...] = ()
    more: int = 0
    told: Mapping[Told, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """How organisations can be named: by name, as names are compared, to their keys; of several, none is meant."""

    keys: Mapping[str, Sequence[Key]]
    spelled: Mapping[str, str]

    @classmethod
    def of(cls, pairs: Sequence[tuple[str, Key]]) -> "Names":
        """From names and keys; an organisation may have several names."""
        keys: dict[str, list[Key]] = {}
        spelled: dict[str, str] = {}
        for name, key in pairs:
            found = keys.setdefault(comparable(name), [])
            spelled.setdefault(comparable(name), name)
            if key not in found:
                found.append(key)
        return cls(keys, spelled)

    def nearest(self, name: str) -> str:
        """The name that is spelled most like this one; empty if none is."""
        found = process.extractOne(comparable(name), list(self.keys), score_cutoff=_LIKE)
        return self.spelled[found[0]] if found else ""


def guess_shape(header: Sequence[str], names: Names) -> Shape:
    """A matrix where most columns after the first are headed by organisations."""
    heads = [one for one in header[1:] if one]
    known = sum(comparable(one) in names.keys for one in heads)
    return Shape.MATRIX if len(heads) > 1 and 2 * known > len(heads) else Shape.LIST


def read_answers(
    header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int], names: Names, shape: Shape
) -> Read:
    """Read a table of that shape. numbers: of its rows in the file."""
    reader = _Matrix(names, header) if shape is Shape.MATRIX else _List(names, header)
    if not rows:
        reader.wrong(Wrong.NO_ROWS)
    elif reader.fits():
        for number, cells in zip(numbers, rows, strict=True):
            reader.row(number, [cell.strip() for cell in cells])
    return reader.result()


class _Reader:
    def __init__(self, names: Names, header: Sequence[str]) -> None:
        self.names, self.header = names, list(header)
        self.faults: list[Fault] = []
        self.more = 0
        self.told: dict[Told, int] = {}
        self.asked: dict[Key, None] = {}
        #: (organisation, respondent) → answers, in order
        self.said: dict[tuple[Key, str], list[Answer]] = {}

    def fits(self) -> bool:
        raise NotImplementedError

    def row(self, number: int, cells: list[str]) -> None:
        raise NotImplementedError

    def result(self) -> Read:
        """All that was read, or all that is wrong."""
        if self.faults:
            return Read(faults=tuple(self.faults), more=self.more, told=self.told)
        filled = tuple(Filled(by, tuple(answers)) for (by, _who), answers in self.said.items())
        return Read(tuple(self.asked), filled, told=self.told)

    def wrong(self, code: Wrong, row: int | None = None, column: str = "", value: str = "", nearest: str = "") -> None:
        """Keep a fault, or only count it once there are many."""
        if len(self.faults) < FAULTS_AT_MOST:
            self.faults.append(Fault(code, row, column, value[:200], nearest))
        else:
            self.more += 1

    def tell(self, what: Told, n: int = 1) -> None:
        self.told[what] = self.told.get(what, 0) + n

    def find(self, name: str, row: int | None, column: str) -> Key | None:
        """The organisation of that name; a fault if there is none, or more than one."""
        found = self.names.keys.get(comparable(name), ())
        if len(found) == 1:
            self.asked.setdefault(found[0])
            return found[0]
        if found:
            self.wrong(Wrong.SEVERAL, row, column, name)
        else:
            self.wrong(Wrong.UNKNOWN, row, column, name, self.names.nearest(name))
        return None

    def level(self, cell: str, row: int, column: str) -> int | None:
        """The rung of a cell, 0 for none; None, with the fault noted, where it can't be read."""
        found = rung_of(cell)
        if found is None:
            self.wrong(Wrong.LEVEL, row, column, cell)
        return found

    def add(self, by: Key, who: str, answer: Answer) -> None:
        """Keep an answer; about oneself it is left out, a second one about the same is counted."""
        if answer.about == by:
            self.tell(Told.ITSELF)
            return
        answers = self.said.setdefault((by, who), [])
        if any(one.about == answer.about for one in answers):
            self.tell(Told.AGAIN)
        answers.append(answer)


class _Matrix(_Reader):
    def fits(self) -> bool:
        if len(self.header) < 2:
            self.wrong(Wrong.NO_COLUMNS)
            return False
        self.columns = [self.find(name, None, name) if name else None for name in self.header[1:]]
        known = [key for key in self.columns if key is not None]
        for key in {key for key in known if known.count(key) > 1}:
            self.wrong(Wrong.TWICE, None, self.header[1 + self.columns.index(key)])
        self.rows: set[Key] = set()
        return not self.faults

    def row(self, number: int, cells: list[str]) -> None:
        first = self.header[0]
        if not cells[0]:
            if any(cells[1:]):
                self.wrong(Wrong.MISSING, number, first)
            return
        by = self.find(cells[0], number, first)
        if by is None:
            return
        if by in self.rows:
            self.wrong(Wrong.TWICE, number, first, cells[0])
        self.rows.add(by)
        filled = [
            (key, name, cell)
            for key, name, cell in zip(self.columns, self.header[1:], cells[1:], strict=False)
            if key is not None and not is_empty(cell)
        ]
        if filled:
            self.said.setdefault((by, ""), [])
        for about, column, cell in filled:
            level = self.level(cell, number, column)
            if level:
                self.add(by, "", Answer(by, about, level))


#: what a column of a list can be headed by
_HEADS: dict[str, frozenset[str]] = {
    "by": frozenset({"from", "by", "who", "respondent organisation", "respondent organization", "organisation",
                     "organization", "rater", "source", "reporter", "a", "ego", "von", "de"}),
    "about": frozenset({"to", "about", "with", "partner", "partner organisation", "partner organization", "other",
                        "target", "rated", "alter", "b", "nach", "a quien"}),
    "respondent": frozenset({"respondent", "person", "respondent id", "response", "response id", "answered by"}),
    "level": frozenset({"level", "rung", "relationship", "tie", "collaboration", "activity", "how closely",
                        "type of relationship", "strength", "weight"}),
    "contact": frozenset({"contact", "frequency", "how often", "frequency of contact"}),
    "kinds": frozenset({"kinds", "kind", "what", "what together", "activities"}),
    "gave": frozenset({"gave", "gives", "give", "we give", "gave something"}),
    "received": frozenset({"received", "receives", "receive", "gets", "we get", "received something"}),
    "reliability": frozenset({"reliability", "reliable", "trust reliability"}),
    "mission": frozenset({"mission", "shared mission", "mission congruence", "support for mission", "shares our aim"}),
    "openness": frozenset({"openness", "open", "open to discussion", "openness to discussion"}),
    "influence": frozenset({"influence", "power", "power and influence", "power influence"}),
    "involvement": frozenset({"involvement", "level of involvement", "involved"}),
    "resources": frozenset({"resources", "resource contribution", "contributing resources"}),
}  # fmt: skip


class _List(_Reader):
    def fits(self) -> bool:
        self.at = columns_of(self.header)
        if "by" not in self.at or "about" not in self.at:
            self.wrong(Wrong.NO_COLUMNS)
            return False
        unused = set(range(len(self.header))) - set(self.at.values())
        if named := [place for place in unused if self.header[place]]:
            self.tell(Told.UNUSED, len(named))
        return True

    def row(self, number: int, cells: list[str]) -> None:
        seen = {name: cells[place] if place < len(cells) else "" for name, place in self.at.items()}
        head = {name: self.header[place] for name, place in self.at.items()}
        if not seen["by"]:
            if any(cells):
                self.wrong(Wrong.MISSING, number, head["by"])
            return
        by = self.find(seen["by"], number, head["by"])
        about = self.find(seen["about"], number, head["about"]) if seen["about"] else None
        if by is None:
            return
        self.said.setdefault((by, seen.get("respondent", "")), [])
        if about is None:
            return
        answer = self.answer(number, by, about, seen, head)
        if answer is not None:
            self.add(by, seen.get("respondent", ""), answer)

    def answer(
        self, number: int, by: Key, about: Key, seen: Mapping[str, str], head: Mapping[str, str]
    ) -> Answer | None:  # fmt: skip
        contact = self.contact(seen.get("contact", ""))
        cell = seen.get("level", "")
        told = not is_empty(cell)
        level = self.level(cell, number, head["level"]) if told else self.unasked(seen, contact)
        ratings = dict(self.ratings(number, seen, head))
        gave, received = (self.yes_no(number, name, seen, head) for name in ("gave", "received"))
        if level is None or (level == 0 and contact in ("", "never")):
            return None
        kinds = tuple(sorted(set(self.kinds(seen.get("kinds", "")))))
        return Answer(by, about, level, contact, kinds, gave, received, ratings)

    def unasked(self, seen: Mapping[str, str], contact: str) -> int | None:
        """The rung where none is told: the first, unless a column for it was left blank and nothing else is said."""
        if contact == "never" or ("level" in seen and not contact):
            return 0
        return 0 if "level" in seen else 1

    def contact(self, cell: str) -> str:
        if is_empty(cell):
            return ""
        found = words.CONTACTS.get(fold(cell))
        if found is None:
            self.tell(Told.CONTACT)
        value = found.value if found is not None else "some"
        return value if value in CONTACTS else "some"

    def kinds(self, cell: str) -> Iterator[str]:
        for word in cell.replace(";", ",").replace("|", ",").split(","):
            if folded := fold(word):
                if folded in KINDS:
                    yield folded
                else:
                    self.tell(Told.KIND)

    def ratings(self, number: int, seen: Mapping[str, str], head: Mapping[str, str]) -> Iterator[tuple[str, int]]:
        for item in ITEMS:
            cell = seen.get(item, "")
            if is_empty(cell):
                continue
            if cell in ("1", "2", "3", "4"):
                yield item, int(cell)
            else:
                self.wrong(Wrong.RATING, number, head[item], cell)

    def yes_no(self, number: int, name: str, seen: Mapping[str, str], head: Mapping[str, str]) -> bool | None:
        cell = seen.get(name, "")
        if is_empty(cell):
            return None
        found = read_yes_no(cell)
        if found is None:
            self.wrong(Wrong.YES_NO, number, head[name], cell)
        return found


KINDS = ("news", "people", "work", "means", "voice")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Which column means what; the first two are who says it and about whom, unless others say so."""
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        folded = fold(name)
        meaning = next((one for one, heads in _HEADS.items() if folded in heads and one not in found), None)
        if meaning is not None:
            found[meaning] = place
    free = (place for place in range(len(header)) if place not in found.values())
    for end in ("by", "about"):
        if end not in found and (left := next(free, None)) is not None:
            found[end] = left
    return found


def rung_of(cell: str) -> int | None:
    """The rung that a cell names: 0 to 5, a mark ("x" is the first), or words; None if it can't be told."""
    plain = cell.strip()
    if plain.casefold() in _MARKS:
        return 1
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        found = guess_rung(plain)
        return None if found is None else int(found)
    return int(number) if number.is_integer() and 0 <= number <= MOST_RUNG else None
