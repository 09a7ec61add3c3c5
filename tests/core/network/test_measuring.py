"""`comity measure` on lists as people keep them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comity.core.network.files import Edge, Format, Graph, Node, write
from comity.network import reaching
from comity.network.measuring import main

MEMBERS = "id;Organisation\n1;Open Door\n2;Łódź Kitchen\n3;Pier Street\n"


@pytest.fixture
def put(tmp_path: Path):  # type: ignore[no-untyped-def]
    def put(members: str | bytes, ties: str | bytes) -> list[str]:
        for name, text in (("members.csv", members), ("ties.csv", ties)):
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return ["--members", str(tmp_path / "members.csv"), "--ties", str(tmp_path / "ties.csv")]

    return put


def refused(capsys: pytest.CaptureFixture[str], options: list[str]) -> str:
    assert main(options) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def found(capsys: pytest.CaptureFixture[str], options: list[str]) -> dict[str, object]:
    assert main([*options, "--json"]) == 0
    figures: dict[str, object] = json.loads(capsys.readouterr().out)
    return figures


@pytest.mark.parametrize(
    "header", ["from,to", "a,b", "Source,Target", "i,j", "Organisation,Partner", "whatever,else", "x,from,to"]
)
def test_columns_are_guessed(put, capsys, header: str) -> None:  # type: ignore[no-untyped-def]
    lead = "9," if header.startswith("x") else ""
    options = put(MEMBERS, f"{header}\n{lead}1,2\n{lead}2,3\n")
    assert found(capsys, options)["ties"] == 2


def test_columns_can_be_named(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = put("Sigel,Wer\nx,Anna\ny,Bert\n", "Wer,Wen,Wann\nx,Bert,1\n")
    assert "row 1: which columns hold" in refused(capsys, [*options, "--key-column", "sigel"])
    named = ["--key-column", "sigel", "--name-column", "wer", "--from-column", "Wer", "--to-column", "wen"]
    assert found(capsys, options + named)["ties"] == 1


def test_members_are_found_by_name_whatever_its_case_and_spaces(put, capsys) -> None:  # type: ignore[no-untyped-def]
    assert found(capsys, put(MEMBERS, "from,to\nopen  DOOR,łódź kitchen\n1,Pier Street\n"))["ties"] == 2


def test_line_ends_may_be_mixed_and_lines_blank(put, capsys) -> None:  # type: ignore[no-untyped-def]
    members = "key,name\r1,A\r\n\r\n2,B\n3,C"
    assert found(capsys, put(members, "\nfrom,to\r\n1,2\r2,3\n,\n"))["ties"] == 2


def test_windows_letters_are_read_with_a_note(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = put("name\nKüche\nHof\n".encode("cp1252"), "﻿a,b\nKüche,Hof\n")
    figures = found(capsys, options)
    assert figures["ties"] == 1
    assert any("Windows-1252" in note and "row 2" in note for note in figures["notes"])  # type: ignore[attr-defined]


def test_conditions_choose_rows_and_all_must_hold(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = put(MEMBERS, "from,to,How often,kind\n1,2,weekly,a\n2,3,weekly,b\n1,3,never,a\n9,9,never,c\n")
    where = ["--where", "how_often!=never"]
    assert found(capsys, options + where)["ties"] == 2
    assert found(capsys, [*options, *where, "--where", "kind = a"])["ties"] == 1
    figures = found(capsys, [*options, *where, "--where", "kind!=z"])
    assert any('no row has "z"' in note for note in figures["notes"])  # type: ignore[attr-defined]


def test_rules_read_the_same_rows_differently(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = put(MEMBERS, "from,to\n1,2\n2,1\n2,3\n2,3\n3,3\n")
    given = found(capsys, options)
    assert (given["ties"], given["reciprocity"]) == (2, None)
    assert [note[:2] for note in given["notes"]] == ["1 ", "1 ", "1 ", "re"]  # type: ignore[attr-defined]
    either, confirmed, directed = (
        found(capsys, [*options, "--rule", rule]) for rule in ("either", "confirmed", "directed")
    )
    assert (either["ties"], confirmed["ties"], directed["ties"]) == (2, 1, 3)
    assert either["reciprocity"] == directed["reciprocity"] == pytest.approx(2 / 3)
    assert directed["degree_centralisation_out"] == pytest.approx(0.75)


def test_no_ties_at_all_is_an_answer(put, capsys) -> None:  # type: ignore[no-untyped-def]
    figures = found(capsys, put(MEMBERS, "from,to\n"))
    assert (figures["density"], figures["isolates"], figures["transitivity"]) == (0, 3, None)
    assert any(note.startswith("transitivity is undefined") for note in figures["notes"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("members", "ties", "said"),
    [
        (
            MEMBERS,
            "from,to\n1,2\n1,Nobody\n",
            'ties.csv, row 3, column "to": "Nobody" is not among the members',
        ),
        (MEMBERS, "from,to\n1,\n", 'ties.csv, row 2, column "to": the cell is empty.'),
        (MEMBERS, "x,y,z\n1,2,3\n", "row 1: which columns hold the two ends of a tie? Found: x, y, z."),
        (MEMBERS, "from,to,from\n1,2,3\n", 'column "from": several columns have this name.'),
        (MEMBERS, "", "ties.csv: the file is empty."),
        (MEMBERS, " \n\n", "ties.csv: the file is empty."),
        ("x,y\n1,2\n", "from,to\n", "members.csv, row 1: which column holds the members?"),
        ("key\n1\n1\n", "from,to\n", 'members.csv, row 3, column "key": "1" stands in row 2 already.'),
        ("key,name\n1,A\n,B\n", "from,to\n", 'members.csv, row 3, column "key": the cell is empty.'),
        ("key,name\n1,A\n2,A\n", "from,to\nA,1\n", '"A" is the name of several members. Use their keys.'),
        ("key,name\n1,Bread, Soup\n", "from,to\n", "row 2: there are 3 cells under 2 column names."),
        (MEMBERS, b"PK\x03\x04rest", "ties.csv: this is a spreadsheet"),
        (MEMBERS, "from,to\n1,2\n".encode("utf-16"), "ties.csv: the file is not UTF-8 text."),
        (MEMBERS, b"from,to\n1,2\n\x81\x8d,1\n", "ties.csv, row 3: the letters here are neither"),
        (MEMBERS, 'from,to\n1,2\n1,"' + "x" * 200_000, "ties.csv, row"),
    ],
)
def test_a_list_that_cant_be_read_says_where_and_how_to_mend_it(  # type: ignore[no-untyped-def]
    put, capsys, members: str | bytes, ties: str | bytes, said: str
) -> None:
    assert said in refused(capsys, put(members, ties))


@pytest.mark.parametrize("condition", ["weekly", "=weekly", "!=x", "nowhere=1"])
def test_a_condition_that_means_nothing_is_refused(put, capsys, condition: str) -> None:  # type: ignore[no-untyped-def]
    assert refused(capsys, [*put(MEMBERS, "from,to\n"), "--where", condition])


def test_a_file_that_isnt_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.csv: the file can't be opened" in refused(
        capsys, ["--members", "nowhere.csv", "--ties", "x"]
    )


def test_it_runs_by_itself_and_prints_a_table(put) -> None:  # type: ignore[no-untyped-def]
    options = put(MEMBERS, "from,to\n1,2\n")
    command = [sys.executable, "-m", "comity.network.measuring", *options]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Density                     0.3333  The share of all possible ties that exist." in said
    assert "Note: reciprocity is undefined" in said


def test_measuring_needs_no_django() -> None:
    look = "import sys, comity.network.measuring as m; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], check=True)


SECTORS = (
    "id,name,sector,answered\n1,Open Door,public,2023 2024\n2,Kitchen,public,2023;2024\n3,Pier,private,2024\n4,Hall,,\n"
)
WAVES = "from,to,wave\n1,2,2023\n2,1,2023\n1,3,2023\n1,2,2024\n2,1,2024\n2,3,2024\n3,2,2024\n"


@pytest.mark.row("R10")
def test_a_wave_is_measured_beside_the_one_before(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = [*put(SECTORS, WAVES), "--rule", "confirmed", "--answered-column", "answered"]
    second = found(capsys, [*options, "--wave", "2024"])
    assert (second["ties"], second["response"]["answered"], second["response"]["showing"]) == (2, 3, "caution")  # type: ignore[index]
    assert second["density_bounds"] == {"low": 2 / 6, "high": 2 / 6, "observed": 2 / 3}
    change = found(capsys, [*options, "--wave", "2023", "--wave", "2024"])["change"]
    assert (change["gained"], change["kept"], change["among"]) == ([], [["1", "2"]], ["1", "2"])  # type: ignore[index]
    assert change["left_out"] == [0, 1]  # type: ignore[index]
    everyone = found(capsys, [*put(SECTORS, WAVES), "--rule", "either", "--wave", "2023", "--wave", "2024"])["change"]
    assert (everyone["gained"], everyone["lost"]) == ([["2", "3"]], [["1", "3"]])  # type: ignore[index]
    assert "no column of waves" in refused(capsys, [*put(SECTORS, "from,to\n1,2\n"), "--wave", "2024"])
    assert "neither yes nor no" in refused(capsys, options)


@pytest.mark.row("R9")
def test_sectors_are_told_against_chance(put, capsys) -> None:  # type: ignore[no-untyped-def]
    told = found(capsys, [*put(SECTORS, "from,to\n1,2\n1,3\n3,4\n"), "--attribute", "Sector", "--communities"])
    crossing = told["external_internal"]
    assert (crossing["external"], crossing["internal"], crossing["index"]) == (1, 1, 0)  # type: ignore[index]
    assert crossing["chance"]["expected"] == pytest.approx(1 / 3)  # type: ignore[index]
    assert told["mixture"]["counts"] == {"public": 2, "private": 1}  # type: ignore[index]
    assert told["communities"]["modularity"] is not None  # type: ignore[index]


def test_members_are_told_one_by_one(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = [*put("key,name\n1,=Open\n2,B\n3,C\n4,D\n", "from,to\n1,2\n2,3\n"), "--nodes"]
    assert main([*options, "--format", "csv"]) == 0
    head, first, second, *_ = capsys.readouterr().out.splitlines()
    assert head.startswith("key,name,named_by,names,betweenness,closeness,reached_1")
    assert first.startswith("1,'=Open,1,1,0.0,")
    assert second.startswith("2,B,2,2,0.3333333333333333,0.6666666666666666,2,2,2,2.0,0.5,0.3333333333333333,true,")
    assert main(options) == 0
    assert ["4", "D", "0", "0"] in [line.split()[:4] for line in capsys.readouterr().out.splitlines()]
    assert found(capsys, options)["nodes"][3]["constraint"] is None  # type: ignore[index]


def test_figures_come_as_a_table_too(put, capsys) -> None:  # type: ignore[no-untyped-def]
    assert main([*put(SECTORS, "from,to\n1,2\n"), "--format", "csv", "--attribute", "sector"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["figure,value", "rule,given", "n,4"]
    assert "external_internal.index,-1.0" in lines


def test_a_file_of_another_program_is_measured_the_same(put, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    graph = Graph(tuple(Node(key, key) for key in "abc"), (Edge("a", "b"), Edge("b", "a"), Edge("a", "c")), True)
    (tmp_path / "network.gexf").write_bytes(write(graph, Format.GEXF)["network.gexf"])
    options = ["--network", str(tmp_path / "network.gexf")]
    assert found(capsys, [*options, "--rule", "directed"])["reciprocity"] == pytest.approx(2 / 3)
    flat = Graph(graph.nodes, (Edge("a", "b"),))
    (tmp_path / "network.net").write_bytes(write(flat, Format.PAJEK)["network.net"])
    options = ["--network", str(tmp_path / "network.net")]
    assert found(capsys, options)["ties"] == 1
    assert "have no direction" in refused(capsys, [*options, "--rule", "confirmed"])
    assert "two lists are needed" in refused(capsys, ["--members", "x"])
    (tmp_path / "x.graphml").write_text("<!DOCTYPE x><graphml/>")
    assert "declares a document type" in refused(capsys, ["--network", str(tmp_path / "x.graphml")])
    assert "ending tells no format" in refused(capsys, ["--network", __file__])


CHAIN = "key,name\na,Ann\nb,Ben\nc,Cem\nd,Dee\ne,Eve\nf,Flo\n"


@pytest.mark.row("R8")
def test_reach_is_told_step_by_step(put, capsys) -> None:  # type: ignore[no-untyped-def]
    options = [*put(CHAIN, "from,to\na,b\nb,c\nc,d\nd,e\n"), "--from", "ann"]
    assert reaching.main([*options, "--steps", "3", "--add", "1", "--to", "e"]) == 0
    said = capsys.readouterr().out
    assert "From Ann\nWithin 1 step: 1 organisations; new: Ben" in said
    assert "Within 3 steps: 3 organisations; new: Dee" in said
    assert "To reach 1 more (no other choice brings more):\n  Cem: 1 new" in said
    assert "Introduction to Eve: Ann → Ben → Cem → Dee → Eve" in said
    assert reaching.main([*options, "--directed", "--from", "d", "--to", "f", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["reached"], told["introduction"]) == (["a", "d"], [2, 3, 3], None)
    assert reaching.main([*options, "--to", "nobody"]) == 2
    assert '"nobody" is not among the members' in capsys.readouterr().err
