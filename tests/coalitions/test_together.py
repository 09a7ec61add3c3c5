"""Settings, stages, and what this room tells the others: search, export, digest, evidence, erasure."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.audit.queries import entries_of
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.evidence import counted
from comity.base.models import Findable
from comity.base.refusal import Refused
from comity.coalitions.acts import (
    change_membership,
    change_settings,
    end_mandate,
    enter_stage,
    fill_seat,
    give_mandate,
)
from comity.coalitions.models import Coalition, Mandate, MembershipState, Power, Stage
from comity.coalitions.standing import Standing, live, standing_of
from comity.people.erasure import erase_person
from comity.people.models import Person, Sector
from tests.cast import THEN, Troupe, join, oneself
from tests.coalitions.stage import LATER, Visitor, mandate, membership, refused, seat


def standing(troupe: Troupe, name: str = "Amina", at=LATER) -> Standing:
    who = troupe.people.get(name) or troupe.coordinator
    return standing_of(who.pk, troupe.coalition.pk, at=at)


# ── settings ──


def test_settings_are_changed_on_the_page_and_can_be_taken_back(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    data = {
        "name": "Harbour Homes", "place": "Saltmere", "purpose": "Dry walls.", "reasons": "Alone\nyou are sent away",
        "type": "campaign", "zone": "Europe/Berlin", "language": "en", "founded_on": "2025-03-09", "has_page": "on",
    }  # fmt: skip
    visitor.post("edit-settings", **data)
    changed = Coalition.objects.get(pk=home.coalition.pk)
    assert (changed.name, changed.type, changed.has_page) == ("Harbour Homes", "campaign", True)
    entry = entries_of(home.coalition.pk).first()
    with home.scope():
        registry.undo[entry.act](entry, by=home.by, at=LATER)
    changed.refresh_from_db()
    assert (changed.name, changed.founded_on, changed.has_page) == ("Harbour Homes Together", None, False)


def test_members_read_the_settings_and_dont_change_them(home: Troupe) -> None:
    visitor = Visitor(home, home.people["Henk"])
    assert "Europe/Berlin" in visitor.get("settings").content.decode()
    with refused():
        change_settings(home.coalition, name="Ours", by=home.hat(home.people["Henk"]), at=LATER)


def test_a_coalition_is_set_from_inside_alone(home: Troupe, elsewhere: Troupe) -> None:
    with refused():
        change_settings(elsewhere.coalition, name="Ours", by=home.by, at=LATER)
    with refused():
        enter_stage(elsewhere.coalition, Stage.MAINTENANCE, by=home.by, at=LATER)


def test_a_stage_is_entered_and_taken_back(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    visitor.post("stage", stage="implementation")
    assert Coalition.objects.get(pk=home.coalition.pk).stage == Stage.IMPLEMENTATION
    assert visitor.post("stage", stage="implementation").status_code == 422, "it is there already"
    entry = entries_of(home.coalition.pk).first()
    with home.scope():
        registry.undo[entry.act](entry, by=home.by, at=LATER)
    assert Coalition.objects.get(pk=home.coalition.pk).stage == Stage.PREFORMATION


def test_an_unknown_zone_is_refused_by_the_act_itself(home: Troupe) -> None:
    with pytest.raises(ValidationError):
        change_settings(home.coalition, zone="Moon/Crater", by=home.by, at=LATER)


# ── what others read here ──


def found(label: str, title: str) -> list[str]:
    return list(Findable.objects.filter(label=label, title=title).values_list("confidentiality", flat=True))


def test_organisations_people_and_bodies_are_found(home: Troupe) -> None:
    assert found("coalitions.membership", "Open Door Shelter") == ["coalition"]
    assert found("coalitions.mandate", "Marta Lind") == ["coalition"]
    assert found("coalitions.body", "Steering committee") == ["coalition"]


def test_whoever_acts_here_no_longer_is_no_longer_found(home: Troupe) -> None:
    with stopped_at(LATER):
        end_mandate(mandate(home, "Henk"), by=home.by, at=LATER)
    assert found("coalitions.mandate", "Henk Baas") == ["named"]


TABLES = ["organisations", "people", "bodies", "seats", "mandates"]


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_the_coalitions_own_and_nothing_for_outsiders(
    home: Troupe, elsewhere: Troupe, name: str
) -> None:
    with home.scope():
        header, *rows = registry.export[name].rows(standing(home))
        assert rows and all(len(row) == len(header) for row in rows)
        assert not any("Valley" in str(cell) or "Ines" in str(cell) for row in rows for cell in row)
        outsider = standing_of(elsewhere.coordinator.pk, home.coalition.pk, at=LATER)
        assert not list(registry.export[name].rows(outsider))[1:]


def test_addresses_are_for_coordinators_alone(home: Troupe) -> None:
    with home.scope():
        assert any("@" in str(cell) for row in registry.export["people"].rows(standing(home)) for cell in row)
        assert not any(
            "@" in str(cell) for row in registry.export["people"].rows(standing(home, "Henk")) for cell in row
        )


def test_the_digest_names_who_came_and_what_ends_soon(home: Troupe) -> None:
    join(home, "City Library", Sector.PUBLIC, at=LATER)
    change_membership(membership(home, "DR"), MembershipState.LEFT, by=home.by, at=LATER)
    until = LATER + timedelta(days=1)
    soon = (LATER + timedelta(days=10)).date()
    give_mandate(
        home.people["Ruth"],
        organisation=home.organisations["HT"],
        powers=["vote"],
        ends_on=soon,
        by=home.by,
        at=LATER,
    )
    fill_seat(seat(home, "OD"), home.people["Marta"], by=home.by, at=LATER, ends_on=soon)
    with home.scope():
        told = [
            text for text, _ in registry.digest["coalitions"](standing(home), THEN - timedelta(days=1), until)
        ]
        quiet = [
            text
            for text, _ in registry.digest["coalitions"](standing(home), until, until + timedelta(days=7))
        ]
    assert "City Library is a member now" in told and "Dock Road Traders has left" in told
    assert "The mandate of Ruth Brandt for Harbour Tenants’ Union ends on 12 March" in told
    assert "The term of Marta Lind in Steering committee ends on 12 March" in told
    assert not any("is a member now" in text for text in quiet)


def test_a_member_hears_only_of_the_ends_that_are_their_own(home: Troupe) -> None:
    soon = (LATER + timedelta(days=10)).date()
    fill_seat(seat(home, "OD"), home.people["Marta"], by=home.by, at=LATER, ends_on=soon)
    lines = registry.digest["coalitions"]
    with home.scope():
        assert not [t for t, _ in lines(standing(home, "Henk"), LATER, LATER) if "ends on" in t]
        assert [t for t, _ in lines(standing(home, "Marta"), LATER, LATER) if "ends on" in t]


def test_evidence_counts_members_and_filled_bodies(home: Troupe) -> None:
    with home.scope(), stopped_at(LATER):
        (joined,) = counted(registry.evidence["coalitions.joined"](standing(home)))
        (seated,) = counted(registry.evidence["coalitions.seated"](standing(home)))
    assert (joined.count, joined.needed) == (4, 3) and seated.count == 1


# ── when a person goes for good ──


def test_with_an_erased_person_end_mandates_and_terms_everywhere(home: Troupe) -> None:
    marta = home.people["Marta"]
    with stopped_at(LATER):
        erase_person(marta, by=oneself(marta), at=LATER)
    assert not standing_of(marta.pk, home.coalition.pk, at=LATER + timedelta(days=1)).inside
    with home.scope():
        assert not Mandate.objects.filter(live(LATER.date()), person=marta.pk)
    page = Visitor(home, home.people["Henk"]).get("people").content.decode()
    assert "Marta" not in page


def test_the_only_coordinator_hands_over_before_going(home: Troupe) -> None:
    with stopped_at(LATER), pytest.raises(Refused, match="Harbour Homes Together"):
        erase_person(home.coordinator, by=oneself(home.coordinator), at=LATER)
    give_mandate(home.people["Marta"], body=home.assembly, powers=[Power.COORDINATE], by=home.by, at=LATER)
    with stopped_at(LATER):
        erase_person(home.coordinator, by=oneself(home.coordinator), at=LATER)
    assert Person.objects.get(pk=home.coordinator.pk).erased_at
