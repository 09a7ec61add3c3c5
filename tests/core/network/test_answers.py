"""Answers: read from tables, and put together where several people speak for one organisation."""

import pytest

from comity.core.network.answers import Answer, Filled, Together, spoken
from comity.core.network.reading import Names, Shape, guess_shape, read_answers, rung_of

pytestmark = pytest.mark.row("R10")
NAMES = Names.of([("Red Barn", "r"), ("Blue Door", "b"), ("Green Hill", "g"), ("Green Hill Old", "g"), ("Twin", "t1"),
                  ("Twin", "t2")])  # fmt: skip


def filled(by: str, **about: int) -> Filled:
    return Filled(by, tuple(Answer(by, other, level) for other, level in about.items()))


def test_one_word_is_enough_or_half_must_say_it() -> None:
    people = [filled("r", b=1), filled("r", b=4, g=2), filled("r", b=3), filled("r")]
    highest, most = spoken(people, Together.HIGHEST), spoken(people, Together.MOST)
    assert {one.about: one.level for one in highest.answers} == {"b": 4, "g": 2}
    assert {one.about: one.level for one in most.answers} == {"b": 3}
    assert highest.respondents == {"r": 4}


def test_of_two_in_the_middle_the_lower_counts() -> None:
    people = [filled("r", b=2), filled("r", b=4)]
    assert spoken(people, Together.MOST).answers[0].level == 2


def test_ratings_of_several_are_the_middle_one_and_contact_the_most_frequent() -> None:
    people = [Filled("r", (Answer("r", "b", 1, contact, ratings={"openness": score}),))
              for contact, score in (("weekly", 1), ("yearly", 4), ("", 3))]  # fmt: skip
    (answer,) = spoken(people, Together.HIGHEST).answers
    assert (answer.contact, answer.ratings) == ("weekly", {"openness": 3})


def test_words_about_oneself_are_left_out_and_a_second_one_counts_once() -> None:
    twice = Filled("r", (Answer("r", "b", 1), Answer("r", "b", 3), Answer("r", "r", 2)))
    found = spoken([twice], Together.MOST)
    assert [(one.about, one.level) for one in found.answers] == [("b", 3)] and found.about_itself == 1


def test_a_merged_organisation_is_found_under_its_old_name() -> None:
    read = read_answers(["from", "to"], [["green hill old", "RED BARN"]], [2], NAMES, Shape.LIST)
    assert read.asked == ("g", "r") and not read.faults


def test_a_name_that_two_have_is_a_fault_and_a_wrong_one_brings_the_nearest() -> None:
    read = read_answers(["from", "to"], [["Twin", "Red Barn"], ["Red Bran", "Blue Door"]], [2, 3], NAMES, Shape.LIST)
    assert [(one.code, one.row, one.nearest) for one in read.faults] == [
        ("several", 2, ""), ("unknown", 3, "Red Barn"),
    ]  # fmt: skip


def test_a_table_headed_by_organisations_is_a_matrix() -> None:
    assert guess_shape(["", "Red Barn", "Blue Door"], NAMES) is Shape.MATRIX
    assert guess_shape(["from", "to", "level"], NAMES) is Shape.LIST


@pytest.mark.parametrize(
    ("cell", "rung"),
    [("0", 0), ("5", 5), ("2.0", 2), ("x", 1), ("coordination", 2), ("6", None), ("2.5", None), ("pals", None)],
)
def test_rungs_are_read_from_numbers_marks_and_words(cell: str, rung: int | None) -> None:
    assert rung_of(cell) == rung


def test_all_columns_of_a_list_are_read() -> None:
    header = ["respondent", "from", "to", "rung", "frequency", "kinds", "gave", "received", "reliability", "influence"]
    row = ["1", "Red Barn", "Blue Door", "3", "weekly", "news; work; magic", "yes", "no", "4", "2"]
    read = read_answers(header, [row], [2], NAMES, Shape.LIST)
    ((answer,),) = [one.answers for one in read.filled]
    ratings = {"reliability": 4, "influence": 2}
    assert answer == Answer("r", "b", 3, "weekly", ("news", "work"), True, False, ratings)
    assert read.told == {"kind": 1}
