"""Questions through the interface: drafted, changed, opened, objected to, closed and sealed."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from comity.audit.verify import verify
from comity.governing.models import Question, State
from tests.api.stage import NOW, Program, in_utc
from tests.api.test_thread import problem_of
from tests.cast import Troupe
from tests.governing.stage import asking, say

Programs = Callable[..., Program]
LATER = in_utc(NOW + timedelta(days=30))


@pytest.fixture
def words(troupe: Troupe) -> dict[str, Any]:
    """A question as it is sent."""
    return {
        "title": "Insulate 40 flats before the frost?", "lede": "Spend 180,000 of the shared fund.",
        "body": str(troupe.bodies["steering"].pk), "closes_at": LATER,
    }  # fmt: skip


def test_from_a_draft_to_a_sealed_decision(program: Programs, troupe: Troupe, words: dict[str, Any]) -> None:
    amina = program("Amina", "HT")
    draft = amina.post("questions", words)
    assert draft.status_code == 201, draft.content
    assert (draft.json()["state"], draft.json()["code"], draft.json()["outcome"]) == ("draft", "", None)
    assert (draft.json()["rule"]["share"], draft.json()["clause"], draft.json()["binding"]) == ("1/2", "1.6", True)
    path = f"questions/{draft.json()['id']}"
    assert amina.get("questions").json()["total"] == 0
    assert amina.get("questions?state=draft").json()["total"] == 1
    opened = amina.post(f"{path}/open")
    assert opened.json()["code"] == "D-001" and len(opened.json()["roll"]) == 3
    for name, mark in (("Amina", "HT"), ("Marta", "OD"), ("Okafor", "HH")):
        cast = program(name, mark).post(f"{path}/votes", {"choice": "yes"})
        assert cast.status_code == 201, cast.content
        assert hashlib.sha256(cast.json()["slip"].encode()).hexdigest() == cast.json()["receipt"]
    problem_of(program("Marta", "OD").post(f"{path}/close"), 403, "forbidden")
    closed = program("Amina", "=").post(f"{path}/close")
    assert closed.status_code == 200, closed.content
    outcome = closed.json()["outcome"]
    assert (outcome["carried"], outcome["yes"], outcome["sealed"]) == (True, 3, True)
    sealed = amina.get(f"{path}/decision").json()
    assert hashlib.sha256(sealed["text"].encode()).hexdigest() == sealed["seal"] == outcome["seal"]
    assert list(verify(troupe.coalition.pk)) == []


def test_a_draft_changes_field_by_field(program: Programs, words: dict[str, Any]) -> None:
    amina = program("Amina", "HT")
    advice = {**words, "binding": False, "share": "two-thirds"}
    path = f"questions/{amina.post('questions', advice).json()['id']}"
    changed = amina.patch(path, {"title": "Insulate 30 flats?", "quorum": "none"}).json()
    assert changed["title"] == "Insulate 30 flats?"
    assert changed["lede"] == words["lede"] and changed["closes_at"] == LATER
    assert changed["rule"]["share"] == "2/3" and changed["rule"]["quorum"] is None
    assert amina.patch(path, {"closes_at": None}).json()["closes_at"] is None
    problem_of(amina.post(f"{path}/open"), 422, "invalid")


def test_every_fault_of_a_question_is_told_at_once(program: Programs) -> None:
    told = problem_of(program("Amina", "HT").post("questions", {"share": "most", "binding": False}), 422, "invalid")
    assert {"title", "lede", "body", "share"} <= set(told["fields"])


def test_a_body_of_another_coalition_can_not_be_asked(
    program: Programs, elsewhere: Troupe, words: dict[str, Any]
) -> None:
    words["body"] = str(elsewhere.assembly.pk)
    told = problem_of(program("Amina", "HT").post("questions", words), 422, "invalid")
    assert set(told["fields"]) == {"body"}


def test_moments_need_their_offset(program: Programs, words: dict[str, Any]) -> None:
    amina = program("Amina", "HT")
    for wrong in ("2026-04-01T18:00:00", "2026-04-01", 1775066400, "soon"):
        told = problem_of(amina.post("questions", words | {"closes_at": wrong}), 422, "invalid")
        assert set(told["fields"]) == {"closes_at"}
    kept = amina.post("questions", words | {"closes_at": "2026-04-01T20:00:30+02:00"}).json()
    assert kept["closes_at"] == "2026-04-01T18:00:30Z"


def test_later_and_never_earlier(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW, closes_at=NOW + timedelta(days=10))
    amina, path = program("Amina", "HT"), f"questions/{question.pk}/later"
    problem_of(amina.post(path, {"closes_at": in_utc(NOW + timedelta(days=5))}), 422, "invalid")
    assert amina.post(path, {"closes_at": LATER}).json()["closes_at"] == LATER


def test_withdrawing_an_open_question_needs_a_reason(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW)
    amina, path = program("Amina", "HT"), f"questions/{question.pk}/withdraw"
    assert problem_of(amina.post(path, {}), 422, "invalid")["fields"].keys() == {"why"}
    assert amina.post(path, {"why": "The quote was wrong."}).json()["state"] == "withdrawn"


def test_objections_are_raised_answered_taken_in_and_back(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW)
    marta, amina, path = program("Marta", "OD"), program("Amina", "HT"), f"questions/{question.pk}"
    said = {"concern": "Half of them stand empty.", "change": "Begin with twenty."}
    first = marta.post(f"{path}/objections", said)
    assert first.status_code == 201, first.content
    objection = f"{path}/objections/{first.json()['id']}"
    assert amina.post(f"{objection}/replies", {"text": "Agreed."}).status_code == 201
    taken = amina.post(f"{objection}/take-in", {"lede": "Twenty flats now.", "text": ""})
    assert (taken.status_code, taken.json()["state"]) == (200, "integrated")
    second = marta.post(f"{path}/objections", said).json()
    back = marta.post(f"{path}/objections/{second['id']}/take-back")
    assert back.json()["state"] == "withdrawn"
    read = amina.get(path).json()
    assert read["lede"] == "Twenty flats now." and len(read["objections"]) == 2
    assert read["objections"][0]["replies"][0]["text"] == "Agreed."


def test_what_can_follow_is_listed(program: Programs, words: dict[str, Any], troupe: Troupe) -> None:
    amina = program("Amina", "HT")
    keys = [row["effect"] for row in amina.get("effects").json()["items"]]
    assert keys[0] == "nothing"
    chosen = amina.post("questions", words | {"effect": keys[-1]})
    assert chosen.status_code == 201, chosen.content
    problem_of(amina.post("questions", words | {"effect": "turn.lead.into.gold:x"}), 422, "invalid")


def test_what_only_a_committee_may_read_is_absent_for_others(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW, confidentiality="body")
        say(troupe, question, at=NOW, HT="yes")
    henk, marta = program("Henk", "DR"), program("Marta", "OD")
    problem_of(henk.get(f"questions/{question.pk}"), 404, "absent")
    assert henk.get("questions").json()["total"] == 0
    assert marta.get(f"questions/{question.pk}").json()["outcome"]["yes"] == 1
    assert all(row["hidden"] for row in henk.get("record?limit=3").json()["items"])
    assert not any(row["hidden"] for row in marta.get("record?limit=3").json()["items"])


def test_past_its_time_a_question_is_sealed_before_anything_is_done(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW, closes_at=NOW + timedelta(days=2))
    amina = program("Amina", "HT")
    amina.at = NOW + timedelta(days=3)
    assert amina.get(f"questions/{question.pk}").json()["state"] == "closed"
    amina.post("questions", {})
    assert Question._base_manager.get(pk=question.pk).state == State.CLOSED
