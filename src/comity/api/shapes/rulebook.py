"""Versions of the rulebook, what members said to them, dues, and what applies."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Day, Moment, Share
from comity.base.versions import Version
from comity.core.rulebook.data import to_plain
from comity.core.rulebook.presets import Places, simple
from comity.core.rulebook.ruling import Ruling
from comity.core.rulebook.types import Rulebook
from comity.governing.models import Acceptance, RulebookVersion, RuleReview
from comity.governing.rulebook.charter import charter, names_of_bodies
from comity.governing.rulebook.queries import due_on
from comity.governing.rulebook.sentences import Names
from comity.governing.rulebook.words import routed_in_words

SEAL = "5b1f0c7d2a9e4f6081b3c5d7e9f0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f4"
#: what a version of a draft is made of
WRITTEN = ("plain", "why")
EXAMPLE: dict[str, Any] = to_plain(simple(Places(UUID("01993b7e-5c1a-7d3e-8f00-5d1f2a3b4c5d"))))


class ClauseShape(Answer):
    """One clause as it is read, in the language of record."""

    number: str = Field(examples=["1.1.2"])
    title: str = Field(examples=["Spending"])
    sentences: list[str] = Field(
        examples=[["Up to 5,000 EUR, Executive committee decides by simple majority."]]
    )


class RulebookRow(Answer):
    """A version as a line of the list."""

    number: int = Field(ge=1, examples=[2])
    state: str = Field(description="draft, proposed, adopted, replaced or dropped.", examples=["adopted"])
    why: str = Field(description="What it changes, and why.", examples=["Shorter times for small amounts."])
    drafted_by: str = Field(description="In whose name.", examples=["Harbour Tenants’ Union"])
    drafted_at: Moment
    adopted_at: Moment | None
    ended_at: Moment | None
    question: UUID | None = Field(description="The question that adopts it.")
    seal: str = Field(description="Fingerprint of its text; empty for a draft.", examples=[SEAL])


class RulebookShape(RulebookRow):
    """A whole version: its rules as data, and as the charter reads."""

    rules: dict[str, Any] = Field(
        description="Amounts in minor units, shares as text, times in days.", examples=[EXAMPLE]
    )
    clauses: list[ClauseShape]
    version: str = Field(
        description="Send it back as If-Match when you change this.", examples=["why=0123456789ab"]
    )


class AcceptanceShape(Answer):
    """What one member said to one version."""

    id: UUID
    number: int = Field(description="The version’s number.", examples=[2])
    organisation: Ref
    accepted: bool
    why: str = Field(examples=["Our board agreed on Tuesday."])
    said_at: Moment
    replaced_at: Moment | None


class LookShape(Answer):
    """An own rule that is looked at again."""

    id: UUID
    rule: str = Field(examples=["Who hosts a meeting also writes its minutes."])
    number: int = Field(description="Of the version that was in force.", examples=[2])
    owner: Ref | None = Field(description="The body that looks after it.")
    due_on: Day
    looked_at: Moment | None
    stands: bool | None = Field(description="Null while it waits.")
    words: str = Field(description="What was found.", examples=[""])


class DuesShape(Answer):
    """What one member owes a year under the rules in force."""

    organisation: Ref
    sector: str = Field(examples=["nonprofit"])
    amount: int = Field(ge=0, description="In minor units.", examples=[50000])
    currency: str = Field(examples=["EUR"])
    due_on: Day | None = Field(description="When it is due next; null for who pays nothing.")


class RulingShape(Answer):
    """Which body decides, how, by when. Amounts in minor units, times in days."""

    number: int = Field(description="The version’s number.", examples=[2])
    clause: str = Field(examples=["1.1.2"])
    kind: str = Field(examples=["spending"])
    amount: int | None = Field(examples=[750000])
    currency: str = Field(examples=["EUR"])
    body: UUID | None = Field(description="Null: whichever body it is put to.")
    method: str = Field(examples=["majority"])
    share: Share
    base: str = Field(description="Of what the share is taken.", examples=["yes_and_no"])
    notice: int = Field(ge=0, examples=[7])
    shortest: int = Field(ge=0, examples=[7])
    longest: int = Field(ge=0, examples=[45])
    private: bool
    routed: list[str] = Field(
        description="Why smaller bodies may not decide it.",
        examples=[["Executive committee may decide up to 5,000 EUR (clause 1.1.1); this is 7,500 EUR."]],
    )


def row(version: RulebookVersion) -> RulebookRow:
    """A version without its rules."""
    return RulebookRow(**_row(version))


def shape(version: RulebookVersion) -> RulebookShape:
    """A whole version. One query for the names of bodies."""
    with translation.override(version.language):
        clauses = _clauses(version.rules, names_of_bodies())
    written = str(Version.of(version, WRITTEN))
    return RulebookShape(**_row(version), rules=version.plain, clauses=clauses, version=written)


def acceptance_shape(said: Acceptance) -> AcceptanceShape:
    """A member's word."""
    return AcceptanceShape(
        id=said.pk, number=said.version.number, accepted=said.accepted,
        organisation=Ref(id=said.organisation_id, name=said.organisation.name),
        why=said.why, said_at=said.said_at, replaced_at=said.replaced_at,
    )  # fmt: skip


def look_shape(look: RuleReview) -> LookShape:
    """One look at an own rule."""
    owner = Ref(id=look.owner.pk, name=look.owner.name) if look.owner else None
    return LookShape(
        id=look.pk, rule=look.text, number=look.version.number, owner=owner, due_on=look.due_on,
        looked_at=look.looked_at, stands=look.stands, words=look.words,
    )  # fmt: skip


def dues_shape(one: Any, rules: Rulebook, today: date) -> DuesShape:
    """What a member owes, and when it pays next."""
    amount = rules.membership.dues.owed(one.sector)
    return DuesShape(
        organisation=Ref(id=one.pk, name=one.name), sector=one.sector, amount=amount, currency=rules.currency,
        due_on=due_on(rules, one.sector, today),
    )  # fmt: skip


def ruling_shape(found: Ruling, names: Names) -> RulingShape:
    """What applies to a matter."""
    return RulingShape(
        number=found.number, clause=found.clause, kind=found.kind, amount=found.amount, currency=found.currency,
        body=found.body, method=found.method, share=found.rule.threshold.share, base=found.rule.base.value,
        notice=found.notice, shortest=found.shortest, longest=found.longest, private=found.private,
        routed=routed_in_words(found, names),
    )  # fmt: skip


def _row(version: RulebookVersion) -> dict[str, Any]:
    return {
        "number": version.number, "state": version.state, "why": version.why, "drafted_by": version.for_name,
        "drafted_at": version.drafted_at, "adopted_at": version.adopted_at, "ended_at": version.ended_at,
        "question": version.question_id, "seal": version.seal,
    }  # fmt: skip


def _clauses(rules: Rulebook, names: Names) -> list[ClauseShape]:
    return [
        ClauseShape(number=one.number, title=one.title, sentences=one.sentences)
        for part in charter(rules, names)
        for one in part.clauses
    ]
