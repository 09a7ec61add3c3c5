"""A sharp conflict: first one's own attempt, then the way agreed beforehand, known to those named alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_scopes import scope

from comity.audit.models import EntryWords
from comity.base import registry
from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.models import Findable
from comity.base.refusal import Refused
from comity.coalitions.acts import end_mandate, give_mandate
from comity.coalitions.models import Mandate, NamedReader
from comity.coalitions.standing import standing_of
from comity.core.rulebook.presets import Places, simple
from comity.core.rulebook.types import ConflictPath, Rung, Step
from comity.governing.acts import conflicts as acts
from comity.governing.acts import neutrals, outcomes
from comity.governing.conflicts import procedure
from comity.governing.conflicts.jobs import sweep
from comity.governing.conflicts.procedure import ladder_of
from comity.governing.conflicts.queries import step_of, visible_to
from comity.governing.models import Case, CasePerson, CaseState, Matter, Neutral, NeutralState, OutcomeState
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from tests.cast import ALL, Troupe, join, person
from tests.governing.stage import OPENS, hat, signed_in

pytestmark = pytest.mark.row("G6")
DAY = timedelta(days=1)
SECRET = "Who answers the night calls"


@pytest.fixture(autouse=True)
def usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """All four steps, as before a rulebook says otherwise."""
    monkeypatch.setattr(procedure, "adopted", lambda *_any: None)


def opened(troupe: Troupe, at: datetime = OPENS, **given: Any) -> Case:
    """The shelter opens a case with the traders."""
    said = {
        "other": troupe.organisations["DR"], "title": SECRET, "account": "Nobody picks up after ten.",
        "tried": "I went to Henk’s shop.", "tried_on": at.date() - DAY, "came_of_it": "He was out.",
    }  # fmt: skip
    return acts.open_case(**(said | given), by=hat(troupe, "Marta", "OD"), at=at)


def marta(troupe: Troupe) -> Any:
    return hat(troupe, "Marta", "OD")


def henk(troupe: Troupe) -> Any:
    return hat(troupe, "Henk", "DR")


def okafor(troupe: Troupe) -> Any:
    return hat(troupe, "Okafor", "HH")


def now_of(case: Case) -> Case:
    with scope(coalition=case.coalition_id):
        return Case.objects.select_related("coalition").prefetch_related("steps", "parties").get(pk=case.pk)


def step_now(case: Case) -> Any:
    with scope(coalition=case.coalition_id):
        return step_of(now_of(case))


def later(troupe: Troupe, case: Case, *, by: timedelta = timedelta()) -> datetime:
    """Let the worker run when the step's clock has run out."""
    at = step_now(case).ends_at + by
    sweep(troupe.coalition.pk, at)
    return at


def named(troupe: Troupe, case: Case) -> set[str]:
    with troupe.scope():
        return {row.person.name.split()[0] for row in CasePerson.objects.filter(case=case, ended_at=None)}


# ── opening ──


@pytest.mark.parametrize("field", ["tried", "came_of_it"])
def test_nobody_opens_a_case_without_having_tried_first(field: str, troupe: Troupe) -> None:
    with pytest.raises(ValidationError):
        opened(troupe, **{field: ""})
    with pytest.raises(ValidationError):
        opened(troupe, tried_on=OPENS.date() + 3 * DAY)


def test_only_those_who_sign_for_each_side_know_of_it_and_the_mail_says_nothing(troupe: Troupe) -> None:
    case = opened(troupe)
    assert named(troupe, case) == {"Marta", "Henk"}
    mail = Mail.objects.get(kind="governing.case")
    assert mail.person == troupe.people["Henk"].pk
    assert SECRET not in mail.subject + mail.text and "Open Door" not in mail.text.replace(
        troupe.coalition.name, ""
    )
    ask = Ask.objects.get(kind="governing.case", closed_at=None)
    assert SECRET not in ask.title and ask.organisation is None and ask.power == ""


