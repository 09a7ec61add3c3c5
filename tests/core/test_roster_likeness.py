"""Which names may be one organisation. A false offer is a nuisance, a missed one is a double on the map."""

import time

import pytest

from comity.core.roster.likeness import LIKE, likeness, suggest
from comity.core.roster.types import Known, Organisation

TRUE_PAIRS = [
    ("Food Bank", "The Food Bank, Inc."),
    ("Kendal County Sheriffs Office", "Kendall County Sheriff's Office"),
    ("Caritas Köln e.V.", "Caritas Koeln"),
    ("Youth Center Millbrook", "Millbrook Youth Centre"),
    ("Univ. of Millbrook", "University of Millbrook"),
    ("Bandera VFD", "Bandera Volunteer Fire Department"),
    ("St. Mary's Church", "Saint Marys Church"),
    ("Society for the Protection of Rivers", "Society for Protection of Rivers"),
    ("Y.M.C.A. Millbrook", "YMCA Millbrook"),
    ("Research Triangle Institute", "RTI"),
    ("Asociación de Vecinos del Río", "Asociacion Vecinos Rio"),
    ("Wichita Falls Police Department", "Wichita Falls Police Dept."),
    ("Brightwater Paper Ltd", "Brightwater Paper Limited"),
    ("Millbrook Neighbourhood Association", "Millbrook Neighborhood Association"),
]
FALSE_PAIRS = [
    ("City Housing Office", "County Housing Office"),
    ("North Side Clinic", "South Side Clinic"),
    ("Fire Station 2", "Fire Station 3"),
    ("Fire Station", "Fire Station 3"),
    ("Kerrville Fire Department", "Kerrville Police Department"),
    ("Food Bank", "Food Bank of Springfield"),
    ("Washington State Parks", "Washington State Police"),
    ("Men's Shelter", "Women's Shelter"),
    ("Catholic Charities", "United Charities"),
    ("School District 12", "School District 21"),
    ("Texas Rangers", "Texas Highway Patrol"),
    ("Grundschule Ost", "Grundschule West"),
    ("Millbrook", "Millbrook Library Friends"),
    ("Health Center East", "Health Center West"),
]


@pytest.mark.parametrize(("this", "that"), TRUE_PAIRS)
def test_one_organisation_under_two_names(this, that):
    assert likeness(this, that) >= LIKE
    assert likeness(that, this) == likeness(this, that)


@pytest.mark.parametrize(("this", "that"), FALSE_PAIRS)
def test_two_organisations_with_names_alike(this, that):
    assert likeness(this, that) < LIKE
    assert likeness(that, this) == likeness(this, that)


def offered(organisation, *existing):
    return [(one.other.id, one.score, one.exact) for one in suggest([organisation], existing)]


def test_true_pairs_are_found_through_the_keys_too():
    for this, that in TRUE_PAIRS:
        assert offered(Organisation(2, this), Known("1", that), Known("2", "Quite Another")), (this, that)


def test_many_longer_names_don_t_hide_the_right_one():
    longer = [Known(str(i), f"Alby Centre {word * 3}") for i, word in enumerate("abcdefghijklmnopqrstuvwxyz")]
    assert offered(Organisation(2, "Alby Centre Inc"), *longer, Known("x", "Alby Centre"))[0] == (
        "x",
        100,
        False,
    )


def test_the_same_site_makes_a_pair_whatever_the_names():
    one = Organisation(2, "Helping Hands", website="https://www.hands.example.org/about")
    assert offered(one, Known("1", "Millbrook Aid", website="http://hands.example.org")) == [("1", 90, False)]


def test_a_shared_platform_makes_none():
    one = Organisation(2, "Helping Hands", website="https://facebook.com/hands")
    assert offered(one, Known("1", "Millbrook Aid", website="https://facebook.com/aid")) == []


def test_another_place_speaks_against_it():
    one = Organisation(2, "Cedar Yuoth Club", place="Millbrook")
    assert offered(one, Known("1", "Cedar Youth Club", place="Lower Millbrook"))
    assert offered(one, Known("1", "Cedar Youth Club", place="Harbour")) == []
    same_name = Organisation(2, "Red Cross", place="Millbrook")
    assert offered(same_name, Known("1", "Red Cross", place="Harbour")) == [("1", LIKE, True)]


def test_exact_ones_come_first_and_no_more_than_five_each():
    existing = [Known(str(i), "Food Bank Inc") for i in range(8)] + [Known("x", "food bank")]
    found = offered(Organisation(2, "Food Bank"), *existing)
    assert len(found) == 5
    assert all(score == 100 for _, score, _ in found)
    assert found[0] == ("x", 100, True)


def test_doubles_within_the_file_are_offered_against_the_earlier_one():
    first, second = Organisation(2, "Food Bank"), Organisation(3, "Food Bank, Inc.")
    (one,) = suggest([first, second])
    assert (one.organisation, one.other) == (second, first)


def test_four_times_as_many_take_far_less_than_sixteen_times_as_long():
    """All pairs would take 16 times as long; the keys keep it well below that."""
    assert seconds(4000) < 10 * max(seconds(1000), 0.02)


def seconds(count):
    words = [
        f"{a}{b}"
        for a in ("al", "be", "cor", "dun", "el", "fra", "gil", "har")
        for b in ("by", "ton", "field", "mouth")
    ]
    names = [f"{words[i % 32]} {words[i // 32 % 32]} {words[i // 1024 % 32]} Centre" for i in range(count)]
    existing = [Known(str(i), name) for i, name in enumerate(names)]
    new = [Organisation(i, f"{name} Inc") for i, name in enumerate(names)]
    started = time.thread_time()
    found = suggest(new, existing)
    taken = time.thread_time() - started
    right = {one.organisation.row for one in found if one.other is existing[one.organisation.row]}
    assert len(right) == count
    return taken
