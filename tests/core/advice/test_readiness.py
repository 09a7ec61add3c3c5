"""Seven questions: all yes opens, any no pauses and offers something lighter, doubt waits."""

from itertools import product

import pytest

from comity.core.advice.readiness import INSTEAD, Answer, Form, Question, State, readiness

FOUNDERS = ("clinic", "school", "club")


def said(**others: Answer) -> dict[tuple[str, Question], Answer]:
    """Everybody yes to everything, but for "founder_question" → answer."""
    answers = dict.fromkeys(product(FOUNDERS, Question), Answer.YES)
    for name, answer in others.items():
        founder, _, question = name.partition("_")
        answers[founder, Question(question)] = answer
    return answers


def test_all_yes_opens_the_next_step() -> None:
    told = readiness(FOUNDERS, said())
    assert (told.state, told.instead, told.answered, told.wanted) == (State.OPEN, (), 21, 21)


@pytest.mark.parametrize("question", Question)
def test_a_single_no_pauses_and_names_what_fits_instead(question: Question) -> None:
    told = readiness(FOUNDERS, said(**{f"club_{question}": Answer.NO}))
    assert told.state is State.PAUSED
    assert told.instead == (INSTEAD[question],)
    split = [each.question for each in told.questions if each.split]
    assert split == [question]


def test_what_most_refuse_is_answered_first() -> None:
    told = readiness(
        FOUNDERS, said(club_knowledge=Answer.NO, club_means=Answer.NO, school_means=Answer.NO)
    )
    assert told.instead == (Form.MEANS, Form.NETWORK)


def test_doubt_and_silence_wait() -> None:
    doubted = readiness(FOUNDERS, said(club_priority=Answer.UNSURE))
    assert (doubted.state, doubted.instead) == (State.WAITING, ())
    silent = said()
    del silent["club", Question.PRIORITY]
    told = readiness(FOUNDERS, silent)
    assert (told.state, told.answered, told.wanted) == (State.WAITING, 20, 21)
    assert [each.silent for each in told.questions if each.silent] == [("club",)]


def test_a_decision_to_go_on_passes_over_that_no_alone() -> None:
    answers = said(club_means=Answer.NO)
    assert readiness(FOUNDERS, answers, gone_on={Question.MEANS}).state is State.OPEN
    assert readiness(FOUNDERS, answers, gone_on={Question.PRIORITY}).state is State.PAUSED
    del answers["school", Question.MEANS]
    assert readiness(FOUNDERS, answers, gone_on={Question.MEANS}).state is State.WAITING


def test_only_founders_count() -> None:
    answers = said() | {("passer-by", Question.MEANS): Answer.NO}
    assert readiness(FOUNDERS, answers).state is State.OPEN
    with pytest.raises(ValueError, match="found it"):
        readiness((), answers)


def test_every_question_has_its_lighter_form() -> None:
    assert set(INSTEAD) == set(Question)
    assert len(set(INSTEAD.values())) == len(Form)
