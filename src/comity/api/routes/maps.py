"""The map for programs: as it is drawn, as a matrix, over time, what organisations score, and as files."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from comity.api.operations import AT, Call, reading
from comity.api.shapes.maps import (
    DrawnMapShape,
    MapScoresShape,
    MatrixShape,
    NetworkFileShape,
    OverTimeShape,
    drawn_map_shape,
    map_scores_shape,
    matrix_shape,
    over_time_shape,
)
from comity.api.values import Sought
from comity.base.clock import day_of, now
from comity.coalitions.queries import members_of
from comity.core.network.files import Format, write
from comity.core.network.reports import Rule
from comity.network.queries.graphs import graph_of
from comity.network.queries.history import Past
from comity.network.queries.matrix import matrix_of
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.reading import Reading
from comity.network.queries.reading import read as read_network
from comity.network.queries.scores import Trust, trust_in
from comity.network.views.files import KINDS
from comity.network.views.pictures import state_of
from comity.network.waves.graphs import graph_of_wave
from comity.network.waves.maps import WaveMap, map_of_wave, shown_of
from comity.network.waves.material import rules_of
from comity.network.waves.queries import visible_to

router = Router(tags=["network"])
MAP = f"{AT}/map"
FILES = {f"{one.what}.{one.ending}": one for one in KINDS}


class TiesCounted(Schema):
    """Which ties count: those of today, or of a wave."""

    rule: Literal["either", "confirmed", "directed", "given"] = Field(
        "either", description="When a tie counts. “directed” and “given” are of waves; what makes no sense is left."
    )
    rung: int = Field(0, ge=0, le=5, description="From which rung up; 0: mere contact counts too. Not of waves.")
    source: Sought = Field("", max_length=160, description="Only ties from there. Not of waves.")
    wave: UUID | None = Field(None, description="A wave instead of today.")


class MatrixAsked(TiesCounted):
    """The matrix, and in which order."""

    order: Literal["name", "sector", "ties", "group"] = Field("name", description="Of rows and columns.")


class DaysAsked(Schema):
    """One day, and an earlier one to compare with."""

    on: date | None = Field(None, description="As it was on that day; else today.")
    since: date | None = Field(None, description="What became of ties since that day.")
    rung: int = Field(0, ge=0, le=5, description="From which rung up.")


class FileAsked(TiesCounted):
    """A file of another program."""

    file: Literal[
        "network.graphml", "network.gexf", "network.net", "network.json", "elements.csv", "connections.csv",
        "matrix.csv", "nodes.csv", "ties.csv",
    ] = Field(
        "network.graphml", description="GraphML, GEXF, Pajek, Kumu (JSON or two sheets), a matrix, two lists."
    )  # fmt: skip


@reading(router, f"{MAP}/drawing", says=_("Read the map as it is drawn"), answers=DrawnMapShape, asks=TiesCounted)
def drawing(request: Call, asked: TiesCounted) -> Any:
    """Who stands where, which lines lead from whom to whom, and the communities."""
    found, network = _network(request, asked)
    shown = shown_of(found, request.standing) if found else Shown.of(network)
    return drawn_map_shape(network, shown, state_of(request.coalition.pk, shown)[1])


@reading(router, f"{MAP}/matrix", says=_("Read the map as a matrix"), answers=MatrixShape, asks=MatrixAsked)
def matrix(request: Call, asked: MatrixAsked) -> Any:
    """What stands for each pair; where nothing was done together, what each side says. Orders that need enough answers
    fall back to names."""
    _found, network = _network(request, asked)
    order = asked.order
    if order in ("ties", "group") and trust_in(Overview.of(network)) is Trust.NONE:
        order = "name"
    return matrix_shape(matrix_of(network, order), order)


@reading(router, f"{MAP}/over-time", says=_("Read the map on other days"), answers=OverTimeShape, asks=DaysAsked)
def over_time(request: Call, asked: DaysAsked) -> Any:
    """The ties of a day, or what was gained, kept and lost since an earlier one."""
    today = day_of(now())
    on = asked.on or today
    if on > today or (asked.since is not None and asked.since >= on):
        raise ValidationError({"on": _now("Ask for a day that has come, and an earlier one to compare with.")})
    past = Past(request.standing, list(members_of(request.coalition.pk)), today)
    return over_time_shape(past.replay(on, asked.since, asked.rung), on, asked.since, past.days())


@reading(router, f"{MAP}/scores", says=_("Read what organisations score on the map"), answers=MapScoresShape,
         asks=TiesCounted)  # fmt: skip
def scores(request: Call, asked: TiesCounted) -> Any:
    """Ties, betweenness, closeness and community. Null where fewer than 65% answered."""
    return map_scores_shape(_network(request, asked)[1])


@reading(router, f"{MAP}/file", says=_("Have the network as a file of another program"), answers=NetworkFileShape,
         asks=FileAsked)  # fmt: skip
def file(request: Call, asked: FileAsked) -> Any:
    """All that you may know of, with its attributes. Ratings of a wave are in no file."""
    found, network = _network(request, asked)
    kind = FILES[asked.file]
    graph = graph_of_wave(found, kind.format) if found else graph_of(network, kind.format)
    content = list(write(graph, Format(kind.format)).values())[kind.part]
    return NetworkFileShape(name=asked.file, format=kind.format, content=content.decode())


def _network(request: Call, asked: TiesCounted) -> tuple[WaveMap | None, Reading]:
    if asked.wave is None:
        rule = Rule.CONFIRMED if asked.rule == "confirmed" else Rule.EITHER
        organisations = list(members_of(request.coalition.pk))
        return None, read_network(request.standing, organisations, rule, asked.rung, asked.source)
    wave = get_object_or_404(visible_to(request.standing), pk=asked.wave)
    rule = Rule(asked.rule) if Rule(asked.rule) in rules_of(wave) else rules_of(wave)[0]
    found = map_of_wave(wave, rule, None)
    return found, found.reading
