"""Who did what, in the words each organisation agreed to."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from comity.base.refusal import Refused
from comity.credits.acts import (
    amend_credit,
    answer_naming,
    confirm_credit,
    drop_credit,
    give_credit,
    order_credits,
)
from comity.credits.models import Credit, State
from comity.credits.queries import missing
from comity.notices.models import Ask, Mail
from tests.cast import THEN
from tests.governing.stage import asking, close, hat, say, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("V6")]


@pytest.fixture(autouse=True)
def _scope(troupe: "Troupe"):  # type: ignore[no-untyped-def]
    with troupe.scope():
        yield


def credited(troupe: "Troupe", mark: str = "OD", what: str = "lent the hall", **other: Any) -> Credit:
    given = {"thing": troupe.bodies["steering"], "by": tenants(troupe), "at": THEN} | other
    return give_credit(organisation=troupe.organisations[mark], what=what, **given)


def test_the_organisation_confirms_its_own_line(troupe: "Troupe") -> None:
    line, marta = credited(troupe), troupe.people["Marta"]
    assert line.state == State.PROPOSED
    assert Ask.objects.filter(person=marta.pk, kind="credits.confirm", closed_at=None).count() == 1
    assert "lent the hall" in Mail.objects.get(person=marta.pk, kind="credits.confirm").text
    with pytest.raises(Refused, match="Only Open Door Shelter says"):
        confirm_credit(line, by=hat(troupe, "Okafor", "HH"), at=LATER)
    confirm_credit(line, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert Credit.objects.get(pk=line.pk).state == State.CONFIRMED
    assert not Ask.objects.filter(person=marta.pk, kind="credits.confirm", closed_at=None).exists()


def test_who_proposes_credit_for_itself_has_confirmed_it(troupe: "Troupe") -> None:
    assert credited(troupe, "HT", "wrote the letters").state == State.CONFIRMED


def test_it_says_so_in_its_own_words(troupe: "Troupe") -> None:
    line = credited(troupe)
    amend_credit(line, what="lent the hall and made soup", by=hat(troupe, "Marta", "OD"), at=LATER)
    found = Credit.objects.get(pk=line.pk)
    assert (found.what, found.state) == ("lent the hall and made soup", State.CONFIRMED)


def test_a_person_is_named_only_with_their_own_yes(troupe: "Troupe") -> None:
    marta = troupe.people["Marta"]
    line = credited(troupe, person=marta)
    assert line.named == ""
    assert Mail.objects.filter(person=marta.pk, kind="credits.name").count() == 1
    with pytest.raises(Refused, match="Only the person themselves"):
        answer_naming(line, named=True, by=tenants(troupe), at=LATER)
    answer_naming(line, named=True, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert Credit.objects.get(pk=line.pk).named == marta.name
    answer_naming(line, named=False, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert Credit.objects.get(pk=line.pk).named == ""


def test_confirmed_credit_is_not_taken_out_by_those_who_proposed_it(troupe: "Troupe") -> None:
    line = credited(troupe)
    confirm_credit(line, by=hat(troupe, "Marta", "OD"), at=LATER)
    with pytest.raises(Refused, match="not yours to take out"):
        drop_credit(line, by=tenants(troupe), at=LATER)
    drop_credit(line, by=hat(troupe, "Marta", "OD"), at=LATER)
    assert Credit.objects.get(pk=line.pk).state == State.DROPPED


def test_lines_stand_in_the_order_they_are_put_in(troupe: "Troupe") -> None:
    first, second, third = (credited(troupe, mark) for mark in ("OD", "HH", "DR"))
    order_credits(troupe.bodies["steering"], [third.pk, first.pk], by=troupe.by, at=LATER)
    assert [line.pk for line in Credit.objects.order_by("place")] == [third.pk, first.pk, second.pk]


def test_who_took_part_in_a_decision_and_is_not_credited_is_named(troupe: "Troupe") -> None:
    question = asking(troupe)()
    say(troupe, question, OD="yes", HH="no")
    close(question)
    line = credited(troupe, "OD", thing=question)
    assert [(one.name, one.how) for one in missing(question, [line])] == [
        ("Harbour Tenants’ Union", "put it forward"),
        ("Harbour Health Service", "answered"),
    ]


def test_only_those_the_coalition_knows_are_credited(troupe: "Troupe", elsewhere: "Troupe") -> None:
    stranger = next(iter(elsewhere.organisations.values()))
    with pytest.raises(ValidationError, match="does not know"):
        give_credit(thing=troupe.coalition, organisation=stranger, what="x", by=troupe.by, at=THEN)
