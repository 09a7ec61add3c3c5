"""Questions, answers, objections and decisions."""

from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref, ref
from comity.api.values import Answer, Day, Moment, Share
from comity.base.versions import Version
from comity.core.ballots.types import Rule, Threshold
from comity.governing import queries
from comity.governing.acts import EDITABLE
from comity.governing.models import Objection, Question, Reply, Vote
from comity.governing.rules import rule_in_words
from comity.governing.sealing import receipt, slip

TITLE = "Insulate 40 flats before the frost?"
SEAL = "9f2c4a1b7d3e5f60819a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70"


class RuleShape(Answer):
    """By what a question is decided. Shares are fractions; `quorum_count` stands where a number is asked for."""

    base: str = Field(description="Of what the share is taken.", examples=["yes_and_no"])
    share: Share
    share_exceed: bool = Field(description="Whether the share must be exceeded, not only reached.")
    quorum: Share | None = Field(description="Share of those asked that must answer.")
    quorum_exceed: bool
    quorum_count: int | None = Field(description="Number of organisations that must answer.", examples=[None])
    in_words: str = Field(examples=["More than half of yes and no votes, once more than half have answered"])


class QuestionRow(Answer):
    """A question as a line of the register."""

    id: UUID
    code: str = Field(description="Its number in the register; empty for a draft.", examples=["D-032"])
    title: str = Field(examples=[TITLE])
    lede: str = Field(examples=["Spend 180,000 of the shared fund on 40 flats."])
    body: UUID
    body_name: str = Field(examples=["Steering committee"])
    matter: UUID | None = Field(description="What it is to settle.", examples=[None])
    binding: bool = Field(description="False where it asks for advice only.")
    state: str = Field(description="draft, open, closed or withdrawn, as of now.", examples=["closed"])
    confidentiality: str = Field(examples=["coalition"])
    opened_at: Moment | None
    closes_at: Moment | None
    ended_at: Moment | None
    review_on: Day | None
    yes: int | None = Field(ge=0, examples=[5], description="Nothing while a private ballot is open.")
    no: int | None = Field(ge=0, examples=[1])
    abstain: int | None = Field(ge=0, examples=[0])
    carried: bool | None = Field(description="Whether it was agreed; null before it is sealed.")
    seal: str = Field(description="Fingerprint of the sealed decision.", examples=[SEAL])


class VoteShape(Answer):
    """One organisation's answer. `receipt` is the sha256 of `slip`."""

    id: UUID
    organisation: Ref
    choice: str = Field(description="Empty where options are marked.", examples=["yes"])
    marks: str = Field("", description="What is marked, by an option’s place; or how it is divided.", examples=[""])
    weight: int = Field(1, examples=[1])
    why: str = Field(examples=["Our members decided on Tuesday."])
    cast_at: Moment
    replaced_at: Moment | None = Field(description="When a later answer took its place.", examples=[None])
    receipt: str = Field(examples=[SEAL])
    slip: str = Field(description="The canonical text that the receipt seals.", examples=['{"choice":"yes"}'])


class ReplyShape(Answer):
    """An answer to an objection."""

    id: UUID
    name: str = Field(description="In whose name.", examples=["Open Door Shelter"])
    text: str = Field(examples=["The second half can wait until spring."])
    written_at: Moment


class ObjectionShape(Answer):
    """A concern with the change that would settle it."""

    id: UUID
    organisation: Ref
    concern: str = Field(examples=["Half of the flats stand empty in winter."])
    change: str = Field(examples=["Begin with the twenty that are lived in."])
    state: str = Field(examples=["standing"])
    raised_at: Moment
    settled_at: Moment | None
    replies: list[ReplyShape]


class OutcomeShape(Answer):
    """What the count says: of a closed question for good, of an open one as the answers stand."""

    carried: bool
    why: str = Field(examples=["majority"])
    yes: int = Field(ge=0, examples=[5])
    no: int = Field(ge=0, examples=[1])
    abstain: int = Field(ge=0, examples=[0])
    needed: int = Field(ge=0, description="Answers in favour that are needed.", examples=[4])
    quorum: int = Field(ge=0, description="Answers that are needed at all.", examples=[4])
    cast: int = Field(ge=0, examples=[6])
    eligible: int = Field(ge=0, examples=[7])
    tied: bool
    sealed: bool = Field(description="Whether it is the sealed decision.")
    seal: str = Field(examples=[SEAL])
    sealed_at: Moment | None
    effect_state: str = Field(description="What became of what follows.", examples=["none"])
    effect_note: str = Field(examples=[""])


class QuestionShape(Answer):
    """A question with everything one may know of it. Send `version` as If-Match with a change."""

    id: UUID
    code: str = Field(examples=["D-032"])
    title: str = Field(examples=[TITLE])
    lede: str = Field(examples=["Spend 180,000 of the shared fund on 40 flats."])
    text: str = Field(examples=["Quotes of three firms are attached to the minutes of 2 March."])
    body: Ref
    matter: UUID | None = Field(description="What it is to settle.", examples=[None])
    binding: bool = Field(description="False where it asks for advice only.")
    clause: str = Field(description="Clause of the rulebook by which it is decided.", examples=["1.2"])
    routed_why: str = Field(description="Why no smaller body decides.", examples=[""])
    shared_at: Moment | None = Field(description="Since when those who decide can read it.")
    state: str = Field(examples=["open"])
    confidentiality: str = Field(examples=["coalition"])
    put_forward_by: str = Field(examples=["Harbour Tenants’ Union"])
    rule: RuleShape
    drafted_at: Moment
    opened_at: Moment | None
    closes_at: Moment | None
    ended_at: Moment | None
    review_on: Day | None
    effect: str = Field(description="The act that follows when it is agreed.", examples=[""])
    effect_label: str = Field(examples=[""])
    withdrawn_why: str = Field(examples=[""])
    roll: list[Ref] = Field(description="The organisations asked, under the names they had then.")
    votes: list[VoteShape] = Field(description="The answers that count.")
    objections: list[ObjectionShape]
    outcome: OutcomeShape | None = Field(description="Null for a draft.")
    version: str = Field(examples=["closes_at=0a1b2c3d4e5f;title=5f4e3d2c1b0a"])


