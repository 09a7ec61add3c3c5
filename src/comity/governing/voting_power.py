"""`comity power`: how often each vote decides, from weights and a quota, without a database.

Exit codes: 0 computed, 2 the figures can't be read, or are too many.
"""

import argparse
import json
import sys
from typing import Any

from comity.core.power import banzhaf, shapley_shubik


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity power`."""
    parser.description = "Voting power of members with these weights, when so much weight carries."
    parser.add_argument("weights", metavar="WEIGHTS", help="whole numbers with commas between: 50,49,1")
    parser.add_argument(
        "--quota", type=int, metavar="N", help="the weight that carries (else more than half)"
    )
    parser.add_argument("--json", action="store_true", help="figures as JSON, exact and as decimals")


def run(args: argparse.Namespace) -> int:
    """Compute and print. Returns the exit code; what is wrong goes to stderr."""
    try:
        told = powers(args.weights, args.quota)
    except ValueError as wrong:
        print(f"comity power: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps(told, indent=2) if args.json else _table(told))
    return 0


def powers(written: str, quota: int | None) -> dict[str, Any]:
    """Weights, quota and both indices, as plain data. Raises ValueError."""
    try:
        weights = [int(word) for word in written.split(",")]
    except ValueError:
        raise ValueError(f"“{written[:60]}” are no whole numbers with commas between.") from None
    quota = sum(weights) // 2 + 1 if quota is None else quota
    told: dict[str, Any] = {"weights": weights, "quota": quota}
    for name, index in (("banzhaf", banzhaf), ("shapley_shubik", shapley_shubik)):
        shares = index(weights, quota)
        told[name] = [float(share) for share in shares]
        told[f"{name}_fractions"] = [str(share) for share in shares]
    return told


def _table(told: dict[str, Any]) -> str:
    rows = zip(told["weights"], told["banzhaf"], told["shapley_shubik"], strict=True)
    lines = [f"{weight:>10} {one:>10.4f} {other:>16.4f}" for weight, one, other in rows]
    return "\n".join([f"{'Weight':>10} {'Banzhaf':>10} {'Shapley–Shubik':>16}", *lines])
