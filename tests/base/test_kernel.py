"""The kernel's small promises: text, ids, records, registries, capacities."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comity.base.capacity import ActsFor, Capacity, the_rule
from comity.base.ids import uuid7
from comity.base.registry import Registry
from comity.base.text import fold, initials, refuse_control_characters, sort_key, tidy
from comity.people.models import Organisation


def test_ids_sort_by_the_time_they_were_made():
    made = [uuid7() for _ in range(3)]
    assert all(one.version == 7 and one.variant == uuid.RFC_4122 for one in made)
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Harbour Tenants’ Union", "HT"),
        ("Open Door Shelter", "OD"),
        ("St Brigid’s Kitchen", "SB"),
        ("Elders of Pier Street", "EP"),
        ("Zebra", "ZE"),
        ("", ""),
        ("מרכז קהילתי", "מק"),
    ],
)
def test_a_mark_is_made_from_the_chief_words(name, mark):
    assert initials(name) == mark


def test_names_sort_by_letters_not_by_code_points():
    names = ["Zebra", "apfel", "Österreich", "Oslo", "Ökoladen", "Äpfel"]
    assert sorted(names, key=sort_key) == ["apfel", "Äpfel", "Ökoladen", "Oslo", "Österreich", "Zebra"]


@given(st.text(max_size=400))
def test_any_text_can_be_tidied_folded_and_sorted(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
    assert sort_key(text).isascii() and len(sort_key(text)) <= 300


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "\x1b[31m"])
def test_control_characters_are_refused(text):
    with pytest.raises(ValidationError):
        refuse_control_characters(text)


def test_line_ends_and_tabs_are_kept():
    refuse_control_characters("one\n\ttwo")
    assert tidy("one\r\ntwo\rthree ") == "one\ntwo\nthree"


@pytest.mark.django_db
def test_store_refuses_what_either_database_would_take_differently():
    with pytest.raises(ValidationError) as caught:
        Organisation(name="a\x00b", slug="a").store()
    assert "name" in caught.value.message_dict
    with pytest.raises(ValidationError):
        Organisation(name="x" * 161, slug="x").store()
    assert not Organisation.objects.exists()


def test_a_registry_refuses_two_things_of_one_name():
    registry: Registry[object] = Registry("thing")
    thing = object()
    registry.register("one", thing)
    registry.register("one", thing)
    with pytest.raises(ValueError, match="twice"):
        registry.register("one", object())


def test_a_capacity_says_for_whom():
    who, of, where = uuid7(), uuid7(), uuid7()
    speaker = Capacity(who, "Amina", ActsFor.ORGANISATION, of, "Union", where)
    assert (speaker.organisation, speaker.body, speaker.value) == (of, None, f"organisation:{of}")
    assert the_rule(where).person is None and the_rule(where).value == "rule"
