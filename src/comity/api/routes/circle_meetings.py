"""Meetings and ideas of circles."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.circles import (
    CircleIdeaShape,
    CircleMeetingShape,
    CircleShape,
    circle_shape,
    idea_shape,
    meeting_shape,
)
from comity.api.values import Given, Id, Yes
from comity.base.clock import now
from comity.base.versions import Version
from comity.network.acts import circle_ideas
from comity.network.acts import circle_meetings as acts
from comity.network.circles import forms, queries
from comity.network.circles import lists as listed
from comity.network.models import CircleAnswer, CircleIdea, CircleMeeting, CircleSupport
from comity.network.views.circle_ideas import find as find_idea
from comity.network.views.circle_meetings import find as find_meeting
from comity.network.views.circle_posts import find as find_post
from comity.network.views.circles import find, find_read

router = Router(tags=["circles"])
CIRCLE = f"{AT}/circles/{{uuid:circle}}"
MEETING = f"{AT}/circle-meetings/{{uuid:circle_meeting}}"
IDEA = f"{AT}/circle-ideas/{{uuid:circle_idea}}"
PLAN = bodies.body("CircleMeetingsPlanned", forms.PlanForm)
CHANGES = bodies.body("CircleMeetingChanges", forms.MeetingForm, optional=None)
OFF = bodies.body("CircleMeetingCancelled", forms.WhyForm)
COMES = bodies.body("CircleMeetingAnswered", forms.ComesForm)
NOTED = bodies.body(
    "CircleMeetingNoted", forms.NotesForm,
    present=(list[Id], Field(description=str(_("Ids of the members who were there, as the list of people has them.")))),
)  # fmt: skip
NEW = bodies.body("NewCircleIdea", forms.IdeaForm)
FROM_POST = bodies.body("NewCircleIdeaFromPost", forms.IdeaForm)
SUPPORT = bodies.body("CircleIdeaSupported", yes=(Yes, Field(description=str(_("Whether you would take part.")))))
DROPPED = bodies.body("CircleIdeaDropped", forms.WhyForm)


class CircleMeetingsAsked(lists.Asked):
    """What the list can be asked."""

    when: Literal["ahead", "past"] | None = Field(None, description="To come, or past.")


class CircleIdeasAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["open", "promoted", "dropped"] | None = Field(None, description="Only these.")


@reading(router, f"{CIRCLE}/meetings", says=_("List meetings of a circle"), answers=lists.list_of(CircleMeetingShape),
         lists="circle-meetings", asks=CircleMeetingsAsked)  # fmt: skip
def meetings(request: Call, circle: UUID, asked: CircleMeetingsAsked) -> Any:
    """The latest first."""
    found = find(request, circle)
    reads, listing = queries.reads(request.standing, found), listed.meetings(request, found)
    listing.all_rows = listing.all_rows.prefetch_related(_answers())
    return lists.part(request, listing, asked, lambda one: meeting_shape(one, one.answers.all(), reads=reads))


@deed(router, f"{CIRCLE}/meetings", says=_("Plan meetings of a circle"), act="network.circle_meeting.planned",
      takes=PLAN, answers=CircleShape, status=201)  # fmt: skip
def plan(request: Call, circle: UUID, given: Given) -> Any:
    """One, or a series."""
    found, said = find(request, circle), bodies.cleaned(forms.PlanForm, given)
    return circle_shape(acts.plan_meetings(found, **said, by=request.capacity, at=now()))


@reading(router, MEETING, says=_("Read one meeting of a circle"), answers=CircleMeetingShape)
def meeting(request: Call, circle_meeting: UUID) -> Any:
    """Who comes is told to those who read the circle."""
    return _meeting(request, find_meeting(request, circle_meeting))


@deed(router, MEETING, says=_("Change a meeting of a circle"), act="network.circle_meeting.changed", method="PATCH",
      takes=CHANGES, answers=CircleMeetingShape, versioned=True)  # fmt: skip
def change(request: Call, circle_meeting: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes; those who were asked are told."""
    found = find_meeting(request, circle_meeting)
    begins = found.starts_at.astimezone(request.coalition.tz)
    stands = {"title": found.title, "on": begins.date(), "hour": begins.time(), "minutes": found.minutes,
              "place": found.place, "link": found.link}  # fmt: skip
    said = {**stands, **bodies.changed(forms.MeetingForm, given, stands)}
    return _meeting(request, acts.change_meeting(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{MEETING}/cancel", says=_("Call a meeting of a circle off"), act="network.circle_meeting.cancelled",
      takes=OFF, answers=CircleMeetingShape)  # fmt: skip
def cancel(request: Call, circle_meeting: UUID, given: Given) -> Any:
    """Those who were asked are told."""
    found, said = find_meeting(request, circle_meeting), bodies.cleaned(forms.WhyForm, given)
    return _meeting(request, acts.cancel_meeting(found, **said, by=request.capacity, at=now()))


@deed(router, f"{MEETING}/answer", says=_("Say whether you come"), act="network.circle_meeting.answered", takes=COMES,
      answers=CircleMeetingShape)  # fmt: skip
def answer(request: Call, circle_meeting: UUID, given: Given) -> Any:
    """It can be changed until it begins."""
    found, said = find_meeting(request, circle_meeting), bodies.cleaned(forms.ComesForm, given)
    return _meeting(request, acts.answer_meeting(found, **said, by=request.capacity, at=now()))


@deed(router, f"{MEETING}/notes", says=_("Note who was there"), act="network.circle_meeting.noted", takes=NOTED,
      answers=CircleMeetingShape)  # fmt: skip
def notes(request: Call, circle_meeting: UUID, given: Given) -> Any:
    """And what came of it."""
    found = find_meeting(request, circle_meeting)
    said = bodies.cleaned(forms.NotesForm, given, members=queries.members_of(found.circle, at=now()))
    done = acts.note_meeting(found, said["present"], notes=said["notes"], by=request.capacity, at=now())
    return _meeting(request, done)


# ── ideas ──


@reading(router, f"{CIRCLE}/ideas", says=_("List ideas of a circle"), answers=lists.list_of(CircleIdeaShape),
         lists="circle-ideas", asks=CircleIdeasAsked)  # fmt: skip
def ideas(request: Call, circle: UUID, asked: CircleIdeasAsked) -> Any:
    """For those who may read the circle."""
    listing = listed.ideas(request, find_read(request, circle))
    listing.all_rows = listing.all_rows.prefetch_related(_supports())
    return lists.part(request, listing, asked, lambda one: idea_shape(one, one.supports.all()))


@deed(router, f"{CIRCLE}/ideas", says=_("Raise an idea"), act="network.circle_idea.raised", takes=NEW,
      answers=CircleIdeaShape, status=201)  # fmt: skip
def raise_one(request: Call, circle: UUID, given: Given) -> Any:
    """Your own organisation would take part."""
    found, said = find_read(request, circle), bodies.cleaned(forms.IdeaForm, given)
    return _idea(request, circle_ideas.raise_idea(found, **said, by=request.capacity, at=now()))


@deed(router, f"{AT}/circle-posts/{{uuid:circle_post}}/idea", says=_("Make a post an idea"),
      act="network.circle_idea.raised", takes=FROM_POST, answers=CircleIdeaShape, status=201)  # fmt: skip
def raise_from(request: Call, circle_post: UUID, given: Given) -> Any:
    """The two lead to each other."""
    post, said = find_post(request, circle_post), bodies.cleaned(forms.IdeaForm, given)
    return _idea(request, circle_ideas.raise_idea(post.circle, **said, post=post, by=request.capacity, at=now()))


@reading(router, IDEA, says=_("Read one idea"), answers=CircleIdeaShape)
def idea(request: Call, circle_idea: UUID) -> Any:
    """With who would take part."""
    return _idea(request, find_idea(request, circle_idea))


@deed(router, f"{IDEA}/support", says=_("Say whether you would take part in an idea"),
      act="network.circle_idea.supported", takes=SUPPORT, answers=CircleIdeaShape)  # fmt: skip
def support(request: Call, circle_idea: UUID, given: Any) -> Any:
    """It binds nobody."""
    found = find_idea(request, circle_idea)
    return _idea(request, circle_ideas.support_idea(found, given.yes, by=request.capacity, at=now()))


@deed(router, f"{IDEA}/promote", says=_("Make an idea an initiative"),
      act=("network.circle_idea.promoted", "network.initiative.started"), answers=CircleIdeaShape)  # fmt: skip
def promote(request: Call, circle_idea: UUID) -> Any:
    """Its keeper’s organisation takes the first seat; those who would take part are asked."""
    return _idea(request, circle_ideas.promote_idea(find_idea(request, circle_idea), by=request.capacity, at=now()))


@deed(router, f"{IDEA}/drop", says=_("Drop an idea"), act="network.circle_idea.dropped", takes=DROPPED,
      answers=CircleIdeaShape)  # fmt: skip
def drop(request: Call, circle_idea: UUID, given: Given) -> Any:
    """With the reason."""
    found, said = find_idea(request, circle_idea), bodies.cleaned(forms.WhyForm, given)
    return _idea(request, circle_ideas.drop_idea(found, **said, by=request.capacity, at=now()))


@deed(router, f"{IDEA}/again", says=_("Take a dropped idea up again"), act="network.circle_idea.dropped",
      answers=CircleIdeaShape)  # fmt: skip
def again(request: Call, circle_idea: UUID) -> Any:
    """It is open again."""
    found = find_idea(request, circle_idea)
    return _idea(request, circle_ideas.drop_idea(found, again=True, by=request.capacity, at=now()))


def _answers() -> Any:
    return Prefetch("answers", CircleAnswer.objects.select_related("person", "organisation"))


def _supports() -> Any:
    return Prefetch("supports", CircleSupport.objects.filter(ended_at=None).select_related("organisation"))


def _meeting(request: Call, found: CircleMeeting) -> CircleMeetingShape:
    answers = CircleAnswer.objects.filter(meeting=found).select_related("person", "organisation")
    return meeting_shape(found, answers, reads=queries.reads(request.standing, found.circle))


def _idea(_request: Call, found: CircleIdea) -> CircleIdeaShape:
    return idea_shape(found, CircleSupport.objects.filter(idea=found, ended_at=None).select_related("organisation"))
