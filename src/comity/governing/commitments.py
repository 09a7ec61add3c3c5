"""What a representative may promise alone: above it, the vote says how the organisation itself decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.core.ballots.marks import Marked
from comity.core.ballots.types import Choice
from comity.core.rulebook.types import Commits
from comity.governing.models import Question, RulebookVersion
from comity.governing.rulebook.words import amount_in_words


@dataclass(frozen=True)
class Limit:
    """The ground rule that asks for a decision at home. upto: in minor units; None: nothing may be promised alone."""

    upto: int | None
    currency: str

    @property
    def in_words(self) -> str:
        """As it is told beside the field."""
        if self.upto is None:
            return _("By our ground rules nobody promises anything alone. Say what decided it at home, and when.")
        said = _("By our ground rules one promises up to {amount} alone. Say what decided it at home, and when.")
        return said.format(amount=amount_in_words(self.upto, self.currency))


def limit_on(question: Question) -> Limit | None:
    """The limit that this question goes beyond, by the rules under which it was put; None where it does not.

    One query at most, once for each question read. Only what binds and costs something is a promise.
    """
    if not hasattr(question, "limit_found"):
        question.limit_found = _limit_on(question)
    found: Limit | None = question.limit_found
    return found


def _limit_on(question: Question) -> Limit | None:
    matter = question.matter
    if question.rulebook is None or not question.binding or matter is None or not matter.amount:
        return None
    version = RulebookVersion.objects.filter(pk=question.rulebook).first()
    ground = version.rules.ground if version else None
    if ground is None or ground.commits is Commits.MANDATE:
        return None
    if ground.commits is Commits.NOTHING:
        return Limit(None, matter.currency)
    return Limit(ground.commit_upto, matter.currency) if matter.amount > ground.commit_upto else None


def promises(
    question: Question, choice: Choice | None, marked: Marked | None, split: Mapping[Choice, int] | None
) -> bool:
    """Whether an answer binds its organisation: a yes does, and a mark. A private one is not to be told by it."""
    if question.private:
        return True
    return choice == Choice.YES or bool(marked) or bool(split and split.get(Choice.YES))


def refuse_promise(
    question: Question, at_home: str, choice: Choice | None, marked: Marked | None, split: Mapping[Choice, int] | None
) -> None:
    """Raise ValidationError where the answer promises more than one may, and nothing was decided at home."""
    if at_home.strip() or not promises(question, choice, marked, split):
        return
    if (limit := limit_on(question)) is not None:
        raise ValidationError({"at_home": limit.in_words})
