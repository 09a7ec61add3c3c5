"""The closing table of `make trust`: each promise, what was measured, the line it must reach, and whether it holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from tests.absent import MISSING

PROPERTY = "promise"
Promise = Callable[..., None]


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    promise: str
    measured: str
    line: str
    holds: bool


@pytest.fixture
def promise(record_property: Callable[[str, object], None]) -> Promise:
    """`promise("acknowledged = on disk", "0 missing of 10,000", "0", holds)`: note the figure, then demand it."""

    def kept(name: str, measured: str, line: str, holds: bool) -> None:
        record_property(PROPERTY, (name, measured, line, bool(holds)))
        assert holds, f"{name}: {measured}; it should be {line}"

    return kept


def lines(reports: Iterable[pytest.TestReport]) -> list[Line]:
    """The rows of all tests that ran; one that broke before it had its figure is a promise not shown."""
    rows = []
    for report in reports:
        noted = [Line(*value) for name, value in getattr(report, "user_properties", ()) if name == PROPERTY]
        broke = report.outcome != "passed" and all(line.holds for line in noted)
        rows += noted
        if broke:
            rows.append(Line(report.nodeid.rpartition("::")[2], _said(report), "to be measured", False))
    return rows


def _said(report: pytest.TestReport) -> str:
    """Why there is no figure, in one line."""
    text = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    lacking = next((line for line in MISSING.values() if line in text), "")
    faults = [line[2:].strip() for line in text.splitlines() if line.startswith("E ")]
    return (lacking or (faults or text.strip().splitlines() or ["broke"])[0])[:70]


def table(rows: list[Line]) -> list[str]:
    """The rows as text, in columns."""
    cells = [("promise", "measured", "pass line", "holds")]
    cells += [(row.promise, row.measured, row.line, "yes" if row.holds else "NO") for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(4)]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return [drawn[0], "-+-".join("-" * width for width in widths), *drawn[1:]]
