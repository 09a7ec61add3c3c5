"""Whatever founding keeps, programs read: also what was decided, asked and taken back on the way."""

from datetime import timedelta

import pytest

from comity.core.advice.kinds import CoalitionKind
from comity.core.advice.readiness import Question
from comity.founding.acts import propose_going_on
from comity.founding.kind.acts import choose_kind
from comity.founding.methods.acts import name_method
from tests.api.stage import program
from tests.cast import THEN
from tests.founding.stage import hat, say, warm_rooms

pytestmark = [pytest.mark.django_db, pytest.mark.row("P2")]


def test_what_was_decided_on_the_way_is_read() -> None:
    troupe = warm_rooms()
    choose_kind(CoalitionKind.COUNCIL, by=troupe.by, at=THEN)
    say(troupe, "WC", means=("no", "No hours."))
    closes = THEN + timedelta(days=14)
    with troupe.scope():
        propose_going_on(Question.MEANS, reason="We lend hours.", closes_at=closes, by=hat(troupe, "NS"), at=THEN)
        name_method(name="Vigil", by=troupe.by, at=THEN)
    ines = program(troupe, "Ines", "WC")
    assert [one["kind"] for one in ines.get("founding/kind").json()["changes"]] == ["council"]
    assert [one["reason"] for one in ines.get("founding/checklist").json()["going_on"]] == ["We lend hours."]
    assert ines.get("founding/copies").json() == {"copies": []}
    assert ines.get("founding/method-leaves").json() == {"leaves": []}
    assert ines.get("founding/red-lines/known").json() == {"known": []}
    assert ines.get("path").json()["asked"] == []
