"""What came of a round: for each question its counts, as far as the reader may see them."""

from dataclasses import dataclass
from typing import Any

from comity.coalitions.standing import Standing
from comity.core.surveys.counts import LEAST
from comity.surveys.kinds import Asking, Told, kind_of
from comity.surveys.models import AskState, Question, Respondent, Round, RoundState
from comity.surveys.queries import answers_of, papers_of, questions_of, reads_answers, sees_results


@dataclass(frozen=True)
class Result:
    """One question with what was answered; of a heading nothing."""

    question: Question
    told: Told | None


@dataclass(frozen=True)
class Results:
    """All questions, how many answered, and whether small counts are kept back."""

    items: list[Result]
    answered: int
    protected: bool


def results_of(standing: Standing, round_: Round) -> Results | None:
    """The results as this person may see them; None for nothing. Two queries, whatever the number of questions."""
    if not sees_results(standing, round_):
        return None
    return worked_out(round_, named=reads_answers(standing, round_.survey))


def worked_out(round_: Round, *, named: bool) -> Results:
    """The results. named: whoever looks may read every answer anyway, so that nothing is kept back."""
    values, answered = _values(round_)
    least = 0 if named else LEAST
    words = named or (round_.survey.anonymous and round_.state == RoundState.CLOSED)
    items = []
    for question in questions_of(round_.survey):
        told = None
        if not question.is_section:
            given = values.get(question.key, [])
            told = kind_of(question).results(Asking(question, round_), given, least=least, words=words)
        items.append(Result(question, told))
    return Results(items, answered, protected=not named)


def _values(round_: Round) -> tuple[dict[str, list[Any]], int]:
    """The values by question key, and how many answered."""
    if round_.survey.anonymous:
        found = papers_of(round_)
        done = Respondent.objects.filter(round=round_, state=AskState.ANSWERED).count()
        return found, done
    values: dict[str, list[Any]] = {}
    rows = list(answers_of(round_))
    for row in rows:
        for key, value in row.answers.items():
            values.setdefault(key, []).append(value)
    return values, len(rows)
