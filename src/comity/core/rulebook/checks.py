"""Contradictions in a rulebook: each names the clause, the field, what is wrong and what a message needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from comity.core.ballots.types import Base, Counted, Threshold
from comity.core.rulebook.finding import clause
from comity.core.rulebook.kinds import (
    ABSOLUTE,
    CONSENSUS,
    CONSENT,
    DOUBLE,
    HALTED,
    MONEY,
    NEEDED,
    OWN,
    QUALIFIED,
    RULES,
    WORK,
    YES_NO,
    ways,
)
from comity.core.rulebook.types import (
    Band,
    ConflictPath,
    Dues,
    Kind,
    Rulebook,
    Speaker,
    Step,
    Unit,
    Way,
    Weighing,
)

HALF = Fraction(1, 2)
LONGEST_DAYS = 3650


class Wrong(StrEnum):
    """What contradicts itself, or the coalition as it is."""

    QUORUM_ABOVE_BODY = "quorum_above_body"
    QUORUM_OF_PRESENT = "quorum_of_present"
    RULES_BY_PRESENT = "rules_by_present"
    EARLIEST_AFTER_LATEST = "earliest_after_latest"
    NOT_QUALIFIED = "not_qualified"
    NOT_ABSOLUTE = "not_absolute"
    PRIVATE_UNEQUAL = "private_unequal"
    PRIVATE_SPLIT = "private_split"
    PRIVATE_OBJECTION = "private_objection"
    DOUBLE_OF_EQUALS = "double_of_equals"
    OVERRULE_WITHOUT_CONSENT = "overrule_without_consent"
    BODY_UNKNOWN = "body_unknown"
    BODY_ENDED = "body_ended"
    BODY_MISSING = "body_missing"
    METHOD_UNKNOWN = "method_unknown"
    RULES_BY_OPTIONS = "rules_by_options"
    BAND_GAP = "band_gap"
    BAND_OVERLAP = "band_overlap"
    BAND_EMPTY = "band_empty"
    BAND_START = "band_start"
    BAND_END = "band_end"
    BANDS_WITHOUT_MONEY = "bands_without_money"
    NO_BAND = "no_band"
    KIND_TWICE = "kind_twice"
    KIND_MISSING = "kind_missing"
    KIND_UNNAMED = "kind_unnamed"
    NO_CONFLICT_PATH = "no_conflict_path"
    LADDER_ORDER = "ladder_order"
    FREEZE_ENDLESS = "freeze_endless"
    SPEAKER_WITHOUT_BODY = "speaker_without_body"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    WEIGHT_BELOW_ONE = "weight_below_one"
    DAYS_OUT_OF_RANGE = "days_out_of_range"
    WINDOW_BEFORE_TIME = "window_before_time"
    AMOUNT_NEGATIVE = "amount_negative"
    MONTH_OUT_OF_RANGE = "month_out_of_range"
    OWN_RULE_EMPTY = "own_rule_empty"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """place: the way to the field in the plain data, as "kinds.0.bands.1.way.rule.quorum"; clause: its number."""

    wrong: Wrong
    place: str
    clause: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What the checks must know of a body: how many organisations have a place, and whether it has ended."""

    size: int
    ended: bool = False


Bodies = Mapping[UUID, BodyFacts]


def contradictions(rules: Rulebook, bodies: Bodies) -> tuple[Contradiction, ...]:
    """All contradictions, in the order of the charter; none: the rulebook can be put to the vote."""
    return (*_kinds(rules, bodies), *_ground(rules, bodies), *_conflict(rules.conflict), *_membership(rules))


def _kinds(rules: Rulebook, bodies: Bodies) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for place, kind in enumerate(rules.kinds):
        at, number = f"kinds.{place}", clause(rules, kind)
        if kind.key in seen:
            yield Contradiction(Wrong.KIND_TWICE, f"{at}.key", number, {"kind": kind.key})
        seen.add(kind.key)
        if kind.key.startswith(OWN) and not kind.name.strip():
            yield Contradiction(Wrong.KIND_UNNAMED, f"{at}.name", number)
        yield from _bands(kind, at, number)
        for n, band in enumerate(kind.bands):
            for wrong, where, values in _way(kind, band.way, bodies):
                yield Contradiction(wrong, f"{at}.bands.{n}.way.{where}", clause(rules, kind, n), values)
    for key in NEEDED:
        if key not in seen:
            yield Contradiction(Wrong.KIND_MISSING, "kinds", "1", {"kind": key})