def test_for_everyone_else_the_case_is_absent_everywhere(troupe: Troupe) -> None:
    case = opened(troupe)
    acts.write_in_case(case, "KANARI words", by=marta(troupe), at=OPENS)
    pages = ["conflicts", "conflict"]
    for who in (troupe.coordinator, troupe.people["Okafor"], troupe.people["Ruth"]):
        client = signed_in(who)
        for name in pages:
            args = [troupe.coalition.slug] + ([case.pk] if name == "conflict" else [])
            answer = client.get(reverse(f"governing:{name}", args=args))
            assert answer.status_code == (404 if name == "conflict" else 200)
            assert SECRET not in answer.content.decode()
        for url in (reverse("inside:search", args=[troupe.coalition.slug]) + "?q=night",
                    reverse("inside:record", args=[troupe.coalition.slug])):  # fmt: skip
            assert SECRET not in client.get(url).content.decode()
        standing = standing_of(who.pk, troupe.coalition.pk, at=OPENS)
        with troupe.scope():
            assert len(list(registry.export["conflicts"].rows(standing))) == 1
            assert len(list(registry.export["conflict-messages"].rows(standing))) == 1
            assert not visible_to(standing).exists()
    assert Findable.objects.get(thing=case.pk).confidentiality == "named"
    about = EntryWords.objects.filter(words__contains=SECRET)
    assert about.exists() and set(about.values_list("confidentiality", flat=True)) == {"named"}
    page = signed_in(troupe.people["Henk"]).get(case.get_absolute_url()).content.decode()
    assert SECRET in page and "KANARI words" in page


def test_nobody_opens_one_with_themselves_or_where_nobody_could_answer(troupe: Troupe) -> None:
    with pytest.raises(ValidationError):
        opened(troupe, other=troupe.organisations["OD"])
    mute = join(troupe, "Silent Sailors", Sector.CITIZEN)
    with pytest.raises(ValidationError):
        opened(troupe, other=mute)


def test_a_body_can_be_a_side_and_its_chair_answers_for_it(troupe: Troupe) -> None:
    case = acts.open_case(
        other=troupe.bodies["steering"], title="Minutes", account="None came.", tried="I asked.",
        tried_on=OPENS.date(), came_of_it="Nothing.", by=henk(troupe), at=OPENS,
    )  # fmt: skip
    assert named(troupe, case) == {"Henk", "Marta"}
    chair = troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])
    acts.write_in_case(case, "We will send them.", by=chair, at=OPENS)


# ── who may know ──


def test_each_side_names_its_own_people_and_takes_them_out_again(troupe: Troupe) -> None:
    case = opened(troupe)
    rosa = person("Rosa Quint")
    give_mandate(rosa, organisation=troupe.organisations["DR"], powers=[ALL[0]], by=troupe.by, at=OPENS)
    with pytest.raises(ValidationError):
        acts.name_in_case(case, rosa, by=marta(troupe), at=OPENS)
    row = acts.name_in_case(case, rosa, by=henk(troupe), at=OPENS)
    client = signed_in(rosa)
    assert client.get(case.get_absolute_url()).status_code == 200
    with pytest.raises(Refused):
        acts.unname_in_case(row, by=marta(troupe), at=OPENS)
    acts.unname_in_case(row, by=henk(troupe), at=OPENS)
    assert client.get(case.get_absolute_url()).status_code == 404


def test_who_no_longer_speaks_for_a_side_sees_it_no_more_and_the_next_one_does(troupe: Troupe) -> None:
    case = opened(troupe)
    rosa = person("Rosa Quint")
    give_mandate(rosa, organisation=troupe.organisations["DR"], powers=ALL, by=troupe.by, at=OPENS)
    with troupe.scope():
        mandate = Mandate.objects.get(person=troupe.people["Henk"])
    end_mandate(mandate, by=troupe.by, at=OPENS)
    assert not Ask.objects.filter(person=rosa.pk, kind="governing.case").exists(), (
        "not handed on with the mandate"
    )
    sweep(troupe.coalition.pk, OPENS + DAY)
    assert named(troupe, case) == {"Marta", "Rosa"}
    with troupe.scope():
        assert not NamedReader.objects.filter(person=troupe.people["Henk"]).exists()


# ── the neutral ──


def at_mediation(troupe: Troupe) -> tuple[Case, datetime]:
    case = opened(troupe)
    return case, later(troupe, case)


def test_when_talking_takes_too_long_the_clock_brings_the_mediator(troupe: Troupe) -> None:
    case = opened(troupe)
    first = step_now(case)
    with pytest.raises(Refused):
        acts.step_up(case, by=the_rule(troupe.coalition.pk), at=first.ends_at - DAY)
    Mail.objects.all().delete()
    sweep(troupe.coalition.pk, first.ends_at - DAY)
    sweep(troupe.coalition.pk, first.ends_at - DAY + timedelta(minutes=1))
    assert Mail.objects.filter(kind="governing.case").count() == 2, "each named person is reminded once"
    later(troupe, case)
    assert step_now(case).kind == "mediator"


def test_people_of_either_side_and_outsiders_can_not_be_neutral(troupe: Troupe, elsewhere: Troupe) -> None:
    case, at = at_mediation(troupe)
    rosa = person("Rosa Quint")
    give_mandate(rosa, organisation=troupe.organisations["DR"], powers=[ALL[0]], by=troupe.by, at=OPENS)
    for nobody in (rosa, troupe.people["Henk"], elsewhere.people["Pia"]):
        with pytest.raises(ValidationError):
            neutrals.propose_neutral(case, nobody, by=marta(troupe), at=at)


