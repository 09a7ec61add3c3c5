"""How a question is voted on, what there is to choose from, and ballots on options."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.ballots import BallotChanges, BallotShape, NewMarks, NewOptions, ballot_shape
from comity.api.shapes.governing import VoteShape, vote_shape
from comity.base.clock import now
from comity.base.versions import Version
from comity.governing import acts
from comity.governing.views.reading import asked as shown

router = Router(tags=["governing"])
ONE = f"{AT}/questions/{{uuid:question}}"


@reading(router, f"{ONE}/ballot", says=_("Read how a question is voted on"), answers=BallotShape)
def ballot(request: Call, question: UUID) -> Any:
    """Method, settings and options; once it is sealed, the tally from which anyone can count again."""
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/ballot", says=_("Choose how a draft is voted on"), act="governing.question.edited",
      method="PATCH", takes=BallotChanges, answers=BallotShape, versioned=True)  # fmt: skip
def choose(request: Call, question: UUID, given: BallotChanges, read: Version | None) -> Any:
    """The method checks its settings, and says which it misses."""
    said = given.model_dump(exclude_unset=True)
    acts.edit_question(shown(request, question), by=request.capacity, at=now(), read=read, **said)
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/options", says=_("Write down the options of a draft"), act="governing.options.listed",
      method="PUT", takes=NewOptions, answers=BallotShape)  # fmt: skip
def options(request: Call, question: UUID, given: NewOptions) -> Any:
    """All of them, in the order of the ballot; those that stood there before are replaced."""
    rows = [one.model_dump() for one in given.options]
    acts.list_options(shown(request, question), rows, by=request.capacity, at=now())
    return ballot_shape(shown(request, question))


@deed(router, f"{ONE}/ballots", says=_("Give your organisation’s ballot"), act="governing.vote.cast",
      scope=Scope.VOTE, takes=NewMarks, answers=VoteShape, status=201)  # fmt: skip
def mark(request: Call, question: UUID, given: NewMarks) -> Any:
    """On a question with options, while its ballot is open. Private ballots are given on the page alone."""
    found = shown(request, question)
    if not all(place.isdigit() for place in given.marks):
        raise ValidationError({"marks": _("Name options by their place, from 1.")})
    marked = {int(place): mark for place, mark in given.marks.items()}
    cast = acts.cast_vote(found, marked=marked, why=given.why, by=request.capacity, at=now())
    return vote_shape(cast, {entry.organisation_id: entry.name for entry in found.roll.all()})
