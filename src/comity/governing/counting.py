"""From rows to the count and back: the arithmetic itself lies in `core.ballots`."""

from comity.core.ballots.majority import tally
from comity.core.ballots.types import Choice, Outcome, Roll
from comity.core.ballots.types import Vote as Counted
from comity.governing.models import Question, RollEntry, Vote


def live_votes(question: Question) -> list[tuple[str, str]]:
    """Organisation and choice of each vote that counts."""
    votes = Vote.objects.filter(question=question, replaced_at=None)
    return [
        (str(organisation), choice) for organisation, choice in votes.values_list("organisation", "choice")
    ]


def count(question: Question) -> Outcome:
    """The outcome of the votes as they stand. Two queries; needs the coalition's scope."""
    roll = RollEntry.objects.filter(question=question).values_list("organisation", flat=True)
    return outcome_of(question, [str(organisation) for organisation in roll], live_votes(question))


def outcome_of(question: Question, roll: list[str], votes: list[tuple[str, str]]) -> Outcome:
    """The outcome of votes already read; each organisation of the roll weighs one."""
    cast = [Counted(organisation, Choice(choice)) for organisation, choice in votes]
    return tally(cast, question.rule, Roll.of_units(roll))
