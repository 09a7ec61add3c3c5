"""Officers need a second factor: fourteen days of grace, then coordinating waits and reading goes on."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from comity.coalitions.acts import change_settings, end_mandate, give_mandate
from comity.coalitions.models import Power
from comity.coalitions.permissions import may_coordinate
from comity.coalitions.standing import standing_of
from comity.people.models import Person
from tests.cast import THEN, Troupe
from tests.coalitions.stage import LATER, Visitor, mandate

IN_GRACE, AFTER = THEN + timedelta(days=14), THEN + timedelta(days=15)


@pytest.fixture
def strict(home: Troupe) -> Troupe:
    change_settings(home.coalition, officers_need_second_factor=True, by=home.by, at=THEN)
    return home


def test_in_the_first_fourteen_days_a_banner_reminds_and_nothing_is_barred(strict: Troupe) -> None:
    visitor = Visitor(strict, strict.coordinator, at=IN_GRACE)
    assert (
        "Coordinators need a second way to prove who they are, by"
        in visitor.get("organisations").content.decode()
    )
    assert visitor.get("add-organisation").status_code == 200


def test_after_that_what_coordinators_do_waits_and_says_where_to_mend_it(strict: Troupe) -> None:
    visitor = Visitor(strict, strict.coordinator, at=AFTER)
    answer = visitor.post("add-organisation", name="City Library", sector="public", state="prospect")
    page = answer.content.decode()
    assert answer.status_code == 403 and "You had until 16 March 2026." in page
    assert 'href="/account/second-step/"' in page
    assert "aria-disabled" in visitor.get("organisations").content.decode()


def test_all_that_members_do_goes_on(strict: Troupe) -> None:
    visitor = Visitor(strict, strict.coordinator, at=AFTER)
    assert visitor.get("edit-organisation", strict.organisations["HT"].slug).status_code == 200
    assert visitor.get("people").status_code == 200


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_an_app_or_a_passkey_all_is_well(strict: Troupe, kind: str) -> None:
    Authenticator.objects.create(user=strict.coordinator, type=kind, data={})
    assert may_coordinate(strict.by, at=AFTER) is None
    assert (
        "second way to prove"
        not in Visitor(strict, strict.coordinator, at=AFTER).get("people").content.decode()
    )


def test_recovery_codes_alone_are_no_second_factor(strict: Troupe) -> None:
    Authenticator.objects.create(user=strict.coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert may_coordinate(strict.by, at=AFTER) is not None


def test_a_coalition_can_do_without(home: Troupe) -> None:
    assert may_coordinate(home.by, at=AFTER) is None


def test_a_mandate_given_anew_does_not_begin_the_days_anew(strict: Troupe) -> None:
    give_mandate(
        strict.people["Marta"], body=strict.assembly, powers=[Power.COORDINATE], by=strict.by, at=IN_GRACE
    )
    end_mandate(mandate(strict, "Amina", body=strict.assembly), by=strict.by, at=IN_GRACE)
    marta = strict.hat(strict.people["Marta"], strict.assembly, at=AFTER)
    give_mandate(strict.coordinator, body=strict.assembly, powers=[Power.COORDINATE], by=marta, at=AFTER)
    standing = standing_of(strict.coordinator.pk, strict.coalition.pk, at=AFTER)
    assert standing.coordinates and standing.factor_due == IN_GRACE.date()


def test_whoever_coordinates_later_has_their_own_fourteen_days(strict: Troupe) -> None:
    give_mandate(
        strict.people["Marta"], body=strict.assembly, powers=[Power.COORDINATE], by=strict.by, at=IN_GRACE
    )
    marta = strict.hat(strict.people["Marta"], strict.assembly, at=AFTER)
    assert may_coordinate(marta, at=AFTER) is None


@pytest.mark.parametrize(("demo", "barred"), [(True, False), (False, True)])
def test_invented_people_need_none_and_only_in_a_demo(strict: Troupe, demo: bool, barred: bool) -> None:
    Person.objects.filter(pk=strict.coordinator.pk).update(invented=True)
    with override_settings(DEMO=demo):
        assert (may_coordinate(strict.by, at=AFTER) is not None) is barred


def test_members_are_never_asked(strict: Troupe) -> None:
    assert standing_of(strict.people["Henk"].pk, strict.coalition.pk, at=LATER).factor_due is None
