"""Walking the chains: is every entry whole, in order, and do the sealed rows still read as they were sealed?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from comity.audit.acts import ACTS
from comity.audit.canonical import chained, commitment, fingerprint
from comity.audit.models import NO_WORDS, START, ChainHead, Entry, EntryWords
from comity.base import registry

#: entries read at a time: the first fault of a long record shows before all of it was read
A_CHUNK = 200
_KEYS = {"chain", "seq", "act", "at", "by", "things", "facts", "words", "secrecy"}


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: in which chain, at which entry (or sealed row), and what is wrong."""

    chain: UUID
    seq: int
    code: str
    what: str


def verify(chain: UUID, *, head: str = "") -> Iterator[Fault]:
    """Every fault of a chain, in order; none means it is whole.

    head: a seal that somebody holds (from a mail), 16 or more hex digits. It must occur in the chain, which is what
    finds a chain cut short or written anew.
    """
    previous, seq, seen, held = START, 0, False, head.replace(" ", "").lower()
    seals: dict[tuple[str, str], tuple[int, str]] = {}
    entries = Entry.objects.filter(chain=chain).select_related("words__erased_by").prefetch_related("things")
    for entry in entries.order_by("seq").iterator(A_CHUNK):
        seq += 1
        yield from _order(entry, seq, previous)
        yield from _whole(entry)
        _note_seals(entry, seals)
        seq, previous = entry.seq, entry.hash
        seen = seen or bool(held) and entry.hash.startswith(held)
    yield from _end(chain, seq, previous)
    yield from _sealed_rows(chain, seals)
    if held and not seen:
        yield Fault(
            chain, seq, "head", "The seal you hold is not in this record: entries were removed or replaced."
        )


def _order(entry: Entry, seq: int, previous: str) -> Iterator[Fault]:
    if entry.seq != seq:
        yield Fault(entry.chain, seq, "gap", f"Entry {seq} is missing; entry {entry.seq} follows.")
    if entry.previous != previous:
        yield Fault(entry.chain, entry.seq, "order", f"Entry {entry.seq} does not follow the one before it.")


def _whole(entry: Entry) -> Iterator[Fault]:
    told = _told(entry)
    if told is None or chained(entry.previous, entry.text) != entry.hash:
        yield Fault(entry.chain, entry.seq, "text", f"Entry {entry.seq} ({entry.act}) was changed.")
        return
    if not _same_row(entry, told):
        yield Fault(entry.chain, entry.seq, "row", f"The row of entry {entry.seq} ({entry.act}) was changed.")
    if sorted([t.label, str(t.thing)] for t in entry.things.all()) != sorted(told["things"]):
        yield Fault(
            entry.chain, entry.seq, "things", f"What entry {entry.seq} ({entry.act}) is about was changed."
        )
    yield from _words(entry, told)


def _told(entry: Entry) -> dict[str, Any] | None:
    """What the text of an entry says; None if no act wrote it."""
    try:
        told = json.loads(entry.text)
    except ValueError:
        return None
    return told if isinstance(told, dict) and told.keys() >= _KEYS else None


def _same_row(entry: Entry, told: dict[str, Any]) -> bool:
    """Do the columns still say what the text says?"""
    person = None if entry.person is None else str(entry.person)
    row = (str(entry.chain), entry.seq, entry.act, person)
    return row == (told["chain"], told["seq"], told["act"], told["by"]["person"]) and _same_time(
        entry, told["at"]
    )


def _same_time(entry: Entry, at: str) -> bool:
    from_text = at.removesuffix("+00:00")
    return entry.at.replace(tzinfo=None).isoformat(timespec="microseconds") == from_text


def _words(entry: Entry, facts: dict[str, Any]) -> Iterator[Fault]:
    row = getattr(entry, "words", None)
    if row is None:
        yield Fault(
            entry.chain, entry.seq, "words", f"The words of entry {entry.seq} ({entry.act}) are missing."
        )
    elif facts["secrecy"] != {"level": row.confidentiality, "body": row.body and str(row.body)}:
        what = f"It was changed who may read the words of entry {entry.seq} ({entry.act})."
        yield Fault(entry.chain, entry.seq, "words", what)
    elif row.erased_by_id is None:
        if not _kept(row, facts["words"]):
            yield Fault(
                entry.chain, entry.seq, "words", f"The words of entry {entry.seq} ({entry.act}) were changed."
            )
    elif row.words != NO_WORDS or row.salt or not _rightly_erased(row.erased_by, entry):
        yield Fault(
            entry.chain,
            entry.seq,
            "words",
            f"The words of entry {entry.seq} ({entry.act}) were taken out wrongly.",
        )


def _kept(row: EntryWords, commitments: dict[str, str]) -> bool:
    """Are these the words that were committed to?"""
    try:
        words = json.loads(row.words).items()
    except (ValueError, AttributeError):
        return False
    return {key: commitment(row.salt, key, str(value)) for key, value in words} == commitments


def _rightly_erased(eraser: Entry, entry: Entry) -> bool:
    """Words go only by an act that erases, and only where the entry names what was erased."""
    known = ACTS.get(eraser.act)
    if known is None or not known.erases or chained(eraser.previous, eraser.text) != eraser.hash:
        return False
    return json.loads(eraser.text)["things"][0][1] in entry.text


def _note_seals(entry: Entry, seals: dict[tuple[str, str], tuple[int, str]]) -> None:
    """The newest seal of each sealed row stands in the fact `seals`: label → id → fingerprint."""
    if '"seals":' in entry.text:
        told = _told(entry) or {"facts": {}}
        for label, rows in told["facts"].get("seals", {}).items():
            for thing, print_ in rows.items():
                seals[label, thing] = (entry.seq, print_)


def _sealed_rows(chain: UUID, seals: dict[tuple[str, str], tuple[int, str]]) -> Iterator[Fault]:
    for (label, thing), (seq, print_) in seals.items():
        source = registry.seals.get(label)
        text = source(UUID(thing)) if source else None
        if text is None:
            yield Fault(chain, seq, "gone", f"The row {label} {thing}, sealed by entry {seq}, is gone.")
        elif fingerprint(text) != print_:
            yield Fault(chain, seq, "sealed", f"The row {label} {thing}, sealed by entry {seq}, was changed.")


def _end(chain: UUID, seq: int, last: str) -> Iterator[Fault]:
    head = ChainHead.objects.filter(pk=chain).first()
    if head is None:
        if seq:
            yield Fault(chain, seq, "head", "The head of this record is missing.")
    elif (head.seq, head.hash) != (seq, last):
        yield Fault(
            chain, seq, "head", f"The head names entry {head.seq}, but the record ends with entry {seq}."
        )
