"""Fifty answers at the same moment leave one live vote, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connections

if TYPE_CHECKING:
    from comity.governing.models import Question
    from tests.cast import Troupe

TIMES, HANDS = 50, 10


@pytest.mark.django_db(transaction=True)
def test_fifty_answers_at_once_leave_one_live_vote() -> None:
    from comity.audit.verify import verify
    from comity.governing.models import Vote
    from tests.cast import harbour
    from tests.governing.stage import asking, close

    troupe = harbour()
    question = asking(troupe)()
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(lambda n: once(troupe, question, n), range(TIMES)))
    with troupe.scope():
        assert Vote.objects.count() == TIMES
        assert Vote.objects.filter(replaced_at=None).count() == 1
    assert close(question).cast == 1
    assert list(verify(troupe.coalition.pk)) == []


def once(troupe: "Troupe", question: "Question", n: int) -> None:
    """One answer from a thread of its own, with a connection of its own."""
    from comity.core.ballots.types import Choice
    from comity.governing.acts import cast_vote
    from tests.governing.stage import OPENS, hat

    choice = (Choice.YES, Choice.NO, Choice.ABSTAIN)[n % 3]
    try:
        while True:
            with suppress(OperationalError):  # SQLite asks to come again when it was busy for too long
                cast_vote(question, choice, by=hat(troupe, "Marta", "OD"), at=OPENS + timedelta(seconds=n))
                return
    finally:
        connections.close_all()
