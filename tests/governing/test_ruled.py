"""The rulebook binds: it names body and rule by kind and amount, and what it doesn't let through can't be decided."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import create_body, fill_seat, found_coalition, give_seat
from comity.coalitions.models import Body, BodyKind, Role
from comity.core.ballots.types import Base, Counted, Quorum, Rule, at_least
from comity.core.matters.times import window
from comity.core.rulebook.kinds import MEMBERSHIP
from comity.governing.acts import draft_question, edit_question, move_closing, open_question
from comity.governing.effects import ADMIT
from comity.governing.models import Question
from comity.governing.rules import DEFAULT
from comity.governing.sitting import Sitting
from comity.people.acts import edit_organisation
from tests.cast import THEN, Troupe, oneself, person
from tests.governing.rules import limits, work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants

EURO = 100
WORDS: dict[str, Any] = {"title": "Damp meters?", "lede": "From the fund.", "closes_at": CLOSES}


@pytest.fixture
def bounded(troupe: Troupe) -> Troupe:
    """Harbour Homes with an executive that Marta chairs: it spends up to 5,000, the steering committee up to 50,000."""
    executive = create_body(
        name="Executive", kind=BodyKind.EXECUTIVE, parent=troupe.bodies["steering"], by=troupe.by, at=THEN
    )
    troupe.bodies["executive"] = executive
    for name, mark, role in (("Marta", "OD", Role.CHAIR), ("Henk", "DR", Role.MEMBER)):
        with troupe.scope():
            seat = give_seat(executive, troupe.organisations[mark], by=troupe.by, at=THEN)
            fill_seat(seat, troupe.people[name], role=role, by=troupe.by, at=THEN)
    limits(troupe, 5_000 * EURO, 50_000 * EURO)
    return troupe


def spending(troupe: Troupe, amount: int, by: Any = None, **given: Any) -> Question:
    chair = by or troupe.hat(troupe.people["Marta"], troupe.bodies["executive"])
    about = {"kind": "spending", "amount": amount * EURO, "paid_from": "The fund"}
    return draft_question(body=troupe.bodies["executive"], **{**WORDS, **about, **given}, by=chair, at=OPENS)


# ── who is present ──


@pytest.mark.row("G2")
@pytest.mark.parametrize(
    "rule", [Rule(base=Base.PRESENT), Rule(quorum=Quorum(at_least(Fraction(1, 2)), Counted.PRESENT))]
)
def test_a_rule_that_counts_who_is_present_needs_a_meeting(troupe: Troupe, rule: Rule) -> None:
    work_by(troupe, rule=rule)
    draft = draft_question(body=troupe.bodies["steering"], **WORDS, by=tenants(troupe), at=OPENS)
    with stopped_at(OPENS):
        assert signed_in(troupe.people["Amina"]).get(draft.get_absolute_url()).status_code == 200
    with pytest.raises(Refused, match=r"Clause 1\.\d counts who is present.*Put it to a vote in a meeting"):
        open_question(draft, by=tenants(troupe), at=OPENS)
    here = (troupe.organisations["HT"].pk, troupe.organisations["OD"].pk)
    question = open_question(draft, by=tenants(troupe), at=OPENS, sitting=met(draft, here))
    with stopped_at(OPENS):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
    assert "present" in page
    say(troupe, question, HT="yes", OD="yes")
    assert close(question).carried


def met(draft: Question, here: tuple[Any, ...]) -> Sitting:
    return Sitting("meetings.meeting", draft.pk, "Tuesday", "/m/", present=here)


# ── who decides ──


@pytest.mark.row("G5")
@pytest.mark.binds(
    "Rulebook.kinds", "Kind.key", "Kind.bands", "Kind.money", "Band.way", "Band.above", "Band.upto", "Way.body",
)  # fmt: skip
def test_what_exceeds_the_executive_is_routed_up_and_why_is_said_and_recorded(bounded: Troupe) -> None:
    within = spending(bounded, 5_000)
    assert (within.body_id, within.routed_why) == (bounded.bodies["executive"].pk, "")
    beyond = spending(bounded, 5_001)
    assert beyond.body_id == bounded.bodies["steering"].pk
    assert "Executive may decide up to 5,000 EUR (clause" in beyond.routed_why
    far = spending(bounded, 50_001)
    assert far.body_id == bounded.assembly.pk
    assert "Steering committee may decide up to 50,000 EUR" in far.routed_why
    chair = bounded.hat(bounded.people["Marta"], bounded.bodies["executive"])
    opened = open_question(beyond, by=chair, at=OPENS)
    with bounded.scope():
        assert {entry.name for entry in opened.roll.all()} == {
            "Harbour Tenants’ Union", "Open Door Shelter", "Harbour Health Service",
        }  # fmt: skip
        entry = Entry.objects.filter(act="governing.question.opened").latest("seq")
    assert '"routed":true' in entry.text and '"amount":500100' in entry.text
    with stopped_at(OPENS):
        page = signed_in(bounded.people["Okafor"]).get(opened.get_absolute_url()).content.decode()
    assert "Why it is decided there" in page and "5,001 EUR" in page


@pytest.mark.row("G5")
def test_the_executive_can_not_record_as_decided_what_it_may_not_decide(bounded: Troupe) -> None:
    chair = bounded.hat(bounded.people["Marta"], bounded.bodies["executive"])
    draft = spending(bounded, 100)
    changed = edit_question(draft, amount=9_000 * EURO, by=chair, at=OPENS)
    assert changed.body_id == bounded.bodies["steering"].pk
    again = edit_question(changed, body=bounded.bodies["executive"], by=chair, at=OPENS)
    assert again.body_id == bounded.bodies["steering"].pk
    advice = spending(bounded, 9_000, binding=False)
    assert (advice.body_id, advice.binding) == (bounded.bodies["executive"].pk, False)


def test_who_decides_depends_on_an_amount_that_must_be_said(bounded: Troupe) -> None:
    with pytest.raises(Refused, match="depends on the amount"):
        draft_question(body=bounded.assembly, kind="spending", **WORDS, by=tenants(bounded), at=OPENS)
    with pytest.raises(Refused, match="no rule for this kind"):
        draft_question(body=bounded.assembly, kind="own-parties", **WORDS, by=tenants(bounded), at=OPENS)


def test_the_rule_of_the_day_of_opening_applies(bounded: Troupe) -> None:
    draft = spending(bounded, 4_000)
    limits(bounded, 3_000 * EURO, 50_000 * EURO)
    chair = bounded.hat(bounded.people["Marta"], bounded.bodies["executive"])
    opened = open_question(draft, by=chair, at=OPENS)
    assert opened.body_id == bounded.bodies["steering"].pk
    assert "up to 3,000 EUR" in opened.routed_why


def test_an_effect_can_not_be_hidden_in_a_bodys_own_work(troupe: Troupe, asks: Asks) -> None:
    from comity.coalitions.acts import add_member
    from comity.coalitions.models import MembershipState
    from comity.people.acts import register_organisation
    from comity.people.models import Sector

    bridge = register_organisation(name="Bridge", sector=Sector.NONPROFIT, by=troupe.by, at=OPENS)
    prospect = add_member(bridge, state=MembershipState.PROSPECT, by=troupe.by, at=OPENS)
    follows = {"effect": ADMIT, "effect_target": prospect.pk}
    question = asks(**follows)
    assert (question.matter.kind, question.body_id) == (MEMBERSHIP, troupe.assembly.pk)
    with pytest.raises(ValidationError, match="Who belongs to us"):
        asks(kind="work", **follows)


# ── without a rulebook ──


@pytest.mark.row("G5")
def test_without_a_rulebook_only_advice_can_be_asked(db: None) -> None:
    ines = person("Ines Moreau")
    from dataclasses import replace

    from comity.base.ids import uuid7

    by = replace(oneself(ines), coalition=uuid7())
    coalition = found_coalition(name="Valley", officers_need_second_factor=False, by=by, at=THEN)
    troupe = Troupe(coalition, Body._base_manager.get(coalition=coalition), ines)
    advice = draft_question(body=troupe.assembly, **WORDS, by=troupe.by, at=OPENS)
    assert (advice.binding, advice.rule) == (False, DEFAULT)
    with pytest.raises(Refused, match="No rulebook is adopted yet"):
        draft_question(body=troupe.assembly, **WORDS, binding=True, by=troupe.by, at=OPENS)
    with stopped_at(OPENS):
        answer = signed_in(ines).get(reverse("governing:new", args=[coalition.slug]))
    assert answer.headers["Location"] == reverse("governing:new-advice", args=[coalition.slug])


def test_a_rule_of_ones_own_makes_it_advice(troupe: Troupe) -> None:
    own = draft_question(body=troupe.assembly, rule=Rule(), **WORDS, by=tenants(troupe), at=OPENS)
    assert (own.binding, own.rule, own.clause) == (False, Rule(), "")
    ruled = draft_question(body=troupe.assembly, **WORDS, by=tenants(troupe), at=OPENS)
    assert (ruled.binding, ruled.clause, ruled.matter.kind) == (True, "1.6", "work")


# ── times ──


@pytest.mark.row("G11")
@pytest.mark.binds("Way.notice", "Way.shortest", "Way.longest")
def test_a_ballot_must_be_open_for_the_time_of_notice(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, notice=7, shortest=2, longest=20)
    day = timedelta(days=1)
    for days, said in ((1, "asks for more time"), (6, "asks for more time"), (21, "asks for less time")):
        with pytest.raises(ValidationError, match=said):
            plain(troupe, OPENS + days * day)
    opened = plain(troupe, OPENS + 7 * day)
    with pytest.raises(ValidationError, match="stay open until"):
        move_closing(opened, OPENS + 21 * day, by=tenants(troupe), at=OPENS)
    assert move_closing(opened, OPENS + 20 * day, by=tenants(troupe), at=OPENS).closes_at == OPENS + 20 * day


def plain(troupe: Troupe, closes_at: datetime) -> Question:
    given = {**WORDS, "closes_at": closes_at}
    draft = draft_question(body=troupe.bodies["steering"], **given, by=tenants(troupe), at=OPENS)
    return open_question(draft, by=tenants(troupe), at=OPENS)


@pytest.mark.row("G11")
def test_a_proposal_that_was_shown_before_needs_no_second_notice(troupe: Troupe) -> None:
    from comity.governing.acts import share_question

    work_by(troupe, notice=7, shortest=1)
    closes = OPENS + timedelta(days=8)
    given = {**WORDS, "closes_at": closes}
    draft = draft_question(body=troupe.bodies["steering"], **given, by=tenants(troupe), at=OPENS)
    share_question(draft, by=tenants(troupe), at=OPENS)
    opened = open_question(draft, by=tenants(troupe), at=OPENS + timedelta(days=7))
    assert opened.closes_at == closes


def test_a_change_of_clocks_makes_no_day_shorter() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    opened = datetime(2026, 3, 27, 18, tzinfo=berlin)  # the clocks go forward on the 29th
    allowed = window(opened, shared_at=None, notice=3, shortest=1, longest=5)
    assert allowed.earliest == datetime(2026, 3, 30, 18, tzinfo=berlin)
    assert allowed.earliest.astimezone(UTC) - opened.astimezone(UTC) == timedelta(hours=71)
    assert allowed.holds(datetime(2026, 3, 30, 16, tzinfo=UTC))
    assert not allowed.holds(datetime(2026, 3, 30, 15, 59, tzinfo=UTC))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 90))
def test_a_window_is_never_empty(notice: int, shortest: int, longest: int, before: int) -> None:
    opened = datetime(2026, 3, 27, 18, tzinfo=UTC)
    found = window(
        opened, shared_at=opened - timedelta(days=before), notice=notice, shortest=shortest, longest=longest
    )
    assert opened <= found.earliest <= found.latest


# ── what can never be decided ──


def test_a_quorum_above_the_body_is_refused_at_opening(troupe: Troupe, asks: Asks) -> None:
    work_by(troupe, rule=Rule(quorum=Quorum(4)))
    with pytest.raises(ValidationError, match="asks for 4 organisations, and Steering committee has only 3"):
        plain(troupe, CLOSES)


def test_a_body_without_organisations_can_not_be_asked(troupe: Troupe) -> None:
    empty = create_body(name="Empty", kind=BodyKind.ACTION, by=troupe.by, at=THEN)
    draft = draft_question(body=empty, **WORDS, by=troupe.by, at=OPENS)
    with pytest.raises(ValidationError, match="No organisation has a place"):
        open_question(draft, by=troupe.by, at=OPENS)


# ── own ways of deciding ──


@pytest.mark.row("G3")
def test_opening_shows_who_can_not_decide_in_time_and_proposes_a_day_within_the_rule(troupe: Troupe) -> None:
    work_by(troupe, notice=3, shortest=3, longest=60)
    edit_organisation(troupe.organisations["HH"], decided_by="The board", by=hat(troupe, "Okafor", "HH"), at=THEN)
    draft = draft_question(
        body=troupe.bodies["steering"], **{**WORDS, "closes_at": OPENS + timedelta(days=5)}, by=tenants(troupe),
        at=OPENS,
    )  # fmt: skip
    with stopped_at(OPENS):
        page = signed_in(troupe.coordinator).get(draft.get_absolute_url()).content.decode()
    assert "Harbour Health Service" in page and "The board" in page
    assert "would let all answer" in page


@pytest.mark.row("G3")
def test_the_proposed_day_keeps_to_the_latest_of_the_rule(troupe: Troupe) -> None:
    work_by(troupe, notice=3, shortest=3, longest=20)
    amina = signed_in(troupe.coordinator)
    posted = {
        "what-title": "Paint?", "what-lede": "In May.", "text-text": "", "kind-kind": "work", "kind-amount": "",
        "whom-body": str(troupe.bodies["steering"].pk), "whom-confidentiality": "coalition", "at": "whom", "go": "next",
        "seen": ["what", "text", "kind"],
    }  # fmt: skip
    with stopped_at(OPENS):
        page = amina.post(reverse("governing:new", args=[troupe.coalition.slug]), posted).content.decode()
    assert 'value="2026-03-23T18:00"' in page  # the health service needs 30 days, the rule allows 20


# ── dissent ──


@pytest.mark.row("G15")
def test_dissent_and_objections_are_sealed_with_the_decision(troupe: Troupe, asks: Asks) -> None:
    from comity.governing.acts import raise_objection
    from comity.governing.sealing import decision_text

    question = asks()
    say(troupe, question, HT="yes", OD="yes", HH="no")
    raise_objection(
        question, concern="Six shops close.", change="In January.", by=hat(troupe, "Okafor", "HH"), at=OPENS
    )
    decision = close(question)
    assert decision.carried
    with troupe.scope():
        text = decision_text(decision)
    assert '"choice":"no"' in text and '"state":"standing"' in text
    with stopped_at(CLOSES + timedelta(hours=1)):
        page = signed_in(troupe.people["Marta"]).get(question.get_absolute_url()).content.decode()
    assert "1 objection stays on record" in page
