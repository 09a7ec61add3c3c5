"""Should there be a coalition at all? Seven questions, answered by every founding organisation for itself.

Only a yes of all to all opens the next step. Silence and doubt keep it waiting; one no pauses it, and names the lighter
form that fits: what to do instead of founding.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """What is asked, in the order in which it is asked."""

    KNOWLEDGE = "knowledge"
    MISSING = "missing"
    PRIORITY = "priority"
    WILLING = "willing"
    TOGETHER = "together"
    MEANS = "means"
    OWN_WISH = "own_wish"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Form(StrEnum):
    """What may be done instead of a coalition, the lightest first."""

    TIE = "tie"  #: a tie to whoever is charged with the matter
    NETWORK = "network"  #: an information network
    MESSAGES = "messages"  #: networking, and a message for each of those who would have to act
    INTERESTS = "interests"  #: a map of interests first
    MEANS = "means"  #: needs and offers, side by side
    FUNDER = "funder"  #: a talk with the funder
    LEAD = "lead"  #: one lead, and an agreement on sharing


#: what fits where the answer is no
INSTEAD: dict[Question, Form] = {
    Question.KNOWLEDGE: Form.NETWORK,
    Question.MISSING: Form.TIE,
    Question.PRIORITY: Form.INTERESTS,
    Question.WILLING: Form.MESSAGES,
    Question.TOGETHER: Form.LEAD,
    Question.MEANS: Form.MEANS,
    Question.OWN_WISH: Form.FUNDER,
}


class State(StrEnum):
    """waiting: not all have said yes to all, nobody no. paused: somebody said no. open: all yes."""

    WAITING = "waiting"
    PAUSED = "paused"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Told:
    """One question: who said what, in the order of the founders. `split`: somebody said yes and somebody no."""

    question: Question
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unsure: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def split(self) -> bool:
        return bool(self.yes and self.no)

    @property
    def agreed(self) -> bool:
        """All said yes."""
        return not (self.no or self.unsure or self.silent)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What follows. `instead`: the lighter forms that fit, who has most noes behind it first."""

    state: State
    questions: tuple[Told, ...]
    instead: tuple[Form, ...]

    @property
    def answered(self) -> int:
        """How many answers are in, of all questions and founders; an unsure one is an answer."""
        return sum(len(told.yes) + len(told.no) + len(told.unsure) for told in self.questions)

    @property
    def wanted(self) -> int:
        """How many answers there can be."""
        return self.answered + sum(len(told.silent) for told in self.questions)


def readiness(
    founders: Sequence[str],
    answers: Mapping[tuple[str, Question], Answer],
    *,
    gone_on: AbstractSet[Question] = frozenset(),
) -> Readiness:
    """Where the founders stand.

    answers: by organisation and question; those of organisations that are no founders are left out. gone_on: questions
    whose noes a recorded decision has passed over; they pause nothing any more. Raises ValueError without founders.
    """
    if not founders:
        raise ValueError("Somebody must found it.")
    questions = tuple(_told(question, founders, answers) for question in Question)
    in_the_way = [told for told in questions if told.no and told.question not in gone_on]
    if in_the_way:
        return Readiness(State.PAUSED, questions, _instead(in_the_way))
    missing = [told for told in questions if not told.agreed and not (told.question in gone_on and not told.silent)]
    return Readiness(State.WAITING if missing else State.OPEN, questions, ())


def _told(question: Question, founders: Sequence[str], answers: Mapping[tuple[str, Question], Answer]) -> Told:
    said: dict[Answer | None, list[str]] = {None: [], **{answer: [] for answer in Answer}}
    for founder in founders:
        said[answers.get((founder, question))].append(founder)
    return Told(
        question, tuple(said[Answer.YES]), tuple(said[Answer.NO]), tuple(said[Answer.UNSURE]), tuple(said[None])
    )


def _instead(refused: Sequence[Told]) -> tuple[Form, ...]:
    ranked = sorted(refused, key=lambda told: (-len(told.no), list(Question).index(told.question)))
    return tuple(INSTEAD[told.question] for told in ranked)
