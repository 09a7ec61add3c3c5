"""The file on a prospect: findings, enquiries, messages. For the committee alone; for others it is not there."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.common import Done
from comity.api.shapes.diligence import (
    ApproachShape,
    EnquiryShape,
    FindingShape,
    ProspectFileShape,
    approach_shape,
    enquiry_shape,
    file_shape,
    finding_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.founding.diligence import acts, acts_messages, forms, queries
from comity.founding.diligence.views import known
from comity.founding.diligence.views_messages import find
from comity.founding.methods.queries import prospect_methods_visible_to

router = Router(tags=["founding"])
FILE = f"{AT}/founding/prospects/{{uuid:prospect}}/file"
FINDING = f"{AT}/founding/findings/{{uuid:finding}}"
ENQUIRY = f"{AT}/founding/enquiries/{{uuid:enquiry}}"
MESSAGE = f"{AT}/founding/messages/{{uuid:approach}}"
FOUND = bodies.body("NewFinding", forms.FindingForm)
ASKED = bodies.body("NewEnquiry", forms.EnquiryForm)
WRITTEN = bodies.body("NewApproach", forms.MessageForm)
CHANGES = bodies.body("ApproachChanges", forms.MessageForm, optional=None)
REVIEWED = bodies.body("ApproachReviewed", forms.ReviewForm)
SENT = bodies.body("ApproachSent", forms.SendForm)
SAID = bodies.body("ApproachAnswered", forms.SaidForm)
FOLLOWED = bodies.body("ApproachFollowed", forms.FollowForm)


@reading(router, FILE, says=_("Read the file on a prospect"), answers=ProspectFileShape)
def file(request: Call, prospect: UUID) -> Any:
    """What was found, who was asked, which messages there are."""
    found = known(request, prospect)
    methods = prospect_methods_visible_to(request.standing).filter(prospect=found)
    return file_shape(queries.file_of(request.standing, found.pk), methods)


@deed(router, f"{FILE}/findings", says=_("Note a finding about a prospect"), act="founding.finding.noted",
      takes=FOUND, answers=FindingShape, status=201)  # fmt: skip
def note(request: Call, prospect: UUID, given: Given) -> Any:
    """With its source and the day that it is of."""
    found, said = known(request, prospect), bodies.cleaned(forms.FindingForm, given)
    return finding_shape(acts.note_finding(found, **said, by=request.capacity, at=now()))


@deed(router, f"{FINDING}/strike", says=_("Strike a finding"), act="founding.finding.struck", answers=FindingShape)
def strike(request: Call, finding: UUID) -> Any:
    """It does not hold."""
    found = get_object_or_404(queries.findings_visible_to(request.standing), pk=finding)
    return finding_shape(acts.strike_finding(found, by=request.capacity, at=now()))


@deed(router, f"{FILE}/enquiries", says=_("Ask somebody outside about a prospect"), act="founding.enquiry.asked",
      takes=ASKED, answers=EnquiryShape, status=201)  # fmt: skip
def enquire(request: Call, prospect: UUID, given: Given) -> Any:
    """By mail, with a link for the answer; no account is needed."""
    found, said = known(request, prospect), bodies.cleaned(forms.EnquiryForm, given)
    return enquiry_shape(acts.ask_about(found, **said, by=request.capacity, at=now()))


@deed(router, f"{ENQUIRY}/withdraw", says=_("Take an enquiry back"), act="founding.enquiry.withdrawn",
      answers=EnquiryShape)  # fmt: skip
def withdraw(request: Call, enquiry: UUID) -> Any:
    """Until it is answered."""
    return enquiry_shape(acts.withdraw_enquiry(_enquiry(request, enquiry), by=request.capacity, at=now()))


@deed(router, f"{ENQUIRY}/erase", says=_("Erase an enquiry"), act="founding.enquiry.erased", answers=Done)
def erase(request: Call, enquiry: UUID) -> Any:
    """For good: no word of who was asked stays."""
    acts.erase_enquiry(_enquiry(request, enquiry), by=request.capacity, at=now())
    return Done(done=True)


@deed(router, f"{FILE}/messages", says=_("Draft a message to a prospect"), act="founding.approach.written",
      takes=WRITTEN, answers=ApproachShape, status=201)  # fmt: skip
def write(request: Call, prospect: UUID, given: Given) -> Any:
    """Why it is urgent for them, what we ask, what they gain."""
    found, said = known(request, prospect), bodies.cleaned(forms.MessageForm, given)
    return approach_shape(acts_messages.write_approach(found, **said, by=request.capacity, at=now()))


@deed(router, MESSAGE, says=_("Change a message to a prospect"), act="founding.approach.rewritten", method="PATCH",
      takes=CHANGES, answers=ApproachShape, versioned=True)  # fmt: skip
def rewrite(request: Call, approach: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes; it is to be looked over anew."""
    found = find(request, approach)
    said = bodies.changed(forms.MessageForm, given, {name: getattr(found, name) for name in acts_messages.EDITABLE})
    return approach_shape(acts_messages.rewrite_approach(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{MESSAGE}/show", says=_("Ask for a second pair of eyes"), act="founding.approach.shown",
      answers=ApproachShape)  # fmt: skip
def show(request: Call, approach: UUID) -> Any:
    """The others of the committee are asked."""
    return approach_shape(acts_messages.show_approach(find(request, approach), by=request.capacity, at=now()))


@deed(router, f"{MESSAGE}/review", says=_("Look a message over"), act="founding.approach.reviewed", takes=REVIEWED,
      answers=ApproachShape)  # fmt: skip
def review(request: Call, approach: UUID, given: Given) -> Any:
    """Never who wrote it."""
    said = bodies.cleaned(forms.ReviewForm, given)
    return approach_shape(acts_messages.review_approach(find(request, approach), **said, by=request.capacity, at=now()))


@deed(router, f"{MESSAGE}/send", says=_("Send a message to a prospect"), act="founding.approach.sent", takes=SENT,
      answers=ApproachShape)  # fmt: skip
def send(request: Call, approach: UUID, given: Given) -> Any:
    """By mail; somebody follows up on that day if no answer comes."""
    said = bodies.cleaned(forms.SendForm, given)
    return approach_shape(acts_messages.send_approach(find(request, approach), **said, by=request.capacity, at=now()))


@deed(router, f"{MESSAGE}/answered", says=_("Write down what a prospect answered"), act="founding.approach.answered",
      takes=SAID, answers=ApproachShape)  # fmt: skip
def answered(request: Call, approach: UUID, given: Given) -> Any:
    """Told to one of the committee; the mailed link does the same for the prospect itself."""
    said = bodies.cleaned(forms.SaidForm, given)
    return approach_shape(acts_messages.answer_approach(find(request, approach), **said, by=request.capacity, at=now()))


@deed(router, f"{MESSAGE}/followed", says=_("Note that one followed up"), act="founding.approach.followed",
      takes=FOLLOWED, answers=ApproachShape)  # fmt: skip
def followed(request: Call, approach: UUID, given: Given) -> Any:
    """And when to do so again, if still no answer comes."""
    said = bodies.cleaned(forms.FollowForm, given)
    return approach_shape(acts_messages.follow_up(find(request, approach), **said, by=request.capacity, at=now()))


def _enquiry(request: Call, enquiry: UUID) -> Any:
    return get_object_or_404(queries.enquiries_visible_to(request.standing), pk=enquiry)
