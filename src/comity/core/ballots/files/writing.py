"""Writing ballots into the files that `comity count`, and many other programs, read."""

from comity.core.ballots.budgets import BudgetPoll
from comity.core.ballots.polls import ApprovalPoll, Poll, RankedPoll, ScoredPoll


def write_blt(poll: RankedPoll, *, seats: int, title: str = "") -> str:
    """Ranked ballots, one a line, then names and title. Double quotes in names become single ones."""
    lines = [f"{len(poll.options)} {seats}"]
    for ranking, weight in zip(poll.rankings, poll.weights, strict=True):
        groups = ["=".join(str(option + 1) for option in group) for group in ranking]
        lines.append(" ".join([str(weight), *groups, "0"]))
    lines.append("0")
    lines += [f'"{_quoted(name)}"' for name in (*poll.options, title)]
    return "\n".join(lines) + "\n"


def write_pabulib(poll: BudgetPoll, *, title: str = "", currency: str = "") -> str:
    """Projects and the ballots that name them; a ballot that weighs three stands there three times."""
    cast = [named for named, weight in zip(poll.approvals, poll.weights, strict=True) for _ in range(weight)]
    lines = ["META", "key;value", f"description;{_cell(title)}", f"num_projects;{len(poll.options)}"]
    lines += [f"num_votes;{len(cast)}", f"budget;{poll.budget}", "vote_type;approval", f"currency;{currency}"]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{n};{cost};{_cell(name)}" for n, (name, cost) in enumerate(_priced(poll), 1)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{n};{','.join(str(one + 1) for one in sorted(named))}" for n, named in enumerate(cast, 1)]
    return "\n".join(lines) + "\n"


def table_of(poll: Poll) -> list[list[str | int]]:
    """Marks or scores as rows of a table, its header first: a column for each option, and one for the weight."""
    rows: list[list[str | int]] = [[*poll.options, "weight"]]
    for number, weight in enumerate(poll.weights):
        rows.append([*(_said(poll, number, option) for option in range(len(poll.options))), weight])
    return rows


def _said(poll: Poll, ballot: int, option: int) -> str | int:
    if isinstance(poll, ApprovalPoll):
        return "x" if option in poll.approvals[ballot] else 0
    assert isinstance(poll, ScoredPoll)
    return poll.scores[ballot].get(option, "")


def _priced(poll: BudgetPoll) -> list[tuple[str, int]]:
    return list(zip(poll.options, poll.costs, strict=True))


def _quoted(name: str) -> str:
    return " ".join(name.replace('"', "'").split())


def _cell(text: str) -> str:
    return " ".join(text.replace(";", ",").replace('"', "'").split())