def test_a_neutral_declares_interests_and_needs_both_sides(troupe: Troupe) -> None:
    case, at = at_mediation(troupe)
    asked = neutrals.propose_neutral(case, troupe.people["Okafor"], why="Calm.", by=marta(troupe), at=at)
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(at):
        invitation = client.get(asked.get_absolute_url()).content.decode()
        assert "Dock Road Traders" in invitation and SECRET not in invitation
        assert client.get(case.get_absolute_url()).status_code == 404
        bare = client.post(asked.get_absolute_url(), {"answer": "yes", "interests": ""})
        assert bare.status_code == 422
        client.post(asked.get_absolute_url(), {"answer": "yes", "interests": "My cousin shops there."})
    asked = Neutral._base_manager.get(pk=asked.pk)
    assert asked.state == NeutralState.WILLING
    neutrals.answer_neutral(asked, True, by=marta(troupe), at=at)
    assert named(troupe, case) == {"Marta", "Henk"}
    with pytest.raises(ValidationError):
        neutrals.answer_neutral(asked, True, by=marta(troupe), at=at)
    neutrals.answer_neutral(asked, True, by=henk(troupe), at=at)
    assert named(troupe, case) == {"Marta", "Henk", "Okafor"}
    acts.write_in_case(case, "Let us meet on Tuesday.", by=okafor(troupe), at=at)
    assert not Ask.objects.filter(kind="governing.case", thing=asked.pk, closed_at=None).exists()


def test_one_no_is_enough_and_another_can_be_asked(troupe: Troupe) -> None:
    case, at = at_mediation(troupe)
    asked = neutrals.propose_neutral(case, troupe.people["Okafor"], by=marta(troupe), at=at)
    neutrals.agree_to_help(asked, interests="None.", by=okafor(troupe), at=at)
    refused = neutrals.answer_neutral(asked, False, why="Too close.", by=henk(troupe), at=at)
    assert refused.state == NeutralState.REFUSED
    assert named(troupe, case) == {"Marta", "Henk"}
    other = neutrals.propose_neutral(case, troupe.people["Ruth"], by=henk(troupe), at=at)
    ruth = hat(troupe, "Ruth", "HT")
    assert neutrals.decline_to_help(other, by=ruth, at=at).state == NeutralState.DECLINED


# ── what rests meanwhile ──


@pytest.mark.binds("ConflictPath.freezes", "ConflictPath.frozen_days")
def test_a_question_rests_meanwhile_for_a_bounded_time_and_only_once(troupe: Troupe, asks: Any) -> None:
    with troupe.scope():
        matter = Matter(
            coalition=troupe.coalition, title="Nights", kind="work", kind_name="Own work", body=troupe.assembly,
            begun_at=OPENS,
        ).store()  # fmt: skip
    question = asks(body=troupe.assembly, matter=matter)
    first = opened(troupe, question=question)
    assert (first.frozen_until - OPENS).days == ladder_of(troupe.coalition.pk, at=OPENS).freeze_days
    assert matter_of(question).is_frozen(OPENS + DAY)
    assert "conflict" not in matter_of(question).frozen_why, "nobody learns why it rests"
    acts.withdraw_case(first, by=marta(troupe), at=OPENS + 2 * DAY)
    assert not matter_of(question).is_frozen(OPENS + 2 * DAY)
    again = opened(troupe, question=question, at=OPENS + 3 * DAY)
    assert again.frozen_until is None and not matter_of(question).is_frozen(OPENS + 4 * DAY)


def matter_of(question: Any) -> Any:
    return Matter._base_manager.get(pk=question.matter_id)


