"""Relationship surveys at their ends: nobody answers, one does, all are alone, all know all, two become one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from comity.base.clock import stopped_at
from comity.coalitions.acts import merge_organisations
from comity.network.models import Report, Wave, WaveMember
from comity.surveys import acts
from comity.surveys.models import Respondent
from tests.cast import THEN, Troupe
from tests.network.stage import address, text_of
from tests.network.waves_stage import content, work_out
from tests.network.waves_survey_stage import closed, opened, value

HOUR = timedelta(hours=2)
pytestmark = [pytest.mark.row("R10"), pytest.mark.django_db]
MARKS = ("OD", "DR", "HT", "HH")


def wave_of(home: Troupe, round_: Any) -> Wave:
    with home.scope():
        wave = Wave.objects.select_related("coalition").get(round=round_.pk)
    work_out(home, wave)
    return wave


def all_with_all(home: Troupe) -> dict[str, dict[str, Any]]:
    return {mark: value(home, **{other: 1 for other in MARKS if other != mark}) for mark in MARKS}


CASES = {
    "nobody answered": (lambda home: {}, {"answered": 0, "ties": 0, "low": 0.0, "high": 1.0}),
    "one answered": (lambda home: {"OD": value(home, DR=3)}, {"answered": 1, "ties": 1}),
    "all are alone": (
        lambda home: {mark: {} for mark in MARKS}, {"answered": 4, "ties": 0, "isolates": 4, "high": 0.0},
    ),
    "all know all": (all_with_all, {"answered": 4, "ties": 6, "low": 1.0, "high": 1.0}),
    "two pairs apart": (
        lambda home: {one: value(home, **{other: 2}) for one, other in (("OD", "DR"), ("DR", "OD"), ("HT", "HH"),
                                                                        ("HH", "HT"))},
        {"answered": 4, "ties": 2, "components": 2},
    ),
    "each says another thing": (
        lambda home: {"OD": value(home, DR=4), "DR": {}, "HT": {}, "HH": {}}, {"answered": 4, "ties": 1, "low": 1 / 6},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_end_becomes_a_wave_whose_page_says_what_it_means(case: str, home: Troupe) -> None:
    said, expected = CASES[case]
    round_ = opened(home)
    closed(home, round_, said(home))
    wave = wave_of(home, round_)
    found = content(home, wave)
    either = found["rules"]["either"]
    seen = {"answered": found["answered"], **either["figures"], **either["bounds"]}
    assert {key: seen[key] for key in expected} == pytest.approx(expected)
    client = Client()
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        page = client.get(address(home, f"waves/{wave.pk}/"))
        assert f"{expected['answered']} of 4 answered" in text_of(page)
        for part in ("organisations/", "pairs/", "changes/", "figures.csv"):
            assert client.get(address(home, f"waves/{wave.pk}/{part}")).status_code == 200


def test_what_two_say_otherwise_is_claimed_and_no_confirmed_tie(home: Troupe) -> None:
    round_ = opened(home)
    closed(home, round_, {"OD": value(home, DR=4), "DR": {}})
    found = content(home, wave_of(home, round_))
    assert (found["dyads"]["claimed"], found["dyads"]["confirmed"]) == (1, 0)
    assert (found["rules"]["either"]["figures"]["ties"], found["rules"]["confirmed"]["figures"]["ties"]) == (1, 0)


def test_nobody_can_name_itself_or_a_stranger(home: Troupe) -> None:
    round_ = opened(home)
    with home.scope():
        row = Respondent.objects.select_related("round__survey").get(
            round=round_, organisation=home.organisations["OD"]
        )
    by = home.hat(home.people["Marta"])
    stranger = {"00000000-0000-0000-0000-000000000009": {"name": "Nobody", "level": 1}}
    for wrong in (value(home, OD=3), stranger):
        with pytest.raises(ValidationError, match="not on the list"):
            acts.give_answers(row, {"ties": wrong}, by=by, at=THEN)


def test_two_that_become_one_while_a_round_is_open_are_one_in_its_wave(home: Troupe) -> None:
    round_ = opened(home)
    closed(home, round_, {"OD": value(home, DR=1, HH=3), "HH": value(home, DR=2, OD=1)}, close=False)
    with home.scope():
        merge_organisations(home.organisations["DR"], home.organisations["HH"], by=home.by, at=THEN + HOUR)
    closed(home, round_, {})
    wave = wave_of(home, round_)
    with home.scope():
        asked = set(WaveMember.objects.filter(wave=wave).values_list("organisation", flat=True))
        said = {(one.rater.mark, one.rated.mark, one.level) for one in
                Report.objects.filter(wave=wave).select_related("rater", "rated")}  # fmt: skip
    assert len(asked) == 3 and (wave.asked, wave.answered) == (3, 2)
    assert said == {("OD", "DR", 3), ("DR", "OD", 1)}, "of both words the stronger; what was between the two is no tie"
