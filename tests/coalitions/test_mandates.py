"""Who may speak, vote, sign, report or coordinate, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.audit.models import Entry
from comity.audit.queries import entries_of
from comity.base import registry
from comity.coalitions.acts import end_mandate, extend_mandate, give_mandate
from comity.coalitions.models import Mandate, Power, Seat, Term
from comity.coalitions.standing import live, standing_of
from comity.notices.asks import asks_of, open_asks
from comity.notices.models import Ask
from tests.cast import THEN, Troupe
from tests.coalitions.stage import LATER, Visitor, mandate, refused

NEXT_DAY = LATER + timedelta(days=1)


def powers(troupe: Troupe, name: str, at=LATER) -> set[Power]:
    who = troupe.people[name]
    holds = standing_of(who.pk, troupe.coalition.pk, at=at).organisations
    return set().union(*(hold.powers for hold in holds)) if holds else set()


def test_nobody_passes_on_more_than_they_have(home: Troupe) -> None:
    ruth = home.hat(home.people["Ruth"], home.organisations["HT"])
    with refused("You can only pass on what you may do yourself, and not: vote."):
        give_mandate(
            home.people["Ruth"], organisation=home.organisations["HT"], powers=["vote"], by=ruth, at=LATER
        )
    given = give_mandate(
        home.people["Henk"], organisation=home.organisations["HT"], powers=[Power.SPEAK], by=ruth, at=LATER
    )
    assert given.powers == {Power.SPEAK}


def test_nobody_ends_a_mandate_that_goes_further_than_their_own(home: Troupe) -> None:
    ruth = home.hat(home.people["Ruth"], home.organisations["HT"])
    with refused("not: "):
        end_mandate(mandate(home, "Amina", organisation=home.organisations["HT"]), by=ruth, at=LATER)


def test_nobody_gives_mandates_of_another_organisation(home: Troupe) -> None:
    henk = home.hat(home.people["Henk"], home.organisations["DR"])
    with refused("You don’t speak for this organisation."):
        give_mandate(
            home.people["Henk"], organisation=home.organisations["HT"], powers=["speak"], by=henk, at=LATER
        )


def test_a_coordinator_cant_mandate_for_an_organisation_that_is_not_here(
    home: Troupe, elsewhere: Troupe
) -> None:
    nurses = next(iter(elsewhere.organisations.values()))
    with refused():
        give_mandate(home.coordinator, organisation=nurses, powers=["speak"], by=home.by, at=LATER)


def test_a_mandate_can_coordinate_only_for_a_body(home: Troupe) -> None:
    with pytest.raises(ValidationError) as no:
        give_mandate(
            home.people["Ruth"],
            organisation=home.organisations["HT"],
            powers=["coordinate"],
            by=home.by,
            at=LATER,
        )
    assert "powers" in no.value.message_dict


def test_a_mandate_ends_at_once_and_what_waited_passes_on(home: Troupe) -> None:
    tenants, amina, ruth = home.organisations["HT"], home.coordinator, home.people["Ruth"]
    give_mandate(ruth, organisation=tenants, powers=[Power.VOTE], by=home.by, at=THEN)
    open_asks([
        Ask(person=amina.pk, coalition=home.coalition.pk, organisation=tenants.pk, kind="vote", power="vote",
            label="x.y", thing=tenants.pk, title="Answer", url="/", opened_at=THEN)
    ])  # fmt: skip
    end_mandate(mandate(home, "Amina", organisation=tenants), by=home.by, at=LATER)
    assert not asks_of(amina.pk) and asks_of(ruth.pk).get().title == "Answer"
    assert not standing_of(amina.pk, home.coalition.pk, at=LATER).organisations


def test_whose_last_mandate_ends_leaves_the_seats_filled_for_that_organisation(home: Troupe) -> None:
    shelter, marta = home.organisations["OD"], home.people["Marta"]
    further = give_mandate(marta, organisation=shelter, powers=[Power.SIGN], by=home.by, at=THEN)
    end_mandate(mandate(home, "Marta", organisation=shelter, votes=True), by=home.by, at=NEXT_DAY)
    assert standing_of(marta.pk, home.coalition.pk, at=NEXT_DAY).roles, "she acts for it still"
    end_mandate(further, by=home.by, at=NEXT_DAY)
    left = standing_of(marta.pk, home.coalition.pk, at=NEXT_DAY)
    assert not left.inside and not left.roles
    with home.scope():
        term = Term.objects.get(person=marta)
        entry = Entry.objects.filter(chain=home.coalition.pk).order_by("-seq")[0]
        assert term.ends_on < NEXT_DAY.date() and str(term.pk) in entry.text
        assert Seat.objects.get(organisation=shelter).ended_on is None, "the seat is the organisation's"


def test_a_mandate_ends_with_its_last_day(home: Troupe) -> None:
    henk, traders = home.people["Henk"], home.organisations["DR"]
    row = give_mandate(
        henk, organisation=traders, powers=["report"], ends_on=LATER.date(), by=home.by, at=LATER
    )
    assert row.holds(LATER.date()) and not row.holds(NEXT_DAY.date())


def test_a_mandate_can_last_longer_and_that_can_be_taken_back(home: Troupe) -> None:
    henk, traders = home.people["Henk"], home.organisations["DR"]
    row = give_mandate(
        henk, organisation=traders, powers=["report"], ends_on=LATER.date(), by=home.by, at=LATER
    )
    extend_mandate(row, None, by=home.by, at=LATER)
    assert row.holds(LATER.date() + timedelta(days=4000))
    entry = entries_of(home.coalition.pk).first()
    with home.scope():
        registry.undo[entry.act](entry, by=home.by, at=LATER)
        assert Mandate.objects.get(pk=row.pk).ends_on == LATER.date()


def test_an_ended_mandate_is_not_revived(home: Troupe) -> None:
    row = end_mandate(mandate(home, "Henk"), by=home.by, at=LATER)
    with pytest.raises(ValidationError):
        extend_mandate(row, None, by=home.by, at=LATER)


def test_no_mandate_ends_in_the_past(home: Troupe) -> None:
    with pytest.raises(ValidationError) as no:
        give_mandate(
            home.people["Henk"], organisation=home.organisations["DR"], powers=["report"],
            ends_on=LATER.date() - timedelta(days=1), by=home.by, at=LATER,
        )  # fmt: skip
    assert "ends_on" in no.value.message_dict


def test_the_last_coordinator_cant_be_lost(home: Troupe) -> None:
    own = mandate(home, "Amina", body=home.assembly)
    with pytest.raises(ValidationError):
        end_mandate(own, by=home.by, at=LATER)
    give_mandate(home.people["Marta"], body=home.assembly, powers=[Power.COORDINATE], by=home.by, at=LATER)
    end_mandate(own, by=home.by, at=LATER)
    assert not standing_of(home.coordinator.pk, home.coalition.pk, at=LATER).coordinates
    assert standing_of(home.people["Marta"].pk, home.coalition.pk, at=LATER).coordinates


def test_one_can_give_up_ones_own_mandate(home: Troupe) -> None:
    henk = home.people["Henk"]
    visitor, row = Visitor(home, henk), mandate(home, "Henk")
    visitor.post("end-mandate", row.pk)
    with home.scope():
        assert not Mandate.objects.filter(live(LATER.date()), person=henk)


def test_a_second_hat_is_given_on_the_persons_page(home: Troupe) -> None:
    visitor, ruth = Visitor(home, home.coordinator), home.people["Ruth"]
    visitor.post("give-mandate", ruth.pk, whom=str(home.organisations["DR"].pk), powers=["speak", "vote"])
    assert powers(home, "Ruth") == {Power.SPEAK, Power.VOTE}
    page = visitor.get("person", ruth.pk).content.decode()
    assert "Dock Road Traders" in page and "Speak, vote" in page


def test_the_list_names_each_hat_and_its_powers(home: Troupe) -> None:
    page = Visitor(home, home.people["Henk"]).get("people").content.decode()
    assert "General assembly, Harbour Tenants’ Union" in page and "Steering committee (Chair)" in page


def test_a_given_mandate_can_be_taken_back(home: Troupe) -> None:
    give_mandate(
        home.people["Ruth"], organisation=home.organisations["HT"], powers=["vote"], by=home.by, at=LATER
    )
    entry = entries_of(home.coalition.pk).first()
    with home.scope():
        registry.undo[entry.act](entry, by=home.by, at=LATER)
    assert powers(home, "Ruth") == {Power.SPEAK}
