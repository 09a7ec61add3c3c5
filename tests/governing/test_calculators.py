"""`comity count` and `comity power`, as they are typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli import main
from comity.core.ballots.methods import methods

BLT = '3 1\n5 1 0\n4 2 3 0\n3 3 2 0\n0\n"A"\n"B"\n"C"\n"T"\n'


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_every_method_is_found() -> None:
    assert set(methods()) >= {
        "majority", "double-majority", "consent", "consensus",
        "irv", "scottish-stv", "schulze", "approval", "score", "dot", "budget-greedy", "budget-equal-shares",
    }  # fmt: skip


def test_ranked_ballots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ballots = file(tmp_path, "t.blt", BLT)
    irv = told(capsys, "count", ballots, "--method", "irv")
    assert irv["winners"] == ["B"] and irv["stages"][1]["totals"]["B"] == {"fraction": "7", "decimal": 7.0}
    stv = told(capsys, "count", ballots, "--method", "scottish-stv", "--seats", "2")
    assert stv["winners"] == ["A", "B"] and stv["quota"]["fraction"] == "5" and "exhausted" in stv
    meek = told(capsys, "count", ballots, "--method", "meek", "--seats", "2")
    assert meek["stages"][0]["quota"] == {"fraction": "4000000001/1000000000", "decimal": 4.000000001}
    schulze = told(capsys, "count", ballots, "--method", "schulze", "--unranked", "last")
    assert schulze["winners"] == schulze["order"][:1] == ["B"] == [schulze["beats_all"]]


def test_tables_and_budgets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marks = file(tmp_path, "marks.csv", "A,B\nx,\nx,x\n")
    assert told(capsys, "count", marks, "--method", "approval")["winners"] == ["A"]
    dots = file(tmp_path, "dots.csv", "A,B\n3,2\n0,5\n")
    assert told(capsys, "count", dots, "--method", "dot", "--dots", "5")["totals"]["B"]["fraction"] == "7"
    meta = "META\nkey;value\nbudget;6\nPROJECTS\nproject_id;cost\nA;2\nB;5\nVOTES\nvoter_id;vote\n1;B\n2;A,B\n3;\n"
    budget = file(tmp_path, "b.pb", meta)
    shares = ("count", budget, "--method", "budget-equal-shares")
    assert told(capsys, *shares, "--completion", "until_exhaustive")["winners"] == ["A"]
    assert told(capsys, *shares, "--completion", "before_overshoot")["winners"] == ["B"]
    assert told(capsys, "count", budget, "--method", "budget-greedy")["left"] == 1


def test_a_lot_is_told_and_drawn_alike_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marks = file(tmp_path, "marks.csv", "A,B\nx,x\n")
    seen = {
        seed: told(capsys, "count", marks, "--method", "approval", "--tie-seed", seed) for seed in "abcdefgh"
    }
    assert {one["winners"][0] for one in seen.values()} == {"A", "B"}, "the seed decides"
    assert all(one["ties"][0]["settled"] == "lot" for one in seen.values())
    assert seen["a"] == told(capsys, "count", marks, "--method", "approval", "--tie-seed", "a")


def test_people_can_read_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", file(tmp_path, "t.blt", BLT), "--method", "irv"]) == 0
    assert capsys.readouterr().out.startswith(
        "Taken: B\n1. first: A 5, B 4, C 3; exhausted 0\n2. exclusion of C"
    )
    assert main(["power", "50,49,1", "--quota", "51"]) == 0
    assert "0.6000           0.6667" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "options", "wrong"),
    [
        ("t.blt", "3 1\n5 1\n", ["--method", "irv"], "names of the options"),
        ("t.blt", BLT, ["--method", "approval"], "counts approvals"),
        ("t.blt", BLT, ["--method", "irv", "--step", "0"], "1 or more"),
        ("t.blt", BLT, ["--method", "scottish-stv", "--seats", "4"], "seats out of range"),
        ("t.csv", "A,B\n1,1\n", ["--method", "irv"], "ranked equal"),
    ],
)
def test_what_can_not_be_counted_is_said(
    name: str, text: str, options: list[str], wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["count", file(tmp_path, name, text), *options]) == 2
    assert wrong in capsys.readouterr().err
    assert main(["count", str(tmp_path / "nowhere.blt"), "--method", "irv"]) == 2


def test_power(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "power", "50,49,1", "--quota", "51")
    assert found["banzhaf"] == [0.6, 0.2, 0.2] and found["banzhaf_fractions"] == ["3/5", "1/5", "1/5"]
    assert found["shapley_shubik_fractions"] == ["2/3", "1/6", "1/6"]
    assert told(capsys, "power", "1,1,1")["quota"] == 2
    assert main(["power", "1,two"]) == 2 and "no whole numbers" in capsys.readouterr().err
