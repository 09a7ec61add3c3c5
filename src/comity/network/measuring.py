"""`comity measure`: the figures of a network from files, without a database.

For analysts, and for checking our figures against other programs. What each option and figure means is in
docs/network-measures.md. Exit codes: 0 measured, 2 the files or options can't be read.
"""

import argparse
import sys
from collections.abc import Sequence

from comity.core.network.change import Change, change
from comity.core.network.communities import communities
from comity.core.network.dyads import response
from comity.core.network.files import BadList
from comity.core.network.groups import (
    core_periphery,
    crossing,
    crossing_by_chance,
    mixture,
)
from comity.core.network.measures import Figures, component_sizes, degree_centralisation, figures
from comity.core.network.network import Network, Pair
from comity.core.network.nodes import node_scores
from comity.core.network.paths import TooManyPaths
from comity.core.network.reports import Report, Reports, Rule
from comity.network.lists import Source, add_sources
from comity.network.measured import Finding, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity measure`."""
    parser.description = "Measure a network from a list of members and a list of ties (CSV), or from a network file."
    add_sources(parser)
    add = parser.add_argument
    add(
        "--rule",
        choices=[rule.value for rule in Rule],
        default=Rule.GIVEN.value,
        help="when a row makes a tie: each pair listed is one (given, the default); or rows are reports "
        "and one is enough (either), both must report (confirmed), or each counts by itself (directed)",
    )
    add("--answered-column", metavar="NAME", help="column of the members that says who answered: yes, no, or waves")
    add(
        "--wave",
        action="append",
        default=[],
        metavar="VALUE",
        help="measure the rows of one wave; given twice, the second, and what changed since the first",
    )
    add("--attribute", metavar="COLUMN", help="column of the members for E–I and how mixed they are, such as sector")
    add("--communities", action="store_true", help="look for communities, too")
    add("--nodes", action="store_true", help="a table of the members instead of figures of the network")
    add("--seed", type=int, default=1, metavar="N", help="for what is drawn by chance (1)")
    add("--format", choices=["text", "json", "csv"], default="text", help="how to print; json is unrounded")
    add("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def run(args: argparse.Namespace) -> int:
    """Measure and print. Returns the exit code; what is wrong goes to stderr."""
    try:
        found = measure(args)
    except (BadList, TooManyPaths) as wrong:
        print(f"comity measure: {wrong}", file=sys.stderr)
        return 2
    print(shown(found, args.format, nodes=args.nodes))
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m comity.network.measuring`."""
    parser = argparse.ArgumentParser(prog="comity measure")
    add_arguments(parser)
    return run(parser.parse_args(argv))


def measure(args: argparse.Namespace) -> Finding:
    """Read the files and measure. Raises BadList, TooManyPaths."""
    rule, source = Rule(args.rule), Source.of(args)
    if rule is not Rule.GIVEN and not source.directed:
        problem = "its ties have no direction, so it does not tell who reports them."
        raise BadList(args.network, problem, "Leave --rule out.")
    if len(args.wave) > 2:
        raise BadList("--wave", "more than two waves.", "Name one wave, or two to compare.")
    wave = args.wave[-1] if args.wave else None
    pairs = source.pairs(args, wave)
    reports = _reports(source, args, pairs, wave)
    network = _network(source, reports, pairs, rule)
    told = None if rule is Rule.GIVEN else reports.network(Rule.DIRECTED)
    found = figures(network, reports=told)
    attribute = source.attribute(args.attribute) if args.attribute else None
    notes = [*_notes(pairs, network, rule, answered=bool(args.answered_column)), *_undefined(found, rule)]
    asked = bool(args.answered_column)
    return Finding(
        rule=rule,
        names=dict(source.roll.names),
        figures=found,
        sizes=component_sizes(network),
        out_centralisation=degree_centralisation(network, side="out") if rule is Rule.DIRECTED else None,
        core=core_periphery(network),
        response=response(reports) if asked else None,
        bounds=reports.bounds(rule) if asked else None,
        crossing=crossing(network, attribute) if attribute is not None else None,
        chance=crossing_by_chance(network, attribute, seed=args.seed) if attribute is not None else None,
        mixture=mixture(network.keys, attribute) if attribute is not None else None,
        communities=communities(network, seed=args.seed) if args.communities else None,
        change=_change(source, args, reports, rule) if len(args.wave) == 2 else None,
        nodes=node_scores(network, attribute) if args.nodes else [],
        notes=[*source.notes, *notes],
    )


def _reports(source: Source, args: argparse.Namespace, pairs: list[Pair], wave: str | None) -> Reports:
    answered = source.answered(args.answered_column, wave) if args.answered_column else None
    return Reports.of(source.roll.keys, [Report(a, b) for a, b in pairs], answered=answered)


def _network(source: Source, reports: Reports, pairs: list[Pair], rule: Rule) -> Network:
    return Network.of(source.roll.keys, pairs) if rule is Rule.GIVEN else reports.network(rule)


def _change(source: Source, args: argparse.Namespace, after: Reports, rule: Rule) -> Change:
    first = args.wave[0]
    before = _reports(source, args, source.pairs(args, first), first)
    counted = Rule.EITHER if rule is Rule.GIVEN else rule
    return change(before, after, counted, seed=args.seed)


def _notes(pairs: list[Pair], network: Network, rule: Rule, *, answered: bool) -> list[str]:
    """What was dropped, merged or taken for granted."""
    to_self = sum(a == b for a, b in pairs)
    listed = {(a, b) for a, b in pairs if a != b}
    repeated = len(pairs) - to_self - len(listed)
    returned = len(listed) - len({frozenset(pair) for pair in listed})
    notes = [f"{to_self} ties of a member with itself were left out."] if to_self else []
    if repeated:
        notes.append(f"{repeated} rows repeat an earlier one and were merged with it.")
    if rule is Rule.GIVEN and returned:
        notes.append(
            f"{returned} pairs are listed in both directions and count once; see --rule confirmed, directed."
        )
    if rule is Rule.CONFIRMED and not answered:
        notes.append("Every member is taken to have answered: who kept silent lowers the figures.")
    if rule is Rule.DIRECTED:
        notes.append(
            "Degree centralisation is that of being named; transitivity and components ignore direction."
        )
    return notes


def _undefined(found: Figures, rule: Rule) -> list[str]:
    """Why a figure is missing."""
    few = f"needs more organisations than {found.n}"
    untold = (
        "has no meaning for ties listed without direction"
        if rule is Rule.GIVEN
        else "needs at least one report"
    )
    reasons = {
        "density": few,
        "degree_centralisation": few,
        "betweenness_centralisation": few,
        "transitivity": "needs an organisation with two ties",
        "reciprocity": untold,
    }
    return [
        f"{name} is undefined: it {why}." for name, why in reasons.items() if getattr(found, name) is None
    ]


if __name__ == "__main__":
    sys.exit(main())
