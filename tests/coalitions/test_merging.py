"""The same organisation was entered twice: one stays, the other becomes another name of it."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from comity.audit.queries import entries_of, lines
from comity.audit.verify import verify
from comity.base.capacity import Capacity
from comity.coalitions import merging
from comity.coalitions.acts import give_mandate, give_seat, merge_organisations
from comity.coalitions.models import Mandate, Membership, MembershipState, Power, Seat
from comity.coalitions.queries import members_of
from comity.coalitions.standing import live, standing_of
from comity.people.models import Organisation, Sector
from tests.cast import Troupe, join, person
from tests.coalitions.stage import LATER, Visitor, refused


@pytest.fixture
def twice(home: Troupe) -> Troupe:
    """The tenants' union was entered a second time, by its short name, with a person and a seat of its own."""
    join(
        home, "Tenants Harbour", Sector.CITIZEN, person("Piotr Wolski"), place="Pier Street 22", lead_days=12
    )
    give_seat(home.bodies["steering"], home.organisations["TH"], by=home.by, at=LATER)
    return home


def merged(troupe: Troupe, **more: Any) -> Organisation:
    kept, gone = troupe.organisations["HT"], troupe.organisations["TH"]
    return merge_organisations(kept, gone, by=troupe.by, at=LATER, **more)


def test_one_stays_and_the_other_becomes_another_name_of_it(twice: Troupe) -> None:
    kept = merged(twice)
    assert Organisation.objects.get(name="Tenants Harbour").merged_into == kept
    assert [o.name for o in members_of(twice.coalition.pk)].count("Tenants Harbour") == 0


def test_seats_and_mandates_move_and_those_held_twice_end(twice: Troupe) -> None:
    kept = merged(twice)
    with twice.scope():
        assert Seat.objects.filter(organisation=kept, ended_on=None).count() == 1
        gone = Organisation.objects.get(name="Tenants Harbour")
        assert not Seat.objects.filter(organisation=gone, ended_on=None)
        assert not Mandate.objects.filter(live(LATER.date()), organisation=gone)
        names = set(
            Mandate.objects.filter(live(LATER.date()), organisation=kept).values_list(
                "person__name", flat=True
            )
        )
    assert names == {"Amina Haddad", "Ruth Brandt", "Piotr Wolski"}


def test_somebody_who_acted_for_both_has_one_mandate(twice: Troupe) -> None:
    powers = [Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT]
    give_mandate(
        twice.coordinator, organisation=twice.organisations["TH"], powers=powers, by=twice.by, at=LATER
    )
    merged(twice)
    standing = standing_of(twice.coordinator.pk, twice.coalition.pk, at=LATER)
    assert len(standing.organisations) == 1
    with twice.scope():
        mine = Mandate.objects.filter(
            live(LATER.date()), person=twice.coordinator, organisation__isnull=False
        )
        assert mine.count() == 1


def test_the_chosen_answers_of_the_other_are_taken(twice: Troupe) -> None:
    kept = merged(twice, taken=["place", "lead_days"])
    kept.refresh_from_db()
    assert (kept.name, kept.place, kept.lead_days) == ("Harbour Tenants’ Union", "Pier Street 22", 12)


def test_the_further_membership_counts(home: Troupe) -> None:
    join(home, "Tenants Harbour", Sector.CITIZEN)
    with home.scope():
        Membership.objects.filter(organisation=home.organisations["HT"]).update(
            state=MembershipState.PROSPECT
        )
    kept = merged(home)
    with home.scope():
        assert Membership.objects.get(organisation=kept).state == MembershipState.MEMBER


def test_what_was_done_keeps_the_name_it_was_done_under(twice: Troupe) -> None:
    merged(twice)
    said = [line.what for line in lines(entries_of(twice.coalition.pk))]
    assert said[0] == "merged Tenants Harbour into Harbour Tenants’ Union"
    assert any("Tenants Harbour" in what for what in said[1:])
    assert not list(verify(twice.coalition.pk))


def test_rooms_above_move_what_they_keep(twice: Troupe, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def mover(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[Any]:
        asked.append((kept.name, gone.name))
        return []

    monkeypatch.setattr(merging, "on_merge", [mover])
    from comity.coalitions.acts import merging as act

    monkeypatch.setattr(act, "on_merge", [mover])
    merged(twice)
    assert asked == [("Harbour Tenants’ Union", "Tenants Harbour")]


def test_members_dont_merge(twice: Troupe) -> None:
    henk = twice.hat(twice.people["Henk"], twice.organisations["DR"])
    with refused("A coordinator of the coalition can."):
        merge_organisations(twice.organisations["HT"], twice.organisations["TH"], by=henk, at=LATER)


def test_one_that_is_at_home_elsewhere_too_is_not_merged_here(twice: Troupe, elsewhere: Troupe) -> None:
    from comity.coalitions.acts import add_member

    give_mandate(
        elsewhere.coordinator, organisation=twice.organisations["TH"], powers=["speak"], by=twice.by, at=LATER
    )
    add_member(twice.organisations["TH"], by=elsewhere.by, at=LATER)
    with refused("One of the two writes its own page."):
        merged(twice)


def test_one_of_another_coalition_is_not_there_to_merge(home: Troupe, elsewhere: Troupe) -> None:
    nurses = next(iter(elsewhere.organisations.values()))
    with refused():
        merge_organisations(home.organisations["HT"], nurses, by=home.by, at=LATER)


def test_nothing_is_merged_with_itself_or_twice(twice: Troupe) -> None:
    kept, gone = twice.organisations["HT"], twice.organisations["TH"]
    with pytest.raises(ValidationError):
        merge_organisations(kept, kept, by=twice.by, at=LATER)
    merged(twice)
    gone.refresh_from_db()
    with pytest.raises(ValidationError):
        merge_organisations(kept, gone, by=twice.by, at=LATER)


def test_the_most_alike_stands_on_top_and_both_stand_side_by_side(twice: Troupe) -> None:
    visitor, kept, gone = (
        Visitor(twice, twice.coordinator),
        twice.organisations["HT"],
        twice.organisations["TH"],
    )
    choices = visitor.get("merge", kept.slug).content.decode()
    assert choices.index(str(gone.pk)) < choices.index(str(twice.organisations["DR"].pk))
    went_on = visitor.post("merge", kept.slug, other=gone.pk)
    page = visitor.client.get(went_on.headers["Location"]).content.decode()
    assert "This can’t be taken back." in page and "Pier Street 22" in page


def test_merging_on_the_page_takes_what_was_chosen_and_old_addresses_lead_on(twice: Troupe) -> None:
    visitor, kept, gone = (
        Visitor(twice, twice.coordinator),
        twice.organisations["HT"],
        twice.organisations["TH"],
    )
    visitor.post("merge-with", kept.slug, gone.pk, name="kept", place="gone", lead_days="gone", sector="kept")
    kept.refresh_from_db()
    assert (kept.place, kept.lead_days) == ("Pier Street 22", 12)
    assert visitor.get("organisation", gone.slug).headers["Location"] == visitor.url(
        "organisation", kept.slug
    )
    assert "Tenants Harbour" in visitor.get("organisation-history", kept.slug).content.decode()
