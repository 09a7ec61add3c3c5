"""No decision without all partners: an open ballot gives everybody the time agreed, a room binds only when all knew."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.core.ballots.types import Choice
from comity.governing.acts import close_question, draft_question, enter_vote, open_question
from comity.governing.sitting import Sitting
from tests.cast import Troupe
from tests.governing.rules import work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, say, signed_in

DAY = timedelta(days=1)


@pytest.mark.row("G11")
def test_a_majority_can_not_close_over_the_heads_of_those_who_still_have_time(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, notice=5, shortest=3)
    question = asks()
    say(troupe, question, HT="yes", OD="yes")
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    for soon in (timedelta(hours=1), 3 * DAY, 4 * DAY):
        with pytest.raises(Refused, match="2 of 3 organisations have answered"):
            close_question(question, by=chair, at=OPENS + soon)
    with stopped_at(OPENS + DAY):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
        assert "Close and seal now" not in page
    assert close_question(question, by=chair, at=OPENS + 5 * DAY).carried


@pytest.mark.row("G11")
def test_once_all_have_answered_nobody_is_waited_for(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, notice=5, shortest=3)
    question = asks()
    say(troupe, question, HT="yes", OD="yes", HH="no")
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    assert close_question(question, by=chair, at=OPENS + DAY).carried


@pytest.mark.row("G11")
@pytest.mark.parametrize("lacks", ["noticed", "quorate"])
def test_a_room_that_not_all_knew_of_or_too_few_are_in_decides_nothing(troupe: Troupe, lacks: str) -> None:
    by, here = troupe.by, (troupe.organisations["HT"].pk, troupe.organisations["OD"].pk)
    draft = draft_question(body=troupe.bodies["steering"], title="Now?", lede="Yes.", by=by, at=OPENS)
    assert draft.binding
    sitting = Sitting("meetings.meeting", draft.pk, "Tuesday", "/m/", present=here)
    with pytest.raises(ValidationError, match="until when"):
        open_question(draft, by=by, at=OPENS)
    opened = open_question(draft, by=by, at=OPENS, sitting=replace(sitting, **{lacks: False}))
    assert not opened.binding and opened.code.startswith("A-")


@pytest.mark.row("G11")
def test_a_vote_told_by_phone_counts_only_in_a_ballot_that_is_open_to_all(troupe: Troupe, asks: Asks) -> None:
    draft = draft_question(
        body=troupe.bodies["steering"], title="By phone?", lede="Quick.", closes_at=CLOSES, by=troupe.by, at=OPENS
    )
    told = {"witness": troupe.people["Ruth"], "by": troupe.by}
    shelter = troupe.organisations["OD"].pk
    with pytest.raises(Refused):
        enter_vote(draft, shelter, Choice.YES, at=OPENS, **told)
    question = asks()
    enter_vote(question, shelter, Choice.YES, at=OPENS + DAY, **told)
    assert close(question).why == "no_quorum", "one phone call is no decision"
    with pytest.raises(Refused):
        enter_vote(question, shelter, Choice.YES, at=CLOSES + DAY, **told)
