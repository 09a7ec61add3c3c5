"""Rulebooks as data: they come back as they went, apply by kind and amount, and no contradiction goes unseen."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from comity.core.ballots.types import Base, Quorum, Rule, Threshold, at_least, more_than
from comity.core.rulebook import money
from comity.core.rulebook.checks import BodyFacts, Wrong, contradictions
from comity.core.rulebook.data import BadData, from_plain, to_plain
from comity.core.rulebook.finding import Found, Missing, find
from comity.core.rulebook.presets import PRESETS, SIMPLE, Places, association, ongoing, simple
from comity.core.rulebook.types import (
    Band,
    ConflictPath,
    Grounds,
    Kind,
    Rulebook,
    Rung,
    Speaker,
    Step,
    Way,
    Weighing,
    Weights,
)

ASSEMBLY, STEERING, EXECUTIVE = UUID(int=1), UUID(int=2), UUID(int=3)
ALL = Places(ASSEMBLY, STEERING, EXECUTIVE)
BODIES = {ASSEMBLY: BodyFacts(12), STEERING: BodyFacts(5), EXECUTIVE: BodyFacts(3)}
BASE = ongoing(ALL)


def with_way(key: str, band: int = 0, **changes: Any) -> Rulebook:
    """The rulebook of an ongoing coalition with one clause changed."""
    kinds = [_changed(kind, band, changes) if kind.key == key else kind for kind in BASE.kinds]
    return replace(BASE, kinds=tuple(kinds))


def _changed(kind: Kind, place: int, changes: dict[str, Any]) -> Kind:
    bands = [
        replace(band, way=replace(band.way, **changes)) if n == place else band
        for n, band in enumerate(kind.bands)
    ]
    return replace(kind, bands=tuple(bands))


def with_bands(*edges: tuple[int, int | None]) -> Rulebook:
    way = Way(body=ASSEMBLY, rule=SIMPLE)
    spending = Kind("spending", tuple(Band(way, above, upto) for above, upto in edges), money=True)
    return replace(BASE, kinds=(spending, *BASE.kinds[1:]))


@pytest.mark.row("G2")
@pytest.mark.parametrize("name", sorted(PRESETS))
@pytest.mark.parametrize("places", [Places(ASSEMBLY), Places(ASSEMBLY, STEERING), ALL])
def test_a_preset_fills_a_whole_draft_without_contradiction(name: str, places: Places) -> None:
    rules = PRESETS[name](places)
    assert contradictions(rules, BODIES) == ()
    assert from_plain(json.loads(json.dumps(to_plain(rules)))) == rules


@pytest.mark.row("G5")
@pytest.mark.parametrize(
    ("amount", "body", "routed"),
    [
        (0, EXECUTIVE, []), (500_000, EXECUTIVE, []), (500_001, STEERING, [EXECUTIVE]),
        (5_000_000, STEERING, [EXECUTIVE]), (5_000_001, ASSEMBLY, [EXECUTIVE, STEERING]),
    ],
)  # fmt: skip
def test_an_amount_leads_to_its_body_and_tells_whose_limit_it_exceeds(
    amount: int, body: UUID, routed: list[UUID]
) -> None:
    found = find(BASE, "spending", amount)
    assert isinstance(found, Found)
    assert found.band.way.body == body
    assert [one.way.body for one in found.routed] == routed


def test_clauses_are_numbered_and_bands_below_them() -> None:
    spending, rules = find(BASE, "spending", 10**9), find(BASE, "rules", None)
    assert isinstance(spending, Found) and spending.clause == "1.1.3"
    assert isinstance(rules, Found) and rules.clause == "1.8"


@pytest.mark.parametrize(
    ("key", "amount", "missing"),
    [
        ("dances", 1, Missing.NO_KIND),
        ("spending", None, Missing.NO_AMOUNT),
        ("spending", -1, Missing.NEGATIVE),
    ],
)
def test_where_no_rule_applies_it_says_why(key: str, amount: int | None, missing: Missing) -> None:
    assert find(BASE, key, amount) is missing


def test_no_rule_covers_an_amount_that_the_bands_leave_out() -> None:
    assert find(with_bands((0, 100)), "spending", 101) is Missing.NO_BAND


HALF = Fraction(1, 2)
WEIGHED = Weights(Weighing.SECTOR, {"public": 3})
CONTRADICTORY: list[tuple[Wrong, str, Rulebook]] = [
    (Wrong.QUORUM_ABOVE_BODY, "kinds.0.bands.0.way.rule.quorum", with_way("spending", rule=Rule(quorum=Quorum(4)))),
    (Wrong.EARLIEST_AFTER_LATEST, "kinds.0.bands.0.way.shortest", with_way("spending", shortest=9, longest=8)),
    (Wrong.NOT_QUALIFIED, "kinds.7.bands.0.way.rule.threshold", with_way("rules", rule=Rule(more_than(HALF)))),
    (Wrong.NOT_ABSOLUTE, "kinds.7.bands.0.way.rule.base", with_way("rules", method="absolute", rule=Rule())),
    (Wrong.NOT_ABSOLUTE, "kinds.7.bands.0.way.rule.base",
     with_way("rules", method="absolute", rule=Rule(at_least(HALF), Base.ELIGIBLE))),
    (Wrong.PRIVATE_UNEQUAL, "kinds.5.bands.0.way.private", with_way("elections", private=True, weights=WEIGHED)),
    (Wrong.PRIVATE_SPLIT, "kinds.7.bands.0.way.private",
     with_way("rules", private=True, rule=Rule(at_least(Fraction(2, 3)), may_split=True))),
    (Wrong.PRIVATE_OBJECTION, "kinds.6.bands.0.way.private", with_way("statements", private=True)),
    (Wrong.DOUBLE_OF_EQUALS, "kinds.7.bands.0.way.weights", with_way("rules", method="double")),
    (Wrong.OVERRULE_WITHOUT_CONSENT, "kinds.7.bands.0.way.overrule", with_way("rules", overrule=HALF)),
    (Wrong.BODY_UNKNOWN, "kinds.7.bands.0.way.body", with_way("rules", body=UUID(int=9))),
    (Wrong.BODY_MISSING, "kinds.7.bands.0.way.body", with_way("rules", body=None)),
    (Wrong.METHOD_UNKNOWN, "kinds.7.bands.0.way.method", with_way("rules", method="shouting")),
    (Wrong.RULES_BY_OPTIONS, "kinds.7.bands.0.way.method", with_way("rules", method="approval")),
    (Wrong.BAND_GAP, "kinds.0.bands.1.above", with_bands((0, 100), (101, None))),
    (Wrong.BAND_OVERLAP, "kinds.0.bands.1.above", with_bands((0, 100), (99, None))),
    (Wrong.BAND_OVERLAP, "kinds.0.bands.1.above", with_bands((0, None), (100, None))),
    (Wrong.BAND_EMPTY, "kinds.0.bands.1.upto", with_bands((0, 100), (100, 100), (100, None))),
    (Wrong.BAND_START, "kinds.0.bands.0.above", with_bands((1, None))),
    (Wrong.BAND_END, "kinds.0.bands.0.upto", with_bands((0, 100))),
    (Wrong.BANDS_WITHOUT_MONEY, "kinds.0.money",
     replace(BASE, kinds=(replace(BASE.kinds[0], money=False), *BASE.kinds[1:]))),
    (Wrong.NO_BAND, "kinds.0.bands", with_bands()),
    (Wrong.KIND_TWICE, "kinds.1.key", replace(BASE, kinds=(BASE.kinds[0], *BASE.kinds))),
    (Wrong.KIND_MISSING, "kinds", replace(BASE, kinds=BASE.kinds[:5])),
    (Wrong.KIND_UNNAMED, "kinds.10.name", replace(BASE, kinds=(*BASE.kinds, Kind("own-1", BASE.kinds[-2].bands)))),
    (Wrong.NO_CONFLICT_PATH, "conflict", replace(BASE, conflict=None)),
    (Wrong.NO_CONFLICT_PATH, "conflict", replace(BASE, conflict=ConflictPath(()))),
    (Wrong.LADDER_ORDER, "conflict.ladder",
     replace(BASE, conflict=ConflictPath((Rung(Step.PANEL, 5), Rung(Step.TALK, 5))))),
    (Wrong.DAYS_OUT_OF_RANGE, "conflict.ladder.0.days", replace(BASE, conflict=ConflictPath((Rung(Step.TALK, 0),)))),
    (Wrong.FREEZE_ENDLESS, "conflict.frozen_days",
     replace(BASE, conflict=ConflictPath((Rung(Step.TALK, 5),), True, 0))),
    (Wrong.SPEAKER_WITHOUT_BODY, "ground.speaker_body",
     replace(BASE, ground=replace(BASE.ground, speaker=Speaker.CHAIR, speaker_body=None))),
    (Wrong.WEIGHT_BELOW_ONE, "kinds.7.bands.0.way.weights",
     with_way("rules", weights=Weights(Weighing.SECTOR, {"public": 0}))),
    (Wrong.WINDOW_BEFORE_TIME, "kinds.7.bands.0.way.grounds.window_days",
     with_way("rules", grounds=Grounds(after_days=90, window_days=30))),
    (Wrong.SHARE_OUT_OF_RANGE, "kinds.7.bands.0.way.grounds.share",
     with_way("rules", grounds=Grounds(share=Fraction(3, 2)))),
    (Wrong.DAYS_OUT_OF_RANGE, "kinds.7.bands.0.way.notice", with_way("rules", notice=-1)),
    (Wrong.DAYS_OUT_OF_RANGE, "membership.leave_days",
     replace(BASE, membership=replace(BASE.membership, leave_days=-1))),
    (Wrong.AMOUNT_NEGATIVE, "membership.dues",
     replace(BASE, membership=replace(BASE.membership, dues=replace(BASE.membership.dues, flat=-1)))),
    (Wrong.MONTH_OUT_OF_RANGE, "membership.dues.due_month",
     replace(BASE, membership=replace(BASE.membership, dues=replace(BASE.membership.dues, due_month=13)))),
]  # fmt: skip


@pytest.mark.row("G2")
@pytest.mark.parametrize(
    ("wrong", "place", "rules"), CONTRADICTORY, ids=lambda one: str(getattr(one, "value", ""))
)
def test_a_contradiction_is_found_at_its_field(wrong: Wrong, place: str, rules: Rulebook) -> None:
    assert [(one.wrong, one.place) for one in contradictions(rules, BODIES)] == [(wrong, place)]


def test_a_body_that_has_ended_decides_nothing() -> None:
    ended = BODIES | {EXECUTIVE: BodyFacts(3, ended=True)}
    found = contradictions(with_way("programme", body=EXECUTIVE), ended)
    assert {one.wrong for one in found} == {Wrong.BODY_ENDED}


def test_a_quorum_as_a_share_never_exceeds_its_body() -> None:
    rules = with_way("spending", rule=Rule(quorum=Quorum(Threshold(Fraction(1), exceed=False))))
    assert contradictions(rules, BODIES) == ()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kinds": "all"}, "kinds"), ({"surprise": 1}, "surprise"), ({"accept_days": "30"}, "accept_days"),
        ({"accept_days": True}, "accept_days"),
        ({"conflict": {"ladder": [{"step": "duel", "days": 1}]}}, "conflict.ladder.0.step"),
        ({"kinds": [{"key": "spending", "bands": [{"way": {"overrule": "1/0"}}]}]}, "kinds.0.bands.0.way.overrule"),
        ({"kinds": [{"key": "spending", "bands": [{"way": {"overrule": "0.5"}}]}]}, "kinds.0.bands.0.way.overrule"),
        ({"kinds": [{"key": "spending", "bands": [{"way": {"body": "somewhere"}}]}]}, "kinds.0.bands.0.way.body"),
        ({"kinds": [{"key": "spending", "bands": [
            {"way": {"rule": {"threshold": {"share": "3/2", "exceed": True}}}}]}]},
         "kinds.0.bands.0.way.rule.threshold"),
        ({"kinds": [{"key": "spending"}]}, "kinds.0"),
    ],
)  # fmt: skip
def test_what_is_no_rulebook_is_refused_at_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(BadData) as refused:
        from_plain(to_plain(simple(ALL)) | change)
    assert refused.value.place == place


@pytest.mark.row("G13")
def test_dues_are_computed_for_each_sector() -> None:
    dues = association(ALL).membership.dues
    owed = {sector: dues.owed(sector) for sector in ("public", "private", "nonprofit", "citizen")}
    assert owed == {"public": 24_000, "private": 36_000, "nonprofit": 12_000, "citizen": 3_000}
    assert simple(ALL).membership.dues.owed("public") == 0


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("5,000", "EUR", 500_000), ("5.000", "EUR", 500_000), ("5 000.50", "EUR", 500_050), ("5000,5", "EUR", 500_050),
        ("1,234,567.89", "EUR", 123_456_789), ("0", "EUR", 0), ("5,000", "JPY", 5_000), ("5,000", "KWD", 5_000_000),
        ("12’500", "CHF", 1_250_000),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: str, currency: str, amount: int) -> None:
    assert money.minor(typed, currency) == amount
    assert money.minor(money.plain(amount, currency), currency) == amount


@pytest.mark.parametrize("typed", ["", "-5", "five", "1,23,456", "5.50.1", "1e6", "5.5.5", "9" * 30])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        money.minor(typed, "EUR")


def test_a_currency_without_parts_has_no_half() -> None:
    with pytest.raises(ValueError):
        money.minor("5.5", "JPY")
