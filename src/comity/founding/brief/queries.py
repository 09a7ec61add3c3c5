"""The brief as people may read it: others' answers to a question only once one has answered it oneself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from comity.coalitions.standing import Standing
from comity.core.advice.briefing import Brief, readable
from comity.founding.brief.words import ASKED
from comity.founding.founders import founders_of
from comity.founding.models import BriefAnswer, FoundingText, Kind
from comity.people.models import Organisation


@dataclass(frozen=True)
class Answers:
    """The founders by name, what the reader may read of their answers, and who has answered what."""

    founders: tuple[Organisation, ...]
    shown: dict[tuple[UUID, Brief], Any]
    given: frozenset[tuple[UUID, Brief]]
    open_to_all: bool

    def unanswered(self, organisation: UUID) -> list[Brief]:
        """What an organisation still has to answer, in order."""
        return [one for one in Brief if (organisation, one) not in self.given]

    @property
    def missing(self) -> list[Organisation]:
        """Founders that have not answered all."""
        return [one for one in self.founders if self.unanswered(one.pk)]


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """The answers that a person may read. At most three queries before it is read."""
    rows: QuerySet[Any] = BriefAnswer.objects.select_related("coalition", "organisation", "person")
    if not standing.inside:
        return rows.none()
    if standing.operates or FoundingText.objects.filter(kind=Kind.BRIEF).exists():
        return rows.all()
    founders = list(founders_of(standing.coalition).values_list("pk", flat=True))
    return _opened(rows, standing, founders, _given())


def answers_for(standing: Standing) -> Answers:
    """Where the founders stand, for one reader. Four queries."""
    founders = tuple(founders_of(standing.coalition).order_by("sort_name", "pk"))
    begun, given = FoundingText.objects.filter(kind=Kind.BRIEF).exists(), _given()
    rows: Any = BriefAnswer.objects.select_related("organisation", "person", "coalition")
    if not (begun or standing.operates):
        rows = _opened(rows, standing, [one.pk for one in founders], given)
    shown = {(row.organisation_id, Brief(row.question)): row for row in (rows if standing.inside else ())}
    return Answers(founders, shown, given, begun)


def own_answers(organisation: UUID) -> dict[Brief, Any]:
    """What one organisation has answered. For itself."""
    return {Brief(row.question): row for row in BriefAnswer.objects.filter(organisation=organisation)}


def unanswered_by(organisation: UUID) -> list[Brief]:
    """What it still has to answer, in order."""
    own = own_answers(organisation)
    return [one for one in Brief if one not in own]


def first_draft() -> str:
    """All answers below their questions, for the joint brief to begin with. For acts and those who begin it."""
    rows: Any = BriefAnswer.objects.select_related("organisation").order_by("organisation__sort_name", "pk")
    by_question: dict[str, list[Any]] = {}
    for row in rows:
        by_question.setdefault(row.question, []).append(row)
    parts = [
        f"## {ASKED[one].text}\n\n"
        + "\n\n".join(f"**{row.for_name}:** {row.words}" for row in by_question.get(one.value, []))
        for one in Brief
    ]
    return "\n\n".join(part.strip() for part in parts)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All answers that the reader may read, header first."""
    yield "organisation", "question", "asked", "answer", "answered_by", "answered_at"
    rows = visible_to(standing).order_by("organisation__sort_name", "organisation", "answered_at", "pk")
    for row in rows.iterator(chunk_size=500):
        person = row.person.name if row.person else ""
        yield row.organisation.name, row.question, ASKED[Brief(row.question)].text, row.words, person, row.answered_at


def _given() -> frozenset[tuple[UUID, Brief]]:
    rows: Any = BriefAnswer.objects.values_list("organisation", "question")
    return frozenset((who, Brief(question)) for who, question in rows)


def _opened(
    rows: "QuerySet[Any]", standing: Standing, founders: list[UUID], given: frozenset[tuple[UUID, Brief]]
) -> "QuerySet[Any]":
    own = [hold.of for hold in standing.organisations if hold.member]
    told = {(str(who), question) for who, question in given}
    opened = readable(told, own=map(str, own), founders=map(str, founders))
    found: QuerySet[Any] = rows.filter(Q(organisation__in=own) | Q(question__in=[one.value for one in opened]))
    return found
