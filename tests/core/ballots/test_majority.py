"""Yes/no ballots: tables worked out by hand, then laws that every ballot must keep."""

from collections import Counter
from fractions import Fraction
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.core.ballots.majority import settle_tie, tally
from comity.core.ballots.types import (
    BadRule,
    BadVotes,
    Base,
    Choice,
    Counted,
    Fault,
    Quorum,
    Roll,
    Rule,
    Threshold,
    TieRule,
    Vote,
    Why,
    at_least,
    more_than,
)

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def ballot(yes=0, no=0, abstain=0, silent=0, absent=0):
    """Votes of units weighing one, and a roll on which `silent` sit in the room and `absent` don't."""
    answers = [Choice.YES] * yes + [Choice.NO] * no + [Choice.ABSTAIN] * abstain
    units = [f"u{i}" for i in range(len(answers) + silent + absent)]
    room = units[: len(answers) + silent]
    votes = [Vote(unit, choice) for unit, choice in zip(units, answers, strict=False)]
    return votes, Roll.of_units(units, present=room)


# yes, no, abstain, silent, absent | base, threshold | carried, why, base weight, needed
BY_HAND = [
    ((6, 4, 0, 0, 0), Base.YES_AND_NO, more_than(HALF), True, Why.MAJORITY, 10, 6),
    ((5, 5, 0, 0, 0), Base.YES_AND_NO, more_than(HALF), False, Why.TIE, 10, 6),
    ((5, 5, 0, 0, 0), Base.YES_AND_NO, at_least(HALF), True, Why.MAJORITY, 10, 5),
    ((5, 4, 3, 0, 0), Base.YES_AND_NO, more_than(HALF), True, Why.MAJORITY, 9, 5),
    ((5, 4, 3, 0, 0), Base.CAST, more_than(HALF), False, Why.TOO_FEW, 12, 7),
    ((5, 4, 1, 0, 0), Base.CAST, more_than(HALF), False, Why.TOO_FEW, 10, 6),
    ((4, 4, 2, 0, 0), Base.CAST, more_than(HALF), False, Why.TOO_FEW, 10, 6),
    ((7, 2, 0, 4, 0), Base.PRESENT, more_than(HALF), True, Why.MAJORITY, 13, 7),
    ((7, 2, 0, 5, 0), Base.PRESENT, more_than(HALF), False, Why.TOO_FEW, 14, 8),
    ((7, 0, 0, 0, 7), Base.ELIGIBLE, more_than(HALF), False, Why.TOO_FEW, 14, 8),
    ((8, 0, 0, 0, 6), Base.ELIGIBLE, more_than(HALF), True, Why.MAJORITY, 14, 8),
    ((6, 3, 0, 0, 0), Base.YES_AND_NO, at_least(TWO_THIRDS), True, Why.MAJORITY, 9, 6),
    ((6, 3, 0, 0, 0), Base.YES_AND_NO, more_than(TWO_THIRDS), False, Why.TOO_FEW, 9, 7),
    ((67, 33, 0, 0, 0), Base.YES_AND_NO, at_least(TWO_THIRDS), True, Why.MAJORITY, 100, 67),
    ((66, 34, 0, 0, 0), Base.YES_AND_NO, at_least(TWO_THIRDS), False, Why.TOO_FEW, 100, 67),
    ((3, 0, 0, 0, 1), Base.ELIGIBLE, at_least(Fraction(3, 4)), True, Why.MAJORITY, 4, 3),
    ((4, 0, 0, 0, 0), Base.ELIGIBLE, at_least(Fraction(1)), True, Why.MAJORITY, 4, 4),
    ((0, 0, 5, 0, 0), Base.YES_AND_NO, more_than(HALF), False, Why.TOO_FEW, 0, 1),
    ((0, 0, 5, 0, 0), Base.YES_AND_NO, at_least(TWO_THIRDS), False, Why.TOO_FEW, 0, 1),
    ((0, 0, 0, 3, 3), Base.CAST, more_than(HALF), False, Why.TOO_FEW, 0, 1),
    ((1, 0, 9, 0, 0), Base.YES_AND_NO, more_than(HALF), True, Why.MAJORITY, 1, 1),
]


