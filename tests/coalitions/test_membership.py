"""Organisations come, stay and go: along the written steps, with reasons, and with all that ends when one leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.audit.queries import entries_of
from comity.audit.verify import verify
from comity.base import registry
from comity.base.capacity import the_rule
from comity.coalitions.acts import add_member, change_membership, enter_organisation, show_as
from comity.coalitions.models import (
    TRANSITIONS,
    Mandate,
    Membership,
    MembershipChange,
    MembershipState,
    Seat,
    Term,
)
from comity.coalitions.standing import live, standing_of
from comity.notices.asks import asks_of, open_asks
from comity.notices.models import Ask
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, oneself, person
from tests.coalitions.stage import LATER, Visitor, membership, refused

S = MembershipState


def test_a_new_organisation_comes_in_as_prospect_and_is_admitted_later(home: Troupe) -> None:
    row = enter_organisation(name="City Library", sector=Sector.PUBLIC, state=S.PROSPECT, by=home.by, at=THEN)
    change_membership(row, S.INVITED, by=home.by, at=LATER)
    change_membership(row, S.MEMBER, by=home.by, at=LATER, reason="Agreed at the table")
    with home.scope():
        steps = list(
            MembershipChange.objects.filter(membership=row).order_by("pk").values_list("state", "reason")
        )
    assert steps == [("prospect", ""), ("invited", ""), ("member", "Agreed at the table")]


@pytest.mark.parametrize(
    ("before", "after"), [(b, a) for b in S for a in S if a not in TRANSITIONS[b]], ids=lambda s: str(s)
)
def test_a_step_that_is_not_written_down_is_not_taken(home: Troupe, before: S, after: S) -> None:
    row = membership(home, "DR")
    row.state = before
    with home.scope():
        row.save()
    with pytest.raises(ValidationError):
        change_membership(row, after, by=home.by, at=LATER)
    assert membership(home, "DR").state == before


def test_with_an_organisation_that_leaves_end_its_seat_its_term_its_mandate_and_its_asks(
    home: Troupe,
) -> None:
    marta, shelter = home.people["Marta"], home.organisations["OD"]
    ask = Ask(
        person=marta.pk, coalition=home.coalition.pk, organisation=shelter.pk, kind="test", label="x.y",
        thing=shelter.pk, title="Look", url="/", opened_at=THEN,
    )  # fmt: skip
    open_asks([ask])
    change_membership(membership(home, "OD"), S.LEFT, by=home.by, at=LATER, reason="Lack of time")
    with home.scope():
        day = LATER.date()
        assert not Seat.objects.filter(organisation=shelter, ended_on=None)
        assert not Mandate.objects.filter(live(day), organisation=shelter)
        assert not Term.objects.filter(live(day + timedelta(days=1)), seat__organisation=shelter)
    assert not asks_of(marta.pk)
    assert not standing_of(marta.pk, home.coalition.pk, at=LATER).inside


def test_whoever_left_sees_nothing_inside_and_comes_back_with_nothing_old(home: Troupe) -> None:
    visitor = Visitor(home, home.people["Marta"], at=LATER + timedelta(days=1))
    change_membership(membership(home, "OD"), S.LEFT, by=home.by, at=LATER)
    assert visitor.get("organisations").status_code == 404
    change_membership(membership(home, "OD"), S.MEMBER, by=home.by, at=LATER)
    assert visitor.get("organisations").status_code == 404, "a new membership needs new mandates"


@pytest.mark.parametrize("state", [S.PROSPECT, S.INVITED])
def test_people_of_organisations_that_have_not_joined_are_outside(home: Troupe, state: S) -> None:
    join(home, "City Library", Sector.PUBLIC, person("Lena Library"), state=state)
    assert Visitor(home, home.people["Lena"]).get("organisations").status_code == 404


def test_people_of_a_suspended_member_read_on(home: Troupe) -> None:
    change_membership(membership(home, "OD"), S.SUSPENDED, by=home.by, at=LATER, reason="Silence for a year")
    assert Visitor(home, home.people["Marta"]).get("organisations").status_code == 200


def test_only_coordinators_admit_but_who_signs_can_leave(home: Troupe) -> None:
    marta = home.hat(home.people["Marta"], home.organisations["OD"])
    with refused("A coordinator of the coalition can."):
        change_membership(membership(home, "OD"), S.SUSPENDED, by=marta, at=LATER)
    with refused():
        change_membership(membership(home, "DR"), S.LEFT, by=marta, at=LATER)
    assert change_membership(membership(home, "OD"), S.LEFT, by=marta, at=LATER).state == S.LEFT


def test_who_only_speaks_for_it_cant_end_its_membership(home: Troupe) -> None:
    ruth = home.hat(home.people["Ruth"], home.organisations["HT"])
    with refused():
        change_membership(membership(home, "HT"), S.LEFT, by=ruth, at=LATER)


def test_a_decision_admits_as_the_rule(home: Troupe) -> None:
    join(home, "City Library", Sector.PUBLIC, state=S.PROSPECT)
    row = membership(home, "CL")
    effect = registry.effects["coalitions.member.admitted"]
    with home.scope():
        effect.run(row.pk, carried=None, by=the_rule(home.coalition.pk), at=LATER)
    assert membership(home, "CL").state == S.MEMBER


def test_nobody_takes_an_organisation_from_another_coalition(home: Troupe, elsewhere: Troupe) -> None:
    nurses = next(iter(elsewhere.organisations.values()))
    with refused():
        add_member(nurses, by=home.by, at=LATER)


def test_who_speaks_for_an_organisation_elsewhere_can_bring_it_in(home: Troupe, elsewhere: Troupe) -> None:
    street = join(elsewhere, "Street Doctors", Sector.NONPROFIT, home.coordinator)
    visitor = Visitor(home, home.coordinator)
    assert "Street Doctors" in visitor.get("bring-organisation").content.decode()
    visitor.post("bring-organisation", organisation=street.pk)
    home.organisations["SD"] = street
    assert membership(home, "SD").state == S.MEMBER


def test_the_same_organisation_is_not_entered_twice(home: Troupe) -> None:
    with pytest.raises(ValidationError):
        add_member(home.organisations["HT"], by=home.by, at=LATER)


def test_an_organisation_can_appear_under_another_name_here(home: Troupe) -> None:
    show_as(membership(home, "HT"), "The Tenants", by=home.by, at=LATER)
    page = (
        Visitor(home, home.people["Henk"]).get("organisation", home.organisations["HT"].slug).content.decode()
    )
    assert "<h1>The Tenants</h1>" in page and "Its own name is Harbour Tenants’ Union." in page


# ── on the page ──


def test_suspending_asks_why_and_keeps_what_was_typed(home: Troupe) -> None:
    visitor, slug = Visitor(home, home.coordinator), home.organisations["DR"].slug
    answer = visitor.post("step", slug, "suspended", reason="")
    assert answer.status_code == 422 and membership(home, "DR").state == S.MEMBER
    visitor.post("step", slug, "suspended", reason="No answer for a year")
    assert membership(home, "DR").state == S.SUSPENDED
    history = visitor.get("organisation-history", slug).content.decode()
    assert "changed Dock Road Traders from member to suspended" in history


def test_opening_the_page_of_a_step_takes_none(home: Troupe) -> None:
    page = Visitor(home, home.coordinator).get("step", home.organisations["DR"].slug, "left").content.decode()
    assert "This can’t simply be taken back." in page
    assert membership(home, "DR").state == S.MEMBER


def test_a_step_can_be_taken_back_and_the_record_stays_whole(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    visitor.post("step", home.organisations["DR"].slug, "suspended", reason="By mistake")
    entry = entries_of(home.coalition.pk).filter(act="coalitions.member.changed").first()
    with home.scope():
        registry.undo[entry.act](entry, by=home.by, at=LATER + timedelta(minutes=5))
    assert membership(home, "DR").state == S.MEMBER
    assert not list(verify(home.coalition.pk))


def test_a_step_is_not_taken_back_over_a_later_one(home: Troupe) -> None:
    row = change_membership(membership(home, "DR"), S.SUSPENDED, by=home.by, at=LATER, reason="A")
    entry = entries_of(home.coalition.pk).first()
    change_membership(row, S.LEFT, by=home.by, at=LATER)
    with home.scope(), pytest.raises(ValidationError):
        registry.undo[entry.act](entry, by=home.by, at=LATER)


def test_an_organisation_entered_by_hand_stands_in_the_list(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    answer = visitor.post("add-organisation", name="City Library", sector="public", state="prospect")
    assert answer.status_code == 302
    assert "City Library" in visitor.get("organisations").content.decode()


def test_what_is_missing_is_named_beside_its_field(home: Troupe) -> None:
    answer = Visitor(home, home.coordinator).post("add-organisation", name="City Library", state="prospect")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="City Library"' in page and "errors-title" in page
    with home.scope():
        assert Membership.objects.count() == 4


def test_a_fresh_organisation_outside_any_coalition_may_be_added_by_a_coordinator(home: Troupe) -> None:
    fresh = register_organisation(name="Fresh Start", by=oneself(home.coordinator), at=THEN)
    assert add_member(fresh, by=home.by, at=LATER).state == S.MEMBER
