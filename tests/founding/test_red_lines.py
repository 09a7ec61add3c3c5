"""Red lines: an organisation's own alone; authors hear that one exists, never whose, and say so before a vote."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from comity.audit.models import Entry
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.standing import Standing, standing_of
from comity.founding.models import RedLine
from comity.founding.redlines import acts, queries
from comity.governing.acts import draft_question, open_question
from comity.governing.models import Question
from comity.topics.acts import add_topic
from comity.topics.models import Topic
from tests.cast import THEN, Troupe
from tests.founding.scouts import LATER, henk, marta, okafor
from tests.governing.stage import signed_in
from tests.matrix.asking import everything

pytestmark = pytest.mark.row("F14")
DAY = timedelta(days=1)
SECRET = "KANARI-LINE no data leaves our house"


def data(troupe: Troupe) -> Topic:
    return add_topic(name="Patient data", by=troupe.by, at=THEN)


def drawn(troupe: Troupe, topic: Topic, by: Any = None, **more: Any) -> RedLine:
    return acts.draw_line(topic, kind="line", words=SECRET, by=by or okafor(troupe), at=THEN, **more)


def put(troupe: Troupe, topic: Topic | None, by: Any = None) -> Question:
    about: dict[str, Any] = {} if topic is None else {"topic": topic, "kind": "work"}
    draft = draft_question(
        body=troupe.assembly, title="Share a list?", lede="Of those who wait.", closes_at=THEN + 12 * DAY,
        by=by or marta(troupe), at=THEN, **about,
    )  # fmt: skip
    with troupe.scope():
        found: Question = Question.objects.select_related("matter__topic", "coalition").get(pk=draft.pk)
    return found


def warned(troupe: Troupe, question: Question) -> str:
    with troupe.scope():
        return "\n".join(one.text for one in registry.warnings["founding.red-lines"](question))


def test_authors_hear_that_one_exists_and_never_whose(troupe: Troupe) -> None:
    topic = data(troupe)
    drawn(troupe, topic)
    text = warned(troupe, put(troupe, topic))
    assert "A red line exists" in text and "Health" not in text and "KANARI" not in text
    assert warned(troupe, put(troupe, None)) == ""
    assert warned(troupe, put(troupe, topic, by=okafor(troupe))) == "", "one's own is no news"


def test_whose_it_is_is_said_where_its_organisation_allows_it(troupe: Troupe) -> None:
    topic = data(troupe)
    drawn(troupe, topic, shown=True)
    acts.draw_line(topic, kind="wish", words="A short list.", shown=True, by=henk(troupe), at=THEN)
    acts.draw_line(topic, kind="wish", words="KANARI-WISH", by=henk(troupe), at=THEN)
    text = warned(troupe, put(troupe, topic))
    assert f"A red line of Harbour Health Service: {SECRET}" in text
    assert "A wish of Dock Road Traders: A short list." in text and "KANARI-WISH" not in text


def test_a_vote_opens_only_once_its_authors_say_that_they_know(troupe: Troupe) -> None:
    topic = data(troupe)
    drawn(troupe, topic)
    draft = put(troupe, topic)
    with pytest.raises(Refused, match="red line exists"):
        open_question(draft, by=marta(troupe), at=LATER)
    with pytest.raises(Refused):
        acts.acknowledge(draft, "We ask around.", by=henk(troupe), at=LATER)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(LATER):
        address = reverse("founding:redlines-acknowledge", args=[troupe.coalition.slug, draft.pk])
        assert address in client.get(draft.get_absolute_url()).content.decode(), "the draft leads there"
        assert client.post(address, {"words": "We ask around first."}).status_code == 302
    assert open_question(draft, by=marta(troupe), at=LATER + DAY).state == "open"


def test_one_drawn_later_has_to_be_known_anew_and_a_wish_stops_nothing(troupe: Troupe) -> None:
    topic = data(troupe)
    line = drawn(troupe, topic)
    draft = put(troupe, topic)
    acts.acknowledge(draft, "We ask around.", by=marta(troupe), at=LATER)
    acts.draw_line(topic, kind="line", words="Another.", by=henk(troupe), at=LATER + DAY)
    with pytest.raises(Refused, match="red line exists"):
        open_question(draft, by=marta(troupe), at=LATER + 2 * DAY)
    with troupe.scope():
        for row in RedLine.objects.exclude(pk=line.pk):
            acts.lift_line(row, by=henk(troupe), at=LATER + 2 * DAY)
    acts.draw_line(topic, kind="wish", words="Short.", by=henk(troupe), at=LATER + 2 * DAY)
    assert open_question(draft, by=marta(troupe), at=LATER + 2 * DAY).state == "open"


def test_nobody_but_its_own_people_ever_reads_one(troupe: Troupe) -> None:
    line = drawn(troupe, data(troupe))
    slug = troupe.coalition.slug
    with troupe.scope():
        for name, mine in (("Okafor", 1), ("Marta", 0), ("Amina", 0), ("Henk", 0)):
            standing = standing_of(troupe.people[name].pk, troupe.coalition.pk, at=LATER)
            assert queries.visible_to(standing).count() == mine
            for key, table in registry.export.items():
                expected = mine == 1 and key == "red-lines"
                assert ("KANARI-LINE" in repr(list(table.rows(standing)))) is expected, (name, key)
        assert queries.visible_to(Standing(None, troupe.coalition.pk, operates=True)).count() == 1
        entry = Entry.objects.get(act="founding.red_line.drawn")
    own, coordinator = signed_in(troupe.people["Okafor"]), signed_in(troupe.people["Amina"])
    with stopped_at(LATER):
        addresses = [
            reverse("founding:redlines", args=[slug]), reverse("inside:search", args=[slug]) + "?q=kanari",
            reverse("inside:record", args=[slug]) + f"?q={entry.pk}", reverse("inside:home", args=[slug]),
        ]  # fmt: skip
        assert all("KANARI-LINE" not in everything(coordinator.get(one)) for one in addresses)
        assert "KANARI-LINE" in everything(own.get(addresses[0]))
        lift = reverse("founding:redlines-lift", args=[slug, line.pk])
        assert coordinator.post(lift).status_code == 404
        told = coordinator.get(reverse("inside:entry", args=[slug, entry.pk]))
        assert told.status_code == 404 or "Okafor" not in everything(told)
        listed = everything(coordinator.get(reverse("inside:record", args=[slug]) + "?act=founding.red_line.drawn"))
        assert "Okafor Eze noted" not in listed
    with pytest.raises(Refused):
        acts.lift_line(line, by=marta(troupe), at=LATER)
