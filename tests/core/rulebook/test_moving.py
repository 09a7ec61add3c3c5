"""Rules taken over elsewhere name the bodies that are there, and ask for nobody who is not."""

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest

from comity.core.ballots.types import Quorum, Rule, at_least
from comity.core.rulebook.checks import BodyFacts, contradictions
from comity.core.rulebook.moving import lowered_in, moved
from comity.core.rulebook.presets import PRESETS, Places
from comity.core.rulebook.types import OwnRule, Rulebook, Speaker

THERE = Places(UUID(int=1), UUID(int=2), UUID(int=3))
HERE = {UUID(int=1): UUID(int=11), UUID(int=2): UUID(int=12)}
WHOLE = UUID(int=11)
SIZES = {UUID(int=11): 3, UUID(int=12): 0}


def bodies_in(rules: Rulebook) -> set[UUID]:
    named = {band.way.body for kind in rules.kinds for band in kind.bands}
    named |= {rules.ground.speaker_body} | {own.owner for own in rules.ground.own}
    return {one for one in named if one is not None}


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_no_body_of_the_source_is_named_any_more(name: str) -> None:
    rules = PRESETS[name](THERE)
    ground = replace(rules.ground, speaker=Speaker.CHAIR, speaker_body=UUID(int=3),
                     own=(OwnRule("We knock first.", owner=UUID(int=2)),))  # fmt: skip
    found = moved(replace(rules, ground=ground), HERE, WHOLE, SIZES)
    assert bodies_in(found) <= {UUID(int=11), UUID(int=12)}
    assert found.ground.speaker_body == WHOLE, "one that does not come along is stood in for by the assembly"
    assert found.ground.own == (OwnRule("We knock first.", owner=UUID(int=12)),)
    assert not contradictions(found, {WHOLE: BodyFacts(3), UUID(int=12): BodyFacts(0)})
    assert found.membership == rules.membership and found.conflict == rules.conflict


def test_a_fixed_quorum_is_lowered_to_those_who_are_there_and_a_share_stays() -> None:
    rules = PRESETS["ongoing"](THERE)
    kind = rules.kinds[0]

    def with_quorum(quorum: Quorum | None) -> Rulebook:
        way = replace(kind.bands[-1].way, body=UUID(int=1), rule=replace(Rule(), quorum=quorum))
        bands = (*kind.bands[:-1], replace(kind.bands[-1], way=way))
        return replace(rules, kinds=(replace(kind, bands=bands), *rules.kinds[1:]))

    def after(quorum: Quorum | None) -> Quorum | None:
        return moved(with_quorum(quorum), HERE, WHOLE, SIZES).kinds[0].bands[-1].way.rule.quorum

    assert after(Quorum(8)) == Quorum(3)
    assert after(Quorum(2)) == Quorum(2)
    assert after(Quorum(at_least(Fraction(1, 2)))) == Quorum(at_least(Fraction(1, 2)))
    assert after(None) is None
    before = with_quorum(Quorum(8))
    assert lowered_in(before, moved(before, HERE, WHOLE, SIZES)) == 1
    assert lowered_in(before, moved(before, HERE, WHOLE, {})) == 0, "where nobody has a place yet, nothing is lowered"
