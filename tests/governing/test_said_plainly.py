"""What pages say around a vote fits the way in which it is decided."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from comity.audit.queries import _in_words, history_of, lines
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.coalitions.acts import add_member
from comity.coalitions.models import MembershipState
from comity.core.rulebook.kinds import CONSENT, WORK
from comity.core.rulebook.types import Band, Kind
from comity.governing.acts import cast_vote, close_question, draft_question, list_options, open_question
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.governing.rules import rules_with, way_of, work_by
from tests.governing.stage import CLOSES, OPENS, hat, say, signed_in, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

NEW = {
    "what-title": "A van?", "what-lede": "For the kitchen.", "text-text": "", "kind-kind": "spending",
    "kind-amount": "7,400", "kind-paid_from": "", "kind-topic": "", "whom-confidentiality": "coalition",
    "until-closes_at": "2026-04-12T18:00", "then-effect": "nothing", "then-review_on": "",
}  # fmt: skip
SEEN = ["what", "text", "kind", "whom", "until", "then"]


def walk(troupe: "Troupe", *, upto: int = 6, **changes: Any) -> str:
    """The page of a walk after so many answers; the check after all."""
    given = NEW | {"whom-body": str(troupe.assembly.pk)} | changes
    answered = {name: value for name, value in given.items() if name.partition("-")[0] in SEEN[:upto]}
    with stopped_at(OPENS):
        page = signed_in(troupe.coordinator).post(
            f"/c/{troupe.coalition.slug}/decisions/new/",
            {**answered, "seen": SEEN[:upto], "at": SEEN[upto - 1], "go": "next"},
        )
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.row("G5")
def test_the_check_says_the_amount_as_people_write_it(troupe: "Troupe") -> None:
    page = walk(troupe)
    assert "7,400 EUR" in page and "740000" not in page


@pytest.mark.row("G5")
def test_only_what_can_follow_from_the_kind_is_offered(troupe: "Troupe") -> None:
    club = register_organisation(name="Ropewalk Youth Club", sector=Sector.CITIZEN, by=troupe.by, at=OPENS)
    add_member(club, state=MembershipState.PROSPECT, by=troupe.by, at=OPENS)
    told = "Ropewalk Youth Club becomes a member"
    assert told not in walk(troupe, upto=5)
    assert told in walk(troupe, upto=5, **{"kind-kind": "membership", "kind-amount": ""})


@pytest.mark.row("G2")
def test_consent_is_told_without_a_share(troupe: "Troupe") -> None:
    work_by(troupe, method=CONSENT)
    page = walk(troupe, **{"kind-kind": WORK, "kind-amount": ""})
    assert "consent: no open objection. Quorum:" in page and "must be in favour" not in page
    by = tenants(troupe)
    draft = draft_question(body=troupe.assembly, title="Tea?", lede="Or not.", closes_at=CLOSES, by=by, at=OPENS)
    question = open_question(draft, by=by, at=OPENS)
    say(troupe, question, HT="yes", OD="yes", HH="yes")
    close_question(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
    with stopped_at(CLOSES + timedelta(hours=1)):
        told = signed_in(troupe.coordinator).get(question.get_absolute_url()).content.decode()
    assert "No share decides here, but that no objection stands." in told and "The line marks" not in told


@pytest.mark.row("G2")
def test_a_ballot_of_options_leads_on_to_them_and_says_what_is_missing(troupe: "Troupe") -> None:
    way = way_of(troupe, WORK)
    rules_with(troupe, Kind(WORK, (Band(way.__class__(method="scottish-stv", rule=way.rule)),)))
    page = walk(troupe, **{"kind-kind": WORK, "kind-amount": ""})
    assert "Go on to the options" in page and ">Open the question<" not in page
    with troupe.scope():
        draft = draft_question(
            body=troupe.assembly, title="Who?", lede="Two.", closes_at=CLOSES, by=tenants(troupe), at=OPENS
        )
        list_options(
            draft, [{"title": "Ann"}, {"title": "Ben"}, {"title": "Cleo"}], by=tenants(troupe), at=OPENS
        )
    with stopped_at(OPENS):
        told = signed_in(troupe.coordinator).get(draft.get_absolute_url()).content.decode()
    assert "Before it can open:" in told and "Say “How many are taken” in the details of the ballot." in told


def test_the_record_says_how_many_voted_on_options_and_times_in_words(troupe: "Troupe") -> None:
    with troupe.scope():
        draft = draft_question(
            body=troupe.assembly, title="Where?", lede="Next year.", method="approval", binding=False,
            closes_at=CLOSES, by=tenants(troupe), at=OPENS,
        )  # fmt: skip
        list_options(draft, [{"title": "Hall"}, {"title": "Shed"}], by=tenants(troupe), at=OPENS)
        question = open_question(draft, by=tenants(troupe), at=OPENS)
        cast_vote(question, marked={1: 1}, by=hat(troupe, "Marta", "OD"), at=OPENS)
        close_question(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
        told = [line.what for line in lines(history_of(question.pk))]
    assert "closed A-001: 1 organisations voted" in told


@pytest.mark.row("G2")
def test_a_shared_budget_says_why_a_project_is_not_paid(troupe: "Troupe") -> None:
    with troupe.scope():
        by = tenants(troupe)
        draft = draft_question(
            body=troupe.assembly, title="The fund?", lede="1,000.", method="budget-equal-shares", binding=False,
            closes_at=CLOSES, budget=100_000, currency="EUR", by=by, at=OPENS,
        )  # fmt: skip
        rows = [{"title": "Bus", "cost": 60_000}, {"title": "Lunch", "cost": 20_000}]
        question = open_question(list_options(draft, rows, by=by, at=OPENS), by=by, at=OPENS)
        marks = {"HT": ("Amina", {1: 1}), "OD": ("Marta", {1: 1}), "HH": ("Okafor", {2: 1}), "DR": ("Henk", {2: 1})}
        for mark, (name, marked) in marks.items():
            cast_vote(question, marked=marked, by=hat(troupe, name, mark), at=OPENS)
        close_question(question, by=the_rule(troupe.coalition.pk), at=CLOSES)
    with stopped_at(CLOSES + timedelta(hours=1)):
        told = signed_in(troupe.coordinator).get(question.get_absolute_url()).content.decode()
    assert "Together these votes have 500 EUR of their shares left" in told
    assert "Advice: chosen" in told


def test_a_moment_in_the_record_reads_like_one(troupe: "Troupe") -> None:
    assert _in_words("2026-06-14T16:00:00.000000+00:00").startswith("Sunday 14 June, ")
    assert "2026" in _in_words("2026-06-14") and _in_words("2026-06-14") != "2026-06-14"
    assert (_in_words(True), _in_words(3), _in_words(None)) == ("yes", 3, "–")
