"""The network in files: a picture that stands alone, figures with their definitions, GraphML."""

from collections.abc import Iterator
from dataclasses import fields
from xml.etree import ElementTree as xml

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.base.lists.export import as_file
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.measures import Figures
from comity.network.models import Rung
from comity.network.queries.looks import Seen
from comity.network.queries.reading import Reading

GRAPHML = "http://graphml.graphdrawing.org/xmlns"


def as_svg(request: CoalitionRequest, seen: Seen) -> HttpResponse:
    """The picture with its colours in it, for any program."""
    return _attached(render(request, "network/map.svg", {"seen": seen}, content_type="image/svg+xml"), "network.svg")


def measures(reading: Reading, about: str) -> HttpResponseBase:
    """Every figure by its name in the documentation, unrounded; empty where it is undefined."""
    header = [_("Measure"), _("Value"), _("How it was counted")]
    return as_file(header, _rows(reading.figures, about), "csv", "network-measures")


def _rows(figures: Figures, about: str) -> Iterator[list[object]]:
    for one in fields(figures):
        value = getattr(figures, one.name)
        yield [one.name, "" if value is None else repr(value), about]


def as_graphml(reading: Reading) -> HttpResponse:
    """Organisations with name, sector and place; ties with rung, contact, and who says what."""
    text = xml.tostring(graph_of(reading), encoding="utf-8", xml_declaration=True)
    return _attached(HttpResponse(text, content_type="application/graphml+xml"), "network.graphml")


NODE_KEYS = ("name", "sector", "place")
TIE_KEYS = {
    "level": "int", "rung": "string", "first_says": "int", "second_says": "int", "list_says": "int",
    "contact": "string", "source": "string", "said_on": "string",
}  # fmt: skip


def graph_of(reading: Reading) -> xml.Element:
    """The network as a GraphML document. `source` and `target` of an edge are its first and second side."""
    root = xml.Element("graphml", xmlns=GRAPHML)
    keys = [("node", name, "string") for name in NODE_KEYS] + [("edge", *pair) for pair in TIE_KEYS.items()]
    for of, name, kind in keys:
        xml.SubElement(root, "key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind})
    graph = xml.SubElement(root, "graph", edgedefault="undirected")
    for one in reading.organisations:
        node = xml.SubElement(graph, "node", id=str(one.pk))
        _data(node, "node", {"name": reading.names[str(one.pk)], "sector": one.sector, "place": one.place})
    for tie in reading.ties:
        level = reading.level_of.get(frozenset((str(tie.first_id), str(tie.second_id))))
        if level is not None:
            edge = xml.SubElement(
                graph, "edge", id=str(tie.pk), source=str(tie.first_id), target=str(tie.second_id)
            )
            values = {name: getattr(tie, name) for name in TIE_KEYS if name not in ("level", "rung")}
            _data(edge, "edge", {"level": level, "rung": Rung(level).name.lower(), **values})
    return root


def _data(element: xml.Element, of: str, values: dict[str, object]) -> None:
    for name, value in values.items():
        if value not in ("", None):
            xml.SubElement(element, "data", key=f"{of}-{name}").text = _plain(str(value))


def _plain(text: str) -> str:
    """Text that XML can hold."""
    return "".join(sign if sign in "\n\t" or sign >= " " else " " for sign in text)


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    day = timezone.localdate().isoformat()
    stem, _dot, kind = name.rpartition(".")
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}-{day}.{kind}"'
    return response