def _bands(kind: Kind, at: str, number: str) -> Iterator[Contradiction]:
    """Amounts are covered once each: from nothing, without gap or overlap, without end."""
    if not kind.bands:
        yield Contradiction(Wrong.NO_BAND, f"{at}.bands", number)
        return
    if not kind.money and (len(kind.bands) > 1 or kind.key in MONEY):
        yield Contradiction(Wrong.BANDS_WITHOUT_MONEY, f"{at}.money", number)
    last: Band | None = None
    for n, band in enumerate(kind.bands):
        where = f"{at}.bands.{n}"
        if last is None and band.above != 0:
            yield Contradiction(Wrong.BAND_START, f"{where}.above", number, {"above": band.above})
        if band.upto is not None and band.upto <= band.above:
            yield Contradiction(
                Wrong.BAND_EMPTY, f"{where}.upto", number, {"above": band.above, "upto": band.upto}
            )
        yield from _seam(last, band, where, number)
        last = band
    if last is not None and last.upto is not None:
        yield Contradiction(
            Wrong.BAND_END, f"{at}.bands.{len(kind.bands) - 1}.upto", number, {"upto": last.upto}
        )


def _seam(last: Band | None, band: Band, where: str, number: str) -> Iterator[Contradiction]:
    if last is None:
        return
    if last.upto is None or band.above < last.upto:
        values = {"above": band.above, "upto": last.upto}
        yield Contradiction(Wrong.BAND_OVERLAP, f"{where}.above", number, values)
    elif band.above > last.upto:
        yield Contradiction(
            Wrong.BAND_GAP, f"{where}.above", number, {"above": band.above, "upto": last.upto}
        )


Found = tuple[Wrong, str, Mapping[str, Any]]


def _way(kind: Kind, way: Way, bodies: Bodies) -> Iterator[Found]:
    yield from _body(kind, way, bodies)
    yield from _method(kind, way)
    yield from _private(way)
    yield from _times(way)
    yield from _shares(way)
    if any(weight < 1 for weight in way.weights.by_sector.values()):
        yield Wrong.WEIGHT_BELOW_ONE, "weights", {}


def _body(kind: Kind, way: Way, bodies: Bodies) -> Iterator[Found]:
    if way.body is None:
        if kind.key != WORK:
            yield Wrong.BODY_MISSING, "body", {}
        return
    facts = bodies.get(way.body)
    if facts is None:
        yield Wrong.BODY_UNKNOWN, "body", {}
    elif facts.ended:
        yield Wrong.BODY_ENDED, "body", {"body": way.body}
    elif way.rule.quorum is not None and way.rule.quorum.units(facts.size) > facts.size > 0:
        values = {"quorum": way.rule.quorum.units(facts.size), "size": facts.size, "body": way.body}
        yield Wrong.QUORUM_ABOVE_BODY, "rule.quorum", values


def _method(kind: Kind, way: Way) -> Iterator[Found]:
    share, exceed = way.rule.threshold.share, way.rule.threshold.exceed
    if way.method not in ways():
        yield Wrong.METHOD_UNKNOWN, "method", {"method": way.method}
    elif kind.key in NEEDED and way.method not in YES_NO:
        yield Wrong.RULES_BY_OPTIONS, "method", {"method": way.method}
    if kind.key == RULES and way.rule.counts_presence:
        yield Wrong.RULES_BY_PRESENT, "rule.base", {}
    if way.method == QUALIFIED and share <= HALF:
        yield Wrong.NOT_QUALIFIED, "rule.threshold", {"share": share}
    above_half = share > HALF or (share == HALF and exceed)
    if way.method == ABSOLUTE and (way.rule.base is not Base.ELIGIBLE or not above_half):
        yield Wrong.NOT_ABSOLUTE, "rule.base", {}
    if way.method == DOUBLE and way.weights.equal:
        yield Wrong.DOUBLE_OF_EQUALS, "weights", {}
    if way.overrule is not None and way.method not in (CONSENT, CONSENSUS):
        yield Wrong.OVERRULE_WITHOUT_CONSENT, "overrule", {}


def _private(way: Way) -> Iterator[Found]:
    """Without names there are only whole ballots of one weight, and nobody to ask what would settle a concern."""
    if not way.private:
        return
    if not way.weights.equal or way.unit is not Unit.ORGANISATION:
        yield Wrong.PRIVATE_UNEQUAL, "private", {}
    if way.rule.may_split:
        yield Wrong.PRIVATE_SPLIT, "private", {}
    if way.method in HALTED:
        yield Wrong.PRIVATE_OBJECTION, "private", {}


def _times(way: Way) -> Iterator[Found]:
    for name in ("notice", "shortest", "longest", "member_for"):
        days = getattr(way, name)
        if not 0 <= days <= LONGEST_DAYS:
            yield Wrong.DAYS_OUT_OF_RANGE, name, {"days": days, "longest": LONGEST_DAYS}
    if way.shortest > way.longest:
        yield Wrong.EARLIEST_AFTER_LATEST, "shortest", {"shortest": way.shortest, "longest": way.longest}
    after, window = way.grounds.after_days, way.grounds.window_days
    for days in (after, window):
        if days is not None and not 0 <= days <= LONGEST_DAYS:
            yield Wrong.DAYS_OUT_OF_RANGE, "grounds", {"days": days, "longest": LONGEST_DAYS}
    if after is not None and window is not None and after > window:
        yield Wrong.WINDOW_BEFORE_TIME, "grounds.window_days", {"after": after, "window": window}


