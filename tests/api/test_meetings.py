"""Programs read a meeting as its people do."""

from collections.abc import Callable

import pytest

from comity.meetings import acts
from comity.meetings.models import Reply
from tests.api.stage import Program
from tests.cast import Troupe
from tests.meetings.stage import PLANS, called, hat, invitation


@pytest.mark.row("G4")
def test_a_word_to_the_chair_reaches_no_other_members_program(
    program: Callable[..., Program], troupe: Troupe
) -> None:
    meeting = called(troupe)
    acts.answer_invitation(
        invitation(troupe, meeting, "OD"), Reply.AWAY, words="A funeral", by=hat(troupe, "Marta", "OD"), at=PLANS
    )
    read = {}
    for name, mark in (("Marta", "OD"), ("Amina", "HT"), ("Okafor", "HH")):
        answer = program(name, mark).get(f"meetings/{meeting.pk}")
        assert answer.status_code == 200
        read[name] = {one["words"] for one in answer.json()["invitations"]} - {""}
    assert read == {"Marta": {"A funeral"}, "Amina": {"A funeral"}, "Okafor": set()}
