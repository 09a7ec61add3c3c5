"""The network in files of other programs: out for who may see it, in as a list is, and whole on the way round."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.core.network.files import Format, read
from comity.network.models import Report, RosterDraft, Tie, Wave
from comity.network.views.files import KINDS
from comity.people.models import Organisation
from tests.cast import THEN
from tests.network.stage import address, decide, paste, tell, text_of
from tests.network.waves_stage import bring

pytestmark = [pytest.mark.row("R10")]
FILES = [(one.what, one.ending) for one in KINDS]
WHOLE = [("network", "graphml"), ("network", "gexf"), ("network", "net"), ("network", "json")]
SPRING = """from,to,level,contact
Open Door Shelter,Harbour Tenants’ Union,cooperation,weekly
Harbour Tenants’ Union,Open Door Shelter,coordination,
Harbour Health Service,,,
"""
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'


@pytest.fixture
def told(home):
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 5)
    tell(home, "Amina", "HT", "HH", 2)
    return home


@pytest.fixture
def amina(told, client) -> Client:
    client.force_login(told.people["Amina"])
    with stopped_at(THEN):
        yield client


def load(client, home, what, ending, query=""):
    page = client.get(address(home, f"map/{what}.{ending}?{query}"))
    assert page.status_code == 200, (what, ending)
    assert page.headers["Content-Disposition"].startswith(f'attachment; filename="{what}-2026-')
    return page.content


def graph(client, home, what, ending, query=""):
    return read(f"{what}.{ending}", load(client, home, what, ending, query), Format.KUMU if ending == "json" else None)


@pytest.mark.parametrize(("what", "ending"), WHOLE)
def test_a_whole_network_leaves_with_all_that_is_known(told, amina, what, ending):
    found = graph(amina, told, what, ending)
    assert len(found.nodes) == 4 and not found.directed
    names = {node.key: node.name for node in found.nodes}
    edges = {frozenset((names[edge.source], names[edge.target])): edge.attributes for edge in found.edges}
    both = edges[frozenset(("Open Door Shelter", "Harbour Tenants’ Union"))]
    assert (both["level"], both["rung"], {both["first_says"], both["second_says"]}) == (5, "multisector", {4, 5})
    assert next(node for node in found.nodes if node.name == "Open Door Shelter").attributes["sector"] == "nonprofit"


def test_lists_and_the_matrix_name_organisations_as_people_do(told, amina):
    nodes, ties = (load(amina, told, what, "csv") for what in ("nodes", "ties"))
    found = read("ties.csv", ties, Format.CSV, nodes=("nodes.csv", nodes))
    assert {edge.source for edge in found.edges} <= {node.key for node in found.nodes} and len(found.edges) == 2
    assert "Open Door Shelter" in load(amina, told, "elements", "csv").decode()
    assert load(amina, told, "connections", "csv").decode().startswith("From,To,Direction")
    matrix = read("m.csv", load(amina, told, "matrix", "csv"), Format.MATRIX)
    assert {edge.attributes.get("weight", 1) for edge in matrix.edges} == {5, 2}


def test_each_page_says_what_program_a_file_is_for(told, amina):
    for path in ("map/", "ties/"):
        said = text_of(amina.get(address(told, path)))
        assert "GEXF for Gephi" in said and "Matrix (CSV) for UCINET, R and spreadsheets" in said


def test_nobody_carries_away_a_tie_they_may_not_know_of(told, amina):
    with told.scope():
        Tie.objects.filter(second_says=5).update(confidentiality=Confidentiality.NAMED)
        Tie.objects.filter(first_says=5).update(confidentiality=Confidentiality.NAMED)
    for what, ending in WHOLE:
        assert len(graph(amina, told, what, ending).edges) == 1


def test_filters_count_in_files_too(told, amina):
    assert len(graph(amina, told, "network", "gexf", "rule=confirmed").edges) == 1
    assert len(graph(amina, told, "network", "gexf", "rung=3").edges) == 1


@pytest.mark.parametrize(("what", "ending"), FILES)
def test_outsiders_get_no_file(told, elsewhere, client, what, ending):
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        assert client.get(address(told, f"map/{what}.{ending}")).status_code == 404


# ── a wave ──


@pytest.fixture
def spring(told) -> Wave:
    with told.scope():
        return bring(told, SPRING)


def test_a_wave_leaves_with_who_says_what(told, amina, spring):
    found = graph(amina, told, "network", "graphml", f"wave={spring.pk}")
    assert found.directed and len(found.edges) == 2
    assert {edge.attributes["level"] for edge in found.edges} == {3, 2}
    assert {edge.attributes["state"] for edge in found.edges} == {"confirmed"}
    answered = {node.name: node.attributes["answered"] for node in found.nodes}
    assert answered["Harbour Health Service"] is True
    said = text_of(amina.get(address(told, f"waves/{spring.pk}/")))
    assert "GEXF for Gephi" in said


def test_ratings_leave_in_no_file(told, amina):
    with told.scope():
        wave = bring(told, "from,to,level,reliability\nOpen Door Shelter,Harbour Tenants’ Union,cooperation,4\n")
    for what, ending in FILES:
        assert b"reliab" not in load(amina, told, what, ending, f"wave={wave.pk}")


@pytest.mark.parametrize(("what", "ending"), WHOLE)
def test_a_wave_goes_round_and_comes_back_the_same(told, amina, spring, what, ending):
    content = load(amina, told, what, ending, f"wave={spring.pk}")
    data = {"file": SimpleUploadedFile(f"x.{ending}", content), "go": "look", "shape": "guess", "speaks": "own",
            "together": "highest"}  # fmt: skip
    page = amina.post(address(told, "waves/bring/"), data)
    assert page.status_code == 200, text_of(page)
    text = page.context["form"].data["text"]
    kept = {**data, "text": text, "go": "keep", "name": "Again", "question": "Who?", "asked_on": "2026-03-01"}
    del kept["file"]
    assert amina.post(address(told, "waves/bring/"), kept).status_code == 302
    with told.scope():
        again = Wave.objects.get(name="Again")
        assert said_in(again) == said_in(spring) and again.answered == spring.answered


def test_a_network_of_answers_that_is_too_large_is_refused(told, amina):
    content = b"<graphml>" + b" " * 2_000_001
    page = amina.post(address(told, "waves/bring/"), {"file": SimpleUploadedFile("x.graphml", content), "go": "look"})
    assert page.status_code == 422 and "2.0" in text_of(page) or "1.9" in text_of(page)


def said_in(wave):
    rows = Report.objects.filter(wave=wave).values_list("rater__name", "rated__name", "level", "contact")
    return sorted(rows)


# ── ties come in ──


@pytest.mark.parametrize(("what", "ending"), WHOLE)
def test_what_left_comes_in_elsewhere_with_all_its_ties(told, elsewhere, amina, what, ending):
    content = load(amina, told, what, ending)
    amina.force_login(elsewhere.coordinator)
    file = SimpleUploadedFile(f"harbour.{ending}", content)
    page = paste(amina, elsewhere, ties_file=file)
    assert page.context["counts"]["ties"] == 2, text_of(page)
    page = decide(amina, page)
    with elsewhere.scope():
        ties = Tie.objects.filter(coalition=elsewhere.coalition.pk)
        assert {(tie.list_says, frozenset((tie.first_name, tie.second_name))) for tie in ties} == {
            (5, frozenset(("Open Door Shelter", "Harbour Tenants’ Union"))),
            (2, frozenset(("Harbour Health Service", "Harbour Tenants’ Union"))),
        }
    assert Organisation.objects.filter(name="Open Door Shelter", sector="nonprofit").exists()


def test_reports_with_a_direction_are_each_sides_own_word(told, elsewhere, amina, spring):
    content = load(amina, told, "network", "gexf", f"wave={spring.pk}")
    amina.force_login(elsewhere.coordinator)
    decide(amina, paste(amina, elsewhere, ties_file=SimpleUploadedFile("x.gexf", content)))
    with elsewhere.scope():
        (tie,) = Tie.objects.filter(coalition=elsewhere.coalition.pk)
        assert {tie.first_says, tie.second_says} == {3, 2} and tie.list_says is None


def test_a_matrix_comes_in_as_ties(told, elsewhere, amina):
    content = load(amina, told, "matrix", "csv")
    amina.force_login(elsewhere.coordinator)
    page = paste(amina, elsewhere, ties_file=SimpleUploadedFile("matrix.csv", content))
    assert page.context["counts"]["ties"] == 2, text_of(page)


def test_the_import_can_be_taken_back(told, elsewhere, amina):
    content = load(amina, told, "network", "graphml")
    amina.force_login(elsewhere.coordinator)
    page = decide(amina, paste(amina, elsewhere, ties_file=SimpleUploadedFile("x.graphml", content)))
    entry = elsewhere_entry(elsewhere)
    amina.post(address(elsewhere, f"record/{entry}/undo/"))
    with elsewhere.scope():
        assert not Tie.objects.filter(coalition=elsewhere.coalition.pk, ended_on=None).exists(), text_of(page)


def elsewhere_entry(troupe):
    with troupe.scope():
        return RosterDraft.objects.get(coalition=troupe.coalition.pk).entry


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.graphml", BOMB, "x.graphml, line 1: it declares a document type"),
        ("x.graphml", b"<graphml>\n<graph>\n</graphml>", "line 3: this is no well-formed XML"),
        ("x.gexf", (b'<gexf><graph><nodes><node id="1"/></nodes><edges>\n<edge id="0" source="1" target="2"/></edges>'
                    b"</graph></gexf>"), "line 2: \"2\" is not among the nodes."),
        ("x.net", b"*Vertices 2\n1 \"A\"\n2 \"B\"\n*Edges\n1 2 1 \"k\" 1\n1 2 1 \"k\" 2\n",
         "stands in line 5 with other attributes"),
        ("x.json", b'{"elements": [', "this is no JSON"),
        ("x.graphml", b'<?xml version="1.0" encoding="klingon"?><graphml/>', "encoding"),
        ("x.csv", b",A,B\nA,0,x\nB,1,0\n", "row 2: \"x\" is no number."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_where_and_what_helps(told, amina, name, content, says):
    page = paste(amina, told, ties_file=SimpleUploadedFile(name, content))
    assert page.status_code == 422 and says in text_of(page), text_of(page)
    with told.scope():
        assert not RosterDraft.objects.exists()


def test_a_network_is_no_file_for_people(told, amina):
    page = paste(amina, told, people_file=SimpleUploadedFile("x.graphml", io.BytesIO(BOMB).getvalue()))
    assert page.status_code == 422