def _shares(way: Way) -> Iterator[Found]:
    for where, share in (("grounds.share", way.grounds.share), ("overrule", way.overrule)):
        if share is not None and not 0 < share <= 1:
            yield Wrong.SHARE_OUT_OF_RANGE, where, {"share": share}
    quorum = way.rule.quorum
    if way.method not in YES_NO and quorum is not None and quorum.counted is Counted.PRESENT:
        yield Wrong.QUORUM_OF_PRESENT, "rule.quorum", {}
    if (
        quorum is not None
        and isinstance(quorum.need, Threshold)
        and quorum.need.exceed
        and quorum.need.share == 1
    ):
        yield Wrong.SHARE_OUT_OF_RANGE, "rule.quorum", {"share": quorum.need.share}


def _ground(rules: Rulebook, bodies: Bodies) -> Iterator[Contradiction]:
    ground = rules.ground
    for name in ("decided_days", "opened_days", "report_days", "concern_days"):
        if not 0 <= getattr(ground, name) <= LONGEST_DAYS:
            yield Contradiction(
                Wrong.DAYS_OUT_OF_RANGE,
                f"ground.{name}",
                "2",
                {"days": getattr(ground, name), "longest": LONGEST_DAYS},
            )
    if ground.speaker is Speaker.CHAIR and (ground.speaker_body is None or ground.speaker_body not in bodies):
        yield Contradiction(Wrong.SPEAKER_WITHOUT_BODY, "ground.speaker_body", "2")
    elif ground.speaker is Speaker.CHAIR and ground.speaker_body and bodies[ground.speaker_body].ended:
        yield Contradiction(Wrong.BODY_ENDED, "ground.speaker_body", "2", {"body": ground.speaker_body})
    if ground.commit_upto < 0:
        yield Contradiction(Wrong.AMOUNT_NEGATIVE, "ground.commit_upto", "2")
    for n, own in enumerate(ground.own):
        if not own.text.strip():
            yield Contradiction(Wrong.OWN_RULE_EMPTY, f"ground.own.{n}.text", "2")
        if own.owner is not None and (own.owner not in bodies or bodies[own.owner].ended):
            yield Contradiction(Wrong.BODY_ENDED, f"ground.own.{n}.owner", "2", {"body": own.owner})


def _conflict(path: ConflictPath | None) -> Iterator[Contradiction]:
    """No coalition adopts a rulebook that doesn't say how its members settle a conflict."""
    if path is None or not path.ladder:
        yield Contradiction(Wrong.NO_CONFLICT_PATH, "conflict", "3")
        return
    steps = [rung.step for rung in path.ladder]
    if steps != [step for step in Step if step in steps] or len(set(steps)) != len(steps):
        yield Contradiction(Wrong.LADDER_ORDER, "conflict.ladder", "3")
    for n, rung in enumerate(path.ladder):
        if not 1 <= rung.days <= LONGEST_DAYS:
            yield Contradiction(
                Wrong.DAYS_OUT_OF_RANGE,
                f"conflict.ladder.{n}.days",
                "3",
                {"days": rung.days, "longest": LONGEST_DAYS},
            )
    if path.freezes and not 1 <= path.frozen_days <= LONGEST_DAYS:
        yield Contradiction(Wrong.FREEZE_ENDLESS, "conflict.frozen_days", "3", {"days": path.frozen_days})


def _membership(rules: Rulebook) -> Iterator[Contradiction]:
    member = rules.membership
    if not 0 <= member.leave_days <= LONGEST_DAYS:
        values = {"days": member.leave_days, "longest": LONGEST_DAYS}
        yield Contradiction(Wrong.DAYS_OUT_OF_RANGE, "membership.leave_days", "4", values)
    yield from _dues(member.dues)
    by_decision = {one.value for one in (member.joining, member.suspending)} & {"decision"}
    if by_decision and rules.kind("membership") is None:
        yield Contradiction(Wrong.KIND_MISSING, "membership.joining", "4", {"kind": "membership"})


def _dues(dues: Dues) -> Iterator[Contradiction]:
    if dues.flat < 0 or any(amount < 0 for amount in dues.by_sector.values()):
        yield Contradiction(Wrong.AMOUNT_NEGATIVE, "membership.dues", "4")
    if not 1 <= dues.due_month <= 12:
        yield Contradiction(
            Wrong.MONTH_OUT_OF_RANGE, "membership.dues.due_month", "4", {"month": dues.due_month}
        )


def unequal(way: Way) -> bool:
    """Whether some weigh more than others under it."""
    return way.weights.scheme is Weighing.SECTOR and not way.weights.equal
