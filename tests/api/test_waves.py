"""Waves through the interface."""

from collections.abc import Callable

import pytest

from comity.network.models import Wave
from tests.api.stage import Program
from tests.api.test_thread import problem_of
from tests.cast import Troupe
from tests.network.waves_stage import work_out

pytestmark = pytest.mark.row("R10")
Programs = Callable[..., Program]
NAMED = {"name": "Spring", "question": "With whom do you work?"}
TEXT = "from,to,level\nOpen Door Shelter,Dock Road Traders,2\nDock Road Traders,Open Door Shelter,3\n"


def test_answers_become_a_wave_with_figures_scores_and_pairs(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    kept = amina.post("waves/answers", {**NAMED, "text": TEXT, "asked_on": "2026-03-01"})
    assert kept.status_code == 201, kept.content
    pk = kept.json()["id"]
    assert amina.get(f"waves/{pk}").json()["ready"] is False
    with troupe.scope():
        wave = Wave.objects.get(pk=pk)
    work_out(troupe, wave)
    told = amina.get(f"waves/{pk}?rule=confirmed").json()
    assert (told["pairs"]["confirmed"], told["figures"]["figures"]["density"]) == (1, 1.0)
    assert "A tie counts when both sides report it." in told["about"]
    assert amina.get(f"waves/{pk}/scores").json()["total"] == 2
    (pair,) = amina.get(f"waves/{pk}/pairs?state=confirmed").json()["items"]
    assert {pair["first_says"], pair["second_says"]} == {"Coordination", "Cooperation"}
    assert amina.post(f"waves/{pk}/drop", {"why": "Too early."}).json()["dropped_at"]
    assert amina.get("waves").json()["total"] == 0
    assert amina.post(f"waves/{pk}/restore").json()["dropped_at"] is None
    assert amina.get("waves").json()["total"] == 1


def test_faults_are_told_with_row_and_column(program: Programs) -> None:
    amina = program("Amina", "=")
    wrong = {**NAMED, "text": "from,to\nOpen Door Sheltr,Dock Road Traders\n", "asked_on": "2026-03-01"}
    (said,) = problem_of(amina.post("waves/answers", wrong), 422, "invalid")["fields"]["text"]
    assert said.startswith("row 2, column “from”") and "Open Door Shelter" in said


def test_the_ties_of_today_are_kept_by_coordinators_alone(program: Programs, troupe: Troupe) -> None:
    henk = program("Henk", "DR")
    henk.post("ties", {"about": str(troupe.organisations["OD"].pk), "level": 3})
    problem_of(henk.post("waves/ties", NAMED), 403, "forbidden")
    amina = program("Amina", "=")
    assert amina.post("waves/ties", NAMED).json()["source"] == "ties"


def test_a_wave_is_read_as_a_map_and_a_file(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    pk = amina.post("waves/answers", {**NAMED, "text": TEXT, "asked_on": "2026-03-01"}).json()["id"]
    (line,) = amina.get(f"map/drawing?wave={pk}&rule=directed").json()["ties"]
    assert (line["way"], line["rung"]) == ("both", 2)
    assert "Open Door Shelter" in amina.get(f"map/file?file=ties.csv&wave={pk}").json()["content"]
    scores = amina.get(f"map/scores?wave={pk}").json()
    assert scores["trust"] == "good" and len(scores["organisations"]) == 2
