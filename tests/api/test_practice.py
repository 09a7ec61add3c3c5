"""Topics, tasks, sheets and credit through the interface: each from its beginning to its end."""

from collections.abc import Callable

from tests.api.stage import Program
from tests.api.test_thread import problem_of
from tests.cast import Troupe

Programs = Callable[..., Program]


def test_a_task_is_given_confirmed_handed_over_and_done(program: Programs, troupe: Troupe) -> None:
    amina, marta, okafor = program("Amina", "HT"), program("Marta", "OD"), program("Okafor", "HH")
    steering = {"to": "coalitions.body", "to_id": str(troupe.bodies["steering"].pk)}
    owner = {"organisation": str(troupe.organisations["OD"].pk)}
    said = amina.post("tasks", {"title": "Fetch the key", "due_on": "2026-04-01", **steering, **owner})
    assert said.status_code == 201, said.content
    task = f"tasks/{said.json()['id']}"
    assert (said.json()["state"], said.json()["to_title"]) == ("given", "Steering committee")
    problem_of(okafor.post(f"{task}/accept"), 403, "forbidden")
    assert "why" in problem_of(marta.post(f"{task}/decline", {"why": " "}), 422, "invalid")["fields"]
    assert marta.post(f"{task}/decline", {"why": "We have no car."}).json()["answer"] == "We have no car."
    assert marta.post(f"{task}/accept").json()["state"] == "accepted"
    assert amina.patch(task, {"title": "Fetch both keys"}).json()["title"] == "Fetch both keys"
    health = {"organisation": str(troupe.organisations["HH"].pk)}
    assert marta.post(f"{task}/hand-over", health).json()["organisation"]["name"] == "Harbour Health Service"
    assert okafor.post(f"{task}/done").json()["state"] == "done"
    problem_of(okafor.post(f"{task}/accept"), 409, "not-now")
    assert (amina.get("tasks").json()["total"], amina.get("tasks?state=done").json()["total"]) == (0, 1)
    assert okafor.post(f"{task}/reopen").json()["ended_at"] is None
    assert amina.post(f"{task}/drop").json()["state"] == "dropped"


def test_a_sheet_is_laid_out_signed_and_complete(program: Programs, troupe: Troupe) -> None:
    amina, marta, office = program("Amina", "HT"), program("Marta", "OD"), program("Amina", "=")
    asked = [str(troupe.organisations[mark].pk) for mark in ("HT", "OD")]
    said = office.post(
        "sheets", {"title": "Warm rooms", "text": "We keep one room open.", "organisations": asked}
    )
    assert said.status_code == 201, said.content
    sheet = f"sheets/{said.json()['id']}"
    problem_of(marta.post(f"{sheet}/signatures", {"drawn": "M1 1"}), 422, "invalid")
    assert marta.post(f"{sheet}/decline", {"why": "Not yet."}).json()["places"][0]["answer"] in (
        "asked",
        "declined",
    )
    assert marta.post(f"{sheet}/signatures", {"typed": "Marta Lind"}).json()["signed"] == 1
    assert marta.post(f"{sheet}/withdraw").json()["signed"] == 0
    assert marta.post(f"{sheet}/signatures", {"drawn": "M10 20L30 40"}).status_code == 201
    assert amina.post(f"{sheet}/signatures", {"typed": "Amina Haddad"}).json()["state"] == "complete"
    assert [one["typed"] for one in amina.get(sheet).json()["signatures"] if not one["withdrawn_at"]].count(
        ""
    ) == 1
    assert amina.get("sheets?state=complete").json()["total"] == 1
    problem_of(marta.post(f"{sheet}/withdraw"), 409, "not-now")


def test_sheets_end_with_what_they_have_or_with_nothing(program: Programs, troupe: Troupe) -> None:
    marta, office = program("Marta", "OD"), program("Amina", "=")
    asked = [str(troupe.organisations[mark].pk) for mark in ("HT", "OD")]
    given = {"title": "Warm rooms", "text": "We keep one room open.", "organisations": asked}
    first, second = (f"sheets/{office.post('sheets', given).json()['id']}" for _ in range(2))
    marta.post(f"{first}/signatures", {"typed": "Marta Lind"})
    assert office.post(f"{first}/close").json()["state"] == "closed"
    ended = office.post(f"{second}/call-off", {"why": "The text was wrong."}).json()
    assert (ended["state"], ended["why"]) == ("called-off", "The text was wrong.")


def test_credit_is_proposed_said_otherwise_ordered_and_taken_out(program: Programs, troupe: Troupe) -> None:
    amina, marta, henk = program("Amina", "HT"), program("Marta", "OD"), program("Henk", "DR")
    steering = {"to": "coalitions.body", "to_id": str(troupe.bodies["steering"].pk)}
    shelter, health = (str(troupe.organisations[mark].pk) for mark in ("OD", "HH"))
    person = {"person": str(troupe.people["Marta"].pk)}
    said = amina.post("credits", {"organisation": shelter, "what": "lent the hall", **person, **steering})
    assert said.status_code == 201, said.content
    line = f"credits/{said.json()['id']}"
    assert (said.json()["state"], said.json()["person"]) == ("proposed", "")
    problem_of(henk.post(f"{line}/confirm"), 403, "forbidden")
    assert marta.post(f"{line}/confirm").json()["state"] == "confirmed"
    assert marta.post(f"{line}/amend", {"what": "made soup"}).json()["what"] == "made soup"
    assert marta.post(f"{line}/naming", {"named": True}).json()["person"] == "Marta Lind"
    other = amina.post("credits", {"organisation": health, "what": "sent a nurse", **steering}).json()["id"]
    amina.post("credits/order", {"lines": [other, said.json()["id"]], **steering})
    assert amina.get(f"credits/{other}").json()["place"] < amina.get(line).json()["place"]
    assert marta.post(f"{line}/drop").json()["state"] == "dropped"


def test_topics_are_added_changed_merged_and_retired(program: Programs, troupe: Troupe) -> None:
    office = program("Amina", "=")
    housing, homes = (office.post("topics", {"name": name}).json()["id"] for name in ("Housing", "Homes"))
    problem_of(program("Marta", "OD").post("topics", {"name": "Ours"}), 403, "forbidden")
    assert office.patch(f"topics/{housing}", {"description": "Roofs"}).json()["description"] == "Roofs"
    merged = office.post(f"topics/{homes}/merge", {"into": housing}).json()
    assert merged["merged_into"]["id"] == housing
    assert office.post(f"topics/{housing}/retire").json()["retired_at"]
    assert office.get("topics?state=retired").json()["total"] >= 1
    assert office.post(f"topics/{housing}/restore").json()["retired_at"] is None
