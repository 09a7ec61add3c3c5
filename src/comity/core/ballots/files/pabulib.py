"""Pabulib's .pb format for participatory budgets: the parts META, PROJECTS and VOTES, cells divided by semicolons."""

import csv
from dataclasses import dataclass, field

from comity.core.ballots.budgets import BudgetPoll
from comity.core.ballots.files.trouble import Unreadable, whole
from comity.core.ballots.types import BallotFault

_PARTS = ("META", "PROJECTS", "VOTES")
#: kinds of vote that name projects without giving them points
_NAMING = ("approval", "choose-1", "ordinal", "cumulative", "scoring")


@dataclass
class _Part:
    """A part of the file: its line, its header, its rows with their lines."""

    line: int
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def column(self, name: str, part: str) -> int:
        if name not in self.header:
            raise Unreadable(self.line + 1, f"The part {part} has no column “{name}”.")
        return self.header.index(name)


def read_pabulib(text: str) -> BudgetPoll:
    """Read a file: every vote counts as naming the projects it lists, whatever points it gives. Raises Unreadable."""
    parts = _parts(text)
    meta = {cells[0]: (line, cells[1]) for line, cells in parts["META"].rows if len(cells) > 1}
    kind = meta.get("vote_type", (0, "approval"))
    if kind[1] not in _NAMING:
        raise Unreadable(kind[0], f"Votes of the type “{kind[1][:40]}” are not known.")
    if "budget" not in meta:
        raise Unreadable(parts["META"].line, "The part META names no budget.")
    line, written = meta["budget"]
    budget = _money(written, line, "the budget")
    keys, names, costs = _projects(parts["PROJECTS"])
    approvals = _votes(parts["VOTES"], keys)
    try:
        return BudgetPoll(names, (1,) * len(approvals), approvals, costs, budget)
    except BallotFault as fault:
        wrong = f"{fault.code.value.replace('_', ' ')}: {dict(fault.values)}"
        raise Unreadable(parts["PROJECTS"].line, wrong) from fault


def _parts(text: str) -> dict[str, _Part]:
    found: dict[str, _Part] = {}
    now: _Part | None = None
    for line, cells in _cells(text):
        if len(cells) == 1 and cells[0].upper() in _PARTS:
            now = found[cells[0].upper()] = _Part(line)
        elif now is None:
            raise Unreadable(line, "The file must begin with the part META.")
        elif not now.header:
            now.header = [cell.casefold() for cell in cells]
        else:
            now.rows.append((line, cells))
    for name in _PARTS:
        if name not in found:
            raise Unreadable(0, f"The part {name} is missing.")
    return found


def _cells(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=";")
    try:
        rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as fault:
        raise Unreadable(reader.line_num, f"The row can't be read: {fault}.") from fault
    return [(line, cells) for line, cells in rows if any(cells)]


def _projects(part: _Part) -> tuple[dict[str, int], tuple[str, ...], tuple[int, ...]]:
    """Key → place, names, costs. Without a name, or with one that stands twice, the key is the name."""
    key, cost = part.column("project_id", "PROJECTS"), part.column("cost", "PROJECTS")
    name = part.header.index("name") if "name" in part.header else key
    keys: dict[str, int] = {}
    names: list[str] = []
    costs: list[int] = []
    for line, cells in part.rows:
        if len(cells) <= max(key, cost, name):
            raise Unreadable(line, f"This project has {len(cells)} cells, {len(part.header)} are expected.")
        if cells[key] in keys:
            raise Unreadable(line, f"The project {cells[key]} stands twice.")
        keys[cells[key]] = len(names)
        names.append(cells[name] if cells[name] and cells[name] not in names else cells[key])
        costs.append(_money(cells[cost], line, "a cost"))
    return keys, tuple(names), tuple(costs)


def _votes(part: _Part, keys: dict[str, int]) -> tuple[frozenset[int], ...]:
    vote = part.column("vote", "VOTES")
    found = []
    for line, cells in part.rows:
        named = [one.strip() for one in (cells[vote] if vote < len(cells) else "").split(",") if one.strip()]
        unknown = [one for one in named if one not in keys]
        if unknown:
            raise Unreadable(line, f"There is no project {unknown[0][:40]}.")
        found.append(frozenset(keys[one] for one in named))
    return tuple(found)


def _money(text: str, line: int, what: str) -> int:
    """Whole units of money; a decimal part is only let through when it is nought."""
    plain, _, part = text.replace(" ", "").partition(".")
    if part.strip("0"):
        raise Unreadable(line, f"{what.capitalize()} of {text[:40]} is not in whole units of money.")
    return whole(plain, line, what)
