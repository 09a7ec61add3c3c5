"""Introductions between members, and the pulse of trust."""

from secrets import token_hex
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.trust import (
    FigureShape,
    IntroductionShape,
    ProposedShape,
    PulsePlanShape,
    PulseShape,
    TrustTalkShape,
    figure_shape,
    introduction_shape,
    plan_shape,
    pulse_shape,
    talk_shape,
)
from comity.api.values import Given
from comity.base.clock import day_of, now
from comity.base.versions import Version
from comity.coalitions.queries import acting_people, members_of
from comity.network.acts import introductions as acts
from comity.network.acts import pulse as pulse_acts
from comity.network.introductions import forms, queries
from comity.network.introductions import lists as listed
from comity.network.models import TalkRound
from comity.network.pulse import forms as pulse_forms
from comity.network.pulse import lists as pulse_lists
from comity.network.pulse import queries as pulse_queries
from comity.network.views.introductions import found
from comity.network.views.pulse import find_talk

router = Router(tags=["trust"])
ALL = f"{AT}/first-talks"
ONE = f"{ALL}/{{uuid:introduction}}"
PULSE = f"{AT}/pulse"
TALKS = f"{PULSE}/talks"
PROPOSAL = bodies.body("IntroductionsProposed", forms.ProposeForm)
ASKING = bodies.body("AskedToMeet", forms.AskForm)
ANSWER = bodies.body("IntroductionAnswer", forms.AnswerForm)
MET = bodies.body("IntroductionMet", forms.MetForm)
HELPER = bodies.body("IntroductionHelper", forms.FacilitatorForm)
PLAN = bodies.body("PulsePlanned", pulse_forms.PlanForm)
TALK = bodies.body("TalkPlanned", pulse_forms.TalkForm)
RESULT = bodies.body("TalkResult", pulse_forms.ResultForm)


class IntroductionsAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["proposed", "agreed", "met", "declined"] | None = Field(None, description="Only these.")
    whose: Literal["mine"] | None = Field(None, description="Only those of your organisations.")


class TalksAsked(lists.Asked):
    """What the list of talks can be asked."""

    state: Literal["planned", "held"] | None = Field(None, description="Only these.")


class FiguresAsked(lists.Asked):
    """What the figures can be asked."""

    wave: int | None = Field(None, ge=1, le=9999, description="Only of this pulse.")
    group: str | None = Field(None, max_length=80, description="Only of this group; all: of all together.")


# ── introductions ──


@reading(router, ALL, says=_("List introductions"), answers=lists.list_of(IntroductionShape), lists="introductions",
         asks=IntroductionsAsked)  # fmt: skip
def introductions(request: Call, asked: IntroductionsAsked) -> Any:
    """Who is introduced to whom, the newest first. Notes are their writer’s alone and stand nowhere here."""
    return lists.part(request, listed.introductions(request), asked, introduction_shape)


@deed(router, ALL, says=_("Propose introductions to all members"), act="network.introductions.proposed",
      scope=Scope.COORDINATE, takes=PROPOSAL, answers=ProposedShape, status=201)  # fmt: skip
def propose(request: Call, given: Given) -> Any:
    """Each member stands in one at most. The same seed gives the same proposals."""
    said = bodies.cleaned(forms.ProposeForm, given)
    said["seed"] = said["seed"] or token_hex(4)
    made = acts.propose_introductions(**said, by=request.capacity, at=now())
    rows = queries.to_read(queries.visible_to(request.standing)).filter(round=made).order_by("pk")
    return ProposedShape(number=made.number, seed=made.seed, introductions=[introduction_shape(one) for one in rows])


@deed(router, f"{ALL}/ask", says=_("Ask to meet a member"), act="network.introduction.asked", takes=ASKING,
      answers=IntroductionShape, status=201)  # fmt: skip
def ask(request: Call, given: Given) -> Any:
    """Your organisation’s own yes is given by that."""
    said = bodies.cleaned(forms.AskForm, given, organisations=members_of(request.coalition.pk))
    return _one(request, acts.ask_to_meet(**said, by=request.capacity, at=now()).pk)


@reading(router, ONE, says=_("Read one introduction"), answers=IntroductionShape)
def introduction(request: Call, introduction: UUID) -> Any:
    """Who it is about, and what each said."""
    return _one(request, introduction)


@deed(router, f"{ONE}/answer", says=_("Answer an introduction"), act="network.introduction.answered", takes=ANSWER,
      answers=IntroductionShape)  # fmt: skip
def answer(request: Call, introduction: UUID, given: Given) -> Any:
    """Yes, later or no; it can be changed until you have met."""
    one, said = found(request, introduction), bodies.cleaned(forms.AnswerForm, given)
    acts.answer_introduction(one, said.pop("says"), **said, by=request.capacity, at=now())
    return _one(request, introduction)


