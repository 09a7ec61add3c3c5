"""What representatives may promise alone, who hears of what and how soon, and to whom concerns go."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Refused
from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.core.ballots.types import Choice
from comity.core.rulebook.types import Commits, Concerns, Dues, DuesBase, OwnRule, Speaker
from comity.governing.acts import (
    cast_vote,
    draft_question,
    enter_vote,
    look_at_rule,
    open_question,
    raise_objection,
    reply_to,
)
from comity.governing.jobs import tell_everyone
from comity.governing.models import Question, RollEntry, RuleReview
from comity.governing.rulebook.jobs import ask_about_own_rules
from comity.governing.statements.press import press_rule, spokespeople
from comity.notices.models import Ask, Mail
from comity.signatures.acts import open_sheet, sign
from tests.cast import THEN, Troupe
from tests.governing.rules import ground_rules, rules_of_membership, work_by
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say, signed_in, tenants
from tests.governing.test_mail import buttons

NOON = OPENS + timedelta(hours=3)
EURO = 100


def spending(troupe: Troupe, amount: int) -> Question:
    """A question of the assembly on so much of the fund, opened."""
    about: dict[str, Any] = {"kind": "spending", "amount": amount * EURO, "paid_from": "The fund"}
    draft = draft_question(
        body=troupe.assembly, title="Pumps?", lede="For the cellars.", closes_at=CLOSES, **about,
        by=tenants(troupe), at=OPENS,
    )  # fmt: skip
    return open_question(draft, by=tenants(troupe), at=OPENS)


# ── what one may promise ──


@pytest.mark.row("G10")
@pytest.mark.binds("GroundRules.commits", "GroundRules.commit_upto")
def test_a_representative_promises_no_more_than_the_rule_lets_one_promise_alone(troupe: Troupe) -> None:
    ground_rules(troupe, commits=Commits.AMOUNT, commit_upto=5_000 * EURO)
    small, large = spending(troupe, 5_000), spending(troupe, 5_001)
    marta = hat(troupe, "Marta", "OD")
    cast_vote(small, Choice.YES, by=marta, at=NOON)
    cast_vote(large, Choice.NO, by=marta, at=NOON)
    with pytest.raises(ValidationError, match="one promises up to 5,000 EUR alone"):
        cast_vote(large, Choice.YES, by=marta, at=NOON)
    with pytest.raises(ValidationError, match="Say what decided it at home"):
        enter_vote(
            large, troupe.organisations["HH"].pk, Choice.YES, witness=troupe.people["Ruth"], by=troupe.by, at=NOON
        )
    cast_vote(large, Choice.YES, at_home="Board, 3 March", by=marta, at=NOON)
    with troupe.scope():
        entry = RollEntry.objects.get(question=large, organisation=troupe.organisations["OD"])
    assert entry.at_home == "Board, 3 March"
    with stopped_at(NOON):
        page = signed_in(troupe.people["Henk"]).get(large.get_absolute_url()).content.decode()
    assert "decided at home: Board, 3 March" in page and "How was it decided at home?" in page

    with stopped_at(NOON), CaptureQueriesContext(connection) as asked:
        signed_in(troupe.people["Henk"]).get(large.get_absolute_url())
    assert not [one for one in asked if one["sql"].startswith('SELECT "governing_rulebookversion"')]

    ground_rules(troupe, commits=Commits.NOTHING, at=NOON)
    with pytest.raises(ValidationError, match="nobody promises anything alone"):
        cast_vote(spending_after(troupe), Choice.YES, by=marta, at=NOON + timedelta(hours=1))
    cast_vote(small, Choice.YES, by=hat(troupe, "Okafor", "HH"), at=NOON)  # the rules of its opening hold


def spending_after(troupe: Troupe) -> Question:
    about: dict[str, Any] = {"kind": "spending", "amount": EURO, "paid_from": "The fund"}
    draft = draft_question(
        body=troupe.assembly, title="Tea?", lede="For meetings.", closes_at=CLOSES, **about, by=tenants(troupe), at=NOON
    )
    return open_question(draft, by=tenants(troupe), at=NOON)


@pytest.mark.row("G10", "P1")
def test_the_mailed_ballot_asks_what_decided_it_at_home(troupe: Troupe) -> None:
    ground_rules(troupe, commits=Commits.NOTHING)
    large = spending(troupe, 900)
    yes = buttons(troupe, "Marta")[0]
    stranger = Client()
    with stopped_at(NOON):
        assert "How was it decided at home?" in stranger.get(yes).content.decode()
        asked = stranger.post(yes, {"choice": "yes", "at_home": "", "why": ""})
        assert asked.status_code == 422 and "Say what decided it at home" in asked.content.decode()
        stranger.post(yes, {"choice": "yes", "at_home": "Members’ evening, 2 March", "why": ""})
    with troupe.scope():
        assert large.votes.get().choice == "yes"


# ── who hears of what, and how soon ──


@pytest.mark.row("G10")
@pytest.mark.binds("GroundRules.opened_days", "GroundRules.decided_days")
def test_members_that_are_not_asked_hear_in_time_what_is_put_to_others_and_what_was_decided(
    troupe: Troupe, asks: Asks
) -> None:
    ground_rules(troupe, opened_days=5, decided_days=9)
    question = asks()
    asks(title="A secret of the committee?", confidentiality=Confidentiality.BODY)
    asks(title="For everybody?", body=troupe.assembly)
    coalition = troupe.coalition.pk
    tell_everyone(coalition, OPENS + timedelta(days=3))
    assert not Mail.objects.filter(kind="governing.told").exists(), "nothing of it is due yet"
    tell_everyone(coalition, OPENS + timedelta(days=4))
    (mail,) = Mail.objects.filter(kind="governing.told")
    assert mail.person == troupe.people["Henk"].pk, "the traders alone have no seat there"
    assert question.title in mail.text and "secret" not in mail.text and "For everybody" not in mail.text
    tell_everyone(coalition, OPENS + timedelta(days=5))
    assert Mail.objects.filter(kind="governing.told").count() == 1, "once is enough"

    say(troupe, question, HT="yes", OD="yes", HH="yes")
    close(question)
    tell_everyone(coalition, CLOSES + timedelta(days=7))
    assert Mail.objects.filter(kind="governing.told").count() == 1
    tell_everyone(coalition, CLOSES + timedelta(days=8))
    told = Mail.objects.filter(kind="governing.told").latest("queued_at")
    assert f"Agreed: {question.title}" in told.text
    with stopped_at(CLOSES + timedelta(days=9)):
        page = signed_in(troupe.people["Henk"]).get(question.get_absolute_url()).content.decode()
    assert "Members that were not asked were told of the outcome on" in page


# ── concerns ──


@pytest.mark.row("G10", "G15")
@pytest.mark.binds("GroundRules.concerns", "GroundRules.concern_days")
def test_a_concern_goes_to_whom_the_rule_names_and_an_answer_falls_due(troupe: Troupe, asks: Asks) -> None:
    words = {"concern": "Too fast.", "change": "Begin in May."}
    for concerns, heard in ((Concerns.CHAIR, "Marta"), (Concerns.COORDINATOR, "Amina"), (Concerns.ANYONE, "")):
        ground_rules(troupe, concerns=concerns, concern_days=6)
        objection = raise_objection(asks(title=f"{concerns}?"), **words, by=hat(troupe, "Okafor", "HH"), at=NOON)
        found = Ask.objects.filter(kind="governing.concern", thing=objection.pk)
        assert {one.person for one in found} == ({troupe.people[heard].pk} if heard else set())
        assert {one.due_at for one in found} == ({NOON + timedelta(days=6)} if heard else set())
    first = Ask.objects.get(kind="governing.concern", person=troupe.people["Marta"].pk)
    with troupe.scope():
        objection = troupe_objection(first.thing)
    presiding = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    with pytest.raises(Refused):
        reply_to(objection, "We will see.", by=hat(troupe, "Henk", "DR"), at=NOON)
    reply_to(objection, "We begin with one house.", by=presiding, at=NOON)
    assert Ask.objects.get(pk=first.pk).closed_at == NOON


def troupe_objection(pk: Any) -> Any:
    from comity.governing.models import Objection

    return Objection.objects.select_related("question__coalition", "organisation").get(pk=pk)


# ── own rules ──


@pytest.mark.row("G10")
@pytest.mark.binds("GroundRules.own", "OwnRule.text", "OwnRule.owner", "OwnRule.review_months")
def test_own_rules_are_looked_at_again_by_the_body_that_looks_after_them(troupe: Troupe) -> None:
    own = OwnRule("Who hosts also writes the minutes.", troupe.bodies["steering"].pk, 6)
    ground_rules(troupe, own=(own, OwnRule("We say “neighbours”.")))
    coalition, due = troupe.coalition.pk, THEN.replace(month=9)
    ask_about_own_rules(coalition, due - timedelta(days=1))
    assert not Ask.objects.filter(kind="governing.rule").exists()
    ask_about_own_rules(coalition, due)
    ask_about_own_rules(coalition, due + timedelta(days=1))
    ask = Ask.objects.get(kind="governing.rule")
    assert ask.person == troupe.people["Marta"].pk and own.text in ask.title
    with troupe.scope():
        look = RuleReview.objects.select_related("version__coalition", "owner").get()
    henk, marta = signed_in(troupe.people["Henk"]), signed_in(troupe.people["Marta"])
    with stopped_at(due):
        page = henk.get(ask.url).content.decode()
        assert own.text in page and "Steering committee looks after this rule." in page
        with pytest.raises(Refused, match="looks after this rule"):
            look_at_rule(look, True, by=hat(troupe, "Henk", "DR"), at=due)
        by = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
        with pytest.raises(ValidationError, match="Say what should change"):
            look_at_rule(look, False, by=by, at=due)
        look_at_rule(look, False, words="Take turns.", by=by, at=due)
        listed = marta.get(reverse("governing:rule-looks", args=[troupe.coalition.slug])).content.decode()
        assert "To be changed" in listed and "Take turns." in listed
        assert "This rule should be changed" in henk.get(ask.url).content.decode()
    assert Ask.objects.get(pk=ask.pk).closed_at == due
    ask_about_own_rules(coalition, due + timedelta(days=200))
    assert Ask.objects.filter(kind="governing.rule").count() == 2, "six months later again"


def test_who_left_is_told_no_more(troupe: Troupe, asks: Asks) -> None:
    asks()
    with troupe.scope():
        rows = Membership.objects.select_related("organisation", "coalition")
        row = rows.get(organisation=troupe.organisations["DR"])
    change_membership(row, MembershipState.LEFT, by=troupe.by, at=OPENS)
    tell_everyone(troupe.coalition.pk, OPENS + timedelta(days=4))
    assert not Mail.objects.filter(kind="governing.told").exists()


# ── what else the rules say ──


@pytest.mark.row("G10", "G12")
@pytest.mark.binds("GroundRules.speaker", "GroundRules.speaker_body")
def test_who_speaks_to_the_media_is_who_the_rule_names(troupe: Troupe) -> None:
    def speaks() -> set[str]:
        with troupe.scope():
            found = spokespeople(press_rule(troupe.coalition.pk, at=OPENS), on=OPENS.date())
        return {one.person.name for one in found}

    assert speaks() == {"Amina Haddad"}
    ground_rules(troupe, speaker=Speaker.CHAIR, speaker_body=troupe.bodies["steering"].pk)
    assert speaks() == {"Marta Lind"}
    ground_rules(troupe, speaker=Speaker.NOBODY)
    assert speaks() == set()


@pytest.mark.row("G2")
@pytest.mark.binds("Way.private")
def test_a_ballot_is_private_where_the_rule_says_so(troupe: Troupe, asks: Asks) -> None:
    assert not asks().private
    work_by(troupe, private=True)
    assert asks().private


@pytest.mark.row("G13")
@pytest.mark.binds("Dues.due_month")
def test_dues_are_called_to_mind_in_the_month_before_they_fall_due(troupe: Troupe) -> None:
    rules_of_membership(troupe, dues=Dues(DuesBase.FLAT, 200 * EURO, due_month=7))
    standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=OPENS)

    def lines(at: Any) -> list[str]:
        with troupe.scope():
            return [text for text, _url in registry.digest["governing.rulebook"](standing, THEN, at) if "Dues" in text]

    assert lines(THEN.replace(month=5)) == []
    assert lines(THEN.replace(month=6)) == ["Dues of Open Door Shelter: 200 EUR, due on July 1, 2026"]
    assert Dues(DuesBase.FLAT, 1, due_month=7).due_on(date(2026, 7, 2)) == date(2027, 7, 1)


@pytest.mark.row("G10", "G9")
@pytest.mark.binds("GroundRules.commits", "GroundRules.commit_upto")
def test_a_signature_promises_no_more_than_the_rule_lets_one_promise_alone(troupe: Troupe) -> None:
    ground_rules(troupe, commits=Commits.AMOUNT, commit_upto=5_000 * EURO)
    marta, asked = hat(troupe, "Marta", "OD"), [troupe.organisations[mark] for mark in ("OD", "HH")]
    about: dict[str, Any] = {"text": "Each of us pays.", "organisations": asked, "by": troupe.by, "at": NOON}
    with troupe.scope():
        small = open_sheet(thing=troupe.coalition, title="Small", amount=5_000 * EURO, **about)
        large = open_sheet(thing=troupe.coalition, title="Large", amount=5_001 * EURO, **about)
        sign(small, typed="Marta Lind", by=marta, at=NOON)
        with pytest.raises(ValidationError, match="one promises up to 5,000 EUR alone"):
            sign(large, typed="Marta Lind", by=marta, at=NOON)
    client = signed_in(troupe.people["Marta"])
    with stopped_at(NOON):
        page = client.get(f"{large.get_absolute_url()}sign/").content.decode()
        assert "What decided it at home?" in page and "one promises up to 5,000 EUR alone" in page
        assert client.post(f"{large.get_absolute_url()}sign/", {"typed": "Marta Lind"}).status_code == 422
        typed = {"typed": "Marta Lind", "at_home": "Board, 3 March"}
        done = client.post(f"{large.get_absolute_url()}sign/", typed, follow=True).content.decode()
    assert "decided at home: Board, 3 March" in done and "Each promises 5,001 EUR by signing." in done


@pytest.mark.row("G10", "G9")
def test_what_is_signed_about_a_question_costs_what_its_matter_costs(troupe: Troupe) -> None:
    ground_rules(troupe, commits=Commits.AMOUNT, commit_upto=5_000 * EURO)
    question, marta = spending(troupe, 5_001), hat(troupe, "Marta", "OD")
    with troupe.scope():
        sheet = open_sheet(
            thing=question, title="We pay", text="All of us.", organisations=[troupe.organisations["OD"]],
            by=tenants(troupe), at=NOON,
        )  # fmt: skip
        with pytest.raises(ValidationError, match="Say what decided it at home"):
            sign(sheet, typed="Marta Lind", by=marta, at=NOON)
        assert sign(sheet, typed="Marta Lind", at_home="Board, 3 March", by=marta, at=NOON).at_home
