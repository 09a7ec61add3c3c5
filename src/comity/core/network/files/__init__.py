"""Networks as other programs keep them, in and out; attributes stay with their nodes and ties.

| format | files | attributes | values keep their types |
| --- | --- | --- | --- |
| GraphML, GEXF | one | of nodes and ties | yes |
| Pajek (.net) | one | of nodes and ties, as parameters | yes |
| Kumu JSON | one | of nodes and ties | yes |
| Kumu CSV, node and edge CSV | two | of nodes and ties | no: text |
| matrix (UCINET-like, DL read too) | two | of nodes; of ties the weight | weight |
"""

from collections.abc import Mapping
from enum import StrEnum

from comity.core.network.files.gexf import read_gexf, write_gexf
from comity.core.network.files.graph import Edge, Graph, Node, Value
from comity.core.network.files.graphml import read_graphml, write_graphml
from comity.core.network.files.kumu import read_kumu, write_kumu
from comity.core.network.files.pajek import read_pajek, write_pajek
from comity.core.network.files.sheets import (
    read_matrix,
    read_sheets,
    write_kumu_sheets,
    write_matrix,
    write_sheets,
)
from comity.core.network.listing import BadList

__all__ = ["ENDINGS", "BadList", "Edge", "Format", "Graph", "Node", "Value", "guess", "read", "write"]


class Format(StrEnum):
    """How a network is kept in files."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    PAJEK = "pajek"
    KUMU = "kumu"
    KUMU_CSV = "kumu-csv"
    MATRIX = "matrix"
    CSV = "csv"


#: endings of file names by which a format is known
ENDINGS: Mapping[str, Format] = {
    ".graphml": Format.GRAPHML, ".xml": Format.GRAPHML, ".gexf": Format.GEXF, ".net": Format.PAJEK,
    ".paj": Format.PAJEK, ".json": Format.KUMU, ".dl": Format.MATRIX, ".csv": Format.CSV, ".tsv": Format.CSV,
    ".txt": Format.CSV,
}  # fmt: skip

_ONE = {
    Format.GRAPHML: (read_graphml, write_graphml, "graphml"), Format.GEXF: (read_gexf, write_gexf, "gexf"),
    Format.PAJEK: (read_pajek, write_pajek, "net"), Format.KUMU: (read_kumu, write_kumu, "json"),
}  # fmt: skip
_TWO = {
    Format.KUMU_CSV: (write_kumu_sheets, "elements", "connections"), Format.MATRIX: (write_matrix, "nodes", "matrix"),
    Format.CSV: (write_sheets, "nodes", "ties"),
}  # fmt: skip


def guess(file: str) -> Format:
    """The format of a file by the ending of its name. Raises BadList for one that is none of ours."""
    for ending, found in ENDINGS.items():
        if file.lower().endswith(ending):
            return found
    raise BadList(file, "its ending tells no format.", f"Known are {', '.join(ENDINGS)}; or name the format.")


def read(
    file: str, content: bytes, kind: Format | None = None, *, nodes: tuple[str, bytes] | None = None
) -> Graph:
    """Read a network; the format is guessed from the file's name unless given. Raises BadList.

    nodes: name and content of the list of nodes, for formats that keep it in a file of its own.
    """
    kind = kind or guess(file)
    if kind in _ONE:
        return _ONE[kind][0](file, content)
    if kind is Format.MATRIX:
        return read_matrix(file, content, nodes)
    return read_sheets(nodes, (file, content))


def write(graph: Graph, kind: Format, stem: str = "network") -> dict[str, bytes]:
    """The graph in a format: the names of the files, nodes first, and what they hold."""
    if kind in _ONE:
        _, writes, ending = _ONE[kind]
        return {f"{stem}.{ending}": writes(graph)}
    writes_two, first, second = _TWO[kind]
    contents = writes_two(graph)
    return {f"{stem}-{part}.csv": content for part, content in zip((first, second), contents, strict=True)}
