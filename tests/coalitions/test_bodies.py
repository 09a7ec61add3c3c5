"""Bodies with their seats: held by organisations, filled by people for a term."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.audit.queries import entries_of
from comity.base import registry
from comity.coalitions.acts import (
    change_body,
    create_body,
    end_body,
    end_seat,
    fill_seat,
    give_seat,
    set_seat_level,
    vacate_seat,
)
from comity.coalitions.models import Body, BodyKind, Mandate, Power, Role, Seat, Term
from comity.coalitions.standing import live, standing_of
from tests.cast import THEN, Troupe
from tests.coalitions.stage import LATER, Visitor, refused, seat

NEXT = LATER + timedelta(days=1)


def body(troupe: Troupe, name: str, parent: Body | None = None) -> Body:
    return create_body(name=name, kind=BodyKind.ACTION, parent=parent, by=troupe.by, at=LATER)


def test_a_seat_belongs_to_an_organisation_and_stands_empty_until_filled(home: Troupe) -> None:
    warm = body(home, "Warm Homes")
    given = give_seat(warm, home.organisations["DR"], by=home.by, at=LATER)
    page = Visitor(home, home.people["Henk"]).get("body", warm.pk).content.decode()
    assert "Nobody" in page and "mark s out" in page
    fill_seat(given, home.people["Henk"], role=Role.CONVENER, by=home.by, at=LATER)
    page = Visitor(home, home.people["Henk"]).get("body", warm.pk).content.decode()
    assert "Henk Baas" in page and "Convener" in page and "mark s out" not in page


def test_the_organisation_names_who_fills_its_seat_but_not_who_chairs(home: Troupe) -> None:
    ruth = home.hat(home.people["Ruth"], home.organisations["HT"])
    fill_seat(seat(home, "HT"), home.people["Ruth"], role=Role.DEPUTY, by=ruth, at=LATER)
    with refused("Chair and convener are not an organisation’s to name."):
        fill_seat(seat(home, "HT"), home.people["Ruth"], role=Role.CHAIR, by=ruth, at=LATER)
    with refused():
        fill_seat(seat(home, "OD"), home.people["Ruth"], by=ruth, at=LATER)


def test_a_new_term_ends_the_one_before_it(home: Troupe) -> None:
    fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=NEXT)
    with home.scope():
        running = Term.objects.filter(live(NEXT.date()), seat=seat(home, "HT"))
        assert [term.person.name for term in running] == ["Ruth Brandt"]


def test_a_term_that_ends_soon_is_called_to_mind(home: Troupe) -> None:
    fill_seat(
        seat(home, "HT"),
        home.people["Ruth"],
        by=home.by,
        at=LATER,
        ends_on=(LATER + timedelta(days=30)).date(),
    )
    visitor = Visitor(home, home.people["Henk"], at=NEXT)
    assert "Ends soon" in visitor.get("body", home.bodies["steering"].pk).content.decode()
    assert "1 term ends soon" in visitor.get("bodies").content.decode()


def test_a_term_does_not_end_before_it_begins(home: Troupe) -> None:
    with pytest.raises(ValidationError) as no:
        fill_seat(
            seat(home, "HT"),
            home.people["Ruth"],
            by=home.by,
            at=LATER,
            ends_on=(LATER - timedelta(days=1)).date(),
        )
    assert "ends_on" in no.value.message_dict


def test_whoever_vacates_leaves_the_seat_with_the_organisation(home: Troupe) -> None:
    with home.scope():
        term = Term.objects.select_related("seat__body", "person").get(seat=seat(home, "OD"))
    vacate_seat(term, by=home.by, at=NEXT)
    assert not standing_of(home.people["Marta"].pk, home.coalition.pk, at=NEXT).officer
    assert seat(home, "OD").ended_on is None


def test_with_a_body_end_its_seats_terms_and_mandates_and_what_is_below_moves_up(home: Troupe) -> None:
    steering = home.bodies["steering"]
    below = body(home, "Warm Homes", parent=steering)
    from comity.coalitions.acts import give_mandate

    give_mandate(home.people["Marta"], body=steering, powers=[Power.REPORT], by=home.by, at=LATER)
    end_body(steering, by=home.by, at=NEXT)
    with home.scope():
        assert not Seat.objects.filter(body=steering, ended_on=None)
        assert not Mandate.objects.filter(live(NEXT.date()), body=steering)
        assert Body.objects.get(pk=below.pk).parent is None
    assert not standing_of(home.people["Marta"].pk, home.coalition.pk, at=NEXT).bodies


def test_the_assembly_lasts_and_takes_no_seats(home: Troupe) -> None:
    with pytest.raises(ValidationError):
        end_body(home.assembly, by=home.by, at=LATER)
    with pytest.raises(ValidationError):
        give_seat(home.assembly, home.organisations["DR"], by=home.by, at=LATER)


def test_no_organisation_sits_twice_in_a_body(home: Troupe) -> None:
    with pytest.raises(ValidationError) as no:
        give_seat(home.bodies["steering"], home.organisations["HT"], by=home.by, at=LATER)
    assert "organisation" in no.value.message_dict


def test_a_body_does_not_stand_under_itself(home: Troupe) -> None:
    top = home.bodies["steering"]
    middle = body(home, "Warm Homes", parent=top)
    bottom = body(home, "Windows", parent=middle)
    for parent in (top, middle, bottom):
        with pytest.raises(ValidationError):
            change_body(top, name=top.name, purpose="", parent=parent, by=home.by, at=LATER)


def test_bodies_of_another_coalition_are_out_of_reach(home: Troupe, elsewhere: Troupe) -> None:
    with refused():
        end_body(elsewhere.assembly, by=home.by, at=LATER)
    with refused():
        create_body(name="X", kind=BodyKind.ACTION, parent=elsewhere.assembly, by=home.by, at=LATER)


def test_the_tree_shows_each_body_below_its_parent(home: Troupe) -> None:
    body(home, "Windows", parent=body(home, "Warm Homes", parent=home.bodies["steering"]))
    page = Visitor(home, home.people["Henk"]).get("bodies").content.decode()
    order = [
        page.index(name)
        for name in ("General assembly</a>", "Steering committee</a>", "Warm Homes</a>", "Windows</a>")
    ]
    assert order == sorted(order)
    assert "Chair: Marta Lind" in page


def test_bodies_are_made_filled_and_ended_on_the_pages(home: Troupe) -> None:
    visitor = Visitor(home, home.coordinator)
    visitor.post("add-body", name="Warm Homes", kind="action", purpose="Dry walls by winter.")
    with home.scope():
        warm = Body.objects.get(name="Warm Homes")
    visitor.post("add-seat", warm.pk, organisation=home.organisations["DR"].pk)
    with home.scope():
        given = Seat.objects.get(body=warm)
    visitor.post("fill-seat", given.pk, person=home.people["Henk"].pk, role="convener")
    with home.scope():
        term = Term.objects.get(seat=given)
    assert term.role == Role.CONVENER
    visitor.post("end-term", term.pk)
    visitor.post("end-seat", given.pk)
    visitor.post("edit-body", warm.pk, name="Warmer Homes", purpose="")
    visitor.post("end-body", warm.pk)
    with home.scope():
        warm.refresh_from_db()
    assert warm.name == "Warmer Homes" and warm.ended_on == LATER.date()


def test_only_people_of_the_organisation_are_offered_for_its_seat(home: Troupe) -> None:
    page = Visitor(home, home.coordinator).get("fill-seat", seat(home, "HT").pk).content.decode()
    assert "Ruth Brandt" in page and "Henk Baas" not in page
    wrong = Visitor(home, home.coordinator).post(
        "fill-seat", seat(home, "HT").pk, person=home.people["Henk"].pk, role="member"
    )
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "act", ["coalitions.body.created", "coalitions.seat.given", "coalitions.seat.filled"]
)
def test_each_of_these_can_be_taken_back(home: Troupe, act: str) -> None:
    warm = body(home, "Warm Homes")
    given = give_seat(warm, home.organisations["DR"], by=home.by, at=LATER)
    fill_seat(given, home.people["Henk"], by=home.by, at=LATER)
    entry = entries_of(home.coalition.pk).filter(act=act).first()
    with home.scope():
        registry.undo[act](entry, by=home.by, at=LATER)
        still = {
            "coalitions.body.created": Body.objects.filter(pk=warm.pk, ended_on=None),
            "coalitions.seat.given": Seat.objects.filter(pk=given.pk, ended_on=None),
            "coalitions.seat.filled": Term.objects.filter(live(NEXT.date()), seat=given),
        }[act]
        assert not still.exists()


def test_the_founding_day_of_a_body_is_its_first(home: Troupe) -> None:
    assert home.bodies["steering"].since_on == THEN.date()


def test_a_big_assembly_names_the_first_and_leads_to_the_list(home: Troupe) -> None:
    from comity.people.models import Sector
    from tests.cast import join

    for number in range(50):
        join(home, f"Neighbours {number:02}", Sector.CITIZEN)
    page = Visitor(home, home.people["Henk"]).get("body", home.assembly.pk).content.decode()
    assert (
        "54 organisations" in page and "All members, to search and filter" in page and "Open Door" not in page
    )


@pytest.mark.row("F7", "F9")
def test_it_is_settled_whom_of_its_organisation_one_wants_in_a_seat(home: Troupe) -> None:
    warm = body(home, "Warm Homes")
    given = give_seat(warm, home.organisations["DR"], level="director", by=home.by, at=LATER)
    amina = Visitor(home, home.coordinator)
    assert "Somebody who directs it" in amina.get("body", warm.pk).content.decode()
    chair = home.hat(home.people["Marta"], home.bodies["steering"])
    set_seat_level(given, "front", by=home.by, at=LATER)
    with home.scope():
        assert Seat.objects.get(pk=given.pk).level == "front"
        set_seat_level(seat(home, "HT"), "resident", by=chair, at=LATER)
    with refused():
        set_seat_level(given, "youth", by=home.hat(home.people["Ruth"], home.organisations["HT"]), at=LATER)
    with pytest.raises(ValidationError), home.scope():
        set_seat_level(seat(home, "OD"), "king", by=home.by, at=LATER)
    with home.scope():
        ended = end_seat(Seat.objects.get(pk=given.pk), by=home.by, at=LATER)
        with pytest.raises(ValidationError, match="taken back"):
            set_seat_level(ended, "youth", by=home.by, at=LATER)
