"""Questions, answers, objections, decisions."""

from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field, StrictInt

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.governing import (
    EffectShape,
    ObjectionShape,
    QuestionRow,
    QuestionShape,
    ReplyShape,
    SealedText,
    VoteShape,
    objection_shape,
    question_row,
    question_shape,
    reply_shape,
    vote_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.core.ballots.types import Choice
from comity.core.rulebook.kinds import WORK
from comity.governing import acts, forms
from comity.governing.lists import decisions
from comity.governing.matters.forms import KindForm
from comity.governing.models import Objection, Question, Vote
from comity.governing.sealing import decision_text
from comity.governing.views.reading import asked as shown
from comity.governing.views.reading import objected

router = Router(tags=["governing"])
ALL = f"{AT}/questions"
ONE = f"{ALL}/{{uuid:question}}"
ITS = f"{ONE}/objections/{{uuid:objection}}"
STATES = Literal[
    "open", "agreed", "not-agreed", "withdrawn", "review", "superseded", "advice", "shared", "draft"
]  # fmt: skip


class QuestionsAsked(lists.Asked):
    """What the register can be asked."""

    body: UUID | None = Field(None, description="Only questions to this body.")
    state: STATES | None = Field(None, description="Only these; drafts are listed only when they are asked for.")
    year: int | None = Field(None, ge=1900, le=9999, description="Only those opened in this year.")
    kind: str | None = Field(None, max_length=60, description="Only matters of this kind.")
    topic: UUID | None = Field(None, description="Only matters of this topic, or of one below it.")


#: what is to be decided, by the rulebook; and advice, by a rule of its own
DECIDED = {
    "what": forms.WhatForm, "text": forms.TextForm, "kind": KindForm, "whom": forms.WhomForm,
    "until": forms.UntilForm, "then": forms.ThenForm,
}  # fmt: skip
ADVISED = {
    "what": forms.WhatForm, "text": forms.TextForm, "whom": forms.WhomForm, "rule": forms.RuleForm,
    "until": forms.UntilForm,
}  # fmt: skip
WRITTEN = (*DECIDED.values(), forms.RuleForm)
BINDING = (bool, Field(True, description=str(_("False asks for advice, by a rule of your own: it binds nobody."))))
EFFECT = (str | None, Field(None, max_length=200, description=str(_("A key from the list of effects."))))
NEW = bodies.body("NewQuestion", *WRITTEN, optional={"closes_at", "effect", "kind"}, effect=EFFECT, binding=BINDING)
CHANGES = bodies.body("QuestionChanges", *WRITTEN, optional=None, effect=EFFECT)
AT_HOME = (str, Field("", max_length=300, description=str(_("What decided it at home, where the rules ask for it."))))
ANSWER = bodies.body("NewVote", forms.AnswerForm, at_home=AT_HOME)

class DividedVote(Given):
    """How an organisation's votes are divided. Together they are at most its weight on the roll."""

    yes: StrictInt = Field(0, ge=0, examples=[2])
    no: StrictInt = Field(0, ge=0, examples=[1])
    abstain: StrictInt = Field(0, ge=0, examples=[0])
    why: str = Field("", max_length=2000, description="Everyone who can read the question can read this.")
    at_home: str = Field("", max_length=300, description="What decided it at home.", examples=[""])


LATER = bodies.body("LaterClosing", forms.LaterForm)
WITHDRAWAL = bodies.body("Withdrawal", forms.WithdrawForm, optional={"why"})
OBJECTION = bodies.body("NewObjection", forms.ObjectionForm)
REPLY = bodies.body("NewReply", forms.ReplyForm)
TAKEN_IN = bodies.body("ChangeTakenIn", forms.TakeInForm)


@reading(router, ALL, says=_("List questions and decisions"), answers=lists.list_of(QuestionRow), lists="decisions",
         asks=QuestionsAsked)  # fmt: skip
def questions(request: Call, asked: QuestionsAsked) -> Any:
    """All questions one may know of, the newest first: open ones, decisions, and what was withdrawn."""
    at = now()
    return lists.part(request, decisions(request), asked, lambda row: question_row(row, at))


@deed(router, ALL, says=_("Draft a question"), act="governing.question.drafted", takes=NEW, answers=QuestionShape,
      status=201)  # fmt: skip
def draft(request: Call, given: Given) -> Any:
    """Begin a question in the name of your organisation or body. Nobody is asked before it is opened."""
    made = acts.draft_question(**_written(given.model_dump(exclude_unset=True)), by=request.capacity, at=now())
    return as_shown(request, made.pk)


@reading(router, ONE, says=_("Read one question"), answers=QuestionShape)
def question(request: Call, question: UUID) -> Any:
    """Its text, rule and roll, the answers and objections, and the count; once closed, the sealed decision."""
    return as_shown(request, question)


@deed(router, ONE, says=_("Change a draft"), act="governing.question.edited", method="PATCH", takes=CHANGES,
      answers=QuestionShape, versioned=True)  # fmt: skip
def edit(request: Call, question: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes. Once a question is open, its words and its rule stay."""
    found, said = shown(request, question), given.model_dump(exclude_unset=True)
    stands = {name: value for part in forms.as_typed(found).values() for name, value in part.items()}
    whole = _written({**stands, **said, "binding": found.binding})
    names = {forms.MADE_OF.get(name, name) for name in said} | ({"effect_target"} if "effect" in said else set())
    changes = {name: value for name, value in whole.items() if name in names}
    acts.edit_question(found, by=request.capacity, at=now(), read=read, **changes)
    return as_shown(request, question)


@deed(router, f"{ONE}/open", says=_("Open a question"), act="governing.question.opened", answers=QuestionShape,
      versioned=True)  # fmt: skip
def open_(request: Call, question: UUID, read: Version | None) -> Any:
    """Put a draft to its body: it gets its number, its rule is frozen, and those who vote are asked by mail."""
    acts.open_question(shown(request, question), by=request.capacity, at=now(), read=read)
    return as_shown(request, question)


@deed(router, f"{ONE}/later", says=_("Let a question close later"), act="governing.question.moved", takes=LATER,
      answers=QuestionShape, versioned=True)  # fmt: skip
def later(request: Call, question: UUID, given: Given, read: Version | None) -> Any:
    """Only ever later than now stands: organisations rely on it. Those who vote are told."""
    until = bodies.cleaned(forms.LaterForm, given)["closes_at"]
    acts.move_closing(shown(request, question), until, by=request.capacity, at=now(), read=read)
    return as_shown(request, question)


@deed(router, f"{ONE}/withdraw", says=_("Withdraw a question"), act="governing.question.withdrawn", takes=WITHDRAWAL,
      answers=QuestionShape)  # fmt: skip
def withdraw(request: Call, question: UUID, given: Given) -> Any:
    """Take it back before it closes. A question that was open needs a reason, which everyone asked gets by mail."""
    said = bodies.read_by(forms.WithdrawForm, given.model_dump(exclude_unset=True)) if given.model_fields_set else {}
    acts.withdraw_question(shown(request, question), by=request.capacity, at=now(), **said)
    return as_shown(request, question)


@deed(router, f"{ONE}/close", says=_("Close a question early"), act="governing.question.closed", answers=QuestionShape)
def close(request: Call, question: UUID) -> Any:
    """Count and seal it before its time, once every organisation has answered. Otherwise it closes by itself."""
    acts.close_question(shown(request, question), by=request.capacity, at=now())
    return as_shown(request, question)


@deed(router, f"{ONE}/votes", says=_("Give your organisation’s answer"), act="governing.vote.cast", scope=Scope.VOTE,
      takes=ANSWER, answers=VoteShape, status=201)  # fmt: skip
def vote(request: Call, question: UUID, given: Given) -> Any:
    """Answer for your organisation, or answer anew: the earlier answer is kept and no longer counts."""
    said = bodies.cleaned(forms.AnswerForm, given)
    found = shown(request, question)
    home: str = given.at_home  # type: ignore[attr-defined]
    cast = acts.cast_vote(
        found, Choice(said["choice"]), why=said["why"], at_home=home, by=request.capacity, at=now()
    )
    return vote_shape(cast, _names(found))


@deed(router, f"{ONE}/votes/divided", says=_("Divide your organisation’s votes"), act="governing.vote.cast",
      scope=Scope.VOTE, takes=DividedVote, answers=VoteShape, status=201)  # fmt: skip
def divide(request: Call, question: UUID, given: DividedVote) -> Any:
    """Where the rule lets a vote be split, and the organisation has more than one."""
    found = shown(request, question)
    parts = {choice: getattr(given, choice.value) for choice in Choice}
    cast = acts.cast_vote(
        found, split=parts, why=given.why, at_home=given.at_home, by=request.capacity, at=now()
    )
    return vote_shape(cast, _names(found))


@reading(router, f"{ONE}/votes/{{uuid:vote}}", says=_("Read one answer with its receipt"), answers=VoteShape)
def receipt(request: Call, question: UUID, vote: UUID) -> Any:
    """The answer, its canonical text (the slip) and the code on its receipt. Replaced answers keep theirs."""
    found = shown(request, question)
    return vote_shape(get_object_or_404(Vote.objects.filter(question=found), pk=vote), _names(found))


@reading(router, f"{ONE}/decision", says=_("Read the sealed text of a decision"), answers=SealedText)
def decision(request: Call, question: UUID) -> Any:
    """The decision as it was sealed: the sha256 of `text`, as UTF-8, is `seal`."""
    found = shown(request, question)
    if not hasattr(found, "decision"):
        raise Http404
    return SealedText(seal=found.decision.seal, text=decision_text(found.decision))


# ── objections ──


@deed(router, f"{ONE}/objections", says=_("Object to a question"), act="governing.objection.raised", scope=Scope.VOTE,
      takes=OBJECTION, answers=ObjectionShape, status=201)  # fmt: skip
def object_(request: Call, question: UUID, given: Given) -> Any:
    """Name a concern and the change that would settle it. It stops nothing, and it stays with the decision."""
    found = shown(request, question)
    said = bodies.cleaned(forms.ObjectionForm, given)
    raised = acts.raise_objection(found, by=request.capacity, at=now(), **said)
    return objection_shape(raised, _names(found))


@deed(router, f"{ITS}/take-back", says=_("Take an objection back"), act="governing.objection.withdrawn",
      scope=Scope.VOTE, answers=ObjectionShape)  # fmt: skip
def take_back(request: Call, question: UUID, objection: UUID) -> Any:
    """Your organisation’s own, while the question is open. It stays readable as taken back."""
    return _settled(acts.withdraw_objection(objected(request, question, objection), by=request.capacity, at=now()))


@deed(router, f"{ITS}/stand-aside", says=_("Stand aside in spite of an objection"), act="governing.objection.aside",
      scope=Scope.VOTE, answers=ObjectionShape)  # fmt: skip
def stand_aside(request: Call, question: UUID, objection: UUID) -> Any:
    """Under consent and consensus: it may go ahead, and your objection stays on record."""
    return _settled(acts.stand_aside(objected(request, question, objection), by=request.capacity, at=now()))


@deed(router, f"{ITS}/keep", says=_("Keep an objection"), act="governing.objection.kept", scope=Scope.VOTE,
      answers=ObjectionShape)  # fmt: skip
def keep_objection(request: Call, question: UUID, objection: UUID) -> Any:
    """Under consent and consensus: it halts the closing no longer, and the question can't be agreed with it."""
    return _settled(acts.keep_objection(objected(request, question, objection), by=request.capacity, at=now()))


@deed(router, f"{ITS}/replies", says=_("Answer an objection"), act="governing.objection.answered", takes=REPLY,
      answers=ReplyShape, status=201)  # fmt: skip
def reply(request: Call, question: UUID, objection: UUID, given: Given) -> Any:
    """In the name of those who put the question forward, or of the organisation that objects."""
    said, found = bodies.cleaned(forms.ReplyForm, given), objected(request, question, objection)
    return reply_shape(acts.reply_to(found, said["text"], by=request.capacity, at=now()))


@deed(router, f"{ITS}/take-in", says=_("Take an objection’s change into the text"),
      act="governing.objection.integrated", takes=TAKEN_IN, answers=ObjectionShape, versioned=True)  # fmt: skip
def take_in(request: Call, question: UUID, objection: UUID, given: Given, read: Version | None) -> Any:
    """Send the question as it then reads. Only before anyone has voted on it."""
    said, found = bodies.cleaned(forms.TakeInForm, given), objected(request, question, objection)
    return _settled(acts.integrate_change(found, by=request.capacity, at=now(), read=read, **said))


@reading(router, f"{AT}/effects", says=_("List what can follow from a question"), answers=lists.list_of(EffectShape),
         asks=lists.Asked)  # fmt: skip
def effects(request: Call, asked: lists.Asked) -> Any:
    """Keys for `effect`: what is done by itself when the question is agreed."""
    found = [(key, str(words)) for key, words in forms.ThenForm().fields["effect"].choices]  # type: ignore[attr-defined]
    rows = [(key, words) for key, words in found if asked.q.casefold() in words.casefold()]
    return lists.cut(request, rows, asked, lambda row: EffectShape(effect=row[0], in_words=row[1]), total=len(rows))


def as_shown(request: Call, pk: UUID) -> QuestionShape:
    return question_shape(shown(request, pk), now())


def _names(question: Question) -> dict[UUID, str]:
    return {entry.organisation_id: entry.name for entry in question.roll.all()}


def _settled(objection: Objection) -> ObjectionShape:
    return objection_shape(objection, {objection.organisation_id: objection.organisation.name})


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """What the acts take for a draft. Faults of all parts are told together."""
    answers: dict[str, dict[str, Any]] = {}
    faults: dict[str, list[Any]] = {}
    values = {"kind": WORK, **values}
    parts = DECIDED if values.pop("binding", True) else ADVISED
    for name, form in parts.items():
        if name == "until" and not values.get("closes_at"):
            answers[name] = {"closes_at": None}
            continue
        try:
            answers[name] = bodies.read_by(form, values)
        except ValidationError as fault:
            faults |= fault.error_dict
    if faults:
        raise ValidationError(faults)
    return forms.draft_from(answers)
