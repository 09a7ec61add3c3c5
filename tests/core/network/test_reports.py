"""From what organisations say to what holds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.network.network import UnknownKey
from comity.core.network.reports import Dyad, Report, Reports, Rule, Tie

KEYS = "abcd"
ROUND = Reports.of(
    "abcde",
    [Report("a", "b", 4), Report("b", "a", 2), Report("a", "c", 3), Report("c", "d", 1)],
    answered="abc",
)


@st.composite
def rounds(draw: st.DrawFn) -> Reports:
    keys = [f"k{at}" for at in range(draw(st.integers(2, 7)))]
    who = st.sampled_from(keys)
    told = draw(st.lists(st.builds(Report, who, who, st.integers(1, 5)), max_size=25))
    return Reports.of(keys, told, answered=draw(st.sets(who)))


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        ("ab", Dyad.CONFIRMED),
        ("ca", Dyad.CLAIMED),
        ("cd", Dyad.UNVERIFIED),
        ("bc", Dyad.ABSENT),
        ("ad", Dyad.HALF_ABSENT),
        ("de", Dyad.UNKNOWN),
    ],
)
def test_silence_is_missing_and_never_no(pair: str, kind: Dyad) -> None:
    assert ROUND.dyad(*pair) is kind
    assert ROUND.dyad(*reversed(pair)) is kind


def test_one_word_is_enough_or_both_must_say_so() -> None:
    assert ROUND.ties(Rule.EITHER) == [
        Tie("a", "b", 4, Dyad.CONFIRMED),
        Tie("a", "c", 3, Dyad.CLAIMED),
        Tie("c", "d", 1, Dyad.UNVERIFIED),
    ]
    assert ROUND.ties(Rule.CONFIRMED) == [Tie("a", "b", 2, Dyad.CONFIRMED)]
    assert [(tie.a, tie.b, tie.level) for tie in ROUND.ties(Rule.DIRECTED)] == [
        ("a", "b", 4), ("a", "c", 3), ("b", "a", 2), ("c", "d", 1),
    ]  # fmt: skip
    assert ROUND.network(Rule.DIRECTED).directed


def test_a_tie_only_one_side_reports_starts_at_that_side() -> None:
    reports = Reports.of("ab", [Report("b", "a")])
    assert reports.ties(Rule.EITHER) == [Tie("b", "a", 1, Dyad.CLAIMED)]


def test_whoever_reports_has_answered() -> None:
    assert Reports.of("ab", [Report("a", "b")], answered=[]).answered == {"a"}


def test_a_repeated_report_keeps_the_higher_level_and_none_is_about_oneself() -> None:
    reports = Reports.of("ab", [Report("a", "b", 3), Report("a", "b", 2), Report("a", "a", 5)])
    assert reports.said == {("a", "b"): 3}


@pytest.mark.parametrize("told", [[Report("a", "x")], [Report("x", "a")]])
def test_a_report_about_a_stranger_is_refused(told: list[Report]) -> None:
    with pytest.raises(UnknownKey, match="'x'"):
        Reports.of("ab", told)


def test_an_answer_from_a_stranger_is_refused() -> None:
    with pytest.raises(UnknownKey):
        Reports.of("ab", [], answered="x")


def test_density_lies_between_bounds_the_silent_decide() -> None:
    either, confirmed, directed = (
        ROUND.bounds(rule) for rule in (Rule.EITHER, Rule.CONFIRMED, Rule.DIRECTED)
    )
    assert either and confirmed and directed
    assert (either.low, either.high, either.observed) == (0.3, 0.9, 2 / 3)  # of 10: 3 hold, 6 open, 3 seen from both
    assert (confirmed.low, confirmed.high) == (0.1, 0.3)  # 1 holds; one unverified and one unknown are open
    assert (directed.low, directed.high) == (0.2, 0.6)  # 4 hold; two silent could each name four
    assert Reports.of("a", []).bounds(Rule.EITHER) is None
    silent = Reports.of("ab", [], answered=[]).bounds(Rule.EITHER)
    assert silent and (silent.low, silent.high, silent.observed) == (0, 1, None)


@given(rounds())
def test_the_kinds_of_pairs_are_counted_as_they_are_told(reports: Reports) -> None:
    counted = dict.fromkeys(Dyad, 0)
    for at, a in enumerate(reports.keys):
        for b in reports.keys[at + 1 :]:
            counted[reports.dyad(a, b)] += 1
    assert reports.counts == counted


@given(rounds(), st.sampled_from([Rule.EITHER, Rule.CONFIRMED, Rule.DIRECTED]))
def test_no_answer_of_the_silent_leads_out_of_the_bounds(reports: Reports, rule: Rule) -> None:
    told = [Report(by, about, level) for (by, about), level in reports.said.items()]
    silent = [key for key in reports.keys if key not in reports.answered]
    fullest = told + [Report(key, other) for key in silent for other in reports.keys]
    bounds, n = reports.bounds(rule), len(reports.keys)
    possible = n * (n - 1) if rule is Rule.DIRECTED else n * (n - 1) // 2
    highest = Fraction(Reports.of(reports.keys, fullest).network(rule).ties, possible)
    lowest = Fraction(Reports.of(reports.keys, told).network(rule).ties, possible)
    assert bounds and (bounds.low, bounds.high) == (float(lowest), float(highest))
