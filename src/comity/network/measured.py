"""What `comity measure` found, and how it is told: for reading, as JSON, or as a table."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from comity.core.network.change import Change
from comity.core.network.communities import Communities
from comity.core.network.dyads import Response, Showing
from comity.core.network.groups import Chance, Core, Crossing, Mixture
from comity.core.network.measures import Figures
from comity.core.network.network import Key
from comity.core.network.nodes import NodeScores
from comity.core.network.reports import Bounds, Rule

Line = tuple[str, float | int | None, str]

_TIES = {
    Rule.GIVEN: "Each pair on the list, counted once.",
    Rule.EITHER: "Pairs of which at least one side reports.",
    Rule.CONFIRMED: "Pairs of which both sides report.",
    Rule.DIRECTED: "Reports; each direction counts by itself.",
}
_SHOWING = {
    Showing.SHOWN: "enough to show single members.",
    Showing.CAUTION: "show single members only with a word of caution.",
    Showing.HIDDEN: "too few to show single members.",
}


@dataclass(frozen=True)
class Finding:
    """What was measured, under which rule, and what the reader should know about it."""

    rule: Rule
    names: dict[Key, str]
    figures: Figures
    sizes: list[int]
    out_centralisation: float | None
    core: Core | None
    response: Response | None = None
    bounds: Bounds | None = None
    crossing: Crossing | None = None
    chance: Chance | None = None
    mixture: Mixture | None = None
    communities: Communities | None = None
    change: Change | None = None
    nodes: list[NodeScores] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def shown(found: Finding, form: str, *, nodes: bool = False) -> str:
    """What is printed: figures or the table of members, as text, json or csv."""
    if form == "json":
        return json.dumps(as_json(found), indent=2, ensure_ascii=False)
    if nodes:
        head, *rows = _node_rows(found)
        return _csv([head, *rows]) if form == "csv" else _columns([head, *rows], _notes(found))
    if form == "csv":
        return _csv([("figure", "value"), *((name, value) for name, value in _flat(as_json(found)) if name != "notes")])
    return as_text(found)


def as_json(found: Finding) -> dict[str, Any]:
    """Figures by name, unrounded; null where undefined."""
    told: dict[str, Any] = {"rule": found.rule.value, **vars(found.figures), "component_sizes": found.sizes}
    if found.rule is Rule.DIRECTED:
        told["degree_centralisation_out"] = found.out_centralisation
    if found.response:
        told["response"] = vars(found.response) | {"rate": found.response.rate, "showing": found.response.showing.value}
    if found.bounds:
        told["density_bounds"] = vars(found.bounds)
    if found.core:
        told["core"] = {"r": found.core.r, "members": list(found.core.core), "exact": found.core.exact}
    if found.crossing:
        told["external_internal"] = _crossing(found)
    if found.mixture:
        told["mixture"] = vars(found.mixture) | {"blau": found.mixture.blau, "highest": found.mixture.highest}
    if found.communities:
        told["communities"] = asdict(found.communities)
    if found.change:
        told["change"] = asdict(found.change) | {"net": found.change.net, "stability": found.change.stability}
    if found.nodes:
        told["nodes"] = [{"name": found.names[one.key]} | vars(one) for one in found.nodes]
    return told | {"notes": found.notes}


def as_text(found: Finding) -> str:
    """A table for reading: each figure with its meaning, then the notes."""
    rows = [(label, _rounded(value), meaning) for label, value, meaning in (*_first(found), *_further(found))]
    left, middle = (max(len(row[at]) for row in rows) for at in (0, 1))
    table = [f"{label:<{left}}  {value:>{middle}}  {meaning}" for label, value, meaning in rows]
    return "\n".join(table + _notes(found))


def _first(found: Finding) -> list[Line]:
    it, sizes = found.figures, found.sizes
    largest = f"The largest part holds {sizes[0]} of {it.n}." if sizes else "There is nobody."
    degree = "How far being named gathers on one" if found.rule is Rule.DIRECTED else "How far ties gather on one"
    error = it.betweenness_error
    about = "" if error is None else f" Estimated, with paths from {it.betweenness_from}: ± {error:.6f}."
    return [
        ("Organisations", it.n, "Everyone on the list of members."),
        ("Ties", it.ties, _TIES[found.rule]),
        ("Density", it.density, "The share of all possible ties that exist."),
        ("Degree centralisation", it.degree_centralisation, f"{degree} organisation: 0 all alike, 1 a star."),
        ("Betweenness centralisation", it.betweenness_centralisation, f"How far contact must run through one.{about}"),
        ("Transitivity", it.transitivity, "How often two partners of one organisation know each other."),
        ("Reciprocity", it.reciprocity, "The share of reports that the other side returns."),
        ("Reciprocity in pairs", it.reciprocity_dyads, "The share of reported pairs that name each other."),
        ("Connectedness", it.connectedness, "The share of pairs that can reach each other over ties."),
        ("Components", it.components, f"Parts without a tie between them. {largest}"),
        ("Isolates", it.isolates, "Organisations without any tie."),
    ]


def _further(found: Finding) -> Iterable[Line]:
    if found.response:
        told = _SHOWING[found.response.showing]
        yield "Response", found.response.rate, f"{found.response.answered} of {found.response.asked} answered: {told}"
    if found.bounds:
        yield "Density at least", found.bounds.low, "If all that is open were no tie."
        yield "Density at most", found.bounds.high, "If all that is open were a tie."
        yield "Density observed", found.bounds.observed, "Over the pairs seen from both ends."
    if core := found.core:
        how = "every possible core was tried" if core.exact else "the best found step by step"
        yield "Core", len(core.core), f"Members of the core; {how}."
        yield "Core fits", core.r, "Correlation with an ideal core: 1 everyone has ties with the core alone."
    yield from _sectors(found)
    if found.communities:
        yield "Communities", len(found.communities.groups), "Groups with more ties inside than chance would give."
        yield "Modularity", found.communities.modularity, "How clearly they are set apart."
    if found.change:
        yield from _changed(found)


def _sectors(found: Finding) -> Iterable[Line]:
    if found.crossing:
        yield "E–I", found.crossing.network.index, "+1 all ties lead to another sector, −1 none."
        for name, one in found.crossing.groups.items():
            yield f"E–I of {name}", one.index, f"{one.external} ties lead outside, {one.internal} stay."
    if chance := found.chance:
        yield "E–I by chance", chance.expected, f"Between {chance.low:.4f} and {chance.high:.4f} in 95 of 100 draws."
        yield "p", chance.p, f"How often {chance.rounds} draws were as far from chance."
    if found.mixture:
        yield "Heterogeneity", found.mixture.blau, "How likely two members differ (Blau)."


def _changed(found: Finding) -> Iterable[Line]:
    if found.change is None:
        return
    for name in ("gained", "kept", "lost"):
        span = (found.change.intervals or {}).get(name)
        about = f" 95 % interval {span.low:.1f} to {span.high:.1f}." if span else ""
        yield f"Ties {name}", len(getattr(found.change, name)), f"Among {len(found.change.among)} of both waves.{about}"


def _crossing(found: Finding) -> dict[str, Any]:
    if found.crossing is None:
        return {}
    of = {"network": found.crossing.network, **found.crossing.groups}
    told: dict[str, Any] = {name: vars(one) | {"index": one.index} for name, one in of.items()}
    network: dict[str, Any] = told.pop("network")
    return network | {"groups": told, "chance": vars(found.chance) if found.chance else None}


def _node_rows(found: Finding) -> list[Sequence[object]]:
    head = ("key", "name", "named_by", "names", "betweenness", "closeness", "reached_1", "reached_2", "reached_3")
    rest = ("effective_size", "constraint", "loss", "in_core", "e_i")
    return [head + rest, *(_node_row(found, one) for one in found.nodes)]


def _node_row(found: Finding, one: NodeScores) -> Sequence[object]:
    reached = one.reached or (None, None, None)
    first = (one.key, found.names[one.key], one.named_by, one.names, one.betweenness, one.closeness, *reached)
    return *first, one.effective_size, one.constraint, one.loss, one.in_core, one.index


def _columns(rows: Sequence[Sequence[object]], notes: list[str]) -> str:
    told = [[_rounded(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in told) for at in range(len(told[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in told]
    return "\n".join(lines + notes)


def _csv(rows: Iterable[Sequence[object]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return sheet.getvalue().rstrip("\n")


def _cell(value: object) -> object:
    """A word that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _flat(told: dict[str, Any], before: str = "") -> Iterable[tuple[str, object]]:
    """Figures within figures by a name with dots; lists are told by their length."""
    for name, value in told.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", len(value) if isinstance(value, list | tuple) else value


def _notes(found: Finding) -> list[str]:
    return [f"Note: {note}" for note in found.notes]


def _rounded(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
