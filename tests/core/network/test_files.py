"""Networks from and for other programs: what survives, what is understood, and what is refused with a mend."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network.files import BadList, Edge, Format, Graph, Node, guess, read, write
from comity.core.network.files.graph import as_text

TYPED = [Format.GRAPHML, Format.GEXF, Format.PAJEK, Format.KUMU]
TEXTUAL = [Format.CSV, Format.KUMU_CSV]
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp", "Zs"])
words = st.text(SIGNS | st.sampled_from("'\"\\=+-@,;<&|"), min_size=1, max_size=8)
names = st.text("abcdefghij_ß ", min_size=1, max_size=6).map(str.strip).filter(bool)
values = words | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
attributes = st.dictionaries(names.map(lambda name: f"x{name}"), values, max_size=3)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    keys = draw(st.lists(words, min_size=1, max_size=5, unique=True))
    nodes = [Node(key, draw(words), draw(attributes)) for key in keys]
    directed = draw(st.booleans())
    pairs = draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=8))
    kept = {pair if directed else (min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    edges = [Edge(*pair, draw(attributes)) for pair in sorted(kept)]
    return Graph(tuple(nodes), tuple(edges), directed)


def through(graph: Graph, kind: Format) -> Graph:
    *nodes, ties = write(graph, kind, "coalition").items()
    return read(*ties, kind, nodes=nodes[0] if nodes else None)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(TYPED))
def test_everything_survives_the_round_trip(graph: Graph, kind: Format) -> None:
    """Pajek and Kumu tell the direction tie by tie: without any it is not known."""
    back = through(graph, kind)
    known = graph.edges or kind in (Format.GRAPHML, Format.GEXF)
    assert back == (graph if known else replace(graph, directed=back.directed))


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(TEXTUAL))
def test_in_sheets_everything_survives_as_text(graph: Graph, kind: Format) -> None:
    back = through(graph, kind)
    for one in (graph, back):
        nodes, ties = [(node.key, node.name, _texts(node)) for node in one.nodes], [_tie(edge) for edge in one.edges]
        assert nodes == [(node.key, node.name, _texts(node)) for node in graph.nodes]
        assert ties == [_tie(edge) for edge in graph.edges]
    assert back.directed == graph.directed or not graph.edges


def _tie(edge: Edge) -> tuple[str, str, dict[str, str]]:
    return edge.source, edge.target, _texts(edge)


def _texts(part: Node | Edge) -> dict[str, str]:
    return {name: as_text(value) for name, value in part.attributes.items()}


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_a_matrix_keeps_ties_names_and_what_is_known_of_nodes(graph: Graph) -> None:
    back = through(graph, Format.MATRIX)
    assert [(node.key, node.name, _texts(node)) for node in back.nodes] == [
        (node.key, node.name, _texts(node)) for node in graph.nodes
    ]
    assert set(back.network().undirected.pairs()) == set(graph.network().undirected.pairs())
    if back.directed:
        assert set(back.network().pairs()) == set(graph.network().pairs())


@pytest.mark.parametrize("kind", [*TYPED, Format.MATRIX])
def test_the_weight_of_a_tie_survives_whatever_it_is(kind: Format) -> None:
    nodes = tuple(Node(key, key.upper()) for key in "abcd")
    edges = (Edge("a", "b", {"weight": 2.5}), Edge("a", "c", {"weight": 3}), Edge("c", "d"))
    assert through(Graph(nodes, edges, directed=True), kind).edges == edges


def test_a_word_that_a_spreadsheet_would_reckon_with_stays_a_word() -> None:
    graph = Graph((Node("a", "=1+1"), Node("b", "'quoted'", {"note": "@home", "depth": -3})), (Edge("a", "b"),))
    written = write(graph, Format.CSV)["network-nodes.csv"].decode()
    assert "'=1+1" in written and "'@home" in written and ",-3" in written
    assert through(graph, Format.CSV).nodes[1].attributes == {"note": "@home", "depth": "-3"}


GRAPHML = """<?xml version="1.0"?>
<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
 <g:key id="n" for="node" attr.name="Label" attr.type="string"/>
 <g:key id="s" for="node" attr.name="staff" attr.type="int"><g:default>1</g:default></g:key>
 <g:graph edgedefault="undirected">
  <g:node id="1"><g:data key="n">Łódź Kitchen</g:data><g:data key="s"> 4 </g:data></g:node>
  <g:node id="2"/>
  <g:edge source="1" target="2" directed="true"/><g:edge source="2" target="1"/>
 </g:graph>
