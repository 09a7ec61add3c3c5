"""The structure sheet: terms end by it, seats are counted by it, organisations are asked in time whom they send."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.coalitions.acts import fill_seat, give_seat, renew_term, set_structure, vacate_seat
from comity.coalitions.acts.structure import call_term
from comity.coalitions.models import Role, Structure, Term
from comity.coalitions.terms import call_due
from comity.notices.models import Ask, Mail
from tests.cast import THEN, Troupe
from tests.coalitions.stage import LATER, Visitor, refused, seat

pytestmark = pytest.mark.row("G14")
SHEET = {"term_months": 24, "renewals": 1, "seats": 5, "minimum": 3}


def agreed(troupe: Troupe, **more: object) -> Structure:
    return set_structure(troupe.bodies["steering"], by=troupe.by, at=THEN, **{**SHEET, **more})


@pytest.mark.row("G1")
def test_a_term_ends_by_the_sheet(home: Troupe) -> None:
    agreed(home)
    term = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    assert (term.starts_on, term.ends_on) == (date(2026, 3, 2), date(2028, 3, 1))
    shorter = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER, ends_on=date(2026, 12, 31))
    assert shorter.ends_on == date(2026, 12, 31)


def test_a_longer_term_than_agreed_is_refused_with_the_mend(home: Troupe) -> None:
    agreed(home)
    with pytest.raises(ValidationError, match="lasts 24 months at most") as told:
        fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER, ends_on=date(2030, 1, 1))
    assert set(told.value.error_dict) == {"ends_on"}


def test_nobody_serves_more_terms_in_a_row_than_agreed(home: Troupe) -> None:
    agreed(home)
    first = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    second = renew_term(first, by=home.by, at=LATER)
    assert (second.starts_on, second.ends_on) == (date(2028, 3, 2), date(2030, 3, 1))
    with pytest.raises(ValidationError, match="has served 2 terms in a row"):
        renew_term(second, by=home.by, at=LATER)


def test_who_is_named_anew_in_the_middle_of_a_term_has_not_served_one_more(home: Troupe) -> None:
    agreed(home)
    fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    anew = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER + timedelta(days=365))
    third = renew_term(anew, by=home.by, at=LATER + timedelta(days=365))
    assert third.starts_on == date(2029, 3, 2), "three years are one whole term of two, so another may follow"
    with pytest.raises(ValidationError, match="has served 2 terms in a row"):
        renew_term(third, by=home.by, at=LATER + timedelta(days=365))


@pytest.mark.row("G14")
def test_of_two_who_write_the_first_sheet_at_once_the_later_sees_both(home: Troupe) -> None:
    url = reverse("coalitions:structure", args=[home.coalition.slug, home.bodies["steering"].pk])
    client = Client()
    client.force_login(home.coordinator)
    with stopped_at(LATER):
        read = client.get(url).content.decode().split('name="read_as" value="')[1].split('"')[0]
        first = {"seats": "9", "place": "Town hall", "read_as": read}
        assert client.post(url, first).status_code == 302
        late = client.post(url, {"seats": "7", "place": "St Brigid’s", "read_as": read})
        assert late.status_code == 409 and "Town hall" in late.content.decode()
    with home.scope():
        assert Structure.objects.get(body=home.bodies["steering"]).place == "Town hall"


def test_a_term_is_renewed_once(home: Troupe) -> None:
    agreed(home)
    first = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    renew_term(first, by=home.by, at=LATER)
    with pytest.raises(ValidationError, match="named for the time after"):
        renew_term(first, by=home.by, at=LATER)


def test_no_more_seats_than_agreed_are_given(home: Troupe) -> None:
    with home.scope():
        held = home.bodies["steering"].seats.filter(ended_on=None).count()
    agreed(home, seats=held, minimum=1)
    with pytest.raises(ValidationError, match=f"All {held} seats of"):
        give_seat(home.bodies["steering"], home.organisations["DR"], by=home.by, at=LATER)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"minimum": 6}, "minimum", "With 5 seats, at most 5"),
        ({"seats": 1, "minimum": 1}, "seats", "are given already"),
        ({"term_months": None}, "renewals", "how long a term is"),
        ({"every": "month"}, "hour", "meets regularly"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on", "still to come"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(
    home: Troupe, wrong: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as told:
        agreed(home, **wrong)
    assert words in str(told.value.error_dict[field])
    with home.scope():
        assert not Structure.objects.exists()


@pytest.mark.row("G1")
def test_an_organisation_is_asked_once_and_in_time_whom_it_sends_next(home: Troupe) -> None:
    agreed(home)
    term = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    assert call_due(home.coalition.pk, LATER) == 0
    near = LATER + timedelta(days=710)
    assert call_due(home.coalition.pk, near) == 1
    assert call_due(home.coalition.pk, near) == 0
    waiting = Ask.objects.filter(kind="coalitions.seat", closed_at=None)
    assert {ask.title for ask in waiting} == {"Whom do we send to Steering committee?"}
    assert Mail.objects.filter(kind="coalitions.seat").count() == waiting.count()
    term.refresh_from_db()
    renew_term(term, by=home.by, at=near)
    assert not Ask.objects.filter(kind="coalitions.seat", closed_at=None).exists()


@pytest.mark.row("G1")
def test_an_empty_seat_asks_its_organisation(home: Troupe) -> None:
    term = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    vacate_seat(term, by=home.by, at=LATER)
    assert Ask.objects.filter(kind="coalitions.seat", closed_at=None).exists()
    fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER)
    assert not Ask.objects.filter(kind="coalitions.seat", closed_at=None).exists()


def test_who_chairs_a_body_writes_its_sheet_and_others_do_not(home: Troupe) -> None:
    henk = home.hat(home.people["Henk"], home.organisations["DR"])
    with refused("Who chairs Steering committee, or a coordinator, can."):
        set_structure(home.bodies["steering"], by=henk, at=LATER, seats=5)
    fill_seat(seat(home, "HT"), home.people["Ruth"], role=Role.CHAIR, by=home.by, at=LATER)
    ruth = home.hat(home.people["Ruth"], home.bodies["steering"], at=LATER)
    assert set_structure(home.bodies["steering"], by=ruth, at=LATER, seats=5).seats == 5


def test_only_the_clock_calls_a_term(home: Troupe) -> None:
    from comity.coalitions.acts import call_term

    term = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=LATER, ends_on=date(2026, 4, 1))
    with refused("Nobody needs to be asked."):
        call_term(term, by=home.by, at=LATER)
    assert call_term(term, by=the_rule(home.coalition.pk), at=LATER).reminded_at == LATER


def test_the_sheet_stands_on_the_bodys_page_and_says_what_is_open(home: Troupe) -> None:
    steering, visitor = home.bodies["steering"], Visitor(home, home.people["Henk"], at=LATER)
    page = visitor.get("body", steering.pk).content.decode()
    assert "No structure sheet yet" in page
    agreed(home, every="month", first_on=date(2026, 3, 10), hour=time(18), minutes=90, place="Harbour Hall")
    page = visitor.get("body", steering.pk).content.decode()
    assert "Every month on a Tuesday at 18:00, for 90 minutes" in page
    assert "24 months, and 1 more may follow" in page
    assert "Not agreed yet:" in page and "how long the body lasts" in page


def test_the_form_writes_it_and_shows_both_texts_when_two_do(home: Troupe) -> None:
    steering, visitor = home.bodies["steering"], Visitor(home, home.coordinator, at=LATER)
    with stopped_at(LATER):
        assert visitor.post("structure", steering.pk, seats="7", term_months="12").status_code == 302
        page = visitor.get("structure", steering.pk)
        read_as = page.context["form"].read_as
        agreed(home, seats=6)
        again = visitor.post("structure", steering.pk, seats="8", term_months="12", read_as=str(read_as))
    assert again.status_code == 409
    with home.scope():
        assert Structure.objects.get().seats == 6
        assert not Term.objects.filter(reminded_at__isnull=False).exists()


def test_what_ended_meanwhile_is_not_called_vacated_or_renewed_back(home: Troupe) -> None:
    """Who acts on a row that was read before somebody else ended the term does not bring it back."""
    with home.scope():
        given = fill_seat(seat(home, "HT"), home.people["Ruth"], by=home.by, at=THEN, ends_on=date(2026, 4, 1))
        rows = Term.objects.select_related("seat__organisation", "seat__body", "seat__coalition", "person")
        mine, stale, older = (rows.get(pk=given.pk) for _n in range(3))
        later = THEN + timedelta(days=3)
        vacate_seat(mine, by=home.by, at=later)
        with refused("Nobody needs to be asked"):
            call_term(stale, by=the_rule(home.coalition.pk), at=later)
        with refused("has ended already"):
            vacate_seat(older, by=home.by, at=later + timedelta(days=5))
        assert Term.objects.get(pk=given.pk).ends_on == (later - timedelta(days=1)).date()
        unread = rows.get(pk=given.pk)
        unread.ends_on = date(2026, 4, 1)
        assert renew_term(unread, by=home.by, at=later).starts_on == later.date()
