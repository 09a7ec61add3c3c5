"""Organisations sign the same words, by those who hold the mandate to; what is signed stands still."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from comity.audit.canonical import fingerprint
from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.coalitions.acts import give_mandate
from comity.coalitions.models import Power
from comity.notices.models import Ask, Mail
from comity.signatures import jobs
from comity.signatures.acts import (
    call_off,
    close_sheet,
    decline_to_sign,
    remind_signatories,
    sign,
    withdraw_signature,
)
from comity.signatures.drawing import checked
from comity.signatures.models import Answer, Sheet, Signatory, Signature, State
from comity.signatures.sealing import code_of, slip
from tests.acts.stories_practice import SOON, laid_out
from tests.cast import THEN
from tests.governing.stage import hat, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("G9")]


@pytest.fixture(autouse=True)
def _scope(troupe: "Troupe"):  # type: ignore[no-untyped-def]
    with troupe.scope():
        yield


def answers(sheet: Sheet) -> list[str]:
    return [one.answer for one in Signatory.objects.filter(sheet=sheet)]


def test_the_last_signature_completes_the_sheet(troupe: "Troupe") -> None:
    sheet, marta = laid_out(troupe, "OD", "HT"), troupe.people["Marta"]
    assert sheet.mark == fingerprint(sheet.text)
    assert Ask.objects.filter(person=marta.pk, kind="signatures.sign", closed_at=None).count() == 1
    given = sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    assert given.mandate.signs and given.mandate.person == marta
    assert Sheet.objects.get(pk=sheet.pk).is_open
    sign(sheet, typed="Amina Haddad", by=tenants(troupe), at=LATER)
    assert Sheet.objects.get(pk=sheet.pk).state == State.COMPLETE
    assert not Ask.objects.filter(kind="signatures.sign", closed_at=None).exists()
    assert sheet.mark[:4] in Mail.objects.filter(person=marta.pk, kind="signatures.ended").get().text
    with pytest.raises(Refused, match="no longer open"):
        withdraw_signature(sheet, by=hat(troupe, "Marta", "OD"), at=LATER)


def test_signing_takes_the_mandate_to_sign(troupe: "Troupe") -> None:
    sheet = laid_out(troupe, "OD", "HT")
    with pytest.raises(Refused, match="does not include signing"):
        sign(sheet, typed="Ruth Brandt", by=hat(troupe, "Ruth", "HT"), at=LATER)
    with pytest.raises(Refused, match="is not asked to sign"):
        sign(sheet, typed="Henk Baas", by=hat(troupe, "Henk", "DR"), at=LATER)
    ruth, union = troupe.people["Ruth"], troupe.organisations["HT"]
    give_mandate(ruth, organisation=union, powers=[Power.SIGN], by=troupe.by, at=LATER)
    assert sign(sheet, typed="Ruth Brandt", by=hat(troupe, "Ruth", "HT"), at=LATER).person == ruth


def test_one_signs_with_a_name_typed_or_drawn(troupe: "Troupe") -> None:
    sheet, by = laid_out(troupe, "OD", "HT"), hat(troupe, "Marta", "OD")
    with pytest.raises(ValidationError, match="Type your name, or draw it"):
        sign(sheet, typed="  ", by=by, at=LATER)
    with pytest.raises(ValidationError, match="can’t be read"):
        sign(sheet, drawn='M1 1L2 2"/><script>', by=by, at=LATER)
    assert sign(sheet, drawn="M10 20L30 40", by=by, at=LATER).drawn == "M10 20L30 40"


@pytest.mark.parametrize(
    "path", ["", "M1 1", "L1 1", "M1 1L601 3", "M1 1L3 201", "M1,1L2,2", "M1 1 L2 2", "M1 1C2 2", "M1 1L2 2" * 2000]
)
def test_a_drawing_is_strokes_on_a_small_sheet_and_nothing_else(path: str) -> None:
    with pytest.raises(ValueError):  # each has words of its own
        checked(path)


def test_who_does_not_sign_says_why_and_can_think_again(troupe: "Troupe") -> None:
    sheet, by = laid_out(troupe, "OD", "HT"), hat(troupe, "Marta", "OD")
    decline_to_sign(sheet, why="Not without the landlord.", by=by, at=LATER)
    assert answers(sheet) == [Answer.DECLINED, Answer.ASKED]
    assert "Not without the landlord." in Mail.objects.get(kind="signatures.ended").text
    sign(sheet, typed="Marta Lind", by=by, at=LATER)
    assert answers(sheet) == [Answer.SIGNED, Answer.ASKED]


def test_a_signature_is_withdrawn_only_before_all_have_signed(troupe: "Troupe") -> None:
    sheet, by = laid_out(troupe, "OD", "HT"), hat(troupe, "Marta", "OD")
    first = sign(sheet, typed="Marta Lind", by=by, at=LATER)
    withdraw_signature(sheet, by=by, at=LATER)
    assert Signature.objects.get(pk=first.pk).withdrawn_at == LATER
    assert Ask.objects.filter(person=by.person, kind="signatures.sign", closed_at=None).exists()
    again = sign(sheet, typed="Marta Lind", by=by, at=LATER)
    assert slip(Signature.objects.get(pk=first.pk)) == slip(first)
    assert code_of(again) != code_of(first)


def test_it_can_end_with_the_signatures_it_has_or_with_none(troupe: "Troupe") -> None:
    sheet = laid_out(troupe, "OD", "HT")
    with pytest.raises(ValidationError, match="Nobody has signed"):
        close_sheet(sheet, by=troupe.by, at=LATER)
    with pytest.raises(Refused, match="opened by others"):
        call_off(sheet, why="No.", by=hat(troupe, "Marta", "OD"), at=LATER)
    sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    close_sheet(sheet, by=troupe.by, at=LATER)
    assert Sheet.objects.get(pk=sheet.pk).state == State.CLOSED


def test_those_who_are_missing_are_reminded_once(troupe: "Troupe") -> None:
    sheet = laid_out(troupe, "OD", "HT")
    sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    for days in (-5, -3, -2):
        jobs.remind(troupe.coalition.pk, SOON + timedelta(days=days))
    reminded = Mail.objects.filter(kind="signatures.reminder").values_list("person", flat=True)
    assert list(reminded) == [troupe.coordinator.pk]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Sheet, {"text": "We keep no room open."}),
        (Signature, {"typed": "Somebody Else"}),
        (Signature, {"name": "Another organisation"}),
        (Signatory, {"answer": Answer.ASKED}),
    ],
)
def test_whoever_changes_a_word_or_a_name_behind_the_acts_is_found_out(
    model: type, change: dict[str, str], troupe: "Troupe"
) -> None:
    sheet = laid_out(troupe, "OD", "HT")
    sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    assert list(verify(troupe.coalition.pk)) == []
    first = model.objects.exclude(**change).order_by("pk").first()  # type: ignore[attr-defined]
    model.objects.filter(pk=first.pk).update(**change)  # type: ignore[attr-defined]
    assert list(verify(troupe.coalition.pk)) != []


def test_after_its_day_nobody_signs(troupe: "Troupe") -> None:
    sheet = laid_out(troupe, "OD", "HT")
    marta = hat(troupe, "Marta", "OD")
    with pytest.raises(Refused, match="The day for signing this has passed"):
        sign(sheet, typed="Marta Lind", by=marta, at=SOON + timedelta(days=1))
    assert sign(sheet, typed="Marta Lind", by=marta, at=SOON).typed == "Marta Lind"


def test_nobody_is_reminded_of_a_sheet_that_is_over_or_twice(troupe: "Troupe") -> None:
    sheet, rule = laid_out(troupe, "OD", "HT"), the_rule(troupe.coalition.pk)
    with pytest.raises(Refused):
        remind_signatories(sheet, by=troupe.by, at=SOON, today=SOON.date())
    remind_signatories(sheet, by=rule, at=SOON, today=SOON.date())
    with pytest.raises(Refused):
        remind_signatories(sheet, by=rule, at=SOON, today=SOON.date())
    other = laid_out(troupe, "OD", "HT")
    call_off(other, why="Later.", by=troupe.by, at=LATER)
    with pytest.raises(Refused):
        remind_signatories(other, by=rule, at=SOON, today=SOON.date())
    assert not Ask.objects.filter(thing=other.pk, closed_at=None).exists()
