"""Around the votes on a matter: sharing, asking, reviewing, resting."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.routes.governing import ONE, as_shown
from comity.api.shapes.governing import QuestionShape
from comity.api.shapes.matters import (
    DecisionState,
    InquiryShape,
    MatterShape,
    ReopeningShape,
    ReviewShape,
    WordingShape,
    decision_state,
    inquiry_shape,
    matter_shape,
    reopening_shape,
    review_shape,
    wording_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.core.matters.reopening import Ground
from comity.governing import acts
from comity.governing.matters import forms
from comity.governing.matters.reopening import offers
from comity.governing.models import Inquiry, Reopening, Review, Wording
from comity.governing.views.afterwards import decision_of, matter_of
from comity.governing.views.discussing import inquiry_of
from comity.governing.views.reading import asked as shown
from comity.governing.views.reopening import request_of

router = Router(tags=["governing"])
MATTER = f"{AT}/matters/{{uuid:matter}}"
INQUIRY = bodies.body("NewInquiry", forms.InquiryForm)
ANSWER = bodies.body("NewInquiryAnswer", forms.InquiryAnswerForm)
REVIEW = bodies.body("NewReview", forms.ReviewForm)
GROUND = bodies.chosen(Ground, _("On which ground of the rulebook."))
REOPENING = bodies.body("NewReopening", forms.ReopeningForm, ground=GROUND)
REST = bodies.body("MatterRests", forms.FreezeForm)


@deed(router, f"{ONE}/share", says=_("Show a draft to those who will decide"), act="governing.question.shared",
      answers=QuestionShape, versioned=True)  # fmt: skip
def share(request: Call, question: UUID, read: Version | None) -> Any:
    """From now on they can read it and ask about it, and the rule's notice runs."""
    acts.share_question(shown(request, question), by=request.capacity, at=now(), read=read)
    return as_shown(request, question)


@reading(router, f"{ONE}/inquiries", says=_("List what was asked about a question"),
         answers=lists.list_of(InquiryShape), asks=lists.Asked)  # fmt: skip
def inquiries(request: Call, question: UUID, asked: lists.Asked) -> Any:
    """What was asked and what was answered, oldest first."""
    rows = Inquiry.objects.filter(question=shown(request, question), text__icontains=asked.q)
    rows = rows.select_related("organisation", "for_body", "person")
    return lists.cut(request, rows, asked, inquiry_shape, total=rows.count())


@deed(router, f"{ONE}/inquiries", says=_("Ask about a question"), act="governing.inquiry.asked", takes=INQUIRY,
      answers=InquiryShape, status=201)  # fmt: skip
def inquire(request: Call, question: UUID, given: Given) -> Any:
    """For your organisation or body. Those who put it forward are asked to answer."""
    said = bodies.cleaned(forms.InquiryForm, given)
    return inquiry_shape(acts.inquire(shown(request, question), said["text"], by=request.capacity, at=now()))


@deed(router, f"{ONE}/inquiries/{{uuid:inquiry}}/answers", says=_("Answer what was asked"),
      act="governing.inquiry.answered", takes=ANSWER, answers=InquiryShape, status=201)  # fmt: skip
def answer(request: Call, question: UUID, inquiry: UUID, given: Given) -> Any:
    """In the name of those who put the question forward."""
    said = bodies.cleaned(forms.InquiryAnswerForm, given)
    found = inquiry_of(request, question, inquiry)
    return inquiry_shape(acts.answer_inquiry(found, said["text"], by=request.capacity, at=now()))


@reading(router, f"{ONE}/wordings", says=_("List the versions of a question’s text"),
         answers=lists.list_of(WordingShape), asks=lists.Asked)  # fmt: skip
def wordings(request: Call, question: UUID, asked: lists.Asked) -> Any:
    """From the first that could be read by those who decide."""
    rows = Wording.objects.filter(question=shown(request, question), lede__icontains=asked.q)
    return lists.cut(request, rows, asked, wording_shape, total=rows.count())


@reading(router, f"{ONE}/reviews", says=_("List the reviews of a decision"), answers=lists.list_of(ReviewShape),
         asks=lists.Asked)  # fmt: skip
def reviews(request: Call, question: UUID, asked: lists.Asked) -> Any:
    """What was found each time it was looked at again."""
    rows = Review.objects.filter(question=shown(request, question), words__icontains=asked.q)
    rows = rows.select_related("organisation", "for_body", "person")
    return lists.cut(request, rows, asked, review_shape, total=rows.count())


