"""Methods and red lines."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.partners import (
    AcknowledgedShape,
    AcknowledgementsShape,
    MethodLeaveShape,
    MethodLeavesShape,
    MethodShape,
    MethodWordShape,
    ProspectMethodShape,
    RedLineShape,
    acknowledged_shape,
    leave_shape,
    method_shape,
    method_word_shape,
    prospect_method_shape,
    red_line_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.founding.diligence.views import known
from comity.founding.methods import acts, forms, queries
from comity.founding.methods.lists import methods as listed
from comity.founding.methods.views import find
from comity.founding.redlines import acts as red_acts
from comity.founding.redlines import forms as red_forms
from comity.founding.redlines import queries as red_queries
from comity.founding.redlines.lists import red_lines as listed_lines
from comity.governing.queries import visible_to as questions_visible_to

router = Router(tags=["founding"])
ALL = f"{AT}/founding/methods"
ONE = f"{ALL}/{{uuid:method}}"
LINES = f"{AT}/founding/red-lines"
NEW = bodies.body("NewMethod", forms.MethodForm)
SAID = bodies.body("MethodSaid", forms.SayForm)
NOTED = bodies.body("ProspectMethodNoted", forms.ProspectMethodForm)
LEAVE = bodies.body("NewMethodLeave", forms.LeaveForm)
LINE = bodies.body("NewRedLine", red_forms.LineForm)
KNOWN = bodies.body("RedLineKnown", red_forms.KnownForm)


class MethodsAsked(lists.Asked):
    """What the list can be asked."""

    said: Literal["never", "open"] | None = Field(None, description="Where somebody says never, or you nothing.")


class RedLinesAsked(lists.Asked):
    """What the list can be asked."""

    kind: Literal["line", "wish"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List methods"), answers=lists.list_of(MethodShape), lists="methods", asks=MethodsAsked)
def methods(request: Call, asked: MethodsAsked) -> Any:
    """By name, with how many use, accept and never use each."""
    return lists.part(request, listed(request), asked, method_shape)


@deed(router, ALL, says=_("Name a method"), act="founding.method.named", takes=NEW, answers=MethodShape, status=201)
def name(request: Call, given: Given) -> Any:
    """As it stands in questions: then they are checked for it."""
    return method_shape(acts.name_method(**bodies.cleaned(forms.MethodForm, given), by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one method"), answers=MethodShape)
def method(request: Call, method: UUID) -> Any:
    """With what each organisation says of it."""
    found = find(request, method)
    return method_shape(found, queries.words_visible_to(request.standing).filter(method=found))


@deed(router, f"{ONE}/strike", says=_("Take a method off the list"), act="founding.method.struck", answers=MethodShape)
def strike(request: Call, method: UUID) -> Any:
    """Nobody is asked about it any more."""
    return method_shape(acts.strike_method(find(request, method), by=request.capacity, at=now()))


@deed(router, f"{ONE}/say", says=_("Say what your organisation does with a method"), act="founding.method.said",
      takes=SAID, answers=MethodWordShape)  # fmt: skip
def say(request: Call, method: UUID, given: Given) -> Any:
    """A later word replaces an earlier one."""
    found, said = find(request, method), bodies.cleaned(forms.SayForm, given)
    return method_word_shape(acts.say_method(found, **said, by=request.capacity, at=now()))


@deed(router, f"{ONE}/leave/{{uuid:question}}", says=_("Ask for leave to use a method that somebody never uses"),
      act="founding.leave.asked", takes=LEAVE, answers=MethodLeaveShape, status=201)  # fmt: skip
def leave(request: Call, method: UUID, question: UUID, given: Given) -> Any:
    """Put to the body of the draft as a question; once carried, the draft may open."""
    found = get_object_or_404(questions_visible_to(request.standing).select_related("body"), pk=question)
    said = bodies.cleaned(forms.LeaveForm, given)
    return leave_shape(acts.ask_leave(found, find(request, method), **said, by=request.capacity, at=now()))


@deed(router, f"{AT}/founding/prospects/{{uuid:prospect}}/methods", says=_("Note how a prospect works"),
      act="founding.prospect.method_noted", takes=NOTED, answers=ProspectMethodShape, status=201)  # fmt: skip
def note(request: Call, prospect: UUID, given: Given) -> Any:
    """For the committee alone."""
    found, rows = known(request, prospect), queries.visible_to(request.standing)
    said = bodies.cleaned(forms.ProspectMethodForm, given, methods=rows)
    return prospect_method_shape(acts.note_prospect_method(found, **said, by=request.capacity, at=now()))


@reading(router, f"{AT}/founding/method-leaves", says=_("Read who asked for leave to use a method"),
         answers=MethodLeavesShape)  # fmt: skip
def leaves(request: Call) -> Any:
    """Where you may know of the question that decides, the newest first."""
    rows = queries.leaves_visible_to(request.standing).order_by("-proposed_at", "-pk")[:500]
    return {"leaves": [leave_shape(row) for row in rows]}


@reading(router, f"{LINES}/known", says=_("Read what authors said about red lines"), answers=AcknowledgementsShape)
def acknowledgements(request: Call) -> Any:
    """Of questions that you may know of, the newest first; never whose red line it was."""
    rows = red_queries.acknowledged_visible_to(request.standing).order_by("-at", "-pk")[:500]
    return {"known": [acknowledged_shape(row) for row in rows]}


@reading(router, LINES, says=_("List your own red lines"), answers=lists.list_of(RedLineShape), lists="red-lines",
         asks=RedLinesAsked)  # fmt: skip
def red_lines(request: Call, asked: RedLinesAsked) -> Any:
    """Of the organisations that you act for; nobody else reads them."""
    return lists.part(request, listed_lines(request), asked, red_line_shape)


@deed(router, LINES, says=_("Note a red line or a wish"), act="founding.red_line.drawn", takes=LINE,
      answers=RedLineShape, status=201)  # fmt: skip
def draw(request: Call, given: Given) -> Any:
    """For your own people alone; proposals on the topic hear that one exists."""
    said = bodies.cleaned(red_forms.LineForm, given, standing=request.standing)
    return red_line_shape(red_acts.draw_line(said.pop("topic"), **said, by=request.capacity, at=now()))


@deed(router, f"{LINES}/{{uuid:red_line}}/lift", says=_("Take a red line back"), act="founding.red_line.lifted",
      answers=RedLineShape)  # fmt: skip
def lift(request: Call, red_line: UUID) -> Any:
    """It holds no longer."""
    found = red_queries.mine(request.standing, red_line)
    if found is None:
        raise Http404
    return red_line_shape(red_acts.lift_line(found, by=request.capacity, at=now()))


@deed(router, f"{AT}/questions/{{uuid:question}}/red-line-known", says=_("Say that you know of a red line"),
      act="founding.red_line.acknowledged", takes=KNOWN, answers=AcknowledgedShape, status=201)  # fmt: skip
def acknowledge(request: Call, question: UUID, given: Given) -> Any:
    """As its authors, and what you do about it; then the vote can open."""
    rows = questions_visible_to(request.standing).select_related("matter__topic__merged_into", "body")
    found, words = get_object_or_404(rows, pk=question), bodies.cleaned(red_forms.KnownForm, given)["words"]
    return acknowledged_shape(red_acts.acknowledge(found, words, by=request.capacity, at=now()))
