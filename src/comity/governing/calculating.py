"""`comity count`: elections and budgets from files of ballots, without a database.

For checking a count of ours, or anybody's. What the options and figures mean is in docs/counting.md.
Exit codes: 0 counted, 2 the file or the options can't be read.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from comity.core.ballots.budget_equal_shares import Completion, Utility
from comity.core.ballots.files import Kind, Unreadable, read_blt, read_list, read_pabulib
from comity.core.ballots.lots import Lot
from comity.core.ballots.methods import Marks, Method, methods
from comity.core.ballots.pairs import Unranked
from comity.core.ballots.recount import recount
from comity.core.ballots.types import BallotFault

LARGEST = 100 * 1024 * 1024
KINDS = {Marks.RANKING: Kind.RANKS, Marks.APPROVALS: Kind.MARKS, Marks.SCORES: Kind.SCORES}


class CannotCount(ValueError):
    """The file doesn't fit the method, or the options don't."""


def counted_from_files() -> list[str]:
    """The methods whose ballots lie in files of others: all but answers of yes and no."""
    return [name for name, one in methods().items() if one.marks is not Marks.ANSWER]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity count`."""
    parser.description = "Count ballots from a file: .blt, .pb (Pabulib), or a table (CSV)."
    parser.add_argument("file", metavar="FILE", help="ballots; “-” reads a table from the standard input")
    parser.add_argument(
        "--method", choices=sorted(counted_from_files()), help="how they are counted (a .json of ours says it itself)"
    )
    parser.add_argument(
        "--seats", type=int, metavar="N", help="how many are taken (else as the file says, or 1)"
    )
    parser.add_argument(
        "--tie-seed", default="", metavar="TEXT", help="the published seed of the lot that settles ties"
    )
    parser.add_argument(
        "--unranked",
        choices=list(Unranked),
        default=Unranked.LAST.value,
        help="what it means that a ballot leaves an option out (schulze)",
    )
    parser.add_argument(
        "--completion",
        choices=list(Completion),
        default=Completion.NONE.value,
        help="what is done with money that the shares leave over (equal shares)",
    )
    parser.add_argument(
        "--utility",
        choices=list(Utility),
        default=Utility.COST.value,
        help="what a project is worth to a vote: its cost, or one (equal shares)",
    )
    parser.add_argument(
        "--step", type=int, default=1, metavar="N", help="by how much shares rise at a time (equal shares)"
    )
    parser.add_argument("--dots", type=int, default=5, metavar="N", help="how many dots a ballot has (dot)")
    parser.add_argument("--lowest", type=int, default=0, metavar="N", help="the lowest score (score)")
    parser.add_argument("--highest", type=int, default=5, metavar="N", help="the highest score (score)")
    parser.add_argument("--json", action="store_true", help="every figure as JSON, exact and as a decimal")


def run(args: argparse.Namespace) -> int:
    """Count and print. Returns the exit code; what is wrong goes to stderr."""
    try:
        told = counted(args)
    except (CannotCount, Unreadable, BallotFault, OSError, UnicodeDecodeError) as wrong:
        print(f"comity count: {_in_words(wrong)}", file=sys.stderr)
        return 2
    print(json.dumps(told, indent=2, ensure_ascii=False) if args.json else as_text(told))
    return 0


def counted(args: argparse.Namespace) -> dict[str, Any]:
    """The count as plain data. Raises CannotCount, Unreadable, BallotFault, OSError."""
    if Path(args.file).suffix.casefold() == ".json":
        return _ours(args.file)
    if args.method is None:
        raise CannotCount("Say how they are counted: --method.")
    method = methods()[args.method]
    poll, seats = _read(args, method)
    given = {
        "lot": Lot(args.tie_seed), "seats": args.seats or seats, "unranked": Unranked(args.unranked),
        "completion": Completion(args.completion), "utility": Utility(args.utility),
        "step": args.step, "dots": args.dots,
    }  # fmt: skip
    if min(args.step, args.dots, given["seats"]) < 1:
        raise CannotCount("Seats, steps and dots are 1 or more.")
    takes = method.settings()
    result = method.count(poll, **{name: value for name, value in given.items() if name in takes})
    told = {"method": method.name, "winners": list(result.winners), **plain(result)}
    return told | ({"exhausted": plain(result.exhausted)} if hasattr(result, "exhausted") else {})


