"""Rounds: who may open them, who is asked and reminded, in which order, how they close and end."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from comity.audit.verify import verify
from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.notices.models import Ask, Mail
from comity.surveys import acts, jobs, queries
from comity.surveys.above import Weighing, closings, weights
from comity.surveys.acts import Asked
from comity.surveys.models import AskState, Paper, Respondent, Round, RoundState
from comity.surveys.pages import _missing
from comity.surveys.patterns import CHECK
from tests.cast import THEN
from tests.governing.stage import hat
from tests.surveys.stage import AFTER, ANSWERS, CLOSES, LATER, drafted, given, opened, row, voices

if TYPE_CHECKING:
    from tests.cast import Troupe

pytestmark = [pytest.mark.row("R10")]


def mails(kind: str) -> list[str]:
    return sorted(Mail.objects.filter(kind=kind).values_list("name", flat=True))


def test_a_template_becomes_questions_that_can_be_changed(troupe: "Troupe") -> None:
    with troupe.scope():
        survey = acts.draft_survey(
            thing=troupe.coalition, title="How?", pattern="surveys.check", by=troupe.by, at=THEN
        )
        questions = queries.questions_of(survey)
    assert [one.key for one in questions] == [item.key for item in CHECK.items]
    assert survey.intro == str(CHECK.intro)
    assert questions[1].settings == {"low": "not at all", "high": "fully"}


def test_questions_stand_still_once_a_round_is_open_and_a_copy_can_be_changed(troupe: "Troupe") -> None:
    with troupe.scope():
        survey = drafted(troupe)
        opened(troupe, survey)
        question = queries.questions_of(survey)[1]
        with pytest.raises(Refused, match="stand still"):
            acts.change_question(question, text="Anew?", settings=question.settings, by=troupe.by, at=LATER)
        with pytest.raises(Refused, match="stand still"):
            acts.add_question(survey, kind="text", text="One more?", by=troupe.by, at=LATER)
        with pytest.raises(Refused, match="stand still"):
            acts.change_survey(survey, readers="all", by=troupe.by, at=LATER)
        copy = acts.draft_survey(thing=troupe.coalition, title="Again", like=survey, by=troupe.by, at=LATER)
        copied = queries.questions_of(copy)
        assert [one.key for one in copied] == [one.key for one in queries.questions_of(survey)]
        acts.change_question(copied[1], text="Anew?", settings=copied[1].settings, by=troupe.by, at=LATER)


def test_only_those_who_keep_a_survey_open_and_close_it(troupe: "Troupe") -> None:
    marta = hat(troupe, "Marta", "OD")
    with troupe.scope():
        survey = drafted(troupe)
        with pytest.raises(Refused, match="Others keep this survey"):
            acts.open_round(survey, asked=voices(troupe), closes_on=CLOSES, by=marta, at=LATER)
        round_ = opened(troupe, survey)
        for attempt in (
            lambda: acts.close_round(round_, by=marta, at=LATER),
            lambda: acts.remind(round_, by=marta, at=LATER),
            lambda: acts.type_in(row(troupe, round_, "DR"), ANSWERS, by=marta, at=LATER),
        ):
            with pytest.raises(Refused):
                attempt()
        own = acts.draft_survey(thing=troupe.coalition, title="Ours", by=marta, at=LATER)
        acts.add_question(own, kind="text", text="What else?", by=marta, at=LATER)
        assert acts.open_round(own, asked=voices(troupe), closes_on=CLOSES, by=marta, at=LATER).number == 1


@pytest.mark.parametrize("wrong", ["no question", "nobody", "past", "far", "twice", "withdrawn"])
def test_a_round_needs_questions_people_and_a_day(wrong: str, troupe: "Troupe") -> None:
    with troupe.scope():
        survey = drafted(troupe)
        if wrong == "no question":
            survey = acts.draft_survey(thing=troupe.coalition, title="Bare", by=troupe.by, at=THEN)
        if wrong == "twice":
            opened(troupe, survey)
        if wrong == "withdrawn":
            acts.withdraw_survey(survey, by=troupe.by, at=THEN)
        other: dict[str, Any] = {"nobody": {"asked": [Asked()]}, "past": {"closes_on": THEN.date() - timedelta(days=1)},
                                 "far": {"closes_on": THEN.date() + timedelta(days=400)}}.get(wrong, {})  # fmt: skip
        with pytest.raises((ValidationError, Refused)):
            opened(troupe, survey, **other)
        assert Respondent.objects.count() == (3 if wrong == "twice" else 0)


def test_each_who_is_asked_gets_one_mail_and_people_inside_an_ask(troupe: "Troupe") -> None:
    guest = Asked(troupe.organisations["HH"], None, "guest@example.org", "Guest")
    with troupe.scope():
        round_ = opened(troupe, asked=[*voices(troupe), *voices(troupe, "OD"), guest])
    assert len(mails("surveys.asked")) == 4
    assert Ask.objects.filter(kind="surveys.answer", closed_at=None).count() == 3
    given(troupe, round_, "OD")
    assert Ask.objects.filter(kind="surveys.answer", closed_at=None).count() == 2
    letter = Mail.objects.get(to="guest@example.org")
    assert "Harbour Health Service" in letter.text and "no password" not in letter.subject


def test_who_is_silent_is_reminded_in_the_rhythm_and_nobody_twice_a_day(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, every=3)
    given(troupe, round_, "OD")
    jobs.remind(troupe.coalition.pk, THEN + timedelta(days=2))
    assert mails("surveys.reminder") == []
    jobs.remind(troupe.coalition.pk, THEN + timedelta(days=3))
    jobs.remind(troupe.coalition.pk, THEN + timedelta(days=3, hours=1))
    assert len(mails("surveys.reminder")) == 2
    assert "Marta" not in " ".join(mails("surveys.reminder"))
    with troupe.scope(), pytest.raises(Refused, match="Nobody needs a reminder"):
        acts.remind(round_, by=troupe.by, at=THEN + timedelta(days=3, hours=2))
    jobs.remind(troupe.coalition.pk, THEN + timedelta(days=6))
    assert len(mails("surveys.reminder")) == 4
    jobs.remind(troupe.coalition.pk, AFTER)
    assert len(mails("surveys.reminder")) == 4, "after its moment nobody is written to"


def test_the_worker_closes_at_the_evening_of_the_last_day(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    zone = troupe.coalition.tz
    assert round_.closes_at.astimezone(zone).date() == CLOSES + timedelta(days=1)
    jobs.close_due(troupe.coalition.pk, round_.closes_at - timedelta(minutes=1))
    with troupe.scope():
        assert Round.objects.get().state == RoundState.OPEN
        with pytest.raises(Refused):
            acts.close_round(round_, by=the_rule(troupe.coalition.pk), at=LATER)
    jobs.close_due(troupe.coalition.pk, round_.closes_at)
    with troupe.scope():
        assert Round.objects.get().state == RoundState.CLOSED
    assert not Ask.objects.filter(closed_at=None, kind="surveys.answer").exists()
    assert list(verify(troupe.coalition.pk)) == []


def test_when_all_have_answered_the_keeper_hears_it_once_and_may_close(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    for mark in ("OD", "DR", "HT"):
        assert mails("surveys.kept") == []
        given(troupe, round_, mark)
    given(troupe, round_, "OD", q8="Better.")
    assert len(mails("surveys.kept")) == 1
    with troupe.scope():
        acts.close_round(round_, by=troupe.by, at=LATER)
    assert not Ask.objects.filter(closed_at=None, thing=round_.pk).exists()


def test_a_changed_answer_of_a_closed_round_is_found(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    given(troupe, round_, "OD")
    with troupe.scope():
        acts.close_round(round_, by=troupe.by, at=LATER)
        assert list(verify(troupe.coalition.pk)) == []
        Respondent.objects.filter(organisation=troupe.organisations["OD"]).update(answers={"q2": "o1"})
    assert list(verify(troupe.coalition.pk)) != []


def test_prolonged_and_called_off_everybody_concerned_is_told(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    given(troupe, round_, "OD")
    with troupe.scope():
        acts.prolong(round_, closes_on=CLOSES + timedelta(days=7), by=troupe.by, at=LATER)
    assert len(mails("surveys.reminder")) == 2, "who has answered need not hear of it"
    with troupe.scope():
        with pytest.raises(ValidationError):
            acts.call_off(round_, why=" ", by=troupe.by, at=LATER)
        acts.call_off(round_, why="The hall burned down.", by=troupe.by, at=LATER)
    assert len(mails("surveys.asked")) == 6
    with pytest.raises(Refused, match="has closed"):
        given(troupe, round_, "DR", at=LATER)


def test_who_matters_most_stands_first_among_the_missing(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
        assert [one.organisation.name for one in _missing(round_)["missing"]][0] != "Harbour Tenants’ Union"
        heavy = Weighing({troupe.organisations["HT"].pk: 9.0, troupe.organisations["OD"].pk: 1.0}, "By what is known.")
        weights.register("test", lambda _round: heavy)
        try:
            found = _missing(round_)
        finally:
            del weights._things["test"]
    assert [one.organisation_id for one in found["missing"]][:2] == [
        troupe.organisations["HT"].pk, troupe.organisations["OD"].pk,
    ]  # fmt: skip
    assert found["why"] == "By what is known."


def test_whoever_builds_on_the_answers_is_told_inside_the_closing(troupe: "Troupe") -> None:
    told: list[Any] = []

    def follow(round_: Round, *, by: Any, at: Any) -> list[Any]:
        told.append((round_.state, [one.answers for one in queries.answers_of(round_)]))
        return []

    with troupe.scope():
        round_ = opened(troupe)
    given(troupe, round_, "OD")
    closings.register("test", follow)
    try:
        with troupe.scope():
            acts.close_round(round_, by=troupe.by, at=LATER)
    finally:
        del closings._things["test"]
    assert told == [(RoundState.CLOSED, [ANSWERS])]


def test_from_paper_with_the_name_of_who_typed_it(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, asked=[Asked(troupe.organisations["OD"], None)])
        one = Respondent.objects.get()
        with pytest.raises(ValidationError):
            acts.type_in(one, {}, by=troupe.by, at=LATER)
        with pytest.raises(ValidationError):
            acts.type_in(one, {"q5": 7}, by=troupe.by, at=LATER)
        acts.type_in(one, {"q5": 2}, by=troupe.by, at=LATER)
    found = row(troupe, round_, "OD")
    assert (found.state, found.way, found.answers) == (AskState.ANSWERED, "paper", {"q5": 2})
    assert found.typed_by == troupe.coordinator


def test_nothing_of_an_anonymous_survey_stands_with_who_answered(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, drafted(troupe, anonymous=True))
    given(troupe, round_, "OD")
    with troupe.scope():
        with pytest.raises(Refused, match="anonymous"):
            acts.save_answers(row(troupe, round_, "DR"), {"q2": "o1"}, by=troupe.hat(troupe.people["Henk"]), at=LATER)
        with pytest.raises(Refused, match="anonymous"):
            given(troupe, round_, "OD")
        assert not Respondent.objects.exclude(answers={}).exists()
        assert not Respondent.objects.exclude(draft=None).exists()
        columns = {field.name for field in Paper._meta.get_fields()}
    assert columns == {"id", "coalition", "round", "question", "value"}
