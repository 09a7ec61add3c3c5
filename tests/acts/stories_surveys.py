"""Stories of surveys: drafted, put to some, answered in every way, closed."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import Question, Respondent, RoundState
from tests.acts.stories import LATER, story
from tests.cast import THEN, Troupe
from tests.surveys.stage import ANSWERS, CLOSES, drafted, given, opened, row


@story(
    "surveys.survey.drafted", "surveys.survey.changed", "surveys.survey.withdrawn", "surveys.question.added",
    "surveys.question.changed", "surveys.question.moved", "surveys.question.removed",
)  # fmt: skip
def a_survey_is_drafted_and_copied(troupe: Troupe) -> None:
    by = troupe.by
    survey = acts.draft_survey(thing=troupe.coalition, title="How?", pattern="surveys.check", by=by, at=THEN)
    acts.change_survey(survey, title="How are we?", anonymous=True, by=by, at=LATER)
    question = Question.objects.select_related("survey").get(survey=survey, key="worth")
    acts.change_question(question, text="It is worth it.", settings=question.settings, by=by, at=LATER)
    acts.move_question(question, up=False, by=by, at=LATER)
    acts.remove_question(question, by=by, at=LATER)
    copy = acts.draft_survey(thing=troupe.bodies["steering"], title="Again", like=survey, by=by, at=LATER)
    acts.add_question(copy, kind="text", text="What else?", by=by, at=LATER)
    acts.withdraw_survey(copy, by=by, at=LATER)


@story("surveys.translation.begun", "surveys.translation.worded", "surveys.translation.removed")
def a_survey_is_put_into_other_languages(troupe: Troupe) -> None:
    survey = drafted(troupe)
    spanish = acts.begin_translation(survey, language="es", by=troupe.by, at=THEN)
    acts.translate(spanish, {"title": "Lo que nos falta", "q2.o1": "Dinero"}, by=troupe.by, at=LATER)
    somali = acts.begin_translation(survey, language="so", by=troupe.by, at=LATER)
    acts.remove_translation(somali, by=troupe.by, at=LATER)


@story(
    "surveys.round.opened", "surveys.respondents.added", "surveys.round.reminded", "surveys.round.prolonged",
    "surveys.answers.saved", "surveys.answers.given", "surveys.answers.typed", "surveys.answers.imported",
    "surveys.round.closed",
)  # fmt: skip
def a_round_is_asked_answered_and_closed(troupe: Troupe) -> None:
    round_ = opened(troupe)
    guest = [Asked(troupe.organisations["HH"], None, "guest@example.org", "Guest")]
    acts.ask_also(round_, asked=guest, by=troupe.by, at=LATER)
    acts.prolong(round_, closes_on=CLOSES + timedelta(days=1), by=troupe.by, at=LATER)
    acts.save_answers(row(troupe, round_, "OD"), {"q2": "o1"}, by=troupe.hat(troupe.people["Marta"]), at=LATER)
    given(troupe, round_, "OD", at=LATER)
    acts.type_in(row(troupe, round_, "DR"), ANSWERS, by=troupe.by, at=LATER)
    acts.remind(round_, by=the_rule(troupe.coalition.pk), at=THEN + timedelta(days=8))
    rows = [(row(troupe, round_, mark), ANSWERS) for mark in ("HT", "HH")]
    acts.import_answers(round_, rows, by=troupe.by, at=LATER)
    acts.close_round(round_, by=the_rule(troupe.coalition.pk), at=THEN + timedelta(days=20))
    assert Respondent.objects.filter(round=round_, state="answered").count() == 4


@story("surveys.round.opened", "surveys.answers.given", "surveys.round.called_off")
def a_round_of_anonymous_answers_is_called_off(troupe: Troupe) -> None:
    round_ = opened(troupe, drafted(troupe, anonymous=True))
    given(troupe, round_, "OD", at=LATER)
    found = acts.call_off(round_, why="The hall burned down.", by=troupe.by, at=LATER)
    assert found.state == RoundState.CALLED_OFF
