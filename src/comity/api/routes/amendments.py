"""Amendments to proposals: made, taken back, accepted, declined, put to the vote."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.amendments import ProposalAmendmentShape, proposal_amendment_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.governing import acts
from comity.governing.amendments import forms, queries
from comity.governing.models import Amendment
from comity.governing.views.reading import asked as shown

router = Router(tags=["governing"])
ALL = f"{AT}/questions/{{uuid:question}}/amendments"
ONE = f"{ALL}/{{int:number}}"
NEW = bodies.body("NewAmendment", forms.AmendForm)
ACCEPTED = bodies.body("AcceptedAmendment", forms.AcceptForm, optional=None)
DECLINED = bodies.body("DeclinedAmendment", forms.DeclineForm)
PUT = bodies.body("AmendmentVote", forms.PutForm)


@reading(router, ALL, says=_("List amendments to a proposal"), answers=lists.list_of(ProposalAmendmentShape),
         asks=lists.Asked)  # fmt: skip
def amendments(request: Call, question: UUID, asked: lists.Asked) -> Any:
    """In the order in which they were made, with what became of each."""
    rows = list(queries.of(shown(request, question)))
    return lists.cut(request, rows, asked, proposal_amendment_shape, total=len(rows))


@deed(router, ALL, says=_("Propose an amendment"), act="governing.amendment.made", takes=NEW,
      answers=ProposalAmendmentShape, status=201)  # fmt: skip
def amend(request: Call, question: UUID, given: Given) -> Any:
    """How the whole text should read, and why; before the proposal is put to the vote."""
    said = bodies.cleaned(forms.AmendForm, given)
    made = acts.amend(shown(request, question), said["text"], why=said["why"], by=request.capacity, at=now())
    return _read(request, question, made.number)


@deed(router, f"{ONE}/withdraw", says=_("Take an amendment back"), act="governing.amendment.withdrawn",
      answers=ProposalAmendmentShape)  # fmt: skip
def withdraw(request: Call, question: UUID, number: int) -> Any:
    """By whoever made it, while it waits."""
    acts.withdraw_amendment(_found(request, question, number), by=request.capacity, at=now())
    return _read(request, question, number)


@deed(router, f"{ONE}/accept", says=_("Accept an amendment"), act="governing.amendment.accepted", takes=ACCEPTED,
      answers=ProposalAmendmentShape, versioned=True)  # fmt: skip
def accept(request: Call, question: UUID, number: int, given: Given, read: Version | None) -> Any:
    """It becomes a new version of the proposal. Say `text` where both changed the same passage."""
    text = given.model_dump(exclude_unset=True).get("text", "")
    found = _found(request, question, number)
    acts.accept_amendment(found, text=text, by=request.capacity, at=now(), read=read)
    return _read(request, question, number)


@deed(router, f"{ONE}/decline", says=_("Decline an amendment"), act="governing.amendment.declined", takes=DECLINED,
      answers=ProposalAmendmentShape)  # fmt: skip
def decline(request: Call, question: UUID, number: int, given: Given) -> Any:
    """With the reason. Whoever made it can put it to the vote."""
    reason = bodies.cleaned(forms.DeclineForm, given)["reason"]
    acts.decline_amendment(_found(request, question, number), reason, by=request.capacity, at=now())
    return _read(request, question, number)


@deed(router, f"{ONE}/put", says=_("Put an amendment to the vote"), act="governing.amendment.put", takes=PUT,
      answers=ProposalAmendmentShape)  # fmt: skip
def put(request: Call, question: UUID, number: int, given: Given) -> Any:
    """Those who decide the proposal answer it first, by the same rule."""
    closes_at = bodies.cleaned(forms.PutForm, given)["closes_at"]
    acts.put_amendment(_found(request, question, number), closes_at=closes_at, by=request.capacity, at=now())
    return _read(request, question, number)


def _found(request: Call, question: UUID, number: int) -> Amendment:
    of = shown(request, question)
    found: Amendment = get_object_or_404(queries.of(of), number=number)
    found.question = of
    return found


def _read(request: Call, question: UUID, number: int) -> ProposalAmendmentShape:
    return proposal_amendment_shape(_found(request, question, number))
