"""`comity reach`: whom an organisation reaches, whom to win to reach more, who introduces it to a target.

Exit codes: 0 told, 2 the files or options can't be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from comity.core.network.files import BadList
from comity.core.network.network import Key, Network
from comity.core.network.reach import Additions, Reach, best_additions, introduction, reach
from comity.network.lists import Source, add_sources


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity reach`."""
    parser.description = "Whom organisations reach over ties, from lists (CSV) or from a network file."
    add_sources(parser)
    add = parser.add_argument
    add("--from", dest="start", action="append", required=True, metavar="NAME", help="whose reach; repeatable")
    add("--steps", type=int, default=3, choices=range(1, 11), metavar="N", help="over how many ties (3)")
    add("--add", type=int, default=0, metavar="N", help="whom to make partners to reach most new ones: so many")
    add("--to", metavar="NAME", help="who introduces to this organisation")
    add("--directed", action="store_true", help="follow ties only from their first end to their second")
    add("--format", choices=["text", "json"], default="text", help="how to print")


@dataclass(frozen=True)
class Told:
    """What was found. path: None where no path leads there, or nobody was asked for."""

    names: dict[Key, str]
    reach: Reach
    additions: Additions | None
    target: Key | None
    path: tuple[Key, ...] | None
    notes: list[str]


def run(args: argparse.Namespace) -> int:
    """Tell and print. Returns the exit code; what is wrong goes to stderr."""
    try:
        told = look(args)
    except BadList as wrong:
        print(f"comity reach: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps(_as_json(told), indent=2, ensure_ascii=False) if args.format == "json" else _as_text(told))
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m comity.network.reaching`."""
    parser = argparse.ArgumentParser(prog="comity reach")
    add_arguments(parser)
    return run(parser.parse_args(argv))


def look(args: argparse.Namespace) -> Told:
    """Read the files and look. Raises BadList."""
    source = Source.of(args)
    network = Network.of(source.roll.keys, source.pairs(args), directed=args.directed)
    start = [source.roll.find(name, "--from", None, "") for name in args.start]
    target = source.roll.find(args.to, "--to", None, "") if args.to else None
    ways = [path for key in start if target and (path := introduction(network, key, target))]
    return Told(
        names=dict(source.roll.names),
        reach=reach(network, start, args.steps),
        additions=best_additions(network, start, count=args.add, steps=args.steps) if args.add else None,
        target=target,
        path=min(ways, key=len) if ways else None,
        notes=source.notes,
    )


def _as_json(told: Told) -> dict[str, object]:
    shown: dict[str, object] = {
        "from": list(told.reach.rings[0]),
        "reached": list(told.reach.counts()),
        "rings": [list(ring) for ring in told.reach.rings[1:]],
    }
    if told.additions:
        chosen = [{"key": key, "brings": brings} for key, brings in told.additions.chosen]
        shown["additions"] = {"chosen": chosen, "gained": told.additions.gained, "exact": told.additions.exact}
    if told.target:
        shown["introduction"] = list(told.path) if told.path else None
    return shown | {"notes": told.notes}


def _as_text(told: Told) -> str:
    lines = [f"From {_named(told, told.reach.rings[0])}"]
    for step, (count, ring) in enumerate(zip(told.reach.counts(), told.reach.rings[1:], strict=True), start=1):
        steps = "1 step" if step == 1 else f"{step} steps"
        lines.append(f"Within {steps}: {count} organisations" + (f"; new: {_named(told, ring)}" if ring else ""))
    if told.additions:
        how = "no other choice brings more" if told.additions.exact else "the best next one each time"
        lines.append(f"To reach {told.additions.gained} more ({how}):")
        lines += [f"  {told.names[key]}: {brings} new" for key, brings in told.additions.chosen]
    if told.target:
        way = " → ".join(told.names[key] for key in told.path) if told.path else "No way leads there."
        lines.append(f"Introduction to {told.names[told.target]}: {way}")
    return "\n".join(lines + [f"Note: {note}" for note in told.notes])


def _named(told: Told, keys: Sequence[Key]) -> str:
    shown = [told.names[key] for key in keys[:20]]
    return ", ".join(shown) + (f" and {len(keys) - 20} more" if len(keys) > 20 else "")


if __name__ == "__main__":
    sys.exit(main())