def _ours(file: str) -> dict[str, Any]:
    """Our own form: it holds method, settings and seed as well."""
    try:
        method, result = recount(json.loads(_text(file)))
    except (KeyError, TypeError, AttributeError, StopIteration, json.JSONDecodeError) as wrong:
        raise CannotCount(f"This is no file of ballots of ours ({wrong}).") from wrong
    carried = ["carried"] if getattr(result, "carried", False) else []
    return {"method": method.name, "winners": list(getattr(result, "winners", carried)), **plain(result)}


def _read(args: argparse.Namespace, method: Method) -> tuple[Any, int]:
    """The poll, and how many seats the file speaks of."""
    text, ending = _text(args.file), Path(args.file).suffix.casefold()
    if ending == ".blt" and method.marks is Marks.RANKING:
        election = read_blt(text)
        return election.poll, election.seats
    if ending == ".pb" and method.marks in (Marks.PROJECTS, Marks.APPROVALS):
        return read_pabulib(text), 1
    if ending in (".blt", ".pb") or method.marks not in KINDS:
        raise CannotCount(
            f"{method.name} counts {method.marks.value}; a file {ending or 'without ending'} holds others."
        )
    highest = args.dots if method.name == "dot" else args.highest
    return read_list(text, KINDS[method.marks], lowest=args.lowest, highest=highest), 1


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read(LARGEST)
    path = Path(file)
    if path.stat().st_size > LARGEST:
        raise CannotCount(f"The file is larger than {LARGEST // 1024 // 1024} MB.")
    return path.read_text(encoding="utf-8-sig")


def plain(thing: Any) -> Any:
    """Data for JSON: fractions exact and as decimals, enumerations by their value."""
    match thing:
        case Fraction():
            return {"fraction": str(thing), "decimal": float(thing)}
        case Enum():
            return thing.value
        case Mapping():
            return {str(key): plain(value) for key, value in thing.items()}
        case list() | tuple():
            return [plain(one) for one in thing]
    if is_dataclass(thing):
        return {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}
    return thing


def as_text(told: dict[str, Any]) -> str:
    """A few lines for reading."""
    lines = [f"Taken: {', '.join(told['winners']) or 'nobody'}"]
    for number, stage in enumerate(told.get("stages", []), 1):
        votes = ", ".join(f"{name} {total['decimal']:g}" for name, total in stage["totals"].items())
        of = f" of {stage['of']}" if stage["of"] else ""
        quota = f"; quota {stage['quota']['decimal']:g}" if stage["quota"] else ""
        lines.append(
            f"{number}. {stage['step']}{of}: {votes}; exhausted {stage['exhausted']['decimal']:g}{quota}"
        )
    lines += [f"{name}: {total['decimal']:g}" for name, total in told.get("totals", {}).items()]
    lines += [
        f"{one['project']}: {one['cost']} (wanted by {one['support']})" for one in told.get("bought", [])
    ]
    lines += [
        f"{one['one']} {one['for_one']} : {one['for_other']} {one['other']}" for one in told.get("duels", [])
    ]
    lines += [
        f"Equal: {', '.join(tie['options'])}; {tie['chosen']} by {tie['settled']}" for tie in told.get("ties", [])
    ]
    return "\n".join(lines)


def _in_words(wrong: Exception) -> str:
    if isinstance(wrong, BallotFault):
        values = ", ".join(f"{name} {value}" for name, value in wrong.values.items())
        return f"{wrong.code.value.replace('_', ' ')} ({values})"
    return f"{wrong}"
