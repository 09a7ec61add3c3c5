"""Every vote, objection, reply and entry was said in a capacity that a mandate covered at that moment."""

from datetime import timedelta
from typing import Any

import pytest
from django_scopes import scopes_disabled

from comity.coalitions.models import Mandate
from tests.governing.stage import asking, say
from tests.trust.covered import uncovered
from tests.trust.ledger import Promise

pytestmark = pytest.mark.django_db


def test_every_statement_of_a_story_is_covered_and_one_that_is_not_is_found() -> None:
    from comity.governing.acts import raise_objection, reply_to
    from tests.cast import harbour
    from tests.governing.stage import OPENS, hat

    home = harbour()
    question = asking(home)()
    say(home, question, HT="yes", OD="no")
    objection = raise_objection(
        question,
        concern="Six shops close.",
        change="Start in January.",
        by=hat(home, "Okafor", "HH"),
        at=OPENS,
    )
    reply_to(objection, "We shall wait.", by=hat(home, "Amina", "HT"), at=OPENS)
    said, bare = uncovered()
    assert said > 20 and bare == []
    with scopes_disabled():
        Mandate.objects.filter(person=home.people["Marta"]).update(starts_on=OPENS.date() + timedelta(days=9))
    _, bare = uncovered()
    assert any(one.startswith("vote") for one in bare) and any("vote.cast" in one for one in bare)


@pytest.mark.trust
def test_every_statement_of_two_years_is_covered(promise: Promise, settings: Any) -> None:
    from comity.web.demo.start import prepare

    settings.DEMO = True
    prepare(big=False, say=lambda _: None)
    said, bare = uncovered()
    measured = f"{len(bare)} of {said:,} statements of the demo without one {bare[:2] or ''}"
    promise("who said it: covered capacity", measured, "0", said > 500 and not bare)