@deed(router, f"{ONE}/met", says=_("Say that they met"), act="network.introduction.met", takes=MET,
      answers=IntroductionShape)  # fmt: skip
def met(request: Call, introduction: UUID, given: Given) -> Any:
    """One side’s word is enough."""
    one, said = found(request, introduction), bodies.cleaned(forms.MetForm, given)
    acts.say_met(one, **said, by=request.capacity, at=now())
    return _one(request, introduction)


@deed(router, f"{ONE}/facilitator", says=_("Name who helps a first talk along"),
      act="network.introduction.facilitated", takes=HELPER, answers=IntroductionShape)  # fmt: skip
def facilitator(request: Call, introduction: UUID, given: Given) -> Any:
    """Somebody inside who belongs to none of those who meet."""
    one, people = found(request, introduction), acting_people(request.standing, on=day_of(now()))
    said = bodies.cleaned(forms.FacilitatorForm, given, people=people)
    acts.name_facilitator(one, said["person"], by=request.capacity, at=now())
    return _one(request, introduction)


def _one(request: Call, introduction: UUID) -> IntroductionShape:
    return introduction_shape(found(request, introduction))


# ── the pulse ──


@reading(router, f"{PULSE}/figures", says=_("List the figures of the pulse"), answers=lists.list_of(FigureShape),
         lists="pulse", asks=FiguresAsked)  # fmt: skip
def figures(request: Call, asked: FiguresAsked) -> Any:
    """What was released: the same as on the page, and no more however you filter."""
    return lists.part(request, pulse_lists.figures(request), asked, figure_shape)


@reading(router, f"{PULSE}/plan", says=_("Read what the pulse asks"), answers=PulsePlanShape)
def plan(request: Call) -> Any:
    """How often, and who looks into a fall."""
    row = pulse_queries.plan()
    if row is None:
        raise Http404
    return plan_shape(row)


@deed(router, f"{PULSE}/plan", says=_("Say what the pulse asks"), act="network.pulse.planned", method="PUT",
      scope=Scope.COORDINATE, takes=PLAN, answers=PulsePlanShape, versioned=True)  # fmt: skip
def change_plan(request: Call, given: Given, read: Version | None) -> Any:
    """One to five sentences. Waves that were opened stay as they are."""
    options = {
        "organisations": members_of(request.coalition.pk),
        "people": acting_people(request.standing, on=day_of(now())),
    }
    said = bodies.cleaned(pulse_forms.PlanForm, given, **options)
    return plan_shape(pulse_acts.plan_pulse(**said, by=request.capacity, at=now(), read=read))


@deed(router, PULSE, says=_("Open a pulse"), act="network.pulse.opened", scope=Scope.COORDINATE, answers=PulseShape,
      status=201)  # fmt: skip
def open_(request: Call) -> Any:
    """Everybody who speaks for a member is asked; five people at least must be able to answer."""
    return pulse_shape(pulse_acts.open_pulse(by=request.capacity, at=now()))


@reading(router, TALKS, says=_("List the rounds of talk"), answers=lists.list_of(TrustTalkShape), lists="talks",
         asks=TalksAsked)  # fmt: skip
def talks(request: Call, asked: TalksAsked) -> Any:
    """When we talked about trust, and what came of it."""
    return lists.part(request, pulse_lists.talks(request), asked, talk_shape)


@deed(router, TALKS, says=_("Plan a round of talk"), act="network.talk.planned", scope=Scope.COORDINATE, takes=TALK,
      answers=TrustTalkShape, status=201)  # fmt: skip
def plan_talk(request: Call, given: Given) -> Any:
    """In place of a pulse, or beside it."""
    said = bodies.cleaned(pulse_forms.TalkForm, given, people=acting_people(request.standing, on=day_of(now())))
    return _talk(request, pulse_acts.plan_talk(**said, by=request.capacity, at=now()).pk)


@deed(router, f"{TALKS}/{{uuid:talk}}/result", says=_("Note what came of a talk"), act="network.talk.noted",
      method="PUT", takes=RESULT, answers=TrustTalkShape, versioned=True)  # fmt: skip
def result(request: Call, talk: UUID, given: Given, read: Version | None) -> Any:
    """What all agree on, never who said what."""
    one, said = find_talk(request, talk), bodies.cleaned(pulse_forms.ResultForm, given)
    pulse_acts.note_talk(one, **said, by=request.capacity, at=now(), read=read)
    return _talk(request, talk)


def _talk(request: Call, talk: UUID) -> TrustTalkShape:
    one: TalkRound = find_talk(request, talk)
    return talk_shape(one)