@pytest.mark.parametrize(("counts", "base", "threshold", "carried", "why", "base_weight", "needed"), BY_HAND)
def test_tables_worked_out_by_hand(counts, base, threshold, carried, why, base_weight, needed):
    outcome = tally(*_with_rule(ballot(*counts), Rule(threshold, base)))
    assert (outcome.carried, outcome.why, outcome.base_weight, outcome.needed) == (
        carried,
        why,
        base_weight,
        needed,
    )


def _with_rule(ballot_, rule):
    votes, roll = ballot_
    return votes, rule, roll


# quorum, yes, no, abstain, silent, absent | units needed, quorate
QUORUMS = [
    (Quorum(more_than(HALF)), (3, 2, 0, 0, 5), 6, False),
    (Quorum(at_least(HALF)), (3, 2, 0, 0, 5), 5, True),
    (Quorum(at_least(HALF)), (3, 1, 1, 0, 5), 5, True),  # abstaining takes part
    (Quorum(at_least(HALF)), (3, 1, 0, 1, 5), 5, False),  # sitting silently doesn't
    (Quorum(at_least(HALF), Counted.PRESENT), (3, 1, 0, 1, 5), 5, True),
    (Quorum(at_least(Fraction(1, 3))), (4, 0, 0, 0, 6), 4, True),  # a third of ten is four units
    (Quorum(at_least(Fraction(1, 3))), (3, 0, 0, 0, 7), 4, False),
    (Quorum(7), (6, 0, 0, 0, 4), 7, False),
    (Quorum(7), (6, 1, 0, 0, 3), 7, True),
]


@pytest.mark.parametrize(("quorum", "counts", "needed", "quorate"), QUORUMS)
def test_a_quorum_is_counted_in_units_against_units_eligible(quorum, counts, needed, quorate):
    outcome = tally(*_with_rule(ballot(*counts), Rule(quorum=quorum)))
    assert (outcome.quorum, outcome.quorate) == (needed, quorate)
    assert outcome.carried is quorate
    assert (outcome.why is Why.NO_QUORUM) is not quorate


def test_weight_never_helps_a_quorum():
    roll = Roll({"federation": 50, "b": 1, "c": 1, "d": 1})
    outcome = tally([Vote("federation", Choice.YES, 50)], Rule(quorum=Quorum(at_least(HALF))), roll)
    assert (outcome.why, outcome.cast, outcome.quorum) == (Why.NO_QUORUM, 1, 2)


@pytest.mark.parametrize(
    ("yes", "carried"),
    [("ab", True), ("ac", True), ("bc", False), ("a", False), ("b", False), ("abc", True)],
)
def test_weights_50_49_1_and_a_quota_of_51(yes, carried):
    weights = {"a": 50, "b": 49, "c": 1}
    votes = [Vote(u, Choice.YES if u in yes else Choice.NO, w) for u, w in weights.items()]
    outcome = tally(votes, Rule(at_least(Fraction(51, 100)), Base.ELIGIBLE), Roll(weights))
    assert (outcome.carried, outcome.needed) == (carried, 51)


def test_a_share_that_floats_get_wrong():
    """0.07 * 100 is more than 7 for a float; seven of a hundred is seven."""
    votes, roll = ballot(7, 93)
    assert tally(votes, Rule(at_least(Fraction(7, 100))), roll).carried


def test_a_tie_is_reported_even_where_it_decides_nothing():
    outcome = tally(*_with_rule(ballot(5, 5), Rule(at_least(TWO_THIRDS))))
    assert (outcome.tied, outcome.why) == (True, Why.TOO_FEW)


def test_silence_is_no_tie():
    assert not tally(*_with_rule(ballot(abstain=3), Rule())).tied


