"""A vote told by phone is written down by who chairs or coordinates, with a witness; it can be contested."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.refusal import require
from comity.coalitions.models import Mandate
from comity.coalitions.standing import live
from comity.core.ballots.marks import Marked
from comity.core.ballots.types import Choice
from comity.governing import telling
from comity.governing.acts.answers import keep, note, vote_of
from comity.governing.acts.reading import fresh_question
from comity.governing.ballot_permissions import may_contest, may_enter
from comity.governing.commitments import refuse_promise
from comity.governing.models import Question, Vote
from comity.governing.sealing import seals
from comity.people.models import Person


@act("governing.vote.entered", says=gettext_noop("wrote down what {organisation_name} answered to {about}"))
def enter_vote(
    question: Question, organisation: UUID, choice: Choice | None = None, *, witness: Person,
    marked: Marked | None = None, split: Mapping[Choice, int] | None = None, why: str = "", at_home: str = "",
    by: Capacity, at: datetime,
) -> Changes[Vote]:  # fmt: skip
    """Write down a vote that was told by phone. Both names stand with it; the organisation is told, and can contest it.

    Refused for those who neither chair the body nor coordinate, on a private ballot, off the roll, within a day of the
    end, and where the organisation has answered itself. ValidationError
    where the witness is the one who writes, or holds no mandate here.
    """
    question = fresh_question(question, by)
    require(may_enter(by, question, organisation, at=at))
    if witness.pk == by.person or not Mandate.objects.filter(live(day_of(at)), person=witness).exists():
        raise ValidationError({"witness": _("Choose somebody else of the coalition who heard it too.")})
    refuse_promise(question, at_home, choice, marked, split)
    vote = vote_of(question, organisation, choice, marked, split, why)
    vote.person_id, vote.entered_by_id, vote.witness_id = by.someone, by.person, witness.pk
    changes = keep(vote, at=at, at_home=at_home, witness=witness.pk)
    name = vote.organisation.name
    changes.words |= {"organisation_name": name, "witness_name": witness.name}
    telling.tell_entered(vote, by.person_name, witness.name, at=at)
    return changes


@act("governing.vote.contested", says=gettext_noop("said that this was not its vote: {about}"))
def contest_vote(vote: Vote, *, by: Capacity, at: datetime) -> Changes[Vote]:
    """Say that a vote written down was not ours: from then on it doesn't count, and we can answer ourselves.

    What it had replaced, as the answer of our proxy, counts again.
    """
    question = fresh_question(vote.question, by)
    vote = Vote.objects.select_related("organisation").get(pk=vote.pk)
    vote.question = question
    require(may_contest(by, vote, at=at))
    vote.contested_at = vote.replaced_at = at
    vote.store()
    again = _replaced_by(vote)
    for before in again:
        before.question, before.replaced_at = question, None
        before.store()
    through = next((before.through_id for before in again), None)
    entry = note(question, vote.organisation_id, through=through, answered=bool(again))
    telling.ask(question, [entry], at=at)
    words = {"about": question.title}
    return Changes(
        vote, also=[*again, entry], words=words, question=question.pk, organisation=by.of,
        counts_again=[before.pk for before in again], seals=seals(vote, *again),
    )  # fmt: skip


def _replaced_by(vote: Vote) -> list[Vote]:
    """The vote whose place it took, if there was one and it was not contested itself."""
    alike = Vote.objects.filter(question=vote.question_id, organisation=vote.organisation_id, contested_at=None)
    return list(alike.filter(replaced_at=vote.cast_at).exclude(pk=vote.pk).order_by("-cast_at", "-pk")[:1])
