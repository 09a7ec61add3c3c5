"""Is this parcel whole? Reads every file, walks the record of acts, and names what does not fit.

    python3 check.py [SEAL]

Needs Python 3.9 or newer and nothing else. SEAL: sixteen or more digits from a mail of the coalition; it must occur in
the record, which is what finds a record that was cut short or written anew.
"""

import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
START = "0" * 64
Told = dict[str, Any]
Seals = dict[tuple[str, str], tuple[int, str]]


def main(words: list[str]) -> int:
    """Print every fault, or that all is whole; the exit code is 0 only then."""
    held = "".join(words).lower()
    if held and (len(held) < 16 or set(held) - set("0123456789abcdef")):
        print("A seal has at least 16 digits of 0-9 and a-f.")
        return 2
    faults = list(files()) + [fault for folder in sorted(HERE.glob("*/record")) for fault in record(folder, held)]
    for fault in faults:
        print(fault)
    print(f"Faults: {len(faults)}" if faults else "Whole.")
    return 1 if faults else 0


def files() -> Iterator[str]:
    """Every file is as it was packed, none is missing and none was added."""
    sums = json.loads((HERE / "manifest.json").read_text("utf-8"))["files"]
    there = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file()}
    for name in sorted(there - set(sums) - {"manifest.json"}):
        if "__pycache__" not in name:
            yield f"{name}: was not packed"
    for name, wanted in sums.items():
        if name not in there:
            yield f"{name}: is missing"
        elif hashlib.sha256((HERE / name).read_bytes()).hexdigest() != wanted:
            yield f"{name}: was changed"


def record(folder: Path, held: str) -> Iterator[str]:
    """Each act follows the one before it, its seal is that of its text, and the rest fits to it."""
    texts: dict[int, Told] = {}
    seals: Seals = {}
    previous, seen, name, hidden, seq = START, not held, folder.relative_to(HERE).as_posix(), 0, 0
    for seq, entry in enumerate(lines(folder / "entries.jsonl"), start=1):
        if entry["seq"] != seq:
            yield f"{name}: act {seq} is missing; act {entry['seq']} follows"
            return
        if entry["previous"] != previous:
            yield f"{name}: act {seq} does not follow the one before it"
        previous, text = entry["hash"], entry.get("text")
        seen = seen or previous.startswith(held)
        if text is None:
            hidden += 1
        elif hashlib.sha256(f"{entry['previous']}\n{text}".encode()).hexdigest() != entry["hash"]:
            yield f"{name}: act {seq} was changed"
        else:
            texts[seq] = told = json.loads(text)
            note(told["facts"].get("seals", {}), seq, seals)
    head = json.loads((folder / "head.json").read_text("utf-8"))
    if (head["seq"], head["hash"]) != (seq, previous):
        yield f"{name}: the record ends with act {seq}, but its head names act {head['seq']}"
    if not seen:
        yield f"{name}: the seal you hold is not in this record"
    yield from commitments(folder, name, texts)
    yield from sealed(folder, name, seals)
    print(f"{name}: {seq} acts, {hidden} of them by their seal alone; newest seal {previous[:16]}")


def note(given: Told, seq: int, seals: Seals) -> None:
    """The newest seal of each row."""
    for label, prints in given.items():
        for key, fingerprint in prints.items():
            seals[label, key] = (seq, fingerprint)


def commitments(folder: Path, name: str, texts: dict[int, Told]) -> Iterator[str]:
    """Names and words are those that the act committed to."""
    path = folder / "words.jsonl"
    seen: set[int] = set()
    if not path.exists():
        return
    for row in lines(path):
        told = texts.get(row["seq"])
        seen.add(row["seq"])
        if told is None or row["erased"]:
            continue
        found = {
            key: hmac.new(row["salt"].encode(), f"{key}\n{text}".encode(), hashlib.sha256).hexdigest()
            for key, text in row["words"].items()
        }
        if found != told["words"]:
            yield f"{name}: the words of act {row['seq']} were changed"
    for seq in sorted(set(texts) - seen):
        yield f"{name}: the words of act {seq} are missing"


def sealed(folder: Path, name: str, seals: Seals) -> Iterator[str]:
    """Rows that may never change are as they were sealed."""
    path = folder / "sealed.jsonl"
    for row in lines(path) if path.exists() else ():
        seq, wanted = seals.get((row["label"], row["id"]), (row["seq"], ""))
        if hashlib.sha256(row["text"].encode()).hexdigest() != wanted:
            yield f"{name}: {row['label']} {row['id']}, sealed by act {seq}, was changed"


def lines(path: Path) -> Iterator[Told]:
    """The objects of a file, a line each."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