def test_without_quorum_a_tie_stays_without_quorum():
    assert tally(*_with_rule(ballot(1, 1, absent=8), Rule(quorum=Quorum(5)))).why is Why.NO_QUORUM


@pytest.mark.parametrize("tie", [TieRule.CHAIR, TieRule.LOT])
@pytest.mark.parametrize(("choice", "carried"), [(Choice.YES, True), (Choice.NO, False)])
def test_a_tie_waits_until_its_rule_is_applied(tie, choice, carried):
    rule = Rule(tie=tie)
    open_ = tally(*_with_rule(ballot(4, 4, 1), rule))
    assert (open_.carried, open_.why) == (False, Why.TIE)
    settled = settle_tie(open_, rule, choice)
    assert (settled.carried, settled.why, settled.settled_by) == (carried, Why.TIE_SETTLED, tie)
    assert settled.weight == open_.weight


def test_a_tie_stays_not_carried_unless_the_rule_says_otherwise():
    outcome = tally(*_with_rule(ballot(4, 4), Rule()))
    with pytest.raises(BadRule) as error:
        settle_tie(outcome, Rule(), Choice.YES)
    assert error.value.code is Fault.TIE_RULE_FORBIDS


def test_only_a_tie_is_settled_and_only_by_yes_or_no():
    rule = Rule(tie=TieRule.CHAIR)
    with pytest.raises(BadVotes) as error:
        settle_tie(tally(*_with_rule(ballot(4, 3), rule)), rule, Choice.YES)
    assert error.value.code is Fault.NO_TIE
    with pytest.raises(BadVotes) as error:
        settle_tie(tally(*_with_rule(ballot(4, 4), rule)), rule, Choice.ABSTAIN)
    assert error.value.code is Fault.UNKNOWN_CHOICE


def test_a_unit_may_split_its_weight_only_where_the_rule_allows_it():
    roll = Roll({"federation": 5, "b": 1})
    votes = [Vote("federation", Choice.YES, 3), Vote("federation", Choice.NO, 2), Vote("b", Choice.NO)]
    with pytest.raises(BadVotes) as error:
        tally(votes, Rule(), roll)
    assert error.value.code is Fault.DUPLICATE_UNIT
    outcome = tally(votes, Rule(may_split=True), roll)
    assert (outcome.cast, outcome.weight[Choice.YES], outcome.weight[Choice.NO]) == (2, 3, 3)
    assert outcome.why is Why.TIE


def test_splitting_makes_no_weight():
    votes = [Vote("federation", Choice.YES, 3), Vote("federation", Choice.NO, 3)]
    with pytest.raises(BadVotes) as error:
        tally(votes, Rule(may_split=True), Roll({"federation": 5}))
    assert error.value.code is Fault.MORE_THAN_ITS_WEIGHT
    assert error.value.values == {"unit": "federation", "weight": 6, "allowed": 5}


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Vote("a", Choice.YES, 0), Fault.WEIGHT_BELOW_ONE),
        (lambda: Vote("a", Choice.YES, -3), Fault.WEIGHT_BELOW_ONE),
        (lambda: Vote("a", Choice.YES, 1.5), Fault.WEIGHT_BELOW_ONE),
        (lambda: Vote("a", Choice.YES, True), Fault.WEIGHT_BELOW_ONE),
        (lambda: Vote("a", "yes"), Fault.UNKNOWN_CHOICE),
        (lambda: Vote("a", "maybe"), Fault.UNKNOWN_CHOICE),
        (lambda: Roll({"a": 0}), Fault.WEIGHT_BELOW_ONE),
        (lambda: Roll.of_units(["a"], present=["b"]), Fault.NOT_ON_ROLL),
        (lambda: tally([Vote("x", Choice.YES)], Rule(), Roll.of_units("a")), Fault.NOT_ON_ROLL),
        (
            lambda: tally([Vote("a", Choice.YES), Vote("a", Choice.YES)], Rule(), Roll({"a": 9})),
            Fault.DUPLICATE_UNIT,
        ),
        (lambda: tally([Vote("a", Choice.YES, 2)], Rule(), Roll.of_units("a")), Fault.MORE_THAN_ITS_WEIGHT),
    ],
)
def test_votes_that_must_not_count_are_refused(make, fault):
    with pytest.raises(BadVotes) as error:
        make()
    assert error.value.code is fault
    assert isinstance(error.value, ValueError)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: more_than(Fraction(1)), Fault.SHARE_OUT_OF_RANGE),
        (lambda: at_least(Fraction(0)), Fault.SHARE_OUT_OF_RANGE),
        (lambda: at_least(Fraction(4, 3)), Fault.SHARE_OUT_OF_RANGE),
        (lambda: at_least(0.5), Fault.SHARE_OUT_OF_RANGE),
        (lambda: Quorum(0), Fault.QUORUM_OUT_OF_RANGE),
        (lambda: Quorum(0.5), Fault.QUORUM_OUT_OF_RANGE),
        (lambda: tally([], Rule(base=Base.PRESENT), Roll.of_units("ab")), Fault.PRESENCE_UNKNOWN),
        (
            lambda: tally([], Rule(quorum=Quorum(1, Counted.PRESENT)), Roll.of_units("ab")),
            Fault.PRESENCE_UNKNOWN,
        ),
    ],
)
def test_rules_that_mean_nothing_are_refused(make, fault):
    with pytest.raises(BadRule) as error:
        make()
    assert error.value.code is fault