</g:graphml>"""
GEXF = """<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">
 <attributes class="node"><attribute id="0" title="open" type="boolean"/></attributes>
 <nodes><node id="a" label="A"><attvalues><attvalue for="0" value="true"/></attvalues></node><node id="b"/></nodes>
 <edges><edge source="a" target="b" weight="0.5"/><edge source="b" target="a" type="directed"/></edges>
 </graph></gexf>"""
PAJEK = (
    b'*Vertices 3\r\n% a remark\r\n1 "Open Door" 0.1 0.2 0.5 ellipse ic Red\r\n2 Pier\r\n'
    b"*Arcs\r\n1 2 4\r\n2 1 1\r\n*Edges\r\n2 3 1\r\n"
)
KUMU = {
    "elements": [{"label": "A", "type": "org", "tags": ["x", "y"]}, {"label": "B", "attributes": {"size": 3}}],
    "connections": [{"from": "A", "to": "B", "direction": "mutual", "strength": 2}],
}


def test_what_other_programs_write_is_understood() -> None:
    graphml = read("x.graphml", GRAPHML.encode())
    assert graphml.nodes == (Node("1", "Łódź Kitchen", {"staff": 4}), Node("2", "2", {"staff": 1}))
    assert graphml.directed and len(graphml.edges) == 2 and "both ways" in graphml.notes[0]
    gexf = read("x.gexf", GEXF.encode())
    assert gexf.nodes[0] == Node("a", "A", {"open": True})
    assert gexf.edges == (Edge("a", "b", {"weight": 0.5}), Edge("b", "a"))
    pajek = read("x.net", PAJEK)
    assert pajek.nodes[0] == Node("1", "Open Door", {"ic": "Red"})
    assert pajek.nodes[2] == Node("3", "3")
    assert pajek.network().pairs() == [("1", "2"), ("2", "1"), ("2", "3"), ("3", "2")]
    kumu = read("x.json", json.dumps(KUMU).encode())
    assert kumu.nodes == (Node("A", "A", {"type": "org", "tags": "x|y"}), Node("B", "B", {"size": 3}))
    assert kumu.edges == (Edge("A", "B", {"strength": 2}), Edge("B", "A", {"strength": 2}))


def test_pajek_may_list_partners_or_a_matrix() -> None:
    listed = read("x.net", b"*Vertices 3\n*Edgeslist\n1 2 3\n")
    assert listed.network().pairs() == [("1", "2"), ("1", "3")]
    matrix = read("x.net", b"*Vertices 2\n*Matrix\n0 2\n0 0\n")
    assert matrix.edges == (Edge("1", "2", {"weight": 2}),)


def test_matrices_come_as_sheets_or_as_dl() -> None:
    sheet = read("m.csv", b";a;b;c\na;0;1;\nb;1;0;2\nc;;2;0\n", Format.MATRIX)
    assert (sheet.directed, sheet.edges) == (False, (Edge("a", "b"), Edge("b", "c", {"weight": 2})))
    before = "dl n=2 format=fullmatrix\nlabels:\na,b\ndata:\n0 1\n0 0\n"
    within = "DL n = 2\nlabels embedded\ndata:\n a b\na 0 1\nb 0 0\n"
    for text in (before, within):
        dl = read("m.dl", text.encode())
        assert (dl.directed, dl.network().pairs()) == (True, [("a", "b")])


def test_a_list_of_ties_is_enough() -> None:
    graph = read("t.csv", "from,to,kind\nÄ,B,x\nB,C,\n".encode("cp1252"))
    assert [node.key for node in graph.nodes] == ["Ä", "B", "C"]
    assert graph.directed and graph.edges[0].attributes == {"kind": "x"}
    assert "Windows-1252" in graph.notes[0]


def test_a_repeated_tie_is_merged_and_one_with_oneself_left_out() -> None:
    graph = read("t.csv", b"from,to\na,b\na,b\na,a\n")
    assert len(graph.edges) == 1
    assert [note[:14] for note in graph.notes] == ["t.csv: 1 ties ", "t.csv: 1 ties "]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><gexf/>'


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("x.graphml", BOMB, "x.graphml, line 1: it declares a document type"),
        ("x.gexf", OUTSIDE, "Take the line with <!DOCTYPE out."),
        ("x.graphml", "<a>" * 100, "too deep"),
        ("x.graphml", "<graphml>\n<graph>\n</graphml>", "line 3: this is no well-formed XML (mismatched tag)"),
        ("x.graphml", "", "no well-formed XML"),
        ("x.graphml", '<?xml version="1.0" encoding="klingon"?><graphml/>', "encoding"),
        ("x.graphml", b"<?xml version='1.0'?><graphml>\xff\xe4</graphml>", "no well-formed XML (not well-formed"),
        ("x.graphml", "<graphml/>", "line 1: there is no graph in it."),
        ("x.graphml", "<gexf><graph/></gexf>", "there is no graph in it."),
        ("x.graphml", GRAPHML.replace('target="2"', 'target="9"'), 'line 8: "9" is not among the nodes. Add it there'),
        ("x.graphml", GRAPHML.replace('"2"/>', '"1"/>', 1), 'line 7: "1" stands in line 6 already. Give each node'),
        ("x.graphml", GRAPHML.replace(" 4 ", "four"), 'line 6: "four" is no int. Mend it, or declare "staff"'),
        ("x.graphml", GRAPHML.replace('data key="s"', 'data key="t"'), 'the key "t" is not declared.'),
        ("x.graphml", GRAPHML.replace('node id="2"', "node"), "line 7: a node has no key."),
        ("x.gexf", GEXF.replace('weight="0.5"', 'weight="much"'), 'line 4: "much" is no double.'),
        ("x.gexf", GEXF.replace('for="0"', 'for="7"'), 'the attribute "7" is not declared.'),
        ("x.net", "", "line 1: there are no vertices in it."),
        ("x.net", "*Vertices many\n", 'line 1: "many" is no number of a vertex.'),
        ("x.net", "*Vertices 99999999999\n", "line 1: more than 2000000 vertices."),
        ("x.net", "*Vertices " + "9" * 5000, "is no number of a vertex."),
        ("x.json", '{"elements": [' + "9" * 5000 + "]}", "a number in it has too many digits."),
        ("x.net", "*Vertices 2\n3 c\n", "line 2: vertex 3 is not between 1 and 2."),
        ("x.net", "*Vertices 2\n1 a\n1 b\n", "line 3: vertex 1 is listed twice."),
        ("x.net", "*Vertices 2\n*Edges\n1 7\n", "line 3: vertex 7 is not among the 2 vertices."),
        ("x.net", "*Vertices 2\n*Edges\n1\n", "line 3: a tie has two ends."),
        ("x.net", "*Vertices 2\n*Edges\n1 2\n2 1 5\n", 'line 4: the tie of "2" and "1" stands in line 3 with other'),
        ("x.json", "{", "this is no JSON"),
        ("x.json", "[" * 100_000, "too deep"),
        ("x.json", "[]", "there are no elements in it."),
        ("x.json", '{"elements": "A"}', '"elements" is no list of objects.'),
        ("x.json", '{"elements":[{"label":"A"},{"label":"A"}]}', 'element 2: "A" stands in element 1 already.'),
        ("x.json", '{"connections":[{"from":"A","to":"B"}]}', 'connection 1: "A" is not among the nodes.'),
        ("x.csv", "from,to\na,\n", 'x.csv, row 2, column "to": the cell is empty.'),
        ("x.csv", "from,to,n\na,b,1\na,b,2\n", 'row 3: the tie of "a" and "b" stands in row 2 with other attributes.'),
        ("x.csv", "from,to\n".encode("utf-16"), "x.csv: the file is not UTF-8 text."),
        ("x.dl", ",a,b\na,0,1\nc,1,0\n", "row 3: the label differs"),
        ("x.dl", ",a,b\na,0,1\n", "row 3: the label differs"),
        ("x.dl", ",a,b\na,0,much\nb,0,0\n", 'row 2: "much" is no number.'),
        ("x.dl", ",a,a\na,0,1\na,0,0\n", 'row 3: "a" has two rows.'),
        ("x.dl", "dl n=3\ndata:\n0 1\n", "there are 1 rows of 3."),
        ("x.dl", "dl\n", "there is no number of nodes or no data."),
        ("x.dl", "dl n=2\ndata:\n0 1\n0\n", "row 2: this row of data has 1 cells of 2."),
        ("x.docx", "", "x.docx: its ending tells no format."),
    ],
)
def test_what_cant_be_read_says_where_and_how_to_mend_it(file: str, content: str | bytes, said: str) -> None:
    with pytest.raises(BadList) as wrong:
        read(file, content if isinstance(content, bytes) else content.encode())
    assert said in str(wrong.value)
    assert str(wrong.value).endswith(".") and str(wrong.value).startswith(file)


def test_a_tie_with_somebody_who_is_not_listed_is_refused() -> None:
    with pytest.raises(BadList, match=r't.csv, row 2, column "to": "z" is not among the nodes.'):
        read("t.csv", b"from,to\na,z\n", nodes=("n.csv", b"id,name\na,A\n"))


def test_ties_may_call_nodes_by_name() -> None:
    graph = read("t.csv", b"from,to\nOpen Door,2\n", nodes=("n.csv", b"id,name,sector\n1,Open Door,public\n2,Pier,\n"))
    assert graph.edges == (Edge("1", "2"),)
    assert graph.attribute("SECTOR") == {"1": "public"}
    with pytest.raises(KeyError):
        graph.attribute("size")


def test_the_format_is_known_by_the_ending() -> None:
    assert [guess(file) for file in ("A.GRAPHML", "b.net", "c.tsv")] == [Format.GRAPHML, Format.PAJEK, Format.CSV]
