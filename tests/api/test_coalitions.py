"""Coalitions through the interface: founded, described, peopled, seated."""

import base64
import struct
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.coalitions.jobs import pack_parcel
from comity.coalitions.models import Mandate, Membership, Power, Seat, Term
from comity.people.models import Organisation
from tests.api.stage import NOW, Program, token_of
from tests.api.test_thread import problem_of
from tests.cast import Troupe, found, join, person

Programs = Callable[..., Program]
HEAD = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 64, 64) + b"\x08\x06" + b"\x00" * 23
PICTURE = base64.b64encode(HEAD).decode()


def test_one_founds_a_coalition_and_coordinates_it(program: Programs, troupe: Troupe) -> None:
    henk = program("Henk")
    own = {"known": str(troupe.organisations["DR"].pk)}
    made = henk.post("/coalitions", {"name": "Quay Lights", "place": "Saltmere", "own": own})
    assert made.status_code == 201, made.content
    henk.coalition = made.json()["id"]
    standing = henk.get("me").json()
    assert standing["coordinates"]
    assert {hat["name"] for hat in standing["hats"]} == {"Dock Road Traders", "General assembly", "Henk Baas"}
    assert henk.get("organisations").json()["items"][0]["state"] == "member"
    names = [row["name"] for row in henk.get("/coalitions").json()["items"]]
    assert names == ["Harbour Homes Together", "Quay Lights"]
    assert list(verify(made.json()["id"])) == []


def test_a_new_organisation_needs_its_sector(program: Programs) -> None:
    told = program("Henk").post("/coalitions", {"name": "Quay Lights", "own": {"name": "Boat School"}})
    assert problem_of(told, 422, "invalid")["fields"].keys() == {"sector"}


def test_a_token_of_one_coalition_founds_no_other(program: Programs, troupe: Troupe) -> None:
    bound = program(coalition=troupe.coalition.pk)
    problem_of(bound.post("/coalitions", {"name": "Another"}), 403, "scope")


def test_a_token_of_one_coalition_opens_no_other(troupe: Troupe) -> None:
    amina = troupe.coordinator
    other = found("Quay Lights", amina)
    token, secret = token_of(amina, coalition=troupe.coalition.pk)
    bound = Program(token, secret, other.coalition.pk)
    problem_of(bound.get("organisations"), 404, "absent")
    assert [row["id"] for row in bound.get("/coalitions").json()["items"]] == [str(troupe.coalition.pk)]


def test_settings_change_field_by_field(program: Programs) -> None:
    amina = program("Amina", "=")
    whole = f"/coalitions/{amina.coalition}"
    before = amina.get(whole).json()
    after = amina.patch(whole, {"purpose": "Warm homes.", "founded_on": "2026-01-05"}, If_Match=before["version"])
    assert after.status_code == 200, after.content
    assert (after.json()["purpose"], after.json()["founded_on"]) == ("Warm homes.", "2026-01-05")
    assert after.json()["place"] == before["place"]
    problem_of(amina.patch(whole, {"purpose": "Old."}, If_Match=before["version"]), 412, "changed")
    assert problem_of(amina.patch(whole, {"zone": "Mars/Base"}), 422, "invalid")["fields"].keys() == {"zone"}
    assert amina.patch(whole, {"founded_on": None}).json()["founded_on"] is None
    assert amina.post("stage", {"stage": "formation"}).json()["stage"] == "formation"


def test_only_coordinators_run_it(program: Programs, troupe: Troupe) -> None:
    henk = program("Henk", "DR")
    for told in (
        henk.patch(f"/coalitions/{henk.coalition}", {"place": "Elsewhere"}),
        henk.post("organisations", {"name": "New", "sector": "citizen", "state": "member"}),
        henk.post("bodies", {"name": "New", "kind": "action"}),
        henk.post("rosters", {"organisations": "name\nBoat School\n"}),
    ):
        assert "coordinator" in problem_of(told, 403, "forbidden")["detail"]


