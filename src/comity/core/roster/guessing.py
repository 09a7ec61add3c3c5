"""Guessing what a table is about, which column means what, and what its words for a relationship mean.

A guess is an offer: people see it with its confidence and correct it before anything is read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from comity.core.roster import words
from comity.core.roster.fields import FIELDS, REQUIRED, Field, Kind, Rung
from comity.core.roster.folding import comparable, fold
from comity.core.roster.types import ColumnMap, Table
from comity.core.roster.values import guess_rung, is_empty, read_email, read_website

_SAMPLE = 200
_ENOUGH = 0.4
_EXACT, _WITHIN, _WEAK, _SPELT = 0.9, 0.7, 0.45, 0.6
_LIKE_ENOUGH = 90  # per cent of likeness for a misspelt column name
_FALLBACK = 0.4
_NAME_STANDS = 0.5  # what a column's name is worth though no cell agrees: its problems are told later
_CODES_SPEAK_AGAINST = 0.3  # a "location" of L, NL and B is no place


def guess_columns(table: Table, kind: Kind) -> ColumnMap:
    """Which column means what, each with a confidence from 0 to 1; a column too unclear is left out."""
    samples = [_samples(table, index) for index in range(len(table.header))]
    names = [fold(name) for name in table.header]
    scores = {
        (field, index): score
        for field in FIELDS[kind]
        for index, name in enumerate(names)
        if (score := _score(kind, field, name, samples[index])) >= _ENOUGH
    }
    chosen = _assign(scores)
    if kind is Kind.TIES:
        _first_two_as_ends(chosen, names)
    if kind is Kind.ORGANISATIONS:
        _address_of_the_contact(chosen, names)
        _name_by_its_cells(chosen, samples)
    columns = {field: table.header[index] for field, (index, _) in chosen.items()}
    confidence = {field: round(score, 2) for field, (_, score) in chosen.items()}
    if kind is not Kind.TIES:
        return ColumnMap(kind, columns, confidence)
    levels = guess_levels(table, columns.get(Field.LEVEL))
    return ColumnMap(kind, columns, confidence, levels, _directed(table, chosen, names))


def _directed(table: Table, chosen: dict[Field, tuple[int, float]], names: Sequence[str]) -> bool:
    """Whether each row is the first one's own word: its column says so, another tells who reported what, or some pair
    stands there both ways round.
    """
    if Field.FROM not in chosen or Field.TO not in chosen:
        return False
    first, second = chosen[Field.FROM][0], chosen[Field.TO][0]
    pairs = {(fold(row[first]), fold(row[second])) for row in table.rows}
    both_ways = any((b, a) in pairs for a, b in pairs if a != b)
    told = both_ways or Field.REPORTED_BY in chosen
    return names[first] in words.DIRECTED or (names[first] in words.FROM_WHOM and told)


def guess_kind(table: Table) -> Kind:
    """What the rows are about: the kind whose required columns are found most surely, else organisations."""
    return max(Kind, key=lambda kind: (_sureness(guess_columns(table, kind)), kind is Kind.ORGANISATIONS))


def _sureness(guess: ColumnMap) -> float:
    required = REQUIRED[guess.kind]
    found = guess.confidence
    if any(field not in found for field in required):
        return 0.0
    least = min(found[field] for field in required)
    return least * 10 + sum(found.values()) if least > _FALLBACK else 0.0


def guess_levels(table: Table, column: str | None) -> dict[str, Rung]:
    """Comparable cell → rung for the words in this column that speak of one; the others are missing."""
    guesses = ((comparable(value), guess_rung(value)) for value, _ in level_values(table, column))
    return {word: rung for word, rung in guesses if rung is not None}


def level_values(table: Table, column: str | None) -> tuple[tuple[str, int], ...]:
    """The different cells of a column and how often each occurs, most often first; empty ones left out."""
    if column is None or column not in table.header:
        return ()
    index = list(table.header).index(column)
    count = Counter(row[index] for row in table.rows if row[index])
    return tuple(count.most_common(_SAMPLE))


def _samples(table: Table, index: int) -> list[str]:
    """Some filled cells, from all over the table."""
    step = max(1, len(table.rows) // _SAMPLE)
    return [row[index] for row in table.rows[::step] if not is_empty(row[index])]


def _score(kind: Kind, field: Field, name: str, sample: Sequence[str]) -> float:
    by_name = _by_name(kind, field, name)
    agree = _CELLS.get((kind, field)) or _CELLS.get(field)
    if agree is None:
        return by_name
    share = _share(sample, agree)
    if share is None:  # no cell to ask
        return by_name
    if by_name:
        floor = _CODES_SPEAK_AGAINST if field is Field.PLACE else _NAME_STANDS
        return by_name * (floor + (1 - floor) * share) if by_name > _WEAK else by_name * 2 * share
    return 0.65 * share if field in _SPEAK_FOR_THEMSELVES and share > 0.8 else 0.0


def _by_name(kind: Kind, field: Field, name: str) -> float:
    known = words.COLUMNS[kind][field]
    if name in known:
        return _EXACT + 0.1 * _is_first_choice(field, name)
    if name in words.WEAK_COLUMNS[kind].get(field, ()):
        return _WEAK
    tokens = name.split()
    if any(_occurs(word.split(), tokens) for word in known if len(word) > 3):
        return _WITHIN
    if len(name) > 4 and any(fuzz.ratio(name, word, score_cutoff=_LIKE_ENOUGH) for word in known):
        return _SPELT
    return 0.0


def _is_first_choice(field: Field, name: str) -> bool:
    return name.replace(" ", "") == field.value.replace("_", "")


def _occurs(part: list[str], tokens: list[str]) -> bool:
    return any(tokens[i : i + len(part)] == part for i in range(len(tokens) - len(part) + 1))


def _share(sample: Sequence[str], agree: Callable[[str], bool]) -> float | None:
    return sum(map(agree, sample)) / len(sample) if sample else None


def _like_place(cell: str) -> bool:
    return len(cell) > 2 and not cell.replace(".", "").replace(",", "").isdigit()


def _like_name(cell: str) -> bool:
    return "@" not in cell and not cell.replace(".", "").isdigit() and len(cell) <= 120


def _like_level(cell: str) -> bool:
    return guess_rung(cell) is not None and (fold(cell) not in words.CONTACTS or fold(cell) in words.NO_TIE)


def _like_contact(cell: str) -> bool:
    return fold(cell) in words.CONTACTS or cell.isdigit()


_Cell = Callable[[str], bool]
_CELLS: dict[Field | tuple[Kind, Field], _Cell] = {
    Field.EMAIL: lambda cell: read_email(cell) is not None,
    Field.CONTACT_EMAIL: lambda cell: read_email(cell) is not None,
    Field.WEBSITE: lambda cell: read_website(cell) is not None,
    Field.SECTOR: lambda cell: fold(cell) in words.SECTORS,
    Field.BASE: lambda cell: fold(cell) in words.BASES,
    Field.PLACE: _like_place,
    Field.SIZE: lambda cell: any(one.isdigit() for one in cell),
    Field.CONTACT_NAME: _like_name,
    Field.LEVEL: _like_level,
    (Kind.TIES, Field.CONTACT): _like_contact,
    (Kind.PEOPLE, Field.NAME): _like_name,
    (Kind.ORGANISATIONS, Field.NAME): _like_name,
}
_SPEAK_FOR_THEMSELVES = (Field.EMAIL, Field.WEBSITE, Field.LEVEL)


def _assign(scores: dict[tuple[Field, int], float]) -> dict[Field, tuple[int, float]]:
    """Each field its best column, each column at most one field; the surest pair first."""
    chosen: dict[Field, tuple[int, float]] = {}
    taken: set[int] = set()
    for (field, index), score in sorted(scores.items(), key=lambda item: (-item[1], item[0][1])):
        if field not in chosen and index not in taken:
            chosen[field] = index, min(score, 1.0)
            taken.add(index)
    return chosen


def _first_two_as_ends(chosen: dict[Field, tuple[int, float]], names: Sequence[str]) -> None:
    """Without named ends, the first two free columns are taken, unsurely."""
    missing = [field for field in (Field.FROM, Field.TO) if field not in chosen]
    free = (i for i in range(len(names)) if i not in {index for index, _ in chosen.values()})
    for field, index in zip(missing, free, strict=False):
        chosen[field] = index, _FALLBACK


def _address_of_the_contact(chosen: dict[Field, tuple[int, float]], names: Sequence[str]) -> None:
    """Where a contact person is named and there is one plain e-mail column, it is that person's."""
    if Field.CONTACT_NAME not in chosen or Field.CONTACT_EMAIL in chosen or Field.EMAIL not in chosen:
        return
    if names[chosen[Field.EMAIL][0]] in words.EMAIL:
        chosen[Field.CONTACT_EMAIL] = chosen.pop(Field.EMAIL)


def _name_by_its_cells(chosen: dict[Field, tuple[int, float]], samples: Sequence[Sequence[str]]) -> None:
    """Without a named column, the first free one whose cells are nearly all different words."""
    if Field.NAME in chosen:
        return
    taken = {index for index, _ in chosen.values()}
    for index, sample in enumerate(samples):
        if index not in taken and sample and _all_words(sample) and len(set(sample)) > 0.9 * len(sample):
            chosen[Field.NAME] = index, _FALLBACK
            return


def _all_words(sample: Iterable[str]) -> bool:
    return all(_like_name(cell) and len(cell) > 2 for cell in sample)