# Laws. A profile is a roll with weights, what each unit does, and a rule.

DEEDS = (*Choice, "silent", "absent")
SHARES = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)
THRESHOLDS = st.builds(Threshold, SHARES, st.booleans())
QUORUM_RULES = st.none() | st.builds(Quorum, THRESHOLDS | st.integers(1, 12), st.sampled_from(Counted))
RULES = st.builds(Rule, THRESHOLDS, st.sampled_from(Base), QUORUM_RULES)
PROFILES = st.lists(st.tuples(st.integers(1, 60), st.sampled_from(DEEDS)), max_size=14)
EACH = settings(max_examples=150, deadline=None)


def cast_of(profile):
    units = [f"u{i}" for i in range(len(profile))]
    votes = [Vote(u, d, w) for u, (w, d) in zip(units, profile, strict=True) if isinstance(d, Choice)]
    present = frozenset(u for u, (_, d) in zip(units, profile, strict=True) if d != "absent")
    return votes, Roll({u: w for u, (w, _) in zip(units, profile, strict=True)}, present)


def by_brute_force(profile, rule):
    """The same question answered another way: heads in a bag, integers only, counting up to the line."""
    bag = [deed for weight, deed in profile for _ in range(weight)]
    yes, no = bag.count("yes"), bag.count("no")
    base = {
        Base.YES_AND_NO: lambda d: d in ("yes", "no"),
        Base.CAST: lambda d: d in ("yes", "no", "abstain"),
        Base.PRESENT: lambda d: d != "absent",
        Base.ELIGIBLE: lambda d: True,
    }[rule.base]
    whole = len([deed for deed in bag if base(deed)])
    if rule.quorum:
        counted = ("yes", "no", "abstain") + (("silent",) if rule.quorum.counted is Counted.PRESENT else ())
        took_part = len([deed for _, deed in profile if deed in counted])
        need = rule.quorum.need
        enough = need if isinstance(need, int) else _count_up(need, len(profile))
        if took_part < enough:
            return Why.NO_QUORUM
    if yes >= max(1, _count_up(rule.threshold, whole)):
        return Why.MAJORITY
    decides = rule.threshold.share == HALF and rule.threshold.exceed
    return Why.TIE if decides and yes == no > 0 and yes + no == whole else Why.TOO_FEW


def _count_up(threshold, whole):
    top, bottom = threshold.share.numerator, threshold.share.denominator
    for number in count():
        left, right = number * bottom, top * whole
        if left > right or (left == right and not threshold.exceed):
            return number


