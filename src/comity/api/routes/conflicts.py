"""Conflicts: only those named in a case read it or act in it; for everybody else it is absent."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.common import Done
from comity.api.shapes.conflicts import (
    CaseRow,
    CaseShape,
    MessageShape,
    NamedShape,
    NeutralShape,
    SettlementShape,
    SideShape,
    case_row,
    case_shape,
    message_shape,
    named_shape,
    neutral_shape,
    outcome_shape,
    side_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.coalitions.queries import visible_people
from comity.governing.acts import conflicts as acts
from comity.governing.acts import neutrals, outcomes
from comity.governing.conflicts import forms, queries
from comity.governing.conflicts.lists import cases as listed
from comity.governing.models import CasePerson, Neutral, Outcome
from comity.governing.views.conflicts import case_form, found, side_named

router = Router(tags=["conflicts"])
ALL = f"{AT}/conflicts"
ONE = f"{ALL}/{{uuid:case}}"
NEUTRAL = f"{ONE}/neutrals/{{uuid:neutral}}"
EXAMPLE = "body:0190c3f0-0000-7000-8000-000000000001"
OTHER = (str, Field(description="organisation:<id> or body:<id>.", examples=[EXAMPLE]))
NEW = bodies.body("NewCase", forms.CaseForm, other=OTHER)
NAMED = bodies.body("NewNamed", forms.PersonForm)
WORDS = bodies.body("NewMessage", forms.MessageForm)
PROPOSED = bodies.body("NewNeutral", forms.NeutralForm)
READY = bodies.body("NeutralAnswer", forms.ReadyForm)
ASSENT = bodies.body("NewAssent", forms.AssentForm)
OUTCOME = bodies.body("NewOutcome", forms.OutcomeForm)
BACK = bodies.body("CaseTakenBack", forms.TakeBackForm)


class CasesAsked(lists.Asked):
    """What the list of cases can be asked."""

    state: Literal["open", "settled", "decided", "ended", "withdrawn"] | None = Field(None, description="Only these.")


@reading(router, ALL, says=_("List your cases"), answers=lists.list_of(CaseRow), lists="conflicts", asks=CasesAsked)
def cases(request: Call, asked: CasesAsked) -> Any:
    """Those in which you are named, the newest first."""
    return lists.part(request, listed(request), asked, case_row)


@deed(router, ALL, says=_("Open a case"), act="governing.case.opened", takes=NEW, answers=CaseShape, status=201)
def open_(request: Call, given: Given) -> Any:
    """With a member or a body, after having tried yourself. Only who signs for each side learns of it."""
    said = bodies.filled(lambda data: case_form(request, data), given.model_dump(exclude_unset=True)).cleaned_data
    other = side_named(request, said.pop("other"))
    return _case(request, acts.open_case(other=other, by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one case"), answers=CaseShape)
def case(request: Call, case: UUID) -> Any:
    """With everything in it."""
    return _case(request, case)


@deed(router, f"{ONE}/people", says=_("Name one of your people in a case"), act="governing.case.named", takes=NAMED,
      answers=NamedShape, status=201)  # fmt: skip
def name(request: Call, case: UUID, given: Given) -> Any:
    """They read everything in it."""
    one = found(request, case)
    said = bodies.cleaned(forms.PersonForm, given, people=visible_people(request.standing))
    return named_shape(acts.name_in_case(one, said["person"], by=request.capacity, at=now()))


@deed(router, f"{ONE}/people/{{uuid:named}}/out", says=_("Take one of your people out of a case"),
      act="governing.case.unnamed", answers=Done)  # fmt: skip
def unname(request: Call, case: UUID, named: UUID) -> Any:
    """They see it no more."""
    rows = CasePerson.objects.filter(case=found(request, case), ended_at=None).select_related("case")
    acts.unname_in_case(get_object_or_404(rows, pk=named), by=request.capacity, at=now())
    return Done(done=True)


@deed(router, f"{ONE}/messages", says=_("Write in a case"), act="governing.case.written", takes=WORDS,
      answers=MessageShape, status=201)  # fmt: skip
def write(request: Call, case: UUID, given: Given) -> Any:
    """To all who are named in it."""
    said = bodies.cleaned(forms.MessageForm, given)
    return message_shape(acts.write_in_case(found(request, case), said["text"], by=request.capacity, at=now()))


@deed(router, f"{ONE}/bind", says=_("Accept beforehand what an arbitrator decides"), act="governing.case.bound",
      scope=Scope.VOTE, answers=SideShape)  # fmt: skip
def bind(request: Call, case: UUID) -> Any:
    """It binds only if both sides do so before the arbitrator speaks."""
    return side_shape(acts.bind_side(found(request, case), by=request.capacity, at=now()))


@deed(router, f"{ONE}/next", says=_("Ask for the next step"), act="governing.case.hurried", answers=CaseShape)
def hurry(request: Call, case: UUID) -> Any:
    """It begins at once when both sides ask."""
    acts.ask_for_next(found(request, case), by=request.capacity, at=now())
    return _case(request, case)


@deed(router, f"{ONE}/take-back", says=_("Take a case back"), act="governing.case.withdrawn", takes=BACK,
      answers=CaseShape)  # fmt: skip
def take_back(request: Call, case: UUID, given: Given) -> Any:
    """Only the side that opened it."""
    one, said = found(request, case), bodies.cleaned(forms.TakeBackForm, given)
    acts.withdraw_case(one, by=request.capacity, at=now(), **said)
    return _case(request, case)


@deed(router, f"{ONE}/neutrals", says=_("Propose a neutral"), act="governing.neutral.proposed", takes=PROPOSED,
      answers=NeutralShape, status=201)  # fmt: skip
def propose_neutral(request: Call, case: UUID, given: Given) -> Any:
    """Nobody of either side. The person is asked first, and sees only who the sides are."""
    one = found(request, case)
    said = bodies.cleaned(forms.NeutralForm, given, people=visible_people(request.standing))
    return neutral_shape(neutrals.propose_neutral(one, by=request.capacity, at=now(), **said))


@deed(router, f"{AT}/neutrals/{{uuid:neutral}}", says=_("Say whether you can be the neutral"),
      act=("governing.neutral.willing", "governing.neutral.declined"), takes=READY, answers=NeutralShape)  # fmt: skip
def ready(request: Call, neutral: UUID, given: Given) -> Any:
    """Yes needs a word on what ties you to either side."""
    one = get_object_or_404(queries.asked_of(request.person.pk), pk=neutral)
    said = bodies.cleaned(forms.ReadyForm, given)
    if said["answer"] == forms.YES:
        done = neutrals.agree_to_help(one, interests=said["interests"], by=request.capacity, at=now())
    else:
        done = neutrals.decline_to_help(one, by=request.capacity, at=now())
    return neutral_shape(done)


@deed(router, NEUTRAL, says=_("Accept a neutral, or not"), act="governing.neutral.answered", scope=Scope.VOTE,
      takes=ASSENT, answers=NeutralShape)  # fmt: skip
def accept(request: Call, case: UUID, neutral: UUID, given: Given) -> Any:
    """For your side."""
    rows = Neutral.objects.filter(case=found(request, case)).select_related("case", "person")
    one, said = get_object_or_404(rows, pk=neutral), bodies.cleaned(forms.AssentForm, given)
    yes = said["answer"] == forms.YES
    return neutral_shape(neutrals.answer_neutral(one, yes, why=said["why"], by=request.capacity, at=now()))


@deed(router, f"{ONE}/outcomes", says=_("Propose how to settle a case"), act="governing.outcome.proposed",
      takes=OUTCOME, answers=SettlementShape, status=201)  # fmt: skip
def propose(request: Call, case: UUID, given: Given) -> Any:
    """It holds once both sides have accepted it; an arbitrator’s binds where both wanted that."""
    said = bodies.cleaned(forms.OutcomeForm, given)
    return outcome_shape(outcomes.propose_outcome(found(request, case), said["text"], by=request.capacity, at=now()))


@deed(router, f"{ONE}/outcomes/{{uuid:outcome}}", says=_("Accept how a case is settled, or not"),
      act="governing.outcome.answered", scope=Scope.VOTE, takes=ASSENT, answers=SettlementShape)  # fmt: skip
def settle(request: Call, case: UUID, outcome: UUID, given: Given) -> Any:
    """For your side."""
    rows = Outcome.objects.filter(case=found(request, case)).select_related("case", "person")
    one, said = get_object_or_404(rows, pk=outcome), bodies.cleaned(forms.AssentForm, given)
    yes = said["answer"] == forms.YES
    return outcome_shape(outcomes.answer_outcome(one, yes, why=said["why"], by=request.capacity, at=now()))


def _case(request: Call, pk: UUID) -> CaseShape:
    return case_shape(found(request, pk))
