"""Surveys through the interface: drafted, asked, answered, read, closed."""

from collections.abc import Callable

import pytest

from tests.api.stage import Program
from tests.api.test_thread import problem_of
from tests.cast import Troupe

Programs = Callable[..., Program]
pytestmark = [pytest.mark.row("R10")]


def test_from_the_draft_to_the_closed_round(program: Programs, troupe: Troupe) -> None:
    office, marta = program("Amina", "="), program("Marta", "OD")
    said = office.post("surveys", {"title": "Spring check"})
    assert said.status_code == 201, said.content
    survey = f"surveys/{said.json()['id']}"
    assert marta.get(survey).status_code == 404
    asked = {"kind": "scale", "text": "We are heard.", "required": True, "settings": {"low": "never", "high": "always"}}
    first = office.post(f"{survey}/questions", asked)
    assert first.status_code == 201, first.content
    several = {"kind": "several", "text": "What do you lack?", "settings": {"options": ["Money", "People"]}}
    second = office.post(f"{survey}/questions", several).json()
    assert second["settings"] == {"options": [["o1", "Money"], ["o2", "People"]]}
    assert office.post(f"survey-questions/{second['id']}/move", {"up": True}).json()["key"] == "q2"
    again = {"text": "What do you lack most?", "settings": second["settings"]}
    changed = office.send("PUT", f"survey-questions/{second['id']}", again)
    assert changed.json()["text"] == "What do you lack most?", changed.content
    gone = office.post(f"{survey}/questions", {"kind": "text", "text": "Else?"}).json()["id"]
    assert len(office.send("DELETE", f"survey-questions/{gone}").json()["questions"]) == 2
    assert office.patch(survey, {"title": "Check of spring"}).json()["title"] == "Check of spring"
    who = [str(troupe.organisations[mark].pk) for mark in ("OD", "DR")]
    opened = office.post(f"{survey}/rounds", {"organisations": who, "closes_on": "2026-03-20", "others": []})
    assert opened.status_code == 201, opened.content
    round_ = f"survey-rounds/{opened.json()['id']}"
    assert opened.json()["asked"] == 2
    assert marta.get(f"{round_}/respondents").status_code == 404
    rows = office.get(f"{round_}/respondents").json()["items"]
    mine = next(one["id"] for one in rows if one["organisation"]["name"] == "Open Door Shelter")
    other = next(one["id"] for one in rows if one["id"] != mine)
    assert marta.post(f"respondents/{mine}/save", {"answers": {"q2": ["o1"]}}).json()["state"] == "begun"
    wrong = problem_of(marta.post(f"respondents/{mine}/answers", {"answers": {"q1": 9}}), 422, "invalid")
    assert "q1" in wrong["fields"]
    assert marta.post(f"respondents/{mine}/answers", {"answers": {"q1": 3}}).json()["state"] == "answered"
    assert marta.post(f"respondents/{other}/answers", {"answers": {"q1": 3}}).status_code == 404
    assert office.post(f"respondents/{other}/typed", {"answers": {"q1": 1}}).json()["way"] == "paper"
    assert office.get(f"{round_}/answers").json()["total"] == 2
    assert marta.get(f"{round_}/answers").json()["items"][0]["answers"] == {"q1": 3}
    guest = {"others": ["Open Door Shelter; Guest; guest@example.org"]}
    assert office.post(f"{round_}/respondents", guest).json()["asked"] == 3
    table = {"table": "person,We are heard.\nGuest,4\n"}
    assert office.post(f"{round_}/import", table).json()["answered"] == 3
    assert office.post(f"{round_}/prolong", {"closes_on": "2026-03-25"}).status_code == 200
    counts = office.get(f"{round_}/results").json()["questions"]
    assert [one["n"] for one in next(q for q in counts if q["key"] == "q1")["counts"]] == [1, 0, 1, 1]
    assert office.post(f"{round_}/close").json()["state"] == "closed"
    kept_back = marta.get(f"{round_}/results").json()
    assert kept_back["kept_back"] is True
    assert all(one["answered"] in (None, 0) for one in kept_back["questions"])
    copy = office.post(f"{survey}/copy", {"title": "Next year"}).json()
    assert (copy["state"], len(copy["questions"])) == ("draft", 2)
    assert office.post(f"surveys/{copy['id']}/withdraw").json()["state"] == "withdrawn"
    assert office.get("surveys").json()["total"] == 1


def test_a_round_is_called_off_and_reminded_once_a_day(program: Programs, troupe: Troupe) -> None:
    office = program("Amina", "=")
    survey = office.post("surveys", {"title": "Check", "pattern": "surveys.check"}).json()["id"]
    who = [str(troupe.organisations["OD"].pk)]
    given = {"organisations": who, "closes_on": "2026-03-20"}
    round_ = f"survey-rounds/{office.post(f'surveys/{survey}/rounds', given).json()['id']}"
    problem_of(office.post(f"{round_}/remind"), 409, "not-now")
    assert office.post(f"{round_}/call-off", {"why": "Too early."}).json()["why"] == "Too early."
    problem_of(office.post(f"{round_}/close"), 409, "not-now")


def test_a_survey_is_put_into_another_language(program: Programs, troupe: Troupe) -> None:
    office, marta = program("Amina", "="), program("Marta", "OD")
    survey = f"surveys/{office.post('surveys', {'title': 'How are we?', 'pattern': 'surveys.check'}).json()['id']}"
    made = office.post(f"{survey}/translations", {"language": "es"})
    assert made.status_code == 201, made.content
    assert made.json()["done"] == 0
    assert {"key": "title", "original": "How are we?", "words": ""} in made.json()["places"]
    problem_of(office.post(f"{survey}/translations", {"language": "es"}), 422, "invalid")
    one = f"survey-translations/{made.json()['id']}"
    said = office.patch(one, {"words": {"title": "¿Cómo nos va?", "needs.o2": "Dinero"}})
    assert said.json()["done"] == 2, said.content
    problem_of(office.patch(one, {"words": {"nothing.text": "Nada"}}), 422, "invalid")
    assert marta.patch(one, {"words": {"title": "Otra"}}).status_code == 404, "a draft is its keepers' alone"
    assert office.get(survey).json()["languages"] == ["es"]
    assert [each["language"] for each in office.get(f"{survey}/translations").json()["languages"]] == ["es"]
    assert office.send("DELETE", one).json() == {"languages": []}
