"""`comity measure` on lists as people keep them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
