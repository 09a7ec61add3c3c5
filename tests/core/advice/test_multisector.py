"""An initiative of several sectors: trust first, one problem, everybody's interest aside, work in each sector."""

from dataclasses import replace

import pytest

from comity.core.advice.multisector import Lack, Phase, Seat, absent, idle, lacking, misses_citizens

pytestmark = [pytest.mark.row("R7")]
ALL = [Seat(sector, True, True, True, True, True, True) for sector in ("public", "private", "nonprofit")]


def test_three_sectors_must_sit_there_and_citizens_are_missed():
    assert absent(ALL[:2]) == ["nonprofit"]
    assert misses_citizens(ALL) and not misses_citizens([*ALL, Seat("citizen")])
    assert Lack.SECTORS in lacking(Phase.TRUST, ALL[:2])


def test_a_trust_phase_comes_first():
    assert lacking(Phase.TRUST, ALL) == []
    assert lacking(Phase.TRUST, ALL, days_left=3) == [Lack.TIME]
    assert lacking(Phase.TRUST, [*ALL, Seat("citizen", told=True)]) == [Lack.READY]
    assert lacking(Phase.TRUST, [*ALL, Seat("citizen", ready=True)]) == [Lack.TOLD]


def test_the_problem_is_agreed_by_all_after_each_said_its_own():
    assert lacking(Phase.DEFINING, ALL, text=True) == []
    assert lacking(Phase.DEFINING, ALL) == [Lack.TEXT, Lack.AGREED]
    seats = [*ALL, replace(ALL[0], defined=False, agreed=False)]
    assert lacking(Phase.DEFINING, seats, text=True) == [Lack.DEFINED, Lack.AGREED]


def test_narrow_interests_are_put_aside_and_each_sector_works():
    assert lacking(Phase.PLANNING, ALL, text=True) == []
    seats = [ALL[0], replace(ALL[1], live=False), replace(ALL[2], aside=False)]
    assert lacking(Phase.PLANNING, seats, text=True) == [Lack.ASIDE, Lack.PARTNER]
    assert idle(seats) == ["private"]


def test_nothing_comes_after_work():
    assert lacking(Phase.WORKING, []) == []
