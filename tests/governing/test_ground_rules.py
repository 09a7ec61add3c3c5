"""Ground rules do what they say: each is bound to something that happens, or can't."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Refused
from comity.coalitions.acts import add_member, change_membership, give_mandate, vacate_seat
from comity.coalitions.models import Membership, MembershipState, Power, Term
from comity.core.rulebook.types import Level, Unit, Weighing, Weights
from comity.governing.acts import draft_question
from comity.governing.forms import WhomForm
from comity.governing.wording import how_in_words
from comity.meetings.acts import begin_series, plan_meeting
from comity.meetings.forms import NewMeetingForm, NewSeriesForm
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, person
from tests.governing.rules import ground_rules, rules_of_membership, work_by
from tests.governing.stage import CLOSES, OPENS, Asks, tenants

# ── how open new things are ──


@pytest.mark.row("G10", "T3")
@pytest.mark.binds("GroundRules.openness")
def test_new_records_are_as_open_as_the_ground_rule_says_unless_their_author_says_otherwise(
    troupe: Troupe,
) -> None:
    body = troupe.bodies["steering"]
    words = {"title": "Damp meters?", "lede": "From the fund.", "closes_at": CLOSES}
    usual = draft_question(body=body, **words, by=tenants(troupe), at=OPENS)
    assert usual.confidentiality == Confidentiality.COALITION
    ground_rules(troupe, openness=Level.BODY)
    strict = draft_question(body=body, **words, by=tenants(troupe), at=OPENS)
    said = draft_question(
        body=body, confidentiality=Confidentiality.PUBLIC, **words, by=tenants(troupe), at=OPENS
    )
    assembly = draft_question(body=troupe.assembly, **words, by=tenants(troupe), at=OPENS)
    assert [one.confidentiality for one in (strict, said, assembly)] == ["body", "public", "coalition"]
    when = {"minutes": 60, "by": troupe.by, "at": OPENS}
    meeting = plan_meeting(body=body, starts_at=OPENS + timedelta(days=20), **when)
    series = begin_series(
        body=body, name="Monthly", every="month", first_on=CLOSES.date(), hour=CLOSES.time(), **when
    )
    assert (meeting.confidentiality, series.confidentiality) == ("body", "body")


@pytest.mark.row("G10", "T3")
def test_forms_propose_the_level_of_the_ground_rule(troupe: Troupe) -> None:
    with troupe.scope(), stopped_at(OPENS):
        assert WhomForm()["confidentiality"].value() == Confidentiality.COALITION
        ground_rules(troupe, openness=Level.PUBLIC)
        for form in (WhomForm(), NewSeriesForm(), NewMeetingForm()):
            assert form["confidentiality"].value() == Confidentiality.PUBLIC


# ── who has a vote, and how many ──


@pytest.mark.row("G2", "F3")
@pytest.mark.binds("Way.member_for")
def test_members_vote_once_they_have_belonged_long_enough(troupe: Troupe, asks: Asks) -> None:
    join(troupe, "Quay Gardens", Sector.CITIZEN, person("Quentin Quay"), at=THEN + timedelta(days=20))
    work_by(troupe, member_for=10)
    later = {"at": THEN + timedelta(days=25), "closes_at": CLOSES + timedelta(days=30)}
    early = asks(body=troupe.assembly, **later)
    with troupe.scope():
        assert {entry.name for entry in early.roll.all()} == {
            "Harbour Tenants’ Union", "Open Door Shelter", "Harbour Health Service", "Dock Road Traders",
        }  # fmt: skip
    assert early.member_for == 10
    later["at"] = THEN + timedelta(days=31)
    with troupe.scope():
        assert asks(body=troupe.assembly, **later).roll.count() == 5


@pytest.mark.row("G2")
def test_who_left_and_came_back_begins_anew(troupe: Troupe, asks: Asks) -> None:
    with troupe.scope():
        row = Membership.objects.select_related("organisation").get(organisation=troupe.organisations["DR"])
    for state, day in ((MembershipState.LEFT, 20), (MembershipState.MEMBER, 22)):
        row = change_membership(row, state, by=troupe.by, at=THEN + timedelta(days=day))
    work_by(troupe, member_for=10)
    question = asks(body=troupe.assembly, at=THEN + timedelta(days=25), closes_at=CLOSES)
    with troupe.scope():
        assert "Dock Road Traders" not in {entry.name for entry in question.roll.all()}


def test_where_nobody_has_belonged_long_enough_it_says_so(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, member_for=365)
    with pytest.raises(ValidationError, match="have belonged for 365 days, and none of this body has yet"):
        asks(body=troupe.assembly)


@pytest.mark.row("G2")
@pytest.mark.binds("Way.unit")
def test_where_seats_or_people_vote_they_are_counted(troupe: Troupe, asks: Asks) -> None:
    with troupe.scope():
        empty = Term.objects.get(seat__organisation=troupe.organisations["HH"])
        vacate_seat(empty, by=troupe.by, at=THEN)
        work_by(troupe, unit=Unit.SEAT)
        question = asks()
        assert votes_on(question) == {"HT": 1, "OD": 1}, "nobody fills the seat of the health service"
        assert "a vote for each of its seats" in how_in_words(question)
        give_mandate(
            troupe.people["Ruth"],
            organisation=troupe.organisations["HT"],
            powers=[Power.VOTE],
            by=troupe.by,
            at=THEN,
        )
        work_by(troupe, unit=Unit.PERSON)
        whole = asks(body=troupe.assembly)
        assert votes_on(whole) == {"HT": 2, "OD": 1, "HH": 1, "DR": 1}
        assert "a vote for each person" in how_in_words(whole)


@pytest.mark.row("G2")
@pytest.mark.binds("Way.weights", "Weights.scheme", "Weights.by_sector")
def test_votes_weigh_by_sector_where_the_rule_says_so(troupe: Troupe, asks: Asks) -> None:
    with troupe.scope():
        work_by(troupe, weights=Weights(Weighing.SECTOR, {"citizen": 3}))
        assert votes_on(asks()) == {"HT": 3, "OD": 1, "HH": 1}


def votes_on(question: object) -> dict[str, int]:
    return {one.organisation.initials: one.weight for one in question.roll.select_related("organisation")}  # type: ignore[attr-defined]


# ── who may join ──


@pytest.mark.row("G13")
@pytest.mark.binds("MembershipRules.place")
def test_members_are_at_home_where_the_rules_say(troupe: Troupe) -> None:
    rules_of_membership(troupe, place="Saltmere")
    far = register_organisation(
        name="Far Away", sector=Sector.CITIZEN, place="Inland", by=troupe.by, at=OPENS
    )
    with pytest.raises(Refused, match="opens the coalition to those at home in Saltmere"):
        add_member(far, by=troupe.by, at=OPENS)
    near = register_organisation(
        name="Near", sector=Sector.CITIZEN, place="Old Town, saltmere", by=troupe.by, at=OPENS
    )
    assert add_member(near, by=troupe.by, at=OPENS).state == MembershipState.MEMBER