@pytest.mark.binds("Rulebook.conflict", "ConflictPath.ladder", "Rung.step", "Rung.days")
def test_the_steps_are_those_of_the_rulebook_in_force(
    troupe: Troupe, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ConflictPath((Rung(Step.TALK, 5), Rung(Step.ARBITRATOR, 9)), freezes=False)
    rules = replace(simple(Places(troupe.assembly.pk)), conflict=path)
    monkeypatch.setattr(procedure, "adopted", lambda *_any: SimpleNamespace(rules=rules))
    case = opened(troupe)
    with troupe.scope():
        assert [(step.kind, step.days) for step in case.steps.all()] == [("talk", 5), ("arbitrator", 9)]


# ── how it ends ──


def test_it_is_settled_once_both_sides_have_accepted(troupe: Troupe) -> None:
    case = opened(troupe)
    proposal = outcomes.propose_outcome(case, "We take turns.", by=henk(troupe), at=OPENS)
    assert now_of(case).state == CaseState.OPEN
    outcomes.answer_outcome(proposal, True, by=marta(troupe), at=OPENS + DAY)
    assert now_of(case).state == CaseState.SETTLED
    assert not Ask.objects.filter(kind="governing.case", closed_at=None).exists()
    with pytest.raises(Refused):
        acts.write_in_case(case, "One more thing", by=marta(troupe), at=OPENS + 2 * DAY)


def test_who_only_speaks_for_a_side_can_not_sign_for_it(troupe: Troupe) -> None:
    case = opened(troupe)
    rosa = person("Rosa Quint")
    give_mandate(rosa, organisation=troupe.organisations["DR"], powers=[ALL[0]], by=troupe.by, at=OPENS)
    acts.name_in_case(case, rosa, by=henk(troupe), at=OPENS)
    proposal = outcomes.propose_outcome(case, "We take turns.", by=marta(troupe), at=OPENS)
    with pytest.raises(Refused):
        outcomes.answer_outcome(
            proposal, True, by=troupe.hat(rosa, troupe.organisations["DR"], at=OPENS), at=OPENS
        )


def at_arbitration(troupe: Troupe) -> tuple[Case, datetime]:
    """Both mediator and panel find nobody; the arbitrator is accepted by both."""
    case = opened(troupe)
    for _step in range(3):
        at = later(troupe, case)
    asked = neutrals.propose_neutral(case, troupe.people["Okafor"], by=marta(troupe), at=at)
    neutrals.agree_to_help(asked, interests="None.", by=okafor(troupe), at=at)
    for side in (marta, henk):
        neutrals.answer_neutral(asked, True, by=side(troupe), at=at)
    return case, at


@pytest.mark.parametrize(("binding", "state"), [(2, OutcomeState.BINDING), (1, OutcomeState.PROPOSED)])
def test_an_arbitrator_binds_only_those_who_accepted_that_beforehand(
    binding: int, state: OutcomeState, troupe: Troupe
) -> None:
    case, at = at_arbitration(troupe)
    for side in [marta, henk][:binding]:
        acts.bind_side(case, by=side(troupe), at=at)
    said = outcomes.propose_outcome(case, "The shelter takes Mondays.", by=okafor(troupe), at=at)
    assert said.state == state
    assert now_of(case).state == (CaseState.DECIDED if binding == 2 else CaseState.OPEN)


def test_nobody_can_stall_the_last_clock_ends_it(troupe: Troupe) -> None:
    case = opened(troupe)
    for _step in range(4):
        assert now_of(case).state == CaseState.OPEN
        at = later(troupe, case)
    assert now_of(case).state == CaseState.ENDED
    assert (at - OPENS).days == 14 + 30 + 30 + 30


def test_both_sides_together_can_go_on_sooner(troupe: Troupe) -> None:
    case = opened(troupe)
    acts.ask_for_next(case, by=marta(troupe), at=OPENS)
    assert now_of(case).place == 0
    acts.ask_for_next(case, by=henk(troupe), at=OPENS)
    assert now_of(case).place == 1


def test_only_the_side_that_opened_it_takes_it_back(troupe: Troupe) -> None:
    case = opened(troupe)
    with pytest.raises(Refused):
        acts.withdraw_case(case, by=henk(troupe), at=OPENS)
    assert acts.withdraw_case(case, why="We talked.", by=marta(troupe), at=OPENS).state == CaseState.WITHDRAWN


def test_those_not_named_are_refused_as_if_nothing_were_there(troupe: Troupe) -> None:
    case = opened(troupe)
    for deed in (
        lambda by: acts.write_in_case(case, "Hello", by=by, at=OPENS),
        lambda by: outcomes.propose_outcome(case, "So", by=by, at=OPENS),
        lambda by: acts.bind_side(case, by=by, at=OPENS),
    ):
        with pytest.raises(Refused) as refused:
            deed(troupe.by)
        assert refused.value.reason.bar == "hidden"


@pytest.mark.parametrize("many", [1, 3])
def test_a_case_takes_as_many_queries_with_three_messages_as_with_one(
    many: int, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    case = opened(troupe)
    for number in range(many):
        acts.write_in_case(case, f"Message {number}", by=marta(troupe), at=OPENS)
        outcomes.propose_outcome(case, f"Proposal {number}", by=henk(troupe), at=OPENS)
    client = signed_in(troupe.people["Marta"])
    client.get(case.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(case.get_absolute_url())
