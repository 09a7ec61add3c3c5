"""Methods: what each uses, accepts and never uses; mismatches before inviting; a “never” waits for a decision."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.ballots.types import Choice
from comity.founding.methods import acts, queries
from comity.founding.models import Method, MethodLeave, Prospect
from comity.founding.prospects.acts import move_prospect
from comity.governing.acts import cast_vote, close_question, draft_question, open_question
from comity.governing.models import Question
from tests.cast import THEN, Troupe
from tests.founding.scouts import LATER, committee, henk, marta, okafor, prospect
from tests.governing.stage import signed_in

pytestmark = pytest.mark.row("F15")
DAY = timedelta(days=1)
CLOSES = THEN + 12 * DAY


def blockade(troupe: Troupe) -> Method:
    """Marta's shelter uses it; Okafor's health service never does."""
    row = acts.name_method(name="Blockade", words="To stand in the way.", by=marta(troupe), at=THEN)
    acts.say_method(row, "uses", by=marta(troupe), at=THEN)
    acts.say_method(row, "never", why="Patients must reach us.", by=okafor(troupe), at=THEN)
    return row


def plan(troupe: Troupe, title: str = "A blockade of the town hall?", **more: Any) -> Question:
    return draft_question(
        body=troupe.assembly, title=title, lede="On Monday.", text="Half a day.", closes_at=CLOSES, by=marta(troupe),
        at=THEN, **more,
    )  # fmt: skip


def warned(question: Question) -> list[str]:
    return [one.text for one in registry.warnings["founding.methods"](question)]


def test_a_question_that_names_a_never_warns_and_waits_for_a_decision(troupe: Troupe) -> None:
    method = blockade(troupe)
    draft = plan(troupe)
    with troupe.scope():
        (text,) = warned(Question.objects.get(pk=draft.pk))
    assert "Harbour Health Service" in text and "Blockade" in text
    with pytest.raises(Refused, match="never uses"):
        open_question(draft, by=marta(troupe), at=THEN)
    row = acts.ask_leave(
        draft, method, reason="Nobody is kept from the clinic.", closes_at=CLOSES, by=marta(troupe), at=THEN
    )
    assert row.vote is not None and row.vote.state == "open", "the question about leave itself is let through"
    with pytest.raises(Refused, match="already"):
        acts.ask_leave(draft, method, reason="Again.", closes_at=CLOSES, by=marta(troupe), at=THEN)
    for by in (marta(troupe), henk(troupe), troupe.hat(troupe.coordinator, troupe.organisations["HT"])):
        cast_vote(row.vote, Choice.YES, by=by, at=LATER)
    with pytest.raises(Refused, match="never uses"):
        open_question(draft, by=marta(troupe), at=LATER)
    close_question(row.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)
    with troupe.scope():
        assert MethodLeave.objects.get().carried_at == CLOSES
        draft = Question.objects.get(pk=draft.pk)
        assert warned(draft) == []
    draft.closes_at = CLOSES + 20 * DAY
    draft.store()
    assert open_question(draft, by=marta(troupe), at=CLOSES + DAY).state == "open"


def test_a_question_that_names_no_never_opens(troupe: Troupe) -> None:
    method = blockade(troupe)
    other = plan(troupe, "Blockaders welcome at lunch?")
    with troupe.scope():
        assert warned(Question.objects.get(pk=other.pk)) == [], "whole words only"
    assert open_question(other, by=marta(troupe), at=THEN).state == "open"
    acts.say_method(method, "accepts", by=okafor(troupe), at=LATER)
    assert open_question(plan(troupe), by=marta(troupe), at=LATER).state == "open", "a later word replaces the never"


def test_only_the_rule_allows(troupe: Troupe) -> None:
    method = blockade(troupe)
    row = acts.ask_leave(plan(troupe), method, reason="So.", closes_at=CLOSES, by=marta(troupe), at=THEN)
    assert row.vote is not None
    with pytest.raises(Refused):
        acts.allow_method(row, carried=row.vote, by=marta(troupe), at=LATER)
    with pytest.raises(Refused):
        acts.ask_leave(plan(troupe), method, reason="So.", closes_at=CLOSES, by=henk(troupe), at=THEN)


def chosen(troupe: Troupe) -> Prospect:
    committee(troupe)
    row = prospect(troupe)
    return move_prospect(row, "chosen", by=marta(troupe), at=THEN)


def test_a_mismatch_is_shown_before_a_prospect_is_invited(troupe: Troupe) -> None:
    method, row = blockade(troupe), chosen(troupe)
    acts.note_prospect_method(row, method, "uses", source="Harbour Paper", by=marta(troupe), at=THEN)
    with troupe.scope():
        (clash,) = queries.mismatches(row)
    assert [one.name for one in clash.members] == ["Harbour Health Service"] and clash.source == "Harbour Paper"
    with pytest.raises(ValidationError, match="Blockade"):
        move_prospect(row, "invited", by=marta(troupe), at=THEN)
    client = signed_in(troupe.people["Marta"])
    address = reverse("founding:prospects-move", args=[troupe.coalition.slug, row.pk])
    with stopped_at(LATER):
        page = client.get(address).content.decode()
        assert "Harbour Health Service" in page and "these of us never do" in page
        assert client.post(address, {"state": "invited"}).status_code == 422
        assert client.post(address, {"state": "invited", "knowing": "on"}).status_code == 302
    with troupe.scope():
        assert Prospect.objects.get().state == "invited"


def test_the_other_way_round_and_what_fits(troupe: Troupe) -> None:
    method, row = blockade(troupe), chosen(troupe)
    acts.note_prospect_method(row, method, "never", source="They say so.", by=marta(troupe), at=THEN)
    with troupe.scope():
        (clash,) = queries.mismatches(row)
        assert [one.name for one in clash.members] == ["Open Door Shelter"]
    acts.note_prospect_method(row, method, "accepts", source="They changed.", by=marta(troupe), at=LATER)
    with troupe.scope():
        assert queries.mismatches(row) == []
    assert move_prospect(row, "invited", by=marta(troupe), at=LATER).state == "invited"


def test_only_an_organisation_speaks_for_its_methods(troupe: Troupe) -> None:
    method = blockade(troupe)
    with pytest.raises(Refused):
        acts.say_method(method, "uses", by=troupe.by, at=THEN)
    with pytest.raises(ValidationError, match="already"):
        acts.name_method(name="BLOCKADE", by=henk(troupe), at=THEN)
    with pytest.raises(Refused):
        acts.strike_method(method, by=henk(troupe), at=THEN)
    acts.strike_method(method, by=marta(troupe), at=THEN)
    with pytest.raises(Refused):
        acts.say_method(method, "uses", by=henk(troupe), at=THEN)


@pytest.mark.parametrize("name", ["methods", "redlines"])
def test_pages_keep_to_a_few_questions(name: str, troupe: Troupe, django_assert_max_num_queries: Any) -> None:
    method = blockade(troupe)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(LATER):
        addresses = [reverse(f"founding:{name}", args=[troupe.coalition.slug]), method.get_absolute_url()]
        client.get(addresses[0])
        for address in addresses:
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200
