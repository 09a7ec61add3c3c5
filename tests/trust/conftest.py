"""`make trust` asks for the mark "trust": then tests that keep a promise elsewhere in the suite run too, and count.

Its figures stand in one table at the end.
"""

from pathlib import PurePosixPath

import pytest

from tests.trust.ledger import Line, lines, table

#: promises that the suite keeps at full size already, and the files that do
ELSEWHERE = {
    "backup and restore: identical": "tests/safekeeping/test_backup.py",
    "SQLite → PostgreSQL: same hashes": "tests/safekeeping/test_moving.py",
    "nobody sees another coalition": "tests/matrix/test_every_address.py",
    "other ways out: search, export, mail, links, tabs": "tests/matrix/test_other_ways.py",
    "many processes: jobs, deadlines, mails once": "tests/operation/test_many_workers.py",
    "races: two web and two worker processes, one effect each": "tests/operation/test_races.py",
    "every act is recorded": "tests/acts/test_every_act.py",
    "votes count once, rightly": "tests/core/ballots",
}


def _asked(config: pytest.Config) -> bool:
    return config.getoption("markexpr") == "trust"


def _promise_of(nodeid: str) -> str:
    path = PurePosixPath(nodeid.split("::")[0])
    kept = (name for name, place in ELSEWHERE.items() if path.is_relative_to(place))
    return next(kept, "")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items if _asked(config) else []:
        if _promise_of(item.nodeid):
            item.add_marker("trust")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table; not for runs that ask for something else."""
    if not _asked(config):
        return
    reports = [
        report
        for outcome in ("passed", "failed", "error", "skipped")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call" or report.outcome != "passed"
    ]
    rows = lines([one for one in reports if not _promise_of(one.nodeid)]) + _elsewhere(reports)
    terminalreporter.section("promises")
    for row in table(rows):
        terminalreporter.write_line(row)


def _elsewhere(reports: list[pytest.TestReport]) -> list[Line]:
    """A row for each promise that is kept by ordinary tests: how many of them held."""
    rows = []
    for name in ELSEWHERE:
        mine = [report for report in reports if _promise_of(report.nodeid) == name]
        held = sum(report.outcome == "passed" for report in mine)
        if mine:
            rows.append(Line(name, f"{held} of {len(mine)} tests hold", "all", held == len(mine)))
    return rows
