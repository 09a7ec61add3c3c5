"""What may be said of a round of answers, questions asked from both ends, and other names."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.network.dyads import Crossed, Flow, Response, Showing, renamed, response, without
from comity.core.network.network import UnknownKey
from comity.core.network.reports import Dyad, Report, Reports, Rule

FEW = settings(max_examples=40, deadline=None)

KEYS = "abcd"


@st.composite
def rounds(draw: st.DrawFn, keys: str = "abcde") -> Reports:
    who = st.sampled_from(keys)
    told = draw(st.lists(st.builds(Report, who, who, st.integers(1, 5)), max_size=14))
    skipped = draw(st.lists(st.tuples(who, who), max_size=8))
    return Reports.of(keys, told, answered=draw(st.sets(who)), skipped=skipped)


@pytest.mark.row("R10")
@pytest.mark.parametrize(
    ("answered", "asked", "shows"),
    [
        (12, 15, Showing.SHOWN),
        (4, 5, Showing.SHOWN),
        (79, 100, Showing.CAUTION),
        (65, 100, Showing.CAUTION),
        (64, 100, Showing.HIDDEN),
        (0, 3, Showing.HIDDEN),
        (0, 0, Showing.HIDDEN),
    ],
)
def test_too_few_answers_show_nobody_by_name(answered: int, asked: int, shows: Showing) -> None:
    assert Response(answered, asked).showing is shows


def test_the_rate_of_response_counts_organisations() -> None:
    found = response(Reports.of(KEYS, [Report("a", "b")], answered="c"))
    assert (found.answered, found.asked, found.rate) == (2, 4, 0.5)
    assert response(Reports.of("", [])).rate is None


def test_who_does_not_know_is_silent_about_this_one_alone() -> None:
    reports = Reports.of(KEYS, [Report("a", "c")], answered="abc", skipped=[("a", "b"), ("d", "a"), ("a", "c")])
    assert reports.skipped == {("a", "b")}  # d never answered at all, and about c something was said
    assert reports.dyad("a", "b") is Dyad.HALF_ABSENT
    assert reports.dyad("b", "c") is Dyad.ABSENT
    told = Reports.of(KEYS, [Report("b", "a")], answered="ab", skipped=[("a", "b")])
    assert told.dyad("a", "b") is Dyad.UNVERIFIED
    directed = told.bounds(Rule.DIRECTED)
    assert directed and (directed.low, directed.high) == (1 / 12, 8 / 12)
    with pytest.raises(UnknownKey):
        Reports.of(KEYS, [], skipped=[("a", "x")])


@FEW
@given(rounds())
def test_pairs_are_counted_as_they_are_told_when_some_were_left_open(reports: Reports) -> None:
    counted = dict.fromkeys(Dyad, 0)
    for a, b in combinations(reports.keys, 2):
        counted[reports.dyad(a, b)] += 1
    assert reports.counts == counted


@FEW
@given(rounds(), st.sampled_from([Rule.EITHER, Rule.CONFIRMED, Rule.DIRECTED]))
def test_density_observed_lies_over_pairs_seen_from_both_ends(reports: Reports, rule: Rule) -> None:
    bounds = reports.bounds(rule)
    assert bounds and bounds.low <= bounds.high
    if rule is not Rule.DIRECTED:
        seen = [
            reports.dyad(a, b) for a, b in combinations(reports.keys, 2) if reports.heard(a, b) and reports.heard(b, a)
        ]
        wanted = {Dyad.CONFIRMED} if rule is Rule.CONFIRMED else {Dyad.CONFIRMED, Dyad.CLAIMED}
        expected = sum(kind in wanted for kind in seen) / len(seen) if seen else None
        assert bounds.observed == expected


@pytest.mark.row("R10")
def test_a_question_from_both_ends_confirms_what_giver_and_taker_say_alike() -> None:
    gives = Reports.of(KEYS, [Report("a", "b", 3), Report("b", "a"), Report("c", "d")], answered="abc")
    takes = Reports.of(KEYS, [Report("b", "a", 2), Report("c", "a")], answered="abc")
    crossed = Crossed(gives, takes)
    assert crossed.dyad("a", "b") is Dyad.CONFIRMED
    assert crossed.dyad("b", "a") is Dyad.CLAIMED  # a answered, and does not say it gets anything from b
    assert crossed.dyad("a", "c") is Dyad.CLAIMED
    assert crossed.dyad("c", "d") is Dyad.UNVERIFIED
    assert crossed.dyad("c", "b") is Dyad.ABSENT
    assert crossed.dyad("d", "a") is Dyad.HALF_ABSENT
    assert crossed.flows(Rule.CONFIRMED) == [Flow("a", "b", 2, Dyad.CONFIRMED)]
    assert [(flow.giver, flow.taker, flow.level) for flow in crossed.flows(Rule.EITHER)] == [
        ("a", "b", 3), ("a", "c", 1), ("b", "a", 1), ("c", "d", 1),
    ]  # fmt: skip
    assert crossed.network(Rule.CONFIRMED).pairs() == [("a", "b")]
    bounds = crossed.bounds(Rule.CONFIRMED)
    assert bounds and (bounds.low, bounds.high, bounds.observed) == (1 / 12, 2 / 12, 1 / 6)
    with pytest.raises(ValueError, match="same organisations"):
        Crossed(gives, Reports.of("abc", []))


@FEW
@given(rounds(), rounds())
def test_flows_are_counted_as_they_are_told(gives: Reports, takes: Reports) -> None:
    crossed, counted = Crossed(gives, takes), dict.fromkeys(Dyad, 0)
    for giver, taker in permutations(gives.keys, 2):
        counted[crossed.dyad(giver, taker)] += 1
    assert crossed.counts == counted


@pytest.mark.row("R10")
def test_organisations_that_became_one_bring_their_answers_along() -> None:
    told = [Report("a", "b", 2), Report("b", "c", 1), Report("a", "c", 4), Report("c", "b", 1)]
    merged = renamed(Reports.of(KEYS, told, answered="ac", skipped=[("c", "a")]), {"a": "m", "b": "m", "d": "e"})
    assert merged.keys == ("m", "c", "e")
    assert merged.said == {("m", "c"): 4, ("c", "m"): 1}
    assert merged.answered == {"m", "c"}
    assert not merged.skipped


def test_who_leaves_is_neither_asked_nor_named() -> None:
    left = without(Reports.of(KEYS, [Report("a", "b"), Report("b", "c"), Report("c", "a")]), "b")
    assert (left.keys, left.said, left.answered) == (("a", "c", "d"), {("c", "a"): 1}, {"a", "c", "d"})


def test_an_answer_about_oneself_is_no_tie_and_no_gap() -> None:
    reports = Reports.of("ab", [Report("a", "a", 5)], answered="ab", skipped=[("b", "b")])
    assert (reports.said, reports.skipped, reports.dyad("a", "b")) == ({}, frozenset(), Dyad.ABSENT)
