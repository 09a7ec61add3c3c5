"""Ties, the map and rosters through the interface; and the record, with the way back."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from comity.network.models import RosterDraft, Tie
from tests.api.stage import NOW, Program
from tests.api.test_thread import problem_of
from tests.cast import Troupe
from tests.governing.stage import asking

Programs = Callable[..., Program]
ORGANISATIONS = "name,sector,place\nBoat School,citizen,Saltmere\nLamp Keepers,nonprofit,Saltmere\n"
TIES = "from,to,level\nBoat School,Lamp Keepers,coordination\nBoat School,Open Door Shelter,networking\n"


def test_an_organisation_says_how_it_works_with_another(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "HT")
    said = amina.post("ties", {"about": str(troupe.organisations["OD"].pk), "level": 3, "contact": "weekly"})
    assert said.status_code == 201, said.content
    assert (said.json()["rung_in_words"], said.json()["confirmed"]) == ("Cooperation", False)
    assert amina.get("ties?rung=3").json()["total"] == 1
    assert amina.get("ties?rung=2").json()["total"] == 0
    ended = amina.post(f"ties/{said.json()['id']}/end").json()
    assert ended["rung"] == 0 and ended["ended_on"]
    for pk in (troupe.organisations["HT"].pk, troupe.coalition.pk):
        told = amina.post("ties", {"about": str(pk), "level": 3})
        assert "about" in problem_of(told, 422, "invalid")["fields"]
    wrong = {"about": str(troupe.organisations["OD"].pk), "level": 9}
    assert "level" in problem_of(amina.post("ties", wrong), 422, "invalid")["fields"]
    problem_of(program("Amina", "=").post("ties", wrong | {"level": 2}), 403, "forbidden")


def test_the_map_tells_its_figures_and_how_far_to_trust_them(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "HT")
    assert amina.get("map").json()["figures"]["ties"] == 0
    amina.post("ties", {"about": str(troupe.organisations["OD"].pk), "level": 3})
    told = amina.get("map").json()
    assert told["figures"]["density"] == 1 / 6
    assert (told["organisations"], told["answered"], told["one_sided"]) == (4, 1, 1)
    assert told["stats"][0]["number"] == "1 tie" and told["remarks"]
    assert amina.get("map?rule=confirmed").json()["figures"]["ties"] == 0
    problem_of(amina.get("map?rule=rumour"), 422, "invalid")


def test_a_roster_is_checked_entered_and_taken_back(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    draft = amina.post("rosters", {"organisations": ORGANISATIONS, "ties": TIES})
    assert draft.status_code == 201, draft.content
    assert (draft.json()["state"], draft.json()["problems"]) == ("checked", [])
    assert draft.json()["counts"]["organisations"] == 2
    done = amina.post(f"rosters/{draft.json()['id']}/enter").json()
    assert done["state"] == "done"
    assert amina.get("organisations").json()["total"] == 6
    assert amina.get("ties").json()["total"] == 2
    entry = amina.get(f"record/{done['entry']}").json()
    assert entry["act"] == "network.roster.imported" and entry["can_be_taken_back"]
    assert amina.post(f"record/{done['entry']}/take-back").status_code == 200
    assert amina.get("ties").json()["total"] == 0
    problem_of(amina.post(f"rosters/{done['id']}/enter"), 409, "not-now")


def test_a_roster_with_faults_names_row_column_and_mend(program: Programs) -> None:
    amina = program("Amina", "=")
    draft = amina.post("rosters", {"organisations": "name,sector\nBoat School,citizen\n,nonprofit\n"}).json()
    (wrong,) = draft["problems"]
    assert wrong["row"] == 3 and wrong["says"] and wrong["mend"]
    problem_of(amina.post(f"rosters/{draft['id']}/enter"), 409, "not-now")
    assert amina.get("organisations").json()["total"] == 4
    assert "organisations" in problem_of(amina.post("rosters", {}), 422, "invalid")["fields"]


def test_what_a_roster_means_is_decided(program: Programs) -> None:
    amina = program("Amina", "=")
    ties = "a,b,how\nOpen Door Shelter,Dock Road Traders,pals\n"
    draft = amina.post("rosters", {"ties": ties}).json()
    path = f"rosters/{draft['id']}/decisions"
    told = problem_of(amina.send("PUT", path, {"columns": {"ties": {"from": "nowhere"}}}), 422, "invalid")
    assert set(told["fields"]) == {"columns.ties.from"}
    columns = {"ties": {"from": "a", "to": "b", "level": "how"}}
    decided = amina.send("PUT", path, {"columns": columns}).json()
    assert decided["tables"]["ties"]["columns"] == {"from": "a", "to": "b", "level": "how"}
    assert decided["words"] == [{"word": "pals", "count": 1, "rung": None}]
    decided = amina.send("PUT", path, {"words": {"pals": 2}, "directed": "list"}).json()
    assert decided["problems"] == [], decided
    assert amina.post(f"rosters/{draft['id']}/enter").json()["state"] == "done"
    assert Tie._base_manager.get().list_says == 2
    problem_of(amina.send("PUT", path, {"words": {"pals": 3}}), 409, "not-now")


def test_a_roster_is_its_makers_alone(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    draft = amina.post("rosters", {"organisations": ORGANISATIONS}).json()
    problem_of(program("Marta", "OD").get(f"rosters/{draft['id']}"), 403, "forbidden")
    amina.at = NOW + timedelta(days=2)
    problem_of(amina.get(f"rosters/{draft['id']}"), 404, "absent")
    assert RosterDraft._base_manager.count() == 1


# ── the record ──


def test_the_record_is_read_and_checked(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "HT")
    amina.post("ties", {"about": str(troupe.organisations["OD"].pk), "level": 3})
    rows = amina.get("record?act=network.tie.reported").json()
    assert rows["total"] == 1 and rows["items"][0]["who"] == "Amina Haddad"
    entry = amina.get(f"record/{rows['items'][0]['id']}").json()
    sealed = f"{entry['seal_before']}\n{entry['text']}"
    assert hashlib.sha256(sealed.encode()).hexdigest() == entry["seal"]
    head = amina.get("record/head").json()
    assert head["seal"] == entry["seal"]
    assert amina.post("record/check", {"head": head["seal"][:16]}).json()["whole"]
    assert not amina.post("record/check", {"head": "0" * 16}).json()["whole"]


def test_only_ones_own_last_step_is_taken_back(program: Programs, troupe: Troupe) -> None:
    amina, marta = program("Amina", "HT"), program("Marta", "OD")
    amina.post("ties", {"about": str(troupe.organisations["OD"].pk), "level": 3})
    entry = amina.get("record?limit=1").json()["items"][0]["id"]
    problem_of(marta.post(f"record/{entry}/take-back"), 403, "forbidden")
    amina.at = NOW + timedelta(minutes=11)
    problem_of(amina.post(f"record/{entry}/take-back"), 409, "not-now")
    amina.at = NOW + timedelta(minutes=9)
    assert amina.post(f"record/{entry}/take-back").status_code == 200
    assert amina.get("ties").json()["total"] == 0


# ── oneself ──


def test_one_reads_and_changes_oneself(program: Programs) -> None:
    amina = program("Amina")
    me = amina.get("/me").json()
    assert me["email"] == "amina.haddad@example.org" and me["token"]["scopes"] == ["act", "coordinate", "read", "vote"]
    assert amina.patch("/me", {"zone": "Europe/Paris", "wants_digest": False}).json()["wants_digest"] is False
    assert amina.get("/me").json()["zone"] == "Europe/Paris"
    problem_of(amina.patch("/me", {"zone": "Mars/Base"}), 422, "invalid")
    problem_of(amina.patch("/me", {"email": "new@example.org"}), 422, "invalid")


def test_one_does_without_a_kind_of_mail(program: Programs) -> None:
    amina = program("Amina")
    kind = amina.get("/me/mails").json()["items"][0]["kind"]
    assert amina.send("PUT", f"/me/mails/{kind}", {"wanted": False}).json()["wanted"] is False
    assert not next(row for row in amina.get("/me/mails").json()["items"] if row["kind"] == kind)["wanted"]
    assert amina.send("PUT", f"/me/mails/{kind}", {"wanted": True}).json()["wanted"] is True
    problem_of(amina.send("PUT", "/me/mails/none.such", {"wanted": True}), 404, "absent")


def test_what_needs_me_is_listed(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        question = asking(troupe)(at=NOW)
    rows = program("Marta").get("asks").json()["items"]
    assert str(question.pk) in {row["thing"] for row in rows}


def test_the_map_is_read_as_data_matrix_days_scores_and_files(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "HT")
    open_door, tenants = (str(troupe.organisations[mark].pk) for mark in ("OD", "HT"))
    amina.post("ties", {"about": open_door, "level": 3})
    drawn = amina.get("map/drawing").json()
    assert drawn["drawn"] and len(drawn["organisations"]) == 4 and drawn["communities"] == []
    (line,) = drawn["ties"]
    assert (line["a"], line["b"], line["rung"], line["one_sided"]) == (tenants, open_door, 3, True)
    rows = amina.get("map/matrix?order=group").json()
    says = {row["id"]: row["says"] for row in rows["rows"]}
    assert rows["order"] == "name" and [word for word in says[tenants] if word is not None] == [3]
    days = amina.get("map/over-time").json()
    assert days["ties"][0]["rung"] == 3 and days["ties"][0]["rung_before"] is None
    earlier = amina.get("map/over-time?since=2020-01-01").json()["ties"][0]
    assert (earlier["became"], earlier["rung_before"]) == ("gained", 0)
    problem_of(amina.get("map/over-time?on=2999-01-01"), 422, "invalid")
    assert amina.get("map/scores").json()["trust"] == "none"
    file = amina.get("map/file?file=network.gexf").json()
    assert file["format"] == "gexf" and "Open Door Shelter" in file["content"]
    problem_of(amina.get(f"map/drawing?wave={open_door}"), 404, "absent")


def test_a_whole_network_comes_in_as_a_roster(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    tie = {"from": "Boat School", "to": "Open Door Shelter", "direction": "undirected", "level": 2}
    elements = [{"label": "Boat School"}, {"label": "Open Door Shelter"}]
    draft = amina.post("rosters", {"ties": json.dumps({"elements": elements, "connections": [tie]})})
    assert draft.status_code == 201 and draft.json()["counts"]["ties"] == 1, draft.content
    wrong = problem_of(amina.post("rosters", {"ties": '{"elements": ['}), 422, "invalid")
    assert "no JSON" in str(wrong["fields"]["ties"])
