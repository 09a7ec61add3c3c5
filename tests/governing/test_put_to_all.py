"""What a meeting could only advise is put to a binding vote on the same matter, from the page of the advice."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.rulebook.kinds import SPENDING
from comity.governing.acts import (
    close_question,
    draft_question,
    edit_question,
    list_options,
    open_question,
    put_to_all,
    withdraw_question,
)
from comity.governing.models import Question
from comity.governing.sitting import Sitting
from tests.governing.stage import OPENS, hat, say, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = OPENS + timedelta(days=2)


def advised(troupe: "Troupe", options: tuple[str, ...] = (), **given: Any) -> Question:
    """Two of the assembly meet, too few to decide, and advise."""
    about = {
        "kind": SPENDING,
        "amount": 900_000,
        "body": troupe.assembly,
        "title": "A van?",
        "lede": "For the kitchen.",
    }
    by, present = tenants(troupe), tuple(troupe.organisations[mark].pk for mark in ("HT", "OD"))
    draft = draft_question(**about, by=by, at=OPENS)
    draft = edit_question(draft, binding=False, by=by, at=OPENS, **given)
    if options:
        list_options(draft, [{"title": one} for one in options], by=by, at=OPENS)
    sitting = Sitting("meetings.meeting", troupe.assembly.pk, "Meeting 3", "/m/", present, quorate=False)
    question = open_question(draft, by=by, at=OPENS, sitting=sitting)
    if not options:
        say(troupe, question, HT="yes", OD="yes")
    close_question(question, by=the_rule(troupe.coalition.pk), at=question.closes_at)
    question.refresh_from_db()
    return question


@pytest.mark.row("G11", "G5")
def test_the_vote_is_on_the_same_matter_by_the_rule_of_its_kind(troupe: "Troupe") -> None:
    with troupe.scope():
        advice = advised(troupe)
        draft = put_to_all(advice, by=tenants(troupe), at=LATER)
        assert draft.binding and draft.state == "draft" and draft.matter_id == advice.matter_id is not None
        assert draft.clause == "1.1" and "Meeting 3 could only advise on this: A-001." in draft.text
        opened = open_question(draft, by=tenants(troupe), at=LATER)
        say(troupe, opened, at=LATER, HT="yes", OD="yes", HH="yes")
        decision = close_question(opened, by=the_rule(troupe.coalition.pk), at=opened.closes_at)
        assert decision.carried and opened.code == "D-001"


@pytest.mark.row("G11")
def test_it_is_offered_once_to_who_may_put_questions(troupe: "Troupe") -> None:
    with troupe.scope():
        advice = advised(troupe)
    page = f"/c/{troupe.coalition.slug}/decisions/{advice.pk}/"
    with stopped_at(LATER):
        amina, ruth = signed_in(troupe.coordinator), signed_in(troupe.people["Ruth"])
        offered = amina.get(page).content.decode()
        assert "Put it to a binding vote" in offered and "Too few organisations were there" in offered
        assert "Advice: too few answered" in offered
        answer = amina.post(f"{page}put-to-all/", follow=True)
        assert "The ballot is drafted." in answer.content.decode()
        again = amina.get(page).content.decode()
        assert "Put to a binding vote:" in again and "Put it to a binding vote" not in again
        assert ruth.post(f"{page}put-to-all/").status_code in (403, 409)


def test_once_and_anew_if_that_vote_was_withdrawn(troupe: "Troupe") -> None:
    with troupe.scope():
        advice = advised(troupe)
        draft = put_to_all(advice, by=hat(troupe, "Marta", "OD"), at=LATER)
        with pytest.raises(Refused, match="put to all already"):
            put_to_all(advice, by=tenants(troupe), at=LATER)
        withdraw_question(draft, by=troupe.by, at=LATER)
        assert put_to_all(advice, by=tenants(troupe), at=LATER).pk != draft.pk


def test_a_ballot_keeps_its_options(troupe: "Troupe") -> None:
    with troupe.scope():
        advice = advised(troupe, options=("Van", "Bicycle"), method="approval")
        draft = put_to_all(advice, by=tenants(troupe), at=LATER)
        assert [one.title for one in draft.options.all()] == ["Van", "Bicycle"]


def test_what_was_asked_as_advice_from_the_start_is_not_put_to_all(troupe: "Troupe") -> None:
    with troupe.scope():
        draft = draft_question(
            body=troupe.assembly, title="Tea?", lede="Or coffee.", binding=False, by=tenants(troupe), at=OPENS,
            closes_at=LATER,
        )  # fmt: skip
        question = open_question(draft, by=tenants(troupe), at=OPENS)
        close_question(question, by=the_rule(troupe.coalition.pk), at=LATER)
        with pytest.raises(Refused, match="no advice of a meeting"):
            put_to_all(question, by=tenants(troupe), at=LATER)
