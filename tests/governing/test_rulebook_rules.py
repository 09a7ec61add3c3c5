"""The rulebook applied: to the first vote of all, to who joins, to newcomers; and what holds at which time."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from comity.audit.verify import verify
from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import add_member, change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.core.ballots.types import Base, Quorum, Rule
from comity.core.rulebook.finding import Missing
from comity.core.rulebook.presets import Places, simple
from comity.core.rulebook.ruling import NoRuling, Ruling
from comity.core.rulebook.types import Approval, Band, Kind, MembershipRules, Rulebook, Way
from comity.governing import acts
from comity.governing.effects import READMIT, SUSPEND
from comity.governing.models import Acceptance, EffectState, Question, RulebookVersion, VersionState
from comity.governing.rulebook import ADOPT, adopted, ruling
from comity.governing.rulebook.jobs import ask_newcomers
from comity.governing.rulebook.words import why_not
from comity.notices.models import Ask
from comity.people.acts import register_organisation
from comity.people.models import Sector
from tests.acts.stories_rulebook import proposed
from tests.cast import THEN, join
from tests.governing.stage import CLOSES, OPENS, close, hat, say, tenants

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = CLOSES + timedelta(days=20)


def in_force(troupe: "Troupe", **changes: Any) -> RulebookVersion:
    """The simplest rules with changes, put in force."""
    rule = the_rule(troupe.coalition.pk)
    rules = replace(simple(Places(troupe.assembly.pk)), **changes)
    return acts.adopt_rulebook(acts.draft_rulebook(rules, by=rule, at=OPENS), by=rule, at=OPENS)


def without_rules(troupe: "Troupe") -> None:
    """Before anything was adopted."""
    RulebookVersion._base_manager.filter(coalition=troupe.coalition).delete()


@pytest.mark.binds("Rulebook.ground")
def test_a_ruling_is_that_of_the_version_of_its_time(troupe: "Troupe") -> None:
    with troupe.scope():
        second = in_force(troupe, accept_days=9)
    first = adopted(troupe.coalition.pk, THEN)
    assert first is not None and first.number == 1
    assert adopted(troupe.coalition.pk, OPENS) == second
    assert adopted(troupe.coalition.pk, THEN - timedelta(days=1)) is None
    found = ruling(troupe.coalition.pk, "spending", 5, OPENS)
    assert isinstance(found, Ruling) and found.number == 2 and found.body == troupe.assembly.pk
    assert not ruling(troupe.coalition.pk, "spending", 5, THEN - timedelta(days=1))


@pytest.mark.row("G2")
@pytest.mark.parametrize(
    ("kind", "amount", "missing", "said"),
    [
        ("dances", None, Missing.NO_KIND, "no rule for this kind"),
        ("spending", None, Missing.NO_AMOUNT, "Say how much it is"),
        ("spending", -1, Missing.NEGATIVE, "below nothing"),
    ],
)
def test_where_no_rule_applies_nothing_binds_and_it_says_what_mends_it(
    troupe: "Troupe", kind: str, amount: int | None, missing: Missing, said: str
) -> None:
    found = ruling(troupe.coalition.pk, kind, amount, OPENS)
    assert isinstance(found, NoRuling) and found.missing is missing
    assert said in str(why_not(found))


@pytest.mark.row("G2")
@pytest.mark.parametrize(("founders", "agreed"), [("all", False), ("two-thirds", True), ("half", True)])
def test_the_founders_adopt_their_first_rulebook_by_the_rule_they_chose(
    troupe: "Troupe", founders: str, agreed: bool
) -> None:
    without_rules(troupe)
    with troupe.scope():
        draft = acts.draft_rulebook(simple(Places(troupe.assembly.pk)), by=tenants(troupe), at=OPENS)
        version = acts.propose_rulebook(
            draft, closes_at=CLOSES, founders=founders, by=tenants(troupe), at=OPENS
        )
        assert version.question is not None and version.question.binding
        say(troupe, version.question, HT="yes", OD="yes", HH="yes", DR="no")
        decision = close(version.question)
        version.refresh_from_db()
    assert decision.carried is agreed
    assert (version.state == VersionState.ADOPTED) is agreed
    assert (adopted(troupe.coalition.pk, CLOSES) is not None) is agreed


def test_rules_change_by_the_rule_in_force_for_changing_them(troupe: "Troupe") -> None:
    strict = Rule(quorum=Quorum(4), base=Base.ELIGIBLE)
    with troupe.scope():
        rules = simple(Places(troupe.assembly.pk))
        kinds = [
            Kind("rules", (Band(Way(body=troupe.assembly.pk, rule=strict)),)) if one.key == "rules" else one
            for one in rules.kinds
        ]
        in_force(troupe, kinds=tuple(kinds))
        draft = acts.draft_rulebook(rules, by=tenants(troupe), at=OPENS)
        version = acts.propose_rulebook(draft, closes_at=CLOSES, by=tenants(troupe), at=OPENS)
        assert version.question is not None and version.question.rule == strict
        say(troupe, version.question, HT="yes", OD="yes", HH="yes")
        assert not close(version.question).carried, "three of four are not the quorum"


def test_no_person_puts_rules_in_force(troupe: "Troupe") -> None:
    with troupe.scope():
        draft = acts.draft_rulebook(simple(Places(troupe.assembly.pk)), by=tenants(troupe), at=OPENS)
        with pytest.raises(Refused, match="by a vote of the members"):
            acts.adopt_rulebook(draft, by=troupe.by, at=OPENS)
        version = proposed(troupe)
        with pytest.raises(Refused, match="not closed"):
            acts.adopt_rulebook(version, by=the_rule(troupe.coalition.pk), at=OPENS)


def voted_down(troupe: "Troupe") -> RulebookVersion:
    """The first version of all, which the founders did not agree to."""
    draft = acts.draft_rulebook(simple(Places(troupe.assembly.pk)), by=tenants(troupe), at=OPENS)
    version = acts.propose_rulebook(draft, closes_at=CLOSES, founders="all", by=tenants(troupe), at=OPENS)
    assert version.question is not None
    say(troupe, version.question, HT="yes", OD="no", HH="no", DR="no")
    assert not close(version.question).carried
    version.refresh_from_db()
    return version


@pytest.mark.row("G2")
def test_a_version_is_asked_about_by_its_own_question_alone(troupe: "Troupe") -> None:
    """Else a smaller body could adopt, by a rule of its own, what the founders are asked about or have refused."""
    without_rules(troupe)
    side = {"body": troupe.bodies["steering"], "title": "Side door", "lede": "Quick.", "effect": ADOPT}
    with troupe.scope():
        version = acts.draft_rulebook(simple(Places(troupe.assembly.pk)), by=tenants(troupe), at=OPENS)
        for step in (lambda: version, lambda: proposing(troupe, version)):
            with pytest.raises(ValidationError, match="on its own page, and only once"):
                acts.draft_question(**side, effect_target=step().pk, by=tenants(troupe), at=OPENS)
        assert registry.effects[ADOPT].targets(troupe.coalition.pk) == {}


def proposing(troupe: "Troupe", version: RulebookVersion) -> RulebookVersion:
    return acts.propose_rulebook(version, closes_at=CLOSES, by=tenants(troupe), at=OPENS)


@pytest.mark.row("G2")
def test_only_the_text_that_was_voted_on_comes_into_force_by_the_question_that_carried(troupe: "Troupe") -> None:
    without_rules(troupe)
    rule = the_rule(troupe.coalition.pk)
    with troupe.scope():
        version = voted_down(troupe)
        other = put_advice(troupe)
        with pytest.raises(Refused, match="Another question"):
            acts.adopt_rulebook(version, carried=other, by=rule, at=CLOSES)
        version = acts.take_up_rulebook(version, by=tenants(troupe), at=CLOSES)
        for carried in (None, version.question):
            with pytest.raises(Refused):
                acts.adopt_rulebook(version, carried=carried, by=rule, at=CLOSES)
        again = acts.propose_rulebook(version, closes_at=LATER, by=tenants(troupe), at=CLOSES)
        assert again.question is not None and again.question_id != version.question_id
        say(troupe, again.question, CLOSES, HT="yes", OD="yes", HH="yes", DR="yes")
        RulebookVersion.objects.filter(pk=version.pk).update(why="Nobody read this.")
        decision = close(again.question)
        assert decision.carried and decision.effect_state == EffectState.FAILED
        assert "no longer the one that was voted on" in decision.effect_note
    assert adopted(troupe.coalition.pk, LATER) is None


def put_advice(troupe: "Troupe") -> Question:
    return acts.put_question(
        body=troupe.assembly, title="Or?", lede="Or not.", closes_at=LATER, binding=False, by=tenants(troupe),
        at=CLOSES,
    )  # fmt: skip


def test_rules_are_not_changed_by_a_rule_that_counts_who_is_present(troupe: "Troupe") -> None:
    """They are put to all, and nobody notes there who is present: such rules could never be changed again."""
    kind = Kind("rules", (Band(Way(body=troupe.assembly.pk, rule=Rule(base=Base.PRESENT))),))
    rules = simple(Places(troupe.assembly.pk))
    kinds = tuple(kind if one.key == "rules" else one for one in rules.kinds)
    with troupe.scope(), pytest.raises(ValidationError, match="nobody is present there"):
        acts.draft_rulebook(replace(rules, kinds=kinds), by=tenants(troupe), at=OPENS)


def test_what_is_voted_on_stands_still(troupe: "Troupe") -> None:
    with troupe.scope():
        version = proposed(troupe)
        for change in ({"why": "Else."}, {"rules": version.rules}):
            with pytest.raises(Refused):
                acts.edit_rulebook(version, by=tenants(troupe), at=OPENS, **change)
        assert list(verify(troupe.coalition.pk)) == []
        RulebookVersion.objects.filter(pk=version.pk).update(why="Else.")
        assert [fault.code for fault in verify(troupe.coalition.pk)] == ["sealed"]


def test_a_contradictory_draft_is_refused_by_the_place_of_its_field(troupe: "Troupe") -> None:
    rules = replace(simple(Places(troupe.assembly.pk)), conflict=None)
    with troupe.scope(), pytest.raises(ValidationError) as refused:
        acts.draft_rulebook(rules, by=tenants(troupe), at=OPENS)
    assert "No rulebook is adopted without that" in refused.value.message_dict["conflict"][0]


# ── who belongs ──


def prospect(troupe: "Troupe", sector: Sector = Sector.CITIZEN) -> Membership:
    join(troupe, "Quay Gardens", sector, state=MembershipState.PROSPECT)
    found: Membership = Membership.objects.select_related("organisation").get(
        organisation=troupe.organisations["QG"]
    )
    return found


@pytest.mark.row("G13")
@pytest.mark.binds("Rulebook.membership", "MembershipRules.joining")
def test_where_a_decision_lets_members_in_a_coordinator_can_not(troupe: "Troupe") -> None:
    with troupe.scope():
        in_force(troupe, membership=MembershipRules(joining=Approval.DECISION, suspending=Approval.DECISION))
        gardens = prospect(troupe)
        with pytest.raises(Refused, match="leaves this to a decision"):
            change_membership(gardens, MembershipState.MEMBER, by=troupe.by, at=OPENS)
        other = register_organisation(name="Boat School", sector=Sector.CITIZEN, by=troupe.by, at=OPENS)
        with pytest.raises(Refused, match="leaves this to a decision"):
            add_member(other, by=troupe.by, at=OPENS)
        with pytest.raises(Refused, match="leaves this to a decision"):
            traders = Membership.objects.get(organisation=troupe.organisations["DR"])
            change_membership(traders, MembershipState.SUSPENDED, by=troupe.by, at=OPENS)
        change_membership(gardens, MembershipState.MEMBER, by=the_rule(troupe.coalition.pk), at=OPENS)


@pytest.mark.row("G13")
@pytest.mark.binds("MembershipRules.suspending")
def test_a_decision_suspends_a_member_where_the_rules_leave_it_to_one(troupe: "Troupe") -> None:
    with troupe.scope(), stopped_at(OPENS):
        in_force(troupe, membership=MembershipRules(suspending=Approval.DECISION))
        traders = Membership.objects.get(organisation=troupe.organisations["DR"])
        question = acts.put_question(
            body=troupe.assembly, title="Suspend the traders?", lede="They paid nothing.", closes_at=CLOSES,
            kind="membership", effect="coalitions.member.suspended", effect_target=traders.pk,
            by=tenants(troupe), at=OPENS,
        )  # fmt: skip
        say(troupe, question, HT="yes", OD="yes", HH="yes")
        assert close(question).effect_state == EffectState.DONE
        traders.refresh_from_db()
    assert traders.state == MembershipState.SUSPENDED


@pytest.mark.row("G13")
def test_a_decision_does_what_its_question_named_however_things_stand_by_then(troupe: "Troupe") -> None:
    """Two questions to suspend the same member both carry: the second does not let it in again."""
    with troupe.scope(), stopped_at(OPENS):
        in_force(troupe, membership=MembershipRules(suspending=Approval.DECISION))
        traders = Membership.objects.get(organisation=troupe.organisations["DR"])
        first, second = (on_member(troupe, SUSPEND, traders, days) for days in (0, 1))
        assert close(first).effect_state == EffectState.DONE
        late = close(second)
        assert (late.effect_state, late.effect_note) == (
            EffectState.FAILED,
            "Dock Road Traders is “Suspended” by now. If something is still to be done, put a new question.",
        )  # fmt: skip
        traders.refresh_from_db()
        assert traders.state == MembershipState.SUSPENDED
        assert close(on_member(troupe, READMIT, traders, 2)).effect_state == EffectState.DONE
        traders.refresh_from_db()
    assert traders.state == MembershipState.MEMBER


def on_member(troupe: "Troupe", effect: str, member: Membership, days: int) -> Question:
    """A question about a member that all agree to; it closes so many days later."""
    question = acts.put_question(
        body=troupe.assembly, title="The traders?", lede="They paid nothing.", closes_at=CLOSES + timedelta(days=days),
        kind="membership", effect=effect, effect_target=member.pk, by=tenants(troupe), at=OPENS,
    )  # fmt: skip
    say(troupe, question, HT="yes", OD="yes", HH="yes")
    return question


@pytest.mark.row("G13")
@pytest.mark.binds("MembershipRules.sectors")
def test_nobody_joins_whom_the_rules_leave_out_not_even_by_decision(troupe: "Troupe") -> None:
    with troupe.scope():
        in_force(troupe, membership=MembershipRules(sectors=("citizen", "nonprofit")))
        bank = prospect(troupe, Sector.PRIVATE)
        for by in (troupe.by, the_rule(troupe.coalition.pk)):
            with pytest.raises(
                Refused, match="opens the coalition to: Nonprofit|opens the coalition to: Citizen"
            ):
                change_membership(bank, MembershipState.MEMBER, by=by, at=OPENS)


# ── accepting ──


@pytest.mark.row("G2", "G10")
@pytest.mark.binds("Rulebook.accept_days")
def test_who_joined_since_is_asked_once_a_day_and_only_once(troupe: "Troupe") -> None:
    with troupe.scope():
        in_force(troupe)
        before = Ask.objects.filter(kind="rulebook.accept").count()
        ines = troupe.people["Henk"]
        join(troupe, "Quay Gardens", Sector.CITIZEN, ines, at=OPENS)
    for day in (1, 2):
        ask_newcomers(troupe.coalition.pk, OPENS + timedelta(days=day))
    asks = Ask.objects.filter(kind="rulebook.accept")
    assert asks.count() == before + 1
    assert asks.get(organisation=troupe.organisations["QG"].pk).person == ines.pk


def test_only_members_accept_and_only_what_is_in_force(troupe: "Troupe") -> None:
    with troupe.scope():
        old = adopted(troupe.coalition.pk, OPENS)
        assert old is not None
        with pytest.raises(Refused, match="each for itself"):
            acts.accept_rulebook(old, by=troupe.by, at=OPENS)
        with pytest.raises(ValidationError):
            acts.accept_rulebook(old, False, why=" ", by=hat(troupe, "Henk", "DR"), at=OPENS)
        in_force(troupe, accept_days=9)
        with pytest.raises(Refused, match="not in force"):
            acts.accept_rulebook(old, by=hat(troupe, "Henk", "DR"), at=OPENS)
        assert not Acceptance.objects.exists()


def test_a_share_that_is_none_of_the_usual_is_kept_exactly(troupe: "Troupe") -> None:
    with troupe.scope():
        rules = simple(Places(troupe.assembly.pk))
        odd = _with_overrule(rules, Fraction(5, 7))
        made = acts.draft_rulebook(odd, by=tenants(troupe), at=OPENS)
        assert RulebookVersion.objects.get(pk=made.pk).rules == odd


def _with_overrule(rules: Rulebook, share: Fraction) -> Rulebook:
    kind = rules.kinds[1]
    way = replace(kind.bands[0].way, method="consent", overrule=share)
    return replace(rules, kinds=(rules.kinds[0], replace(kind, bands=(Band(way),)), *rules.kinds[2:]))
