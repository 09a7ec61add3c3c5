"""Texts side by side, and changes brought together."""

import random

import pytest

from comity.core.diff import Kind, compare, figures, joined, merge, passages, with_passage

OLD = "We meet on Mondays.\n\nWhoever speaks is heard out.\n\nMinutes go out within a week."


def side(rows: list, name: str) -> str:  # type: ignore[type-arg]
    """One side of the rows as text again."""
    return joined(["".join(piece.text for piece in getattr(row, name)) for row in rows])


def test_a_word_that_differs_is_marked_on_both_sides() -> None:
    rows = compare(OLD, OLD.replace("Mondays", "Tuesdays"))
    assert [row.kind for row in rows] == [Kind.CHANGED, Kind.SAME, Kind.SAME]
    assert [piece.text for piece in rows[0].old if piece.changed] == ["Mondays"]
    assert [piece.text for piece in rows[0].new if piece.changed] == ["Tuesdays"]


def test_passages_come_and_go_on_lines_of_their_own() -> None:
    new = OLD.replace("Whoever speaks is heard out.\n\n", "") + "\n\nGuests are welcome on open evenings."
    rows = compare(OLD, new)
    assert [row.kind for row in rows] == [Kind.SAME, Kind.TAKEN_OUT, Kind.SAME, Kind.ADDED]
    told = figures(rows)
    assert (told.changed, told.added, told.taken_out, told.words_added, told.words_taken_out) == (0, 1, 1, 6, 5)


def test_two_words_that_differ_in_a_row_have_one_mark() -> None:
    rows = compare("We meet on cold wet Mondays.", "We meet on warm dry Mondays.")
    assert [piece.text for piece in rows[0].new if piece.changed] == ["warm dry"]


def test_nothing_gets_lost_whatever_the_texts() -> None:
    dice = random.Random(7)
    words = ["one", "two", "three", "four.", "\n\n", "five,", "*six*", "\n- seven"]
    for _turn in range(300):
        old, new = (" ".join(dice.choices(words, k=dice.randint(0, 40))) for _side in range(2))
        rows = compare(old, new)
        assert side(rows, "old") == joined(passages(old))
        assert side(rows, "new") == joined(passages(new))
        assert all(row.kind != Kind.SAME or row.old == row.new for row in rows)


def test_changes_to_different_passages_come_together() -> None:
    mine, theirs = OLD.replace("Mondays", "Tuesdays"), OLD.replace("a week", "three days")
    assert merge(OLD, mine, theirs) == mine.replace("a week", "three days") == merge(OLD, theirs, mine)


@pytest.mark.parametrize("other", ["Fridays", "Mondays at six"])
def test_changes_to_the_same_passage_are_not_guessed(other: str) -> None:
    assert merge(OLD, OLD.replace("Mondays", "Tuesdays"), OLD.replace("Mondays", other)) is None


def test_two_who_add_at_the_same_place_are_not_guessed() -> None:
    assert merge(OLD, f"{OLD}\n\nMine.", f"{OLD}\n\nTheirs.") is None


def test_the_same_change_twice_is_one() -> None:
    new = OLD.replace("Mondays", "Tuesdays")
    assert merge(OLD, new, new) == new


def test_merging_with_no_change_gives_the_other() -> None:
    dice = random.Random(11)
    for _turn in range(200):
        base, mine = (
            "\n\n".join(dice.choice("abcdef") * 3 for _n in range(dice.randint(0, 8))) for _side in range(2)
        )
        assert merge(base, mine, base) == mine == merge(base, base, mine)


def test_one_passage_is_rewritten_or_goes() -> None:
    assert with_passage(OLD, 1, "Guests may speak.").split("\n\n")[1] == "Guests may speak."
    assert passages(with_passage(OLD, 1, "")) == [passages(OLD)[0], passages(OLD)[2]]
    with pytest.raises(IndexError):
        with_passage(OLD, 9, "x")


def test_long_texts_without_landmarks_are_compared_soon() -> None:
    """Sixty thousand signs, most of them alike, in one passage and in thousands."""
    for old, new in (("a " * 30_000, "a " * 29_000 + "b " * 1000), ("a\n\n" * 20_000, "a\n\nb\n\n" * 10_000)):
        rows = compare(old, new)
        assert side(rows, "new") == joined(passages(new))