class SealedText(Answer):
    """A decision as it was sealed."""

    seal: str = Field(examples=[SEAL])
    text: str = Field(description="Canonical JSON.", examples=['{"form":"comity.decision.1"}'])


class EffectShape(Answer):
    """Something that can follow from an agreed question: its key for `effect`, and what would come of it."""

    effect: str = Field(examples=["nothing"])
    in_words: str = Field(examples=["It stands as a decision"])


def question_row(question: Any, at: datetime) -> QuestionRow:
    """A line of the register. Needs `with_counts`."""
    decision = getattr(question, "decision", None)
    return QuestionRow(
        id=question.pk, code=question.code, title=question.title, lede=question.lede, body=question.body_id,
        body_name=question.body_name, matter=question.matter_id, binding=question.binding,
        state=question.reads(at), confidentiality=question.confidentiality,
        opened_at=question.opened_at, closes_at=question.closes_at, ended_at=question.ended_at,
        review_on=question.review_on, yes=question.yes, no=question.no, abstain=question.abstain,
        carried=decision.carried if decision else None, seal=decision.seal if decision else "",
    )  # fmt: skip


def question_shape(question: Question, at: datetime) -> QuestionShape:
    """The whole question. Needs `to_read`."""
    names = {entry.organisation_id: entry.name for entry in question.roll.all()}
    votes = queries.live_votes(question)
    return QuestionShape(
        id=question.pk, code=question.code, title=question.title, lede=question.lede, text=question.text,
        body=Ref(id=question.body_id, name=question.body_name), matter=question.matter_id, binding=question.binding,
        clause=question.clause, routed_why=question.routed_why, shared_at=question.shared_at, state=question.reads(at),
        confidentiality=question.confidentiality, put_forward_by=question.for_name, rule=rule_shape(question.rule),
        drafted_at=question.drafted_at, opened_at=question.opened_at, closes_at=question.closes_at,
        ended_at=question.ended_at, review_on=question.review_on, effect=question.effect,
        effect_label=question.effect_label, withdrawn_why=question.withdrawn_why,
        roll=[Ref(id=pk, name=name) for pk, name in names.items()], votes=[vote_shape(v, names) for v in votes],
        objections=[objection_shape(one, names) for one in question.objections.all()],
        outcome=outcome_shape(question) if question.opened_at else None, version=str(Version.of(question, EDITABLE)),
    )  # fmt: skip


def rule_shape(rule: Rule) -> RuleShape:
    """A rule."""
    need = rule.quorum.need if rule.quorum else None
    part = need if isinstance(need, Threshold) else None
    return RuleShape(
        base=rule.base, share=Fraction(rule.threshold.share), share_exceed=rule.threshold.exceed,
        quorum=part.share if part else None, quorum_exceed=part is not None and part.exceed,
        quorum_count=need if isinstance(need, int) else None, in_words=rule_in_words(rule),
    )  # fmt: skip


def vote_shape(vote: Vote, names: dict[UUID, str]) -> VoteShape:
    """One answer; names: of the organisations on the roll."""
    return VoteShape(
        id=vote.pk, organisation=Ref(id=vote.organisation_id, name=names[vote.organisation_id]), choice=vote.choice,
        marks=vote.marks, weight=vote.weight,
        why=vote.why, cast_at=vote.cast_at, replaced_at=vote.replaced_at, receipt=receipt(vote), slip=slip(vote),
    )  # fmt: skip


def objection_shape(objection: Objection, names: dict[UUID, str]) -> ObjectionShape:
    """One objection with its replies."""
    return ObjectionShape(
        id=objection.pk, organisation=Ref(id=objection.organisation_id, name=names[objection.organisation_id]),
        concern=objection.concern, change=objection.change, state=objection.state, raised_at=objection.raised_at,
        settled_at=objection.settled_at, replies=[reply_shape(one) for one in objection.replies.all()],
    )  # fmt: skip


def reply_shape(reply: Reply) -> ReplyShape:
    """One reply."""
    speaker = ref(reply.speaker())
    return ReplyShape(
        id=reply.pk, name=speaker.name if speaker else "", text=reply.text, written_at=reply.written_at
    )


def outcome_shape(question: Question) -> OutcomeShape:
    """The count. Needs `to_read`."""
    found = queries.figures(question)
    sealed = getattr(question, "decision", None) is not None
    return OutcomeShape(
        carried=found.carried, why=found.why, yes=found.yes, no=found.no, abstain=found.abstain, needed=found.needed,
        quorum=found.quorum, cast=found.cast, eligible=found.eligible, tied=found.tied, sealed=sealed,
        seal=found.seal, sealed_at=found.sealed_at, effect_state=found.effect_state, effect_note=found.effect_note,
    )  # fmt: skip
