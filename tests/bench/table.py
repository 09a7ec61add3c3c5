"""The one table of a run: figure, baseline, ratio, target, and whether it holds; printed, and written as JSON."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

HEADS = ("", "figure", "baseline", "ratio", "target", "holds")


@dataclass(frozen=True)
class Target:
    """What a row must reach. of: "ratio" or "figure"; below: True where less is better."""

    limit: float
    of: str = "ratio"
    below: bool = True
    unit: str = "×"

    def holds(self, value: float) -> bool:
        return value <= self.limit if self.below else value >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.below else '≥'} {self.limit:g} {self.unit}"


@dataclass(frozen=True)
class Row:
    """One line. figure and baseline in `unit`; ratio = figure / baseline, turned round for `speed` rows."""

    what: str
    figure: float
    unit: str
    baseline: float | None = None
    against: str = ""
    target: Target | None = None
    turned: bool = False

    @property
    def ratio(self) -> float | None:
        if not self.baseline or not self.figure:
            return None
        return self.baseline / self.figure if self.turned else self.figure / self.baseline

    @property
    def holds(self) -> bool | None:
        """None where nothing was promised."""
        if self.target is None:
            return None
        value = self.figure if self.target.of == "figure" else self.ratio
        return value is not None and self.target.holds(value)


@dataclass
class Table:
    """All rows so far, by chapter."""

    chapters: dict[str, list[Row]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, chapter: str, *rows: Row) -> None:
        self.chapters.setdefault(chapter, []).extend(rows)

    @property
    def missed(self) -> list[Row]:
        return [row for rows in self.chapters.values() for row in rows if row.holds is False]

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        chapters = {name: [_plain(row) for row in rows] for name, rows in self.chapters.items()}
        told = {"machine": machine(), "notes": self.notes, "chapters": chapters}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def lines(self) -> Iterator[str]:
        """The table as Markdown, which also reads well in a terminal."""
        for name, value in machine().items():
            yield f"{name}: {value}"
        for chapter, rows in self.chapters.items():
            yield from ("", f"### {chapter}", "")
            yield from _drawn([HEADS, *map(_cells, rows)])
        yield from ("", *self.notes)


def machine() -> dict[str, str]:
    """On what this ran."""
    model = next((line.split(":", 1)[1].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    return {
        "machine": f"{model or platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "software": f"Python {platform.python_version()}, Django {django.__version__}",
        "day": datetime.now(UTC).date().isoformat(),
        "load at the end": " ".join(f"{one:.1f}" for one in os.getloadavg()),
    }


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _plain(row: Row) -> dict[str, Any]:
    plain = asdict(row) | {"ratio": row.ratio, "holds": row.holds}
    plain["target"] = str(row.target) if row.target else None
    return plain


def _cells(row: Row) -> tuple[str, ...]:
    against = f"{number(row.baseline)} {row.unit} ({row.against})" if row.baseline is not None else ""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    holds = {None: "", True: "yes", False: "NO"}[row.holds]
    return row.what, f"{number(row.figure)} {row.unit}", against, ratio, str(row.target or ""), holds


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _drawn(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for n, row in enumerate(rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        if n == 0:
            yield "| " + " | ".join("-" * width for width in widths) + " |"


def where() -> Path:
    """Where the JSON goes: COMITY_BENCH_JSON, else var/bench.json."""
    return Path(os.environ.get("COMITY_BENCH_JSON") or "var/bench.json")


def show(table: Table) -> None:
    print("\n" + "\n".join(table.lines()), file=sys.stdout, flush=True)
