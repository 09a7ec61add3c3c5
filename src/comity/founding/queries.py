"""The checklist as people may read it, and where the founders stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from comity.coalitions.standing import Standing
from comity.core.advice.readiness import Answer, Question, Readiness, readiness
from comity.founding.founders import founders_of
from comity.founding.models import ChecklistAnswer, GoingOn
from comity.founding.words import ANSWERS, ASKED
from comity.people.models import Organisation


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All answers, for those inside."""
    rows: Any = ChecklistAnswer.objects.all() if standing.inside else ChecklistAnswer.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "organisation", "person")
    return found


def going_on_visible_to(standing: Standing) -> "QuerySet[Any]":
    """All proposals to go on, the newest first, for those inside."""
    rows: Any = GoingOn.objects.all() if standing.inside else GoingOn.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "person", "vote").order_by("-proposed_at", "-pk")
    return found


@dataclass(frozen=True)
class Checklist:
    """The founders, by name, what each has answered, and what follows."""

    founders: tuple[Organisation, ...]
    answers: dict[tuple[UUID, Question], Any]
    gone_on: tuple[Any, ...]
    told: Readiness | None

    def of(self, organisation: UUID) -> dict[Question, Any]:
        """What one organisation has answered."""
        return {question: row for (who, question), row in self.answers.items() if who == organisation}

    def unanswered(self, organisation: UUID) -> list[Question]:
        """What it still has to answer, in order."""
        return [question for question in Question if (organisation, question) not in self.answers]


def checklist_of(coalition: UUID, *, decisions: bool = True) -> Checklist:
    """Where the founders stand. Three queries; two without the `decisions` to go on, which are heeded all the same.

    Called in the coalition's scope.
    """
    founders = tuple(founders_of(coalition))
    went_on = GoingOn.objects.exclude(carried_at=None)
    rows: Iterable[Any] = ChecklistAnswer.objects.select_related("organisation", "person").annotate(
        passed=Exists(went_on.filter(question=OuterRef("question")))
    )
    answers = {(row.organisation_id, Question(row.question)): row for row in rows}
    carried = tuple(went_on.select_related("vote", "coalition")) if decisions else ()
    said = {(str(who), question): Answer(row.answer) for (who, question), row in answers.items()}
    passed = {question for (_who, question), row in answers.items() if row.passed}
    told = readiness([str(one.pk) for one in founders], said, gone_on=passed) if founders else None
    return Checklist(founders, answers, carried, told)


def answers_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All answers, header first."""
    yield "organisation", "question", "asked", "answer", "reason", "answered_by", "answered_at"
    rows = visible_to(standing).order_by("organisation__sort_name", "organisation", "answered_at", "pk")
    for row in rows.iterator(chunk_size=500):
        asked, answer = str(ASKED[Question(row.question)].text), str(ANSWERS[Answer(row.answer)])
        person = row.person.name if row.person else ""
        yield row.organisation.name, row.question, asked, answer, row.reason, person, row.answered_at


def going_on_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All proposals to go on, header first."""
    yield "question", "reason", "proposed_for", "proposed_at", "vote", "carried_at"
    for row in going_on_visible_to(standing).iterator(chunk_size=500):
        code = row.vote.code if row.vote else ""
        yield row.question, row.reason, row.said_for, row.proposed_at, code, row.carried_at
