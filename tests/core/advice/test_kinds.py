"""The kind whose nature is chosen in everything fits wholly, and no other does."""

from fractions import Fraction

import pytest

from comity.core.advice.kinds import CHOICES, CoalitionKind, Trait, UnknownChoice, fits

NATURE = {
    CoalitionKind.INFORMATION: ("inform", "anyone", "channel", "none"),
    CoalitionKind.ASSOCIATION: ("further", "for_dues", "offices", "dues"),
    CoalitionKind.COUNCIL: ("align", "active_leaders", "equals", "none"),
    CoalitionKind.CAMPAIGN: ("one_aim", "pact", "steering", "outside"),
    CoalitionKind.ONGOING: ("many_years", "pledge", "board", "in_kind"),
}


@pytest.mark.parametrize("kind", CoalitionKind)
def test_what_is_chosen_by_its_nature_fits_best(kind: CoalitionKind) -> None:
    found = fits(dict(zip(Trait, NATURE[kind], strict=True)))
    assert found[0].kind is kind
    assert found[0].share > found[1].share
    assert sum(fit.share == 1 for fit in found) <= 1


def test_why_is_told_for_each_trait() -> None:
    found = {fit.kind: fit for fit in fits({Trait.PURPOSE: "align", Trait.MONEY: "in_kind"})}
    assert found[CoalitionKind.COUNCIL].points == {Trait.PURPOSE: 2, Trait.MONEY: 1}
    assert found[CoalitionKind.COUNCIL].share == Fraction(9, 10)
    assert found[CoalitionKind.ONGOING].share == Fraction(6, 10)
    assert found[CoalitionKind.INFORMATION].share == 0


def test_nothing_answered_fits_nobody_and_the_lightest_stands_first() -> None:
    found = fits({})
    assert [fit.kind for fit in found] == list(CoalitionKind)
    assert {fit.share for fit in found} == {Fraction(0)}


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="gold"):
        fits({Trait.MONEY: "gold"})


def test_every_choice_is_somebodys_nature_or_fits_several() -> None:
    for choices in CHOICES.values():
        for kinds in choices.values():
            assert 2 in kinds.values() or len(kinds) > 2
