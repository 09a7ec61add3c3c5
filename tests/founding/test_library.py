"""The library: other initiatives, in from a table that is shown first, linked to topics and questions."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import counted
from comity.coalitions.standing import standing_of
from comity.founding.library import acts, queries
from comity.founding.library.registering import evidence
from comity.founding.models import Precedent
from comity.governing.acts import draft_question, open_question
from comity.topics.acts import add_topic
from tests.cast import THEN, Troupe
from tests.founding.scouts import LATER, henk, marta
from tests.governing.stage import signed_in
from tests.matrix.asking import everything

pytestmark = pytest.mark.row("F13")
STUDIED = {
    "what": "Forty homes.", "organised": "A paid convener.", "lessons": "Pay the convener.", "source": "A report.",
}  # fmt: skip


def address(troupe: Troupe, name: str, *args: Any) -> str:
    return reverse(f"founding:{name}", args=[troupe.coalition.slug, *args])


def test_a_table_is_shown_before_it_comes_in_and_names_every_wrong_cell(troupe: Troupe) -> None:
    add_topic(name="Warm rooms", by=troupe.by, at=THEN)
    client, url = signed_in(troupe.people["Henk"]), address(troupe, "library-import")
    bad = "name,what,source,topics,link\nWarm Street,,A report,Cold rooms,\n,Homes,,,not a page\n"
    rows = ("Name,What they did,Where,Source,Topics", "Warm Street,Forty homes,Northgate,A report,WARM ROOMS",
            "Cold Street,None yet,Eastgate,A report,")  # fmt: skip
    good = "\n".join(rows)
    with stopped_at(LATER):
        text = client.post(url, {"text": bad}).content.decode()
        for wrong in ("Row 2: It does not say what they did.", "Row 2: “Cold rooms” is none of your topics.",
                      "Row 3: The name is missing.", "Row 3: It does not say where it is from.",
                      "Row 3: “not a page” is no address of a page."):  # fmt: skip
            assert wrong in text
        preview = client.post(url, {"text": good})
        assert preview.status_code == 200 and "2 rows were read" in preview.content.decode()
        with troupe.scope():
            assert not Precedent.objects.exists(), "looking at it enters nothing"
        again = {"text": preview.context["text"], "sure": "on"}
        assert client.post(url, again).status_code == 302
        assert client.post(url, again).status_code == 302
        out = everything(client.get(address(troupe, "library") + "?format=csv&q=forty"))
    with troupe.scope():
        standing = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=LATER)
        found = {one.name: one for one in queries.visible_to(standing)}
    assert set(found) == {"Warm Street", "Cold Street"}, "those that are there already are left as they are"
    assert [one.name for one in queries.topics_of(found["Warm Street"])] == ["Warm rooms"]
    assert found["Warm Street"].place == "Northgate" and "Forty homes" in out and "Cold Street" not in out


def test_it_is_found_narrowed_by_topic_and_linked_to_what_one_may_know_of(troupe: Troupe) -> None:
    topic = add_topic(name="Warm rooms", by=troupe.by, at=THEN)
    row = acts.enter_precedent(name="Warm Street", topics=[topic], by=marta(troupe), at=THEN, **STUDIED)
    acts.enter_precedent(name="Cold Street", by=marta(troupe), at=THEN, **STUDIED)
    steering = troupe.bodies["steering"]
    secret = open_question(
        draft_question(
            body=steering, title="KANARI-SECRET hall?", lede="x", confidentiality=Confidentiality.BODY,
            closes_at=THEN.replace(day=20), by=marta(troupe), at=THEN,
        ), by=marta(troupe), at=THEN,
    )  # fmt: skip
    acts.link_precedent(row, secret, by=marta(troupe), at=THEN)
    with pytest.raises(ValidationError, match="already"):
        acts.link_precedent(row, secret, by=marta(troupe), at=THEN)
    own, outside = signed_in(troupe.people["Marta"]), signed_in(troupe.people["Henk"])
    with stopped_at(LATER):
        narrowed = everything(outside.get(address(troupe, "library") + f"?topic={topic.pk}"))
        assert "Warm Street" in narrowed and "Cold Street" not in narrowed
        assert "Warm Street" in everything(outside.get(f"/c/{troupe.coalition.slug}/search/?q=convener"))
        page = address(troupe, "library-one", row.pk)
        assert "KANARI-SECRET" in everything(own.get(page))
        assert "KANARI-SECRET" not in everything(outside.get(page))
        assert "KANARI-SECRET" not in everything(outside.get(f"/c/{troupe.coalition.slug}/record/"))
        hung = everything(outside.get(topic.get_absolute_url()))
        assert address(troupe, "library") in hung, "the topic says what hangs on it"


def test_what_shows_that_others_were_studied(troupe: Troupe) -> None:
    topics = [add_topic(name=name, by=troupe.by, at=THEN) for name in ("Warm rooms", "Rents")]
    standing = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=LATER)

    def shown() -> list[tuple[int, int]]:
        with troupe.scope():
            return [(one.count, one.needed) for one in counted(evidence(standing))]

    assert shown() == [(0, 3), (0, 1)]
    for number in range(3):
        acts.enter_precedent(name=f"Street {number}", topics=topics, by=henk(troupe), at=THEN, **STUDIED)
    bare = acts.enter_precedent(
        name="Bare", what="x", source="y", topics=topics, contacted_on=THEN.date(), by=henk(troupe), at=THEN
    )
    assert shown() == [(3, 3), (1, 1)], "one without structure and lesson was not studied"
    acts.strike_precedent(bare, by=henk(troupe), at=LATER)
    assert shown() == [(3, 3), (0, 1)]


def test_pages_keep_to_a_few_questions(troupe: Troupe, django_assert_max_num_queries: Any) -> None:
    topics = [add_topic(name=f"Topic {n}", by=troupe.by, at=THEN) for n in range(3)]
    for number in range(3):
        row = acts.enter_precedent(name=f"Street {number}", topics=topics, by=henk(troupe), at=THEN, **STUDIED)
    client = signed_in(troupe.people["Henk"])
    with stopped_at(LATER):
        client.get(address(troupe, "library"))
        for url in (address(troupe, "library"), address(troupe, "library-one", row.pk)):
            with django_assert_max_num_queries(12):
                assert client.get(url).status_code == 200
