"""Open calls to everybody, and what came in."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.common import Done
from comity.api.shapes.crowd import OpenAnswerShape, OpenCallShape, open_answer_shape, open_call_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.network.acts import crowd as acts
from comity.network.crowd import forms
from comity.network.crowd import lists as listings
from comity.network.views.crowd import find, find_answer

router = Router(tags=["open calls"])
ALL = f"{AT}/open-calls"
ONE = f"{ALL}/{{uuid:open_call}}"
ANSWER = f"{AT}/open-answers/{{uuid:open_answer}}"
NEW = bodies.body("NewOpenCall", forms.OpenCallForm)
TRIAGED = bodies.body("OpenAnswerTriaged", forms.TriageForm)


class OpenAnswersAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["new", "taken", "thanked", "declined"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List open calls"), answers=lists.list_of(OpenCallShape), lists="open-calls",
         asks=lists.Asked)  # fmt: skip
def open_calls(request: Call, asked: lists.Asked) -> Any:
    """What everybody was asked."""
    return lists.part(request, listings.open_calls(request), asked, open_call_shape)


@deed(router, ALL, says=_("Ask everybody"), act="network.open_call.opened", takes=NEW, answers=OpenCallShape,
      status=201)  # fmt: skip
def ask_everybody(request: Call, given: Given) -> Any:
    """On a public page, until a day."""
    said = bodies.cleaned(forms.OpenCallForm, given)
    return open_call_shape(acts.open_call(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one open call"), answers=OpenCallShape)
def open_call(request: Call, open_call: UUID) -> Any:
    """What everybody is asked."""
    return open_call_shape(find(request, open_call))


@deed(router, f"{ONE}/close", says=_("Close an open call"), act="network.open_call.closed", answers=OpenCallShape)
def close(request: Call, open_call: UUID) -> Any:
    """Nobody can answer any more."""
    return open_call_shape(acts.close_call(find(request, open_call), by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopen", says=_("Open a call again"), act="network.open_call.reopened", answers=OpenCallShape)
def reopen(request: Call, open_call: UUID) -> Any:
    """Until its day."""
    return open_call_shape(acts.reopen_call(find(request, open_call), by=request.capacity, at=now()))


@reading(router, f"{ONE}/answers", says=_("List answers to an open call"), answers=lists.list_of(OpenAnswerShape),
         lists="open-answers", asks=OpenAnswersAsked)  # fmt: skip
def open_answers(request: Call, open_call: UUID, asked: OpenAnswersAsked) -> Any:
    """What came in."""
    return lists.part(request, listings.open_answers(request, find(request, open_call)), asked, open_answer_shape)


@reading(router, ANSWER, says=_("Read one answer"), answers=OpenAnswerShape)
def open_answer(request: Call, open_answer: UUID) -> Any:
    """With what we made of it."""
    return open_answer_shape(find_answer(request, open_answer))


@deed(router, f"{ANSWER}/triage", says=_("Take an answer up, thank, or decline"),
      act=("network.open_answer.triaged", "tasks.task.given"), takes=TRIAGED, answers=OpenAnswerShape)  # fmt: skip
def triage(request: Call, open_answer: UUID, given: Given) -> Any:
    """Its sender gets the words by mail."""
    said = bodies.cleaned(forms.TriageForm, given, organisations=members_of(request.coalition.pk))
    found = find_answer(request, open_answer)
    done = acts.triage_answer(found, said.pop("outcome"), **said, by=request.capacity, at=now())
    return open_answer_shape(done)


@deed(router, f"{ANSWER}/erase", says=_("Erase an answer"), act="network.open_answer.erased", answers=Done)
def erase(request: Call, open_answer: UUID) -> Any:
    """For good: no word stays."""
    acts.erase_answer(find_answer(request, open_answer), by=request.capacity, at=now())
    return Done(done=True)
