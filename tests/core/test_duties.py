"""Who does what: where claims clash, and whom competences suggest."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comity.core.duties import CLASHES, Fit, Gap, Part, Skill, fits, gaps

D, W, S = Part.DECIDES, Part.DOES, Part.SUPPORTS


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ([], (Gap.NOBODY_DECIDES, Gap.NOBODY_DOES)),
        ([D, W], ()),
        ([D, D, W], (Gap.SEVERAL_DECIDE,)),
        ([D, W, W, S], (Gap.SEVERAL_DO,)),
        ([D, D], (Gap.SEVERAL_DECIDE, Gap.NOBODY_DOES)),
        ([S, Part.TOLD], (Gap.NOBODY_DECIDES, Gap.NOBODY_DOES)),
    ],
)
def test_only_deciding_and_doing_can_clash_or_be_missing(
    claimed: list[Part], expected: tuple[Gap, ...]
) -> None:
    assert gaps(claimed) == expected


@given(some.lists(some.sampled_from(Part), max_size=8))
def test_an_area_is_clear_exactly_when_one_decides_and_one_does(claimed: list[Part]) -> None:
    clear = claimed.count(D) == 1 and claimed.count(W) == 1
    assert (gaps(claimed) == ()) == clear
    assert gaps(claimed) == gaps(sorted(claimed))
    assert bool(CLASHES & set(gaps(claimed))) == (claimed.count(D) > 1 or claimed.count(W) > 1)


def test_whoever_answers_more_needs_comes_first_then_who_is_better_at_it() -> None:
    needs = ["Fire safety", "reading leases"]
    skills = [
        Skill("a", "safety of stairs and fire doors", 3, shown=True),
        Skill("b", "fire drills", 1),
        Skill("b", "Leases", 1),
        Skill("c", "Fire brigade", 3),
        Skill("d", "cooking", 3),
    ]
    assert fits(needs, skills) == [
        Fit("b", ("Fire safety", "reading leases"), 22),
        Fit("a", ("Fire safety",), 14),
        Fit("c", ("Fire safety",), 13),
    ]


def test_small_words_alone_suggest_nobody() -> None:
    assert fits(["care of the old"], [Skill("a", "law of the sea", 3)]) == []
    assert fits(["IT"], [Skill("a", "it", 1)]) == [Fit("a", ("IT",), 11)]
