"""Matters hang on the coalition's own topics: chosen from its list, found by it, whatever the topic is called since."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.governing.acts import draft_question, edit_question
from comity.governing.models import Matter, Question
from comity.topics.acts import add_topic, merge_topics, retire_topic
from comity.topics.models import Topic
from tests.cast import THEN, Troupe
from tests.governing.stage import signed_in

LATER = THEN + timedelta(hours=1)


def asked(troupe: Troupe, title: str, topic: Topic | None) -> Question:
    return draft_question(body=troupe.assembly, title=title, lede="So.", topic=topic, by=troupe.by, at=THEN)


@pytest.mark.django_db
def test_the_register_is_narrowed_by_a_topic_its_other_names_and_those_below(troupe: Troupe) -> None:
    with troupe.scope():
        housing, homes, work = (add_topic(name=n, by=troupe.by, at=THEN) for n in ("Housing", "Homes", "Work"))
        damp = add_topic(name="Damp flats", parent=housing, by=troupe.by, at=THEN)
        for title, topic in (("Own?", housing), ("Alias?", homes), ("Below?", damp), ("Other?", work), ("None?", None)):
            asked(troupe, title, topic)
        merge_topics(homes, housing, by=troupe.by, at=LATER)
    page = reverse("governing:register", args=[troupe.coalition.slug])
    with stopped_at(LATER):
        client = signed_in(troupe.coordinator)
        found = client.get(f"{page}?state=draft&topic={housing.pk}").content.decode()
        hung = client.get(reverse("topics:topic", args=[troupe.coalition.slug, housing.pk])).content.decode()
    assert [title in found for title in ("Own?", "Alias?", "Below?", "Other?", "None?")] == [True] * 3 + [False] * 2
    assert "Housing › Damp flats" in found and ">Homes<" not in found
    assert "Questions and decisions" in hung and f"?topic={housing.pk}" in hung


@pytest.mark.django_db
def test_only_a_topic_in_use_of_this_coalition_can_be_chosen(troupe: Troupe, elsewhere: Troupe) -> None:
    with elsewhere.scope():
        theirs = add_topic(name="Theirs", by=elsewhere.by, at=THEN)
    with troupe.scope():
        old = add_topic(name="Old", by=troupe.by, at=THEN)
        kept = asked(troupe, "Kept?", old)
        retire_topic(old, by=troupe.by, at=LATER)
        for topic in (theirs, old):
            with pytest.raises(ValidationError, match="not in use any more"):
                asked(troupe, "Or?", topic)
        assert edit_question(kept, title="Still kept?", by=troupe.by, at=LATER).matter.topic == old


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_words_that_stood_in_matters_become_topics_once(troupe: Troupe) -> None:
    with troupe.scope():
        known = add_topic(name="Housing", by=troupe.by, at=THEN)
        rows = [asked(troupe, f"{n}?", None).matter_id for n in range(4)]
    words = dict(zip(rows, ("housing", "Advice", "ADVICE", ""), strict=True))
    executor = MigrationExecutor(connection)
    try:
        executor.migrate([("governing", "0001_tables")])
        old: Any = executor.loader.project_state([("governing", "0001_tables")]).apps.get_model("governing", "Matter")
        for pk, word in words.items():
            old._base_manager.filter(pk=pk).update(topic=word)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    with troupe.scope():
        topics = [Matter.objects.get(pk=pk).topic for pk in rows]
        assert topics[0] == known and topics[3] is None
        assert topics[1] == topics[2] and str(topics[1]) == "Advice"
        assert Topic.objects.count() == 2
