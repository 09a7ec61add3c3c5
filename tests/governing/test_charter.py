"""The charter as an editor would have it: what clauses share stands once, and each says only what is its own."""

from dataclasses import replace
from uuid import UUID

import pytest

from comity.core.rulebook.presets import PRESETS, Places, ongoing
from comity.core.rulebook.types import Rulebook
from comity.governing.rulebook.charter import charter, condensed
from comity.governing.rulebook.sentences import BY_METHOD, WAY, band_words, shared_sentences

HALL, STEERING = UUID(int=1), UUID(int=2)
NAMES = {HALL: "General assembly", STEERING: "Steering committee"}


def bands(rules: Rulebook) -> list[str]:
    """What the clauses share."""
    return shared_sentences([band for kind in rules.kinds for band in kind.bands], NAMES, rules.currency)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_each_clause_says_only_what_is_its_own(name: str) -> None:
    rules = PRESETS[name](Places(HALL, STEERING))
    (whole, *others), (short, *rest) = charter(rules, NAMES), condensed(rules, NAMES)
    assert rest == others, "the other parts have nothing to share"
    once, *own = short.clauses
    said = [text for one in short.clauses for text in one.sentences]
    for text in once.sentences:
        assert said.count(text) == 1
    for full, one in zip(whole.clauses, own, strict=True):
        assert one.sentences == [text for text in full.sentences if text not in once.sentences]
        assert one.sentences[0] == full.sentences[0], "who decides is never left out"
    assert sum(map(len, said)) < sum(len(text) for one in whole.clauses for text in one.sentences) / 2


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_what_is_shared_holds_for_every_clause_that_does_not_say_otherwise(name: str) -> None:
    rules = PRESETS[name](Places(HALL, STEERING))
    shared, all_bands = bands(rules), [band for kind in rules.kinds for band in kind.bands]
    for one in WAY:
        read = {one.fill(band_words(band, NAMES, rules.currency)) for band in all_bands if one.said(band.way)}
        if {text[:1].upper() + text[1:] for text in read} & {*shared}:
            assert one in BY_METHOD or all(one.said(band.way) for band in all_bands), one.text


def test_a_rule_that_one_clause_lacks_is_never_said_for_all() -> None:
    rules = ongoing(Places(HALL, STEERING))
    split = [
        replace(kind, bands=tuple(_may_split(band, place > 0) for band in kind.bands))
        for place, kind in enumerate(rules.kinds)
    ]
    assert not any("be split" in text for text in bands(replace(rules, kinds=tuple(split))))
    everywhere = [replace(kind, bands=tuple(_may_split(band, True) for band in kind.bands)) for kind in rules.kinds]
    assert sum("be split" in text for text in bands(replace(rules, kinds=tuple(everywhere)))) == 1


def _may_split(band, may):  # type: ignore[no-untyped-def]
    way = band.way
    return replace(band, way=replace(way, rule=replace(way.rule, may_split=may)))
