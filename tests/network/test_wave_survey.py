"""A survey with a roster: drafted from its template, answered, closed, and kept as a wave."""

from datetime import timedelta
from typing import Any

import pytest

from comity.core.network.chasing import weights
from comity.core.network.network import Network
from comity.core.network.reports import Report as Said
from comity.core.network.reports import Reports
from comity.network.models import Report, Wave
from comity.network.waves.roster_kind import RosterKind, partners
from comity.network.waves.survey import RELATIONS, brought_by, weigh
from comity.surveys.kinds import Asking
from tests.cast import THEN, Troupe
from tests.network.waves_stage import bring
from tests.network.waves_survey_stage import closed, opened, value

pytestmark = pytest.mark.row("R10")
LATER = THEN + timedelta(days=20)


def words(troupe: Troupe, wave: Wave) -> set[tuple[str, str, int | None]]:
    with troupe.scope():
        rows = Report.objects.filter(wave=wave).select_related("rater", "rated")
        return {(one.rater.mark, one.rated.mark, one.level) for one in rows}


def test_a_closed_round_becomes_a_wave(home: Troupe) -> None:
    round_ = opened(home)
    closed(home, round_, {"OD": value(home, DR=3, HH=None), "DR": value(home, OD=2), "HT": {}})
    with home.scope():
        wave = Wave.objects.get(round=round_.pk)
    assert words(home, wave) == {("OD", "DR", 3), ("OD", "HH", None), ("DR", "OD", 2)}
    assert (wave.asked, wave.answered, wave.source) == (4, 3, "survey")
    assert wave.question == str(RELATIONS.items[1].text)


def test_the_roster_asks_of_all_others_and_begins_from_the_last_wave(home: Troupe) -> None:
    bring(home, "from,to,level,reliability\nOpen Door Shelter,Dock Road Traders,3,4\n")
    round_ = opened(home)
    with home.scope():
        respondent = round_.respondents.select_related("organisation").get(organisation=home.organisations["OD"])
        asked = Asking(round_.survey.questions.get(key="ties"), round_, respondent)
        names = [name for _pk, name in partners(asked)]
        fields = RosterKind().fields(asked)
    assert "Open Door Shelter" not in names and len(names) == 3
    traders = home.organisations["DR"].pk
    assert fields[f"{traders}_level"].initial == "3"
    assert fields[f"{traders}_reliability"].initial is None  # a colleague may answer now


def test_ratings_leave_no_trace_in_words_or_tables(home: Troupe) -> None:
    round_ = opened(home)
    with home.scope():
        asked = Asking(round_.survey.questions.get(key="ties"), round_)
        rated = value(home, DR=3)
        for one in rated.values():
            one |= {"reliability": 1, "mission": 4}
        kind = RosterKind()
        assert kind.say(asked, rated) == "Dock Road Traders: Cooperation"
        assert kind.row(asked, rated) == ["Dock Road Traders: Cooperation"]
        assert kind.parse(asked, {"ties": "Dock Road Traders: cooperation"}) == value(home, DR=3)
        assert kind.faults(asked, rated) == ""
        wrong: dict[str, Any] = {pk: {**one, "reliability": 7} for pk, one in rated.items()}
        assert "1 to 4" in kind.faults(asked, wrong)


def test_who_is_missing_is_ordered_by_what_the_answer_would_settle(home: Troupe) -> None:
    round_ = opened(home)
    closed(home, round_, {"OD": value(home, HH=2), "HT": value(home, HH=1)}, close=False)
    with home.scope():
        found = weigh(round_)
        made = brought_by(round_, round_.survey.questions.get(key="ties"))
    assert found is not None and len(made.filled) == 2
    by = found.by_organisation
    assert by[home.organisations["HH"].pk] > by[home.organisations["DR"].pk]
    assert set(by) == {home.organisations["HH"].pk, home.organisations["DR"].pk}


def test_a_place_between_others_last_time_weighs() -> None:
    reports = Reports.of("abcd", [Said("a", "b")], answered=["a"])
    before = Network.of("abcd", [("c", "a"), ("c", "b"), ("c", "d")])
    alone, placed = weights(reports), weights(reports, before)
    assert alone["c"] == alone["d"] < alone["b"]
    assert placed["c"] == 2 * alone["c"] and placed["d"] == alone["d"]
