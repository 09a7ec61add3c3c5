"""Files of ballots: what is read, and what is said of those that can't be."""

import pytest

from comity.core.ballots.files import Kind, Unreadable, read_blt, read_list, read_pabulib

BLT = """# a remark
4 2   # options, seats
-3
3 1 2 0
2 2=4 1 0
1 3 - 4 0
1 0
0
"Ada" "Bo"
"Cleo # 1"
"Dora"
"Board 2027"
"""

PB = """META
key;value
description;Streets
budget;1 000
vote_type;approval
PROJECTS
project_id;cost;name
7;600;Benches
9;400.00;"Trees; many"
VOTES
voter_id;vote
1;7,9
2;9
3;
"""


def test_a_blt_file() -> None:
    election = read_blt(BLT)
    assert election.poll.options == ("Ada", "Bo", "Dora") and election.seats == 2
    assert election.title == "Board 2027"
    assert election.poll.weights == (3, 2, 1, 1)
    assert election.poll.rankings == (((0,), (1,)), ((1, 2), (0,)), ((2,),), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong"),
    [
        ("4 2   #", "4 #", 2, "The first line says"),
        ("4 2   #", "4 9 #", 2, "1 to as many seats"),
        ("3 1 2 0\n", "3 1 2\n", 4, "ends with 0"),
        ("3 1 2 0\n", "3 1 1 0\n", 4, "stands twice"),
        ("3 1 2 0\n", "3 1 7 0\n", 4, "no option 7"),
        ("3 1 2 0\n", "0.5 1 0\n", 4, "no whole number"),
        ("3 1 2 0\n", "0 1 0\n", 4, "1 or more"),
        ('"Dora"\n"Board 2027"\n', "", 9, "4 names"),
        ("1 0\n0\n", "1 0\n", 7, "0 alone"),
    ],
)
def test_a_broken_blt_file_names_the_line(old: str, new: str, line: int, wrong: str) -> None:
    with pytest.raises(Unreadable, match=wrong) as fault:
        read_blt(BLT.replace(old, new, 1))
    assert fault.value.line == line


@pytest.mark.parametrize("text", ["", "4 2", "\x00", '"', "0", "1 1\n0"])
def test_what_is_no_blt_file_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_blt(text)


def test_a_pabulib_file() -> None:
    poll = read_pabulib(PB)
    assert poll.options == ("Benches", "Trees; many") and poll.costs == (600, 400) and poll.budget == 1000
    assert poll.approvals == (frozenset({0, 1}), frozenset({1}), frozenset())


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong"),
    [
        ("2;9\n", "2;8\n", 13, "no project 8"),
        ("7;600;", "9;600;", 9, "stands twice"),
        ("7;600;", "7;600.5;", 8, "whole units"),
        ("7;600;Benches", "7;600", 8, "cells"),
        ("7;600;", "7;0;", 6, "cost below one"),
        ("budget;1 000\n", "", 1, "no budget"),
        ("vote_type;approval", "vote_type;dance", 5, "not known"),
        ("VOTES\n", "", 11, "cost"),
        ("META\n", "", 1, "begin with the part META"),
    ],
)
def test_a_broken_pabulib_file_names_the_line(old: str, new: str, line: int, wrong: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_pabulib(PB.replace(old, new, 1))
    if "VOTES" not in old:
        assert wrong in str(fault.value) and fault.value.line == line


def test_a_table_of_ranks_marks_scores_or_names() -> None:
    ranks = read_list("weight;A;B;C\n2;1;2;\n1;;1;1\n", Kind.RANKS)
    assert ranks.weights == (2, 1) and ranks.rankings == (((0,), (1,)), ((1, 2),))  # type: ignore[union-attr]
    names = read_list("Rank 1,Rank 2\nBo,Ada\nAda,\n", Kind.RANKS)
    assert names.options == ("Ada", "Bo") and names.rankings == (((1,), (0,)), ((0,),))  # type: ignore[union-attr]
    marks = read_list("A,B\nx,\nno,YES\n", Kind.MARKS)
    assert marks.approvals == (frozenset({0}), frozenset({1}))  # type: ignore[union-attr]
    scores = read_list("A\tB\n5\t\n0\t3\n", Kind.SCORES)
    assert scores.scores == ({0: 5}, {0: 0, 1: 3})  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("A,B\n1,2\n1,two\n", Kind.RANKS, 3), ("A,B\n0,1\n", Kind.RANKS, 2), ("A,B\n\n1,1,1\n", Kind.RANKS, 3),
        ("A,B\nperhaps,x\n", Kind.MARKS, 2), ("A,B\n1,2\n9,1\n", Kind.SCORES, 3), ("A,,B\n1,2,3\n", Kind.SCORES, 1),
        ("A,A\n1,2\n", Kind.SCORES, 1), ("", Kind.MARKS, 0), ("weight,A\n0,1\n", Kind.MARKS, 2),
        ("Rank 1,Rank 2\nAda,Bo\nAda,Ada\n", Kind.RANKS, 3),
    ],
)  # fmt: skip
def test_a_broken_table_names_the_line(text: str, kind: Kind, line: int) -> None:
    with pytest.raises(Unreadable) as fault:
        read_list(text, kind)
    assert fault.value.line == line
