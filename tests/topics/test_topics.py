"""A coalition's own list of topics."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.topics.acts import add_topic, change_topic, merge_topics, restore_topic, retire_topic
from comity.topics.models import Topic
from comity.topics.queries import live
from tests.cast import THEN
from tests.governing.stage import hat, signed_in

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _scope(troupe: "Troupe"):  # type: ignore[no-untyped-def]
    with troupe.scope():
        yield


def names(troupe: "Troupe") -> list[str]:
    standing = standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=THEN)
    return [topic.name for topic in live(standing)]


def test_topics_stand_below_the_one_they_belong_to(troupe: "Troupe") -> None:
    add_topic(name="Work", by=troupe.by, at=THEN)
    housing = add_topic(name="Housing", by=troupe.by, at=THEN)
    damp = add_topic(name="Damp flats", parent=housing, by=troupe.by, at=THEN)
    assert names(troupe) == ["Housing", "Damp flats", "Work"]
    with pytest.raises(ValidationError, match="stands on its own"):
        add_topic(name="Mould", parent=damp, by=troupe.by, at=THEN)


def test_a_name_is_there_once_whatever_its_case_and_accents(troupe: "Troupe") -> None:
    add_topic(name="Élan", by=troupe.by, at=THEN)
    with pytest.raises(ValidationError, match="is there already"):
        add_topic(name="elan ", by=troupe.by, at=THEN)


def test_only_coordinators_keep_the_list(troupe: "Troupe") -> None:
    with pytest.raises(Refused):
        add_topic(name="Housing", by=hat(troupe, "Henk", "DR"), at=THEN)
    assert not Topic.objects.exists()


def test_a_merged_topic_is_another_name_of_the_one_that_stays(troupe: "Troupe") -> None:
    homes, housing = (add_topic(name=name, by=troupe.by, at=THEN) for name in ("Homes", "Housing"))
    below = add_topic(name="Rent", parent=homes, by=troupe.by, at=THEN)
    merge_topics(homes, housing, by=troupe.by, at=LATER)
    assert names(troupe) == ["Housing", "Rent"]
    assert Topic.objects.get(pk=homes.pk).whole == housing
    assert Topic.objects.get(pk=below.pk).parent == housing
    with pytest.raises(ValidationError, match="another name of “Housing”"):
        add_topic(name="Homes", by=troupe.by, at=LATER)
    with pytest.raises(ValidationError, match="can’t become part of itself"):
        merge_topics(housing, housing, by=troupe.by, at=LATER)


def test_a_retired_topic_can_be_brought_back(troupe: "Troupe") -> None:
    housing = add_topic(name="Housing", by=troupe.by, at=THEN)
    rent = add_topic(name="Rent", parent=housing, by=troupe.by, at=THEN)
    with pytest.raises(ValidationError, match="topics below it"):
        retire_topic(housing, by=troupe.by, at=LATER)
    retire_topic(rent, by=troupe.by, at=LATER)
    assert names(troupe) == ["Housing"]
    restore_topic(rent, by=troupe.by, at=LATER)
    assert names(troupe) == ["Housing", "Rent"]
    change_topic(rent, name="Rents", parent=None, by=troupe.by, at=LATER)
    assert names(troupe) == ["Housing", "Rents"]


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_the_topics(
    many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        add_topic(name=f"Topic {number}", by=troupe.by, at=THEN)
    client, url = signed_in(troupe.coordinator), reverse("topics:topics", args=[troupe.coalition.slug])
    client.get(url)
    with django_assert_max_num_queries(12):
        page = client.get(url).content.decode()
    assert all(f"Topic {number}" in page for number in range(many))
