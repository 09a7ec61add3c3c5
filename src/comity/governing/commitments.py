"""What a representative may promise alone: above it, the vote says how the organisation itself decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.core.ballots.marks import Marked
from comity.core.ballots.types import Choice
from comity.core.rulebook.types import Commits
from comity.governing.models import Matter, Question, RulebookVersion
from comity.governing.rulebook import adopted
from comity.governing.rulebook.words import amount_in_words
from comity.signatures.models import Sheet


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

    One query at most, once for each question read; none where it was read with `ruled_by`. Only what binds and
    costs something is a promise.
    """
    if not hasattr(question, "limit_found"):
        question.limit_found = _limit_on(question)
    found: Limit | None = question.limit_found
    return found


def _limit_on(question: Question) -> Limit | None:
    matter = question.matter
    if question.rulebook is None or not question.binding or matter is None or not matter.amount:
        return None
    plain = getattr(question, "ruled_by", None)
    version = RulebookVersion(plain=plain) if plain else RulebookVersion.objects.filter(pk=question.rulebook).first()
    return limit_for(version, matter.amount, matter.currency)


def limit_for(version: RulebookVersion | None, amount: int | None, currency: str) -> Limit | None:
    """The limit of a rulebook that a promise of that amount goes beyond; None where it does not."""
    ground = version.rules.ground if version else None
    if ground is None or ground.commits is Commits.MANDATE:
        return None
    if ground.commits is Commits.NOTHING:
        return Limit(None, currency)
    return Limit(ground.commit_upto, currency) if amount is not None and amount > ground.commit_upto else None


def limit_on_sheet(sheet: Sheet, at: datetime) -> str:
    """The same for what is signed, by the rules in force: each signature is a promise. "" where it goes beyond none."""
    amount, currency = sheet.amount, sheet.currency
    if amount is None and sheet.held_by == Question._meta.label_lower:
        matter = Matter.objects.filter(questions=sheet.held_id).first()
        amount, currency = (matter.amount, matter.currency) if matter else (None, "")
    found = limit_for(adopted(sheet.coalition_id, at), amount, currency)
    return found.in_words if found else ""


def currency_at(coalition: UUID, at: datetime) -> str:
    """In what the rules in force write amounts; "" before there are any."""
    version = adopted(coalition, at)
    return version.rules.currency if version else ""


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