@pytest.mark.parametrize("seed", range(4))
def test_a_second_count_by_brute_force_agrees_on_ten_thousand_profiles(seed):
    """Drawn by a seeded generator rather than hypothesis: ten thousand in a second or two."""
    random, met = Random(seed), Counter()
    for _ in range(2_500):
        profile, rule = a_profile(random), a_rule(random)
        outcome = tally(*_with_rule(cast_of(profile), rule))
        assert outcome.why is by_brute_force(profile, rule), (profile, rule)
        assert outcome.carried is (outcome.why is Why.MAJORITY)
        met[outcome.why] += 1
    assert set(met) == {Why.MAJORITY, Why.TOO_FEW, Why.NO_QUORUM, Why.TIE}, (
        "the draw must reach every outcome"
    )


def a_profile(random):
    heaviest = random.choice([1, 3, 60])
    return [(random.randint(1, heaviest), random.choice(DEEDS)) for _ in range(random.randrange(15))]


def a_rule(random):
    bottom = random.choice([2, 3, 4, 5, 7, 100])
    share = Fraction(random.randrange(1, bottom), bottom)
    need = random.choice([random.randint(1, 8), Threshold(share, random.random() < 0.5)])
    quorum = random.choice([None, Quorum(need, random.choice(list(Counted)))])
    line = random.choice([HALF, share, TWO_THIRDS])
    return Rule(Threshold(line, random.random() < 0.5), random.choice(list(Base)), quorum)


@EACH
@given(PROFILES, RULES)
def test_every_vote_is_counted_once(profile, rule):
    votes, roll = cast_of(profile)
    outcome = tally(votes, rule, roll)
    assert sum(outcome.weight.values()) == sum(v.weight for v in votes)
    assert outcome.cast == len(votes) <= outcome.present <= outcome.eligible == len(profile)
    assert sum(outcome.weight.values()) <= sum(roll.eligible.values())


@EACH
@given(PROFILES, RULES, st.randoms(use_true_random=False))
def test_names_and_order_make_no_difference(profile, rule, random):
    shuffled = random.sample(profile, len(profile))
    assert tally(*_with_rule(cast_of(profile), rule)) == tally(*_with_rule(cast_of(shuffled), rule))


@EACH
@given(PROFILES, st.sampled_from(Base))
def test_at_half_yes_and_no_are_treated_alike(profile, base):
    swap = {Choice.YES: Choice.NO, Choice.NO: Choice.YES}
    rule = Rule(more_than(HALF), base)
    this = tally(*_with_rule(cast_of(profile), rule))
    that = tally(*_with_rule(cast_of([(w, swap.get(d, d)) for w, d in profile]), rule))
    assert not (this.carried and that.carried)
    assert (this.why is Why.TIE) == (that.why is Why.TIE)
    if base is Base.YES_AND_NO and this.base_weight and not this.tied:
        assert this.carried is not that.carried


@EACH
@given(PROFILES, RULES, st.data())
def test_more_yes_never_hurts(profile, rule, data):
    """A no or an abstention turned into a yes keeps a carried proposal carried."""
    before = tally(*_with_rule(cast_of(profile), rule))
    turnable = [i for i, (_, deed) in enumerate(profile) if deed in (Choice.NO, Choice.ABSTAIN)]
    if not before.carried or not turnable:
        return
    turned = data.draw(st.sampled_from(turnable))
    better = [(w, Choice.YES if i == turned else d) for i, (w, d) in enumerate(profile)]
    assert tally(*_with_rule(cast_of(better), rule)).carried


@EACH
@given(PROFILES, RULES)
def test_needed_is_the_very_line(profile, rule):
    """One less would fail, that much is enough: the figure shown to people is the one that decides."""
    outcome = tally(*_with_rule(cast_of(profile), rule))
    yes = outcome.weight[Choice.YES]
    if outcome.quorate:
        assert outcome.carried is (yes >= outcome.needed)