def test_a_coordinators_token_needs_what_coordinators_need(troupe: Troupe) -> None:
    """Made before the second factor was there, a token no longer coordinates once it is."""
    from allauth.mfa.models import Authenticator

    amina = troupe.coordinator
    weak, secret = token_of(amina, strong=False)
    hat = f"body:{troupe.assembly.pk}"
    one = Program(weak, secret, troupe.coalition.pk, hat)
    whole = f"/coalitions/{troupe.coalition.pk}"
    assert one.patch(whole, {"officers_need_second_factor": True}).status_code == 200
    assert one.patch(whole, {"place": "Saltmere Bay"}).status_code == 200
    Authenticator.objects.create(user=amina, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "second factor" in problem_of(one.patch(whole, {"place": "Saltmere"}), 403, "forbidden")["detail"]
    strong, secret = token_of(amina, strong=True)
    assert Program(strong, secret, troupe.coalition.pk, hat).patch(whole, {"place": "Saltmere"}).status_code == 200


# ── organisations ──


def test_organisations_are_listed_as_on_their_page(program: Programs) -> None:
    henk = program("Henk")
    rows = henk.get("organisations?sector=citizen").json()
    assert [row["name"] for row in rows["items"]] == ["Harbour Tenants’ Union"]
    assert rows["items"][0]["people"] == 2
    assert henk.get("organisations?q=shelter").json()["total"] == 1
    assert henk.get("organisations?sort=-name").json()["items"][0]["name"] == "Open Door Shelter"


def test_an_organisation_comes_in_changes_and_goes(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    made = amina.post("organisations", {"name": "Boat School", "sector": "citizen", "state": "prospect"})
    assert made.status_code == 201, made.content
    path = f"organisations/{made.json()['id']}"
    assert amina.post(f"{path}/membership", {"state": "member"}).json()["state"] == "member"
    assert problem_of(amina.post(f"{path}/membership", {"state": "suspended"}), 422, "invalid")["fields"].keys() == {
        "reason"
    }
    problem_of(amina.post(f"{path}/membership", {"state": "prospect"}), 422, "invalid")
    changed = amina.patch(path, {"place": "Saltmere", "people_count": 12, "website": "https://boats.example"})
    assert (changed.json()["people_count"], changed.json()["sector"]) == (12, "citizen")
    assert amina.patch(path, {"people_count": None}).json()["people_count"] is None
    assert amina.send("PUT", f"{path}/shown-as", {"shown_as": "Boats"}).json()["shown_as"] == "Boats"
    assert amina.get(path).json()["shown_name"] == "Boats"
    assert amina.post(f"{path}/confirm").status_code == 200
    left = amina.post(f"{path}/membership", {"state": "left", "reason": "Moved away."})
    assert left.json()["state"] == "left"


def test_a_profile_belongs_to_its_organisation(program: Programs, troupe: Troupe) -> None:
    shelter = troupe.organisations["OD"]
    problem_of(program("Henk", "DR").patch(f"organisations/{shelter.pk}", {"place": "X"}), 403, "forbidden")
    assert program("Marta", "OD").patch(f"organisations/{shelter.pk}", {"place": "Quay 3"}).status_code == 200


def test_a_mark_gets_a_picture_and_loses_it(program: Programs, troupe: Troupe) -> None:
    marta, shelter = program("Marta", "OD"), troupe.organisations["OD"]
    path = f"organisations/{shelter.pk}/logo"
    assert marta.send("PUT", path, {"picture": PICTURE}).status_code == 200
    assert Organisation.objects.get(pk=shelter.pk).logo
    assert marta.send("PUT", path, {"picture": None}).status_code == 200
    assert not Organisation.objects.get(pk=shelter.pk).logo
    problem_of(marta.send("PUT", path, {"picture": "§"}), 422, "invalid")
    text = base64.b64encode(b"no picture").decode()
    problem_of(marta.send("PUT", path, {"picture": text}), 422, "invalid")


def test_two_rows_become_one(program: Programs, troupe: Troupe) -> None:
    amina, kept = program("Amina", "="), troupe.organisations["DR"]
    other = amina.post("organisations", {"name": "Dock Rd Traders", "sector": "private", "state": "prospect"}).json()
    path = f"organisations/{kept.pk}/merge"
    assert "taken" in problem_of(amina.post(path, {"other": other["id"], "taken": ["soul"]}), 422, "invalid")["fields"]
    assert amina.post(path, {"other": other["id"], "taken": ["name"]}).json()["name"] == "Dock Rd Traders"
    assert amina.get(f"organisations/{other['id']}").json()["merged_into"] == str(kept.pk)


def test_one_brings_in_an_organisation_of_ones_own(program: Programs, troupe: Troupe) -> None:
    other = found("Quay Lights", troupe.coordinator)
    own = join(other, "Lamp Keepers", "citizen", troupe.coordinator)
    amina = program("Amina", "=")
    assert amina.post("organisations/bring", {"organisation": str(own.pk)}).status_code == 201
    foreign = join(other, "Others", "citizen", person("Otto Other"))
    problem_of(amina.post("organisations/bring", {"organisation": str(foreign.pk)}), 422, "invalid")


# ── people ──


def test_people_are_listed_with_what_they_may(program: Programs, troupe: Troupe) -> None:
    rows = program("Amina").get("people?q=Marta").json()["items"]
    assert rows[0]["mandates"][0]["powers"] == ["report", "sign", "speak", "vote"]
    assert rows[0]["terms"][0]["role"] == "chair"
    assert rows[0]["email"] == "marta.lind@example.org"
    assert program("Henk").get("people?q=Marta").json()["items"][0]["email"] is None
    assert program("Henk").get("people?for=tenants").json()["total"] == 2
    one = program("Henk").get(f"people/{troupe.people['Ruth'].pk}").json()
    assert one["mandates"][0]["powers"] == ["speak"]


def test_somebody_is_invited_and_their_mandate_ends(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    of = str(troupe.organisations["DR"].pk)
    sent = {"name": "Bo Boat", "email": "bo@example.org", "organisation": of, "powers": ["speak", "vote"]}
    made = amina.post("invitations", sent)
    assert made.status_code == 201, made.content
    path = f"mandates/{made.json()['id']}"
    problem_of(amina.post(f"{path}/invite-again"), 422, "invalid")
    amina.at = NOW + timedelta(hours=2)
    assert amina.post(f"{path}/invite-again").status_code == 200
    assert amina.post(f"{path}/extend", {"ends_on": "2026-06-30"}).json()["ends_on"] == "2026-06-30"
    ended = amina.post(f"{path}/end").json()
    assert not ended["holds"]
    faults = problem_of(amina.post("invitations", {"email": "no address"}), 422, "invalid")["fields"]
    assert {"name", "email", "organisation", "powers"} <= set(faults)


def test_one_passes_on_only_what_one_may_do(program: Programs, troupe: Troupe) -> None:
    ruth, henk = program("Ruth", "HT"), troupe.people["Henk"]
    of = str(troupe.organisations["HT"].pk)
    path = f"people/{henk.pk}/mandates"
    problem_of(ruth.post(path, {"whom": of, "powers": ["vote"]}), 403, "forbidden")
    given = ruth.post(path, {"whom": of, "powers": ["speak"]})
    assert given.status_code == 201 and given.json()["organisation"]["id"] == of
    body = str(troupe.bodies["steering"].pk)
    made = program("Amina", "=").post(path, {"whom": body, "powers": ["report"], "ends_on": "2026-12-01"})
    assert made.json()["body"]["name"] == "Steering committee"
    assert Mandate._base_manager.filter(person=henk, reports=True, body__isnull=False).count() == 1
    assert made.json()["powers"][0] == Power.REPORT


# ── bodies ──


def test_a_body_lives_and_ends(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    made = amina.post("bodies", {"name": "Winter group", "kind": "action", "parent": str(troupe.assembly.pk)})
    assert made.status_code == 201, made.content
    path = f"bodies/{made.json()['id']}"
    assert amina.patch(path, {"purpose": "Blankets."}).json()["parent"] == str(troupe.assembly.pk)
    seat = amina.post(f"{path}/seats", {"organisation": str(troupe.organisations["DR"].pk)}).json()
    henk = troupe.people["Henk"]
    term = amina.post(f"seats/{seat['id']}/fill", {"person": str(henk.pk), "role": "convener"})
    assert term.status_code == 201, term.content
    assert amina.get(path).json()["seats"][0]["person"]["name"] == "Henk Baas"
    assert amina.post(f"terms/{term.json()['id']}/end").status_code == 200
    assert Term._base_manager.get(pk=term.json()["id"]).ends_on is not None
    assert amina.post(f"seats/{seat['id']}/end").json() == {"done": True}
    assert Seat._base_manager.get(pk=seat["id"]).ended_on == NOW.date()
    assert amina.post(f"{path}/end").json()["ended_on"] == str(NOW.date())
    assert amina.get("bodies").json()["total"] == 3


def test_a_seat_is_filled_by_who_acts_for_its_organisation(program: Programs, troupe: Troupe) -> None:
    with troupe.scope():
        seat = Seat.objects.get(body=troupe.bodies["steering"], organisation=troupe.organisations["OD"])
    told = program("Marta", "OD").post(f"seats/{seat.pk}/fill", {"person": str(troupe.people["Henk"].pk)})
    assert problem_of(told, 422, "invalid")["fields"].keys() == {"person"}


def test_things_of_another_coalition_are_absent(program: Programs, troupe: Troupe, elsewhere: Troupe) -> None:
    amina = program("Amina", "=")
    with elsewhere.scope():
        mandate, membership = Mandate.objects.first(), Membership.objects.first()
    for method, path in (
        ("GET", f"organisations/{membership.organisation_id}"), ("GET", f"people/{elsewhere.coordinator.pk}"),
        ("GET", f"bodies/{elsewhere.assembly.pk}"), ("POST", f"bodies/{elsewhere.assembly.pk}/end"),
        ("POST", f"mandates/{mandate.pk}/end"), ("PATCH", f"organisations/{membership.organisation_id}"),
    ):  # fmt: skip
        problem_of(amina.send(method, path, {}), 404, "absent")


@pytest.mark.parametrize("path", ["organisations", "people", "bodies", "ties", "record", "questions", "asks"])
def test_lists_ask_the_database_no_more_when_they_grow(
    path: str, program: Programs, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    amina, counts = program("Amina", "="), []
    amina.get(path)
    for round_ in range(2):
        for n in range(3):
            join(troupe, f"Club {round_} {n}", "citizen", person(f"Club{round_}{n} Keeper"))
        with django_assert_max_num_queries(12) as seen:
            assert amina.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_whole_is_taken_along(program: Programs, troupe: Troupe) -> None:
    amina = program("Amina", "=")
    asked = amina.post("parcels")
    assert (asked.status_code, asked.json()["state"]) == (201, "packing")
    problem_of(amina.post("parcels"), 409, "not-now")
    with stopped_at(NOW):
        pack_parcel.call(coalition=str(troupe.coalition.pk), parcel=asked.json()["id"])
    path = f"parcels/{asked.json()['id']}"
    assert amina.get(path).json()["state"] == "ready"
    file = amina.get(f"{path}/file")
    assert file.headers["Content-Type"] == "application/zip"
    assert zipfile.is_zipfile(BytesIO(b"".join(file.streaming_content)))
    problem_of(program("Marta", "OD").get(path), 404, "absent")


def test_a_body_agrees_how_it_works_through_a_program(program: Programs, troupe: Troupe) -> None:
    amina, steering = program("Amina", "="), troupe.bodies["steering"]
    problem_of(amina.get(f"bodies/{steering.pk}/structure"), 404, "absent")
    sheet = {"seats": 7, "term_months": 12, "every": "month", "first_on": "2026-04-14", "hour": "18:00", "minutes": 90}
    made = amina.send("PUT", f"bodies/{steering.pk}/structure", sheet)
    assert made.status_code == 200, made.content
    assert amina.get(f"bodies/{steering.pk}/structure").json() == made.json()
    assert (made.json()["hour"], made.json()["renewals"]) == ("18:00", None)
    wrong = amina.send("PUT", f"bodies/{steering.pk}/structure", {"seats": 7, "minimum": 8})
    assert problem_of(wrong, 422, "invalid")["fields"].keys() == {"minimum"}
