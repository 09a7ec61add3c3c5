"""Every act tells in its entry every row it made or changed; a refusal leaves nothing behind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from comity.audit.acts import ACTS
from comity.audit.verify import verify
from comity.base.refusal import Refused
from comity.coalitions import acts as coalitions
from comity.coalitions.models import BodyKind, Mandate, Membership, MembershipState, Power, Role, Seat
from comity.core.ballots.types import Choice
from comity.governing import acts as governing
from comity.network.acts import report_tie
from comity.people import acts as people
from comity.people.erasure import erase_person
from tests.acts import stories_advice as stories_advice
from tests.acts import stories_circles as stories_circles
from tests.acts import stories_convening as stories_convening
from tests.acts import stories_copying as stories_copying
from tests.acts import stories_files as stories_files
from tests.acts import stories_founding as stories_founding
from tests.acts import stories_journey as stories_journey
from tests.acts import stories_kind as stories_kind
from tests.acts import stories_matters as stories_matters
from tests.acts import stories_mission as stories_mission
from tests.acts import stories_partners as stories_partners
from tests.acts import stories_practice as stories_practice
from tests.acts import stories_prints as stories_prints
from tests.acts import stories_reach as stories_reach
from tests.acts import stories_reasons as stories_reasons
from tests.acts import stories_rungs as stories_rungs
from tests.acts import stories_surveys as stories_surveys
from tests.acts import stories_texts as stories_texts
from tests.acts import stories_trust as stories_trust
from tests.acts import stories_waves as stories_waves
from tests.acts.stories import LATER, STORIES, shelter, tenants
from tests.acts.watching import ASIDE, Watch, tables
from tests.cast import THEN, Troupe, harbour, oneself, valley
from tests.governing.stage import CLOSES, OPENS, asking, hat, say

#: once the addresses are read, every room that is reached by one has defined its acts
ADDRESSES = get_resolver().url_patterns


@pytest.fixture
def troupe(db: None) -> Troupe:
    """Harbour Homes."""
    return harbour()


def test_every_act_is_told_by_a_story() -> None:
    told = {name for _, names in STORIES.values() for name in names}
    ours = {name for name in ACTS if not name.startswith("test.")}
    assert told == ours, "Write a story in tests/acts/stories.py for each act."


def test_no_table_is_set_aside_that_is_not_there() -> None:
    from django.apps import apps

    assert set(ASIDE) <= {model._meta.label_lower for model in apps.get_models()}
    assert len(tables()) >= 17


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_entry_tells_every_row_that_changed(name: str, troupe: Troupe, watch: Watch) -> None:
    tell, names = STORIES[name]
    with troupe.scope():
        tell(troupe)
    assert watch.faults == []
    assert set(names) <= watch.recorded
    assert list(verify(troupe.coalition.pk)) == []


# ── refusals ──


def membership(troupe: Troupe, mark: str) -> Membership:
    return Membership.objects.get(organisation=troupe.organisations[mark])


def _close_early(troupe: Troupe) -> None:
    question = asking(troupe)()
    say(troupe, question, HT="yes")
    governing.close_question(question, by=hat(troupe, "Marta", "OD"), at=LATER)


def _open_in_a_body_without_seats(troupe: Troupe) -> None:
    """Fails after the question was numbered and stored."""
    empty = coalitions.create_body(name="Empty", kind=BodyKind.ACTION, by=troupe.by, at=THEN)
    asking(troupe)(body=empty, by=troupe.by)


def _replace_a_vote_with_too_many_words(troupe: Troupe) -> None:
    """Fails after the first vote was marked as replaced."""
    question = asking(troupe)()
    say(troupe, question, OD="yes")
    governing.cast_vote(question, Choice.NO, why="x" * 3000, by=shelter(troupe), at=LATER)


def _vote_without_the_vote(troupe: Troupe) -> None:
    governing.cast_vote(asking(troupe)(), Choice.NO, by=hat(troupe, "Ruth", "HT"), at=LATER)


def _vote_too_late(troupe: Troupe) -> None:
    governing.cast_vote(asking(troupe)(), Choice.NO, by=shelter(troupe), at=CLOSES)


def _take_a_change_in_after_a_vote(troupe: Troupe) -> None:
    question = asking(troupe)()
    objection = governing.raise_objection(
        question, concern="Too much.", change="Less.", by=shelter(troupe), at=LATER
    )
    say(troupe, question, HH="yes")
    governing.integrate_change(objection, by=tenants(troupe), at=LATER, lede="Less.")


def _object_twice(troupe: Troupe) -> None:
    question = asking(troupe)()
    for _ in range(2):
        governing.raise_objection(question, concern="Too much.", change="Less.", by=shelter(troupe), at=LATER)


def _step_where_none_leads(troupe: Troupe) -> None:
    coalitions.change_membership(membership(troupe, "OD"), MembershipState.INVITED, by=troupe.by, at=THEN)


def _seat_twice(troupe: Troupe) -> None:
    coalitions.give_seat(troupe.bodies["steering"], troupe.organisations["OD"], by=troupe.by, at=THEN)


def _fill_backwards(troupe: Troupe) -> None:
    seat = Seat.objects.get(organisation=troupe.organisations["OD"])
    day = THEN.date()
    coalitions.fill_seat(
        seat, troupe.people["Marta"], by=troupe.by, at=THEN, starts_on=day, ends_on=day - timedelta(days=1)
    )


def _make_oneself_chair(troupe: Troupe) -> None:
    seat = Seat.objects.get(organisation=troupe.organisations["HH"])
    coalitions.fill_seat(
        seat, troupe.people["Okafor"], role=Role.CHAIR, by=hat(troupe, "Okafor", "HH"), at=THEN
    )


def _invite_into_a_prospect(troupe: Troupe) -> None:
    """Fails before anybody is written to; a person was not entered for nothing."""
    coalitions.invite_representative(
        name="Nina", email="nina@example.org", organisation=troupe.organisations["OD"], powers=[], by=troupe.by, at=THEN
    )  # fmt: skip


def _give_more_than_one_has(troupe: Troupe) -> None:
    ruth = hat(troupe, "Ruth", "HT")
    coalitions.give_mandate(
        troupe.people["Henk"], organisation=troupe.organisations["HT"], powers=[Power.VOTE], by=ruth, at=THEN
    )


def _leave_a_coalition_without_coordinator(troupe: Troupe) -> None:
    coalitions.end_mandate(Mandate.objects.get(coordinates=True), by=troupe.by, at=LATER)


def _erase_the_only_coordinator(troupe: Troupe) -> None:
    people.edit_person(troupe.coordinator, by=oneself(troupe.people["Marta"]), at=LATER, name="Not mine")


def _register_with_a_line_break(troupe: Troupe) -> None:
    people.register_person(name="Two\nlines", email="two@example.org", by=oneself(None), at=THEN)


def _tie_oneself(troupe: Troupe) -> None:
    report_tie(troupe.organisations["HT"], level=3, by=tenants(troupe), at=THEN)


def _tie_too_high(troupe: Troupe) -> None:
    report_tie(troupe.organisations["OD"], level=9, by=tenants(troupe), at=THEN)


def _reach_into_another_coalition(troupe: Troupe) -> None:
    coalitions.end_body(valley().assembly, by=troupe.by, at=THEN)


REFUSALS: list[Callable[[Troupe], Any]] = [
    _close_early, _open_in_a_body_without_seats, _replace_a_vote_with_too_many_words, _vote_without_the_vote,
    _vote_too_late, _take_a_change_in_after_a_vote, _object_twice, _step_where_none_leads, _seat_twice,
    _fill_backwards, _make_oneself_chair, _invite_into_a_prospect, _give_more_than_one_has,
    _leave_a_coalition_without_coordinator, _erase_the_only_coordinator, _register_with_a_line_break, _tie_oneself,
    _tie_too_high, _reach_into_another_coalition,
]  # fmt: skip


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda one: one.__name__.strip("_"))
def test_a_refusal_leaves_no_trace(refused: Callable[[Troupe], Any], troupe: Troupe, watch: Watch) -> None:
    with troupe.scope(), pytest.raises((Refused, ValidationError)):
        refused(troupe)
    assert watch.refused >= 1
    assert watch.faults == []
    assert list(verify(troupe.coalition.pk)) == []


def test_erasing_the_only_coordinator_is_refused_before_anything_ends(troupe: Troupe, watch: Watch) -> None:
    with troupe.scope(), pytest.raises(Refused):
        erase_person(troupe.coordinator, by=oneself(troupe.coordinator), at=OPENS)
    assert watch.recorded == set()
    assert troupe.hat(troupe.coordinator, troupe.assembly, at=OPENS)
