"""Two versions of a text side by side, and three brought together: by passages first, within them by words.

A passage is what stands between blank lines: a paragraph, a list, a heading. Built on difflib, whose default leaves out
what is everywhere as a landmark, so that no text takes long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: from this share of common words on, a passage is told as changed, not as one taken out and another added
ALIKE = 0.3
#: pairs of passages that are compared within one changed stretch
MOST_PAIRS = 10_000


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True)
class Piece:
    """Some words of a passage; `changed`: only this side has them."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Row:
    """One passage on both sides; a side without it is empty."""

    kind: Kind
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class Figures:
    """How much differs: passages changed, added and taken out, and words on each side alone."""

    changed: int
    added: int
    taken_out: int
    words_added: int
    words_taken_out: int


def passages(text: str) -> list[str]:
    """The passages of a text, in order; none of them is empty."""
    return [part.strip("\n") for part in _BLANK.split(text.strip()) if part.strip()]


def joined(parts: Sequence[str]) -> str:
    """Passages as one text again."""
    return "\n\n".join(part for part in (one.strip("\n") for one in parts) if part.strip())


def with_passage(text: str, place: int, words: str) -> str:
    """The text with other words in one passage (counted from 0); empty words take it out. IndexError past the end."""
    parts = passages(text)
    parts[place] = words
    return joined(parts)


def compare(old: str, new: str) -> list[Row]:
    """Both texts, passage by passage, each row on one line with its counterpart."""
    before, after = passages(old), passages(new)
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            rows += [Row(Kind.SAME, _whole(part, False), _whole(part, False)) for part in before[i1:i2]]
        else:
            rows += _stretch(before[i1:i2], after[j1:j2])
    return rows


def figures(rows: Sequence[Row]) -> Figures:
    """What the rows add up to."""
    kinds = [row.kind for row in rows]
    return Figures(
        changed=kinds.count(Kind.CHANGED),
        added=kinds.count(Kind.ADDED),
        taken_out=kinds.count(Kind.TAKEN_OUT),
        words_added=sum(_words(row.new) for row in rows),
        words_taken_out=sum(_words(row.old) for row in rows),
    )


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both changes to one base in one text; None where they touch the same passage in different ways."""
    was, ours, others = passages(base), passages(mine), passages(theirs)
    own, foreign = _changes(was, ours), _changes(was, others)
    kept = [change for change in own if change not in foreign]
    if any(_clash(one, other) for one in kept for other in foreign):
        return None
    parts = list(was)
    for start, end, words in sorted([*kept, *foreign], reverse=True):
        parts[start:end] = words
    return joined(parts)


Change = tuple[int, int, tuple[str, ...]]


def _changes(was: list[str], now: list[str]) -> list[Change]:
    """What was put in place of which passages."""
    codes = SequenceMatcher(None, was, now).get_opcodes()
    return [(i1, i2, tuple(now[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _clash(one: Change, other: Change) -> bool:
    """Whether two changes meet: they share a passage, or one adds where the other begins."""
    return one[0] < other[1] and other[0] < one[1] or one[0] == other[0]


def _stretch(before: list[str], after: list[str]) -> list[Row]:
    """Passages that differ, each beside the one it became."""
    rows: list[Row] = []
    at = 0
    for place, partner in _pairs(before, after):
        rows += [Row(Kind.ADDED, (), _whole(part, True)) for part in after[at : partner if partner is not None else at]]
        if partner is None:
            rows.append(Row(Kind.TAKEN_OUT, _whole(before[place], True), ()))
            continue
        rows.append(_beside(before[place], after[partner]))
        at = partner + 1
    return rows + [Row(Kind.ADDED, (), _whole(part, True)) for part in after[at:]]


def _pairs(before: list[str], after: list[str]) -> list[tuple[int, int | None]]:
    """For each passage before, the most alike after it that is still free; the order of both is kept."""
    if len(before) * len(after) > MOST_PAIRS:
        return [(place, None) for place in range(len(before))]
    sets = [set(_TOKEN.findall(part.casefold())) for part in after]
    found: list[tuple[int, int | None]] = []
    free = 0
    for place, part in enumerate(before):
        mine = set(_TOKEN.findall(part.casefold()))
        shares = [(len(mine & sets[j]) / (len(mine | sets[j]) or 1), -j) for j in range(free, len(after))]
        best = max(shares, default=(0.0, 0))
        partner = -best[1] if best[0] >= ALIKE else None
        found.append((place, partner))
        free = free if partner is None else partner + 1
    return found


def _beside(old: str, new: str) -> Row:
    """One passage before and after, with marks on the words that differ."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b).get_opcodes():
        _add(left, a[i1:i2], tag != "equal")
        _add(right, b[j1:j2], tag != "equal")
    return Row(Kind.CHANGED, _calm(left), _calm(right))


def _add(pieces: list[Piece], tokens: list[str], changed: bool) -> None:
    if tokens:
        pieces.append(Piece("".join(tokens), changed))


def _calm(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Only a blank between two marked stretches is marked with them: one mark reads better than two."""
    calm: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and pieces[place - 1].changed and pieces[place + 1].changed
        changed = piece.changed or (between and piece.text.isspace())
        if calm and calm[-1].changed == changed:
            calm[-1] = Piece(calm[-1].text + piece.text, changed)
        else:
            calm.append(Piece(piece.text, changed))
    return tuple(calm)


def _whole(part: str, changed: bool) -> tuple[Piece, ...]:
    return (Piece(part, changed),)


def _words(pieces: Sequence[Piece]) -> int:
    return sum(len(re.findall(r"\w+", piece.text)) for piece in pieces if piece.changed)
