"""Walking the chains: is every entry whole, in order, and do the sealed rows still read as they were sealed?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from comity.audit.acts import ACTS
from comity.audit.canonical import chained, commitment, fingerprint
from comity.audit.models import NO_WORDS, START, ChainHead, Entry
from comity.base import registry


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
    entries = Entry.objects.filter(chain=chain).select_related("words__erased_by").order_by("seq")
    for entry in entries.iterator(1000):
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
    if chained(entry.previous, entry.text) != entry.hash:
        yield Fault(entry.chain, entry.seq, "text", f"Entry {entry.seq} ({entry.act}) was changed.")
        return
    facts = json.loads(entry.text)
    shown = {"chain": str(entry.chain), "seq": entry.seq, "act": entry.act}
    if any(facts[key] != value for key, value in shown.items()) or not _same_time(entry, facts["at"]):
        yield Fault(entry.chain, entry.seq, "row", f"The row of entry {entry.seq} ({entry.act}) was changed.")
    yield from _words(entry, facts)


def _same_time(entry: Entry, at: str) -> bool:
    from_text = at.removesuffix("+00:00")
    return entry.at.replace(tzinfo=None).isoformat(timespec="microseconds") == from_text


def _words(entry: Entry, facts: dict[str, Any]) -> Iterator[Fault]:
    row = getattr(entry, "words", None)
    if row is None:
        yield Fault(
            entry.chain, entry.seq, "words", f"The words of entry {entry.seq} ({entry.act}) are missing."
        )
    elif row.erased_by_id is None:
        words = json.loads(row.words)
        if {key: commitment(row.salt, key, value) for key, value in words.items()} != facts["words"]:
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


def _rightly_erased(eraser: Entry, entry: Entry) -> bool:
    """Words go only by an act that erases, and only where the entry names what was erased."""
    known = ACTS.get(eraser.act)
    if known is None or not known.erases or chained(eraser.previous, eraser.text) != eraser.hash:
        return False
    return json.loads(eraser.text)["things"][0][1] in entry.text


def _note_seals(entry: Entry, seals: dict[tuple[str, str], tuple[int, str]]) -> None:
    """The newest seal of each sealed row stands in the fact `seals`: label → id → fingerprint."""
    if '"seals":' in entry.text:
        for label, rows in json.loads(entry.text)["facts"].get("seals", {}).items():
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
