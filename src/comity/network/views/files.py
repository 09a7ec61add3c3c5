"""The network in files: a picture that stands alone, figures with their definitions, and other programs' formats."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.lists.export import as_file
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.files import Format, Graph, write
from comity.core.network.measures import Figures
from comity.network.queries.looks import Seen
from comity.network.queries.reading import Reading
from comity.network.views.keys import PictureKeys


@dataclass(frozen=True)
class Kind:
    """A file that the network can be had as: its address, name, programs it serves, how it is made and sent."""

    what: str
    ending: str
    name: Promise
    serves: Promise
    format: Format
    part: int
    type: str


_CSV = "text/csv; charset=utf-8"
KINDS = (
    Kind("network", "graphml", gettext_lazy("GraphML"), gettext_lazy("for Gephi, yEd, Cytoscape, igraph and NetworkX"),
         Format.GRAPHML, 0, "application/graphml+xml"),
    Kind("network", "gexf", gettext_lazy("GEXF"), gettext_lazy("for Gephi"), Format.GEXF, 0, "application/gexf+xml"),
    Kind("network", "net", gettext_lazy("Pajek"), gettext_lazy("for Pajek and NetDraw"), Format.PAJEK, 0,
         "text/plain; charset=utf-8"),
    Kind("network", "json", gettext_lazy("Kumu (JSON)"), gettext_lazy("for Kumu, all in one file"), Format.KUMU, 0,
         "application/json"),
    Kind("elements", "csv", gettext_lazy("Kumu elements (CSV)"), gettext_lazy("for Kumu, with the next file"),
         Format.KUMU_CSV, 0, _CSV),
    Kind("connections", "csv", gettext_lazy("Kumu connections (CSV)"), gettext_lazy("for Kumu, with the file before"),
         Format.KUMU_CSV, 1, _CSV),
    Kind("matrix", "csv", gettext_lazy("Matrix (CSV)"), gettext_lazy("for UCINET, R and spreadsheets"), Format.MATRIX,
         1, _CSV),
    Kind("nodes", "csv", gettext_lazy("Organisations (CSV)"), gettext_lazy("for spreadsheets, R and Python"),
         Format.CSV, 0, _CSV),
    Kind("ties", "csv", gettext_lazy("Ties (CSV)"), gettext_lazy("for spreadsheets, R and Python"), Format.CSV, 1,
         _CSV),
)  # fmt: skip
BY_ADDRESS: Mapping[tuple[str, str], Kind] = {(one.what, one.ending): one for one in KINDS}


def network_file(what: str, ending: str, graph_in: Callable[[Format], Graph]) -> HttpResponse:
    """The network in one of the formats. Http404 for an address that is none of them."""
    kind = BY_ADDRESS.get((what, ending))
    if kind is None:
        raise Http404
    content = list(write(graph_in(kind.format), kind.format).values())[kind.part]
    return _attached(HttpResponse(content, content_type=kind.type), f"{what}.{ending}")


def as_svg(request: CoalitionRequest, seen: Seen, keys: PictureKeys) -> HttpResponse:
    """The picture with its colours and its legend in it, for any program."""
    context = {"seen": seen, "keys": keys}
    return _attached(render(request, "network/map.svg", context, content_type="image/svg+xml"), "network.svg")


def as_json(request: CoalitionRequest, data: dict[str, Any]) -> HttpResponse:
    """What a script draws; not sent again while it is the same."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    answer = HttpResponse(status=304) if etag in known else HttpResponse(body, content_type="application/json")
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    return answer


def measures(reading: Reading, about: str) -> HttpResponseBase:
    """Every figure by its name in the documentation, unrounded; empty where it is undefined."""
    header = [_("Measure"), _("Value"), _("How it was counted")]
    return as_file(header, _rows(reading.figures, about), "csv", "network-measures")


def _rows(figures: Figures, about: str) -> Iterator[list[object]]:
    for one in fields(figures):
        value = getattr(figures, one.name)
        yield [one.name, "" if value is None else repr(value), about]


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    day = timezone.localdate().isoformat()
    stem, _dot, kind = name.rpartition(".")
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}-{day}.{kind}"'
    return response