@deed(router, f"{ONE}/reviews", says=_("Say what came of a decision"), act="governing.decision.reviewed", takes=REVIEW,
      answers=ReviewShape, status=201)  # fmt: skip
def review(request: Call, question: UUID, given: Given) -> Any:
    """`result` is “upheld” or “change”. A decision that should change stands until another takes its place."""
    said = bodies.cleaned(forms.ReviewForm, given)
    upheld = said.pop("result") == forms.UPHELD
    found = decision_of(request, question)
    return review_shape(acts.review_decision(found, upheld=upheld, **said, by=request.capacity, at=now()))


@reading(router, f"{ONE}/reopenings", says=_("List requests to take a decision up again"),
         answers=lists.list_of(ReopeningShape), asks=lists.Asked)  # fmt: skip
def reopenings(request: Call, question: UUID, asked: lists.Asked) -> Any:
    """Refused ones too, with the reason."""
    rows = Reopening.objects.filter(question=shown(request, question), why__icontains=asked.q)
    rows = rows.select_related("organisation", "for_body", "person").prefetch_related("supports")
    return lists.cut(request, rows, asked, reopening_shape, total=rows.count())


@deed(router, f"{ONE}/reopenings", says=_("Ask to take a decision up again"), act="governing.reopening.asked",
      takes=REOPENING, answers=ReopeningShape, status=201)  # fmt: skip
def reopen(request: Call, question: UUID, given: Given) -> Any:
    """On a ground of the rulebook. The answer says at once whether it is taken up, refused, or waits for supporters."""
    found = shown(request, question)
    said = bodies.cleaned(forms.ReopeningForm, given, offers=offers(found, now()))
    said["ground"] = Ground(said["ground"])
    return reopening_shape(acts.ask_reopening(found, **said, by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopenings/{{uuid:reopening}}/support", says=_("Support a request to take a decision up again"),
      act="governing.reopening.supported", answers=ReopeningShape)  # fmt: skip
def support(request: Call, question: UUID, reopening: UUID) -> Any:
    """For your organisation. Once enough members do, the matter is taken up."""
    found = request_of(request, question, reopening)
    return reopening_shape(acts.support_reopening(found, by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopenings/{{uuid:reopening}}/withdraw", says=_("Take such a request back"),
      act="governing.reopening.withdrawn", answers=ReopeningShape)  # fmt: skip
def withdraw_request(request: Call, question: UUID, reopening: UUID) -> Any:
    """While it waits for supporters."""
    found = request_of(request, question, reopening)
    return reopening_shape(acts.withdraw_reopening(found, by=request.capacity, at=now()))


@deed(router, f"{ONE}/carry-out", says=_("Try again what follows from a decision"), act="governing.effect.carried_out",
      answers=DecisionState)  # fmt: skip
def carry_out(request: Call, question: UUID) -> Any:
    """Where it could not be done when the decision closed."""
    found = decision_of(request, question)
    return decision_state(acts.carry_out(found, by=request.capacity, at=now()))


@deed(router, f"{ONE}/put-to-all", says=_("Put to a binding vote what a meeting could only advise"),
      act="governing.question.put_to_all", answers=QuestionShape)  # fmt: skip
def put_to_all(request: Call, question: UUID) -> Any:
    """A draft of an open ballot on the same matter, so that those who were absent can answer, too."""
    draft = acts.put_to_all(shown(request, question), by=request.capacity, at=now())
    return as_shown(request, draft.pk)


@reading(router, MATTER, says=_("Read one matter"), answers=MatterShape)
def matter(request: Call, matter: UUID) -> Any:
    """Its kind, its amount, where it stands, and until when it rests."""
    return matter_shape(matter_of(request, matter))


@deed(router, f"{MATTER}/rest", says=_("Let a matter rest"), act="governing.matter.frozen", takes=REST,
      answers=MatterShape)  # fmt: skip
def rest(request: Call, matter: UUID, given: Given) -> Any:
    """Until then nothing in it can be opened or closed."""
    said = bodies.cleaned(forms.FreezeForm, given)
    return matter_shape(acts.freeze_matter(matter_of(request, matter), **said, by=request.capacity, at=now()))


@deed(router, f"{MATTER}/go-on", says=_("Let a matter go on"), act="governing.matter.thawed", answers=MatterShape)
def go_on(request: Call, matter: UUID) -> Any:
    """Before the time until which it rests."""
    return matter_shape(acts.thaw_matter(matter_of(request, matter), by=request.capacity, at=now()))
