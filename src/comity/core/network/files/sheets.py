"""Lists of nodes and ties as separated values, one file each; and a matrix of ties, as UCINET keeps it.

All values are text there. What a spreadsheet would take for a formula is written with an apostrophe before it, which
reading takes off again.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from comity.core.network.files.graph import Edge, Gathering, Graph, Node, Value, as_text, names_of
from comity.core.network.listing import (
    KEY_COLUMNS,
    NAME_COLUMNS,
    Row,
    Table,
    decoded,
    find_tie_columns,
    read_table,
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_WAY = ("type", "direction", "directed")
_DIRECTED = {"directed", "mutual", "true", "1", "yes"}


def read_sheets(nodes: tuple[str, bytes] | None, ties: tuple[str, bytes]) -> Graph:
    """Read a list of ties and, if there is one, a list of nodes. Raises BadList.

    Without a list of nodes they are those that ties name. A column `Type` or `Direction` says whether a tie has a
    direction; without it each row is a report, from the first to the second. A tie may name nodes by key or by name.
    """
    table = read_table(*ties)
    gathering = Gathering(table.file, rows=True)
    names: dict[str, str] = {}
    if nodes:
        names = _nodes(read_table(*nodes), gathering)
    start, end = find_tie_columns(table, None, None)
    way = table.first_of(_WAY)
    rest = [at for at in range(len(table.columns)) if at not in (start, end, way)]
    for row in table.rows:
        listed = bool(nodes)
        source, target = (
            _end(row.cells[at], names, listed, gathering, row, table.columns[at]) for at in (start, end)
        )
        says = row.cells[way].casefold() if way is not None else "directed"
        data = _data(table, row, rest)
        gathering.edge((source, target), data, row.number, directed=says in _DIRECTED)
        if says == "mutual":
            gathering.edge((target, source), data, row.number, directed=True)
    gathering.notes[:0] = table.notes
    return gathering.done(directed=way is None)


def write_sheets(graph: Graph) -> tuple[bytes, bytes]:
    """A list of nodes and a list of ties, with headers that Gephi reads."""
    own = "Directed" if graph.directed else "Undirected"
    ties = [(_cell(edge.source), _cell(edge.target), own) for edge in graph.edges]
    return _node_list(graph, ("Id", "Label")), _written(("Source", "Target", "Type"), ties, graph.edges)


def write_kumu_sheets(graph: Graph) -> tuple[bytes, bytes]:
    """The same with headers that Kumu reads: elements by label, connections with a direction."""
    own = "directed" if graph.directed else "undirected"
    ties = [(_cell(edge.source), _cell(edge.target), own) for edge in graph.edges]
    return _node_list(graph, ("Id", "Label")), _written(("From", "To", "Direction"), ties, graph.edges)


def read_matrix(file: str, content: bytes, nodes: tuple[str, bytes] | None = None) -> Graph:
    """Read a matrix: labels in the first row and column, numbers in the cells; or a full matrix in DL. Raises BadList.

    0 and an empty cell are no tie, 1 is one, any other number is its attribute `weight`. A matrix that equals its
    mirror image has no direction. `nodes`: a list with what else is known about them, by the same labels.
    """
    gathering = Gathering(file, rows=True)
    rows = _rows(file, content, gathering)
    labels = [label for label, _ in rows]
    if nodes:
        _nodes(read_table(*nodes), gathering)
    for at, label in enumerate(labels):
        if label not in gathering.nodes:
            gathering.node(label, "", {}, at + 2)
        elif label in labels[:at]:
            raise gathering.trouble(at + 2, f'"{label}" has two rows.', "Give each node a label of its own.")
    cells = [[_number(cell, gathering, at) for cell in row] for at, (_, row) in enumerate(rows, start=2)]
    mirrored = all(cells[i][j] == cells[j][i] for i in range(len(cells)) for j in range(i))
    for i, row in enumerate(cells):
        for j, value in enumerate(row):
            if value and (not mirrored or i <= j):
                weight: dict[str, Value] = {} if value == 1 else {"weight": value}
                gathering.edge((labels[i], labels[j]), weight, i + 2, directed=not mirrored)
    return gathering.done(directed=not mirrored)


def write_matrix(graph: Graph) -> tuple[bytes, bytes]:
    """The matrix of ties (their `weight`, else 1), and a list of the nodes. Other attributes of ties have no place."""
    at = {node.key: place for place, node in enumerate(graph.nodes)}
    cells = [["0"] * len(at) for _ in at]
    for edge in graph.edges:
        weight = edge.attributes.get("weight", 1)
        told = as_text(weight) if isinstance(weight, (int, float)) and not isinstance(weight, bool) else "1"
        cells[at[edge.source]][at[edge.target]] = told
        if not graph.directed:
            cells[at[edge.target]][at[edge.source]] = told
    keys = [_cell(node.key) for node in graph.nodes]
    rows = [[key, *row] for key, row in zip(keys, cells, strict=True)]
    return _node_list(graph, ("Id", "Label")), _csv(["", *keys], rows)


def _nodes(table: Table, gathering: Gathering) -> dict[str, str]:
    """Add all nodes of a list; returns the key of each name that only one has."""
    listed = Gathering(table.file, rows=True)
    name_at, key_at = table.first_of(NAME_COLUMNS), table.first_of(KEY_COLUMNS)
    key_at = name_at if key_at is None else key_at
    if key_at is None:
        mend = "Call a column id, key or name."
        raise listed.trouble(1, f"which column holds the nodes? Found: {', '.join(table.columns)}.", mend)
    rest = [at for at in range(len(table.columns)) if at not in (key_at, name_at)]
    names: dict[str, list[str]] = {}
    for row in table.rows:
        name = "" if name_at is None else _read(row.cells[name_at])
        key = _read(row.cells[key_at])
        listed.node(key, name, _data(table, row, rest), row.number)
        names.setdefault(name, []).append(key)
    gathering.nodes.update(listed.nodes)
    gathering.notes += table.notes
    return {name: keys[0] for name, keys in names.items() if name and len(keys) == 1}


def _end(cell: str, names: dict[str, str], listed: bool, gathering: Gathering, row: Row, column: str) -> str:
    called = _read(cell)
    if not called:
        mend = "Write who it is, or remove the row."
        raise gathering.trouble(row.number, "the cell is empty.", mend, column=column)
    if called in gathering.nodes:
        return called
    if called in names:
        return names[called]
    if listed:
        mend = "Add it to the nodes, or mend the spelling here."
        raise gathering.trouble(row.number, f'"{called}" is not among the nodes.', mend, column=column)
    gathering.node(called, "", {}, row.number)
    return called


def _data(table: Table, row: Row, places: Sequence[int]) -> dict[str, Value]:
    return {table.columns[at] or f"column {at + 1}": _read(row.cells[at]) for at in places}


def _rows(file: str, content: bytes, gathering: Gathering) -> list[tuple[str, list[str]]]:
    """The labels and cells of a matrix, checked to be square."""
    text = decoded(file, content, gathering.notes)
    if text.lstrip()[:2].lower() == "dl":
        return _dl_rows(text, gathering)
    table = read_table(file, content)
    labels = [_read(column) for column in table.columns[1:]]
    rows = [(_read(row.cells[0]), list(row.cells[1:])) for row in table.rows]
    if [label for label, _ in rows] != labels:
        odd = next((at for at, (label, _) in enumerate(rows) if label not in labels[at : at + 1]), len(rows))
        mend = "List the same nodes in the same order in the first row and the first column."
        raise gathering.trouble(odd + 2, "the label differs from that of the same column.", mend)
    return rows


def _dl_rows(text: str, gathering: Gathering) -> list[tuple[str, list[str]]]:
    """A full matrix in UCINET's DL, with labels before the data, embedded in it, or none."""
    head, colon, body = text.partition("data:") if "data:" in text else text.partition("DATA:")
    words = head.replace("=", " ").replace(",", " ").split()
    low = [word.lower() for word in words]
    count = words[low.index("n") + 1] if "n" in low[:-1] else ""
    if not colon or not count.isdecimal():
        raise gathering.trouble(
            1, "there is no number of nodes or no data.", "Begin with dl n=3, and data: before the cells.")
    n, embedded = int(count), "embedded" in low
    labels = words[low.index("labels:") + 1 :] if "labels:" in low and not embedded else []
    lines = [line.replace(",", " ").split() for line in body.splitlines() if line.strip()]
    if embedded and lines:
        lines = lines[1:]
        labels = [line.pop(0) for line in lines if line]
    labels = [label.strip("\"'") for label in labels] or [str(at + 1) for at in range(n)]
    if len(lines) != n or len(labels) != n:
        raise gathering.trouble(1, f"there are {len(lines)} rows of {n}.", "Give one row and one label for each node.")
    for at, line in enumerate(lines, start=1):
        if len(line) != n:
            raise gathering.trouble(at, f"this row of data has {len(line)} cells of {n}.", "Give one for each node.")
    return list(zip(labels, lines, strict=True))


def _number(cell: str, gathering: Gathering, row: int) -> Value:
    try:
        value = float(cell or 0)
    except ValueError:
        problem = f'"{cell[:40]}" is no number.'
        raise gathering.trouble(row, problem, "Write how strong the tie is, or 0.") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise gathering.trouble(row, f'"{cell}" is no number.', "Write how strong the tie is, or 0.")
    return int(value) if value.is_integer() else value


def _node_list(graph: Graph, heads: tuple[str, str]) -> bytes:
    return _written(heads, [(_cell(node.key), _cell(node.name)) for node in graph.nodes], graph.nodes)


def _written(heads: Sequence[str], first: Iterable[Sequence[str]], parts: Sequence[Node | Edge]) -> bytes:
    names = names_of(parts)
    own = {head.casefold() for head in heads}
    shown = [f"{name}_" if name.casefold() in own else name for name in names]
    rows = (
        [*cells, *(_cell(part.attributes.get(name, "")) for name in names)]
        for cells, part in zip(first, parts, strict=True)
    )
    return _csv([*heads, *(_cell(name) for name in shown)], rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return sheet.getvalue().encode()


def _cell(value: Value) -> str:
    text = as_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _read(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA and len(cell) > 1 else cell
