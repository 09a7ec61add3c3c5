"""Search finds by the beginnings of words, on both databases alike, and never what one may not see."""

import pytest
from django.db.models import Q

from comity.base.ids import uuid7
from comity.base.models import Findable
from comity.base.search import find
from comity.base.text import fold

ALL = Q()


def thing(title: str, text: str = "", **more: object) -> Findable:
    values = {"label": "x.y", "url": "/x/", "confidentiality": "coalition"} | more
    return Findable.objects.create(
        thing=uuid7(), title=title, text=text, folded=fold(f"{title} {text}"), **values
    )


@pytest.fixture
def things(db):
    return [
        thing("Insulate 40 flats on Ropewalk", "before the frost"),
        thing("A summer feast on Ropewalk"),
        thing("Élan vital", "naïve façade"),
        thing("Ключи от дома", "два слова"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rope", 2),
        ("ropewalk frost", 1),
        ("FROST ropew", 1),
        ("elan", 1),
        ("facade", 1),
        ("ключ", 1),
        ("walk", 0),
        ("", 0),
        ("   ", 0),
        ('"; DROP TABLE', 0),
        ("rope* OR (", 0),
        ("a & b | !c <-> d", 0),
        ("40", 1),
        ("NEAR(rope frost)", 0),
    ],
)
def test_words_find_what_begins_with_them(things, words, found):
    assert len(find(words, ALL)) == found


def test_titles_come_first(db):
    thing("Bakery", "a word on the harbour")
    thing("Harbour feast")
    assert [hit.title for hit in find("harbour", ALL)] == ["Harbour feast", "Bakery"]


def test_only_what_is_allowed_is_found(things):
    assert find("ropewalk", Q(label="other")) == []


def test_a_changed_thing_is_found_by_its_new_words_only(db):
    row = thing("Old name")
    Findable.objects.filter(pk=row.pk).update(title="New name", folded="new name")
    assert not find("old", ALL)
    assert find("new", ALL)
    Findable.objects.all().delete()
    assert not find("new", ALL)
