"""What of the rulebook a person may read, and where members stand with a version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from comity.coalitions.queries import members_of, visible_organisations
from comity.coalitions.standing import Standing
from comity.core.rulebook import money
from comity.core.rulebook.finding import clause
from comity.core.rulebook.types import Rulebook
from comity.governing.models import Acceptance, RulebookVersion
from comity.governing.rulebook.words import amount_in_words


def versions_visible_to(standing: Standing) -> "QuerySet[Any]":
    """All versions, drafts too: rules are made in the open. Outsiders see none here."""
    rows: QuerySet[Any] = RulebookVersion.objects.all() if standing.inside else RulebookVersion.objects.none()
    return rows.select_related("coalition", "question", "organisation", "for_body", "based_on")


def acceptances_visible_to(standing: Standing) -> "QuerySet[Any]":
    """What members said to versions, replaced words too, the newest first."""
    rows: QuerySet[Any] = Acceptance.objects.all() if standing.inside else Acceptance.objects.none()
    return rows.select_related("version", "organisation", "person").order_by("-said_at", "-pk")


@dataclass(frozen=True)
class Members:
    """The members of today by what they said to a version."""

    accepted: list[Any]
    declined: list[Acceptance]
    silent: list[Any]

    @property
    def all(self) -> int:
        return len(self.accepted) + len(self.declined) + len(self.silent)


def members_on(version: RulebookVersion) -> Members:
    """Where each member stands. Two queries."""
    said = Acceptance.objects.filter(version=version, replaced_at=None).select_related("organisation")
    words = {one.organisation_id: one for one in said}
    members = list(members_of(version.coalition_id).order_by("sort_name", "pk"))
    found = [(one, words.get(one.pk)) for one in members]
    return Members(
        [one for one, word in found if word and word.accepted],
        [word for _one, word in found if word and not word.accepted],
        [one for one, word in found if word is None],
    )


@dataclass(frozen=True)
class Accepting:
    """How many members of today accepted a version, of how many; silent: names of those who said nothing yet."""

    accepted: int
    members: int
    silent: list[str]


def accepting(version: RulebookVersion) -> Accepting:
    """The same in numbers. One query."""
    said = Acceptance.objects.filter(version=version, replaced_at=None, organisation=OuterRef("pk"))
    members = members_of(version.coalition_id).annotate(said=Subquery(said.values("accepted")[:1]))
    rows = list(members.order_by("sort_name", "pk").values_list("name", "said"))
    return Accepting(sum(said is True for _, said in rows), len(rows), [name for name, said in rows if said is None])


def word_of(version: RulebookVersion, organisation: UUID | None) -> Acceptance | None:
    """What an organisation said last."""
    found: Acceptance | None = Acceptance.objects.filter(
        version=version, organisation=organisation, replaced_at=None
    ).first()
    return found


def owing(standing: Standing, rules: Rulebook) -> "QuerySet[Any]":
    """Members, to be shown with what each owes a year under these rules."""
    return visible_organisations(standing).filter(state_here="member")


def owed_in_words(rules: Rulebook, sector: str) -> str:
    """What an organisation of that sector owes a year."""
    return amount_in_words(rules.membership.dues.owed(sector), rules.currency)


def owed_plainly(rules: Rulebook, sector: str) -> str:
    """The same as a figure, for tables."""
    return money.plain(rules.membership.dues.owed(sector), rules.currency, group="")


def due_on(rules: Rulebook, sector: str, today: date) -> date | None:
    """When an organisation of that sector pays next; None where it pays nothing."""
    dues = rules.membership.dues
    return dues.due_on(today) if dues.owed(sector) else None


# ── tables for taking along ──


def versions_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All versions, header first."""
    yield "number", "state", "put_forward_by", "why", "drafted_at", "adopted_at", "ended_at", "seal"
    for one in versions_visible_to(standing).order_by("number").iterator(chunk_size=200):
        yield (
            one.number,
            one.state,
            one.for_name,
            one.why,
            one.drafted_at,
            one.adopted_at,
            one.ended_at,
            one.seal,
        )


def acceptances_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What members said to each version, replaced words too, header first."""
    yield "version", "organisation", "accepted", "why", "said_by", "said_at", "replaced_at"
    for one in acceptances_visible_to(standing).order_by("said_at", "pk").iterator(chunk_size=500):
        yield (
            one.version.number, one.organisation.name, one.accepted, one.why, one.person.name, one.said_at,
            one.replaced_at,
        )  # fmt: skip


def matrix_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """The matrix of every version that was ever in force, header first; amounts in minor units."""
    yield (
        "version", "clause", "kind", "above", "upto", "currency", "body", "method", "share", "quorum", "notice_days",
        "shortest_days", "longest_days", "private",
    )  # fmt: skip
    for version in versions_visible_to(standing).exclude(adopted_at=None).order_by("number"):
        yield from _matrix_rows(version)


def _matrix_rows(version: RulebookVersion) -> Iterator[tuple[Any, ...]]:
    rules = version.rules
    for kind in rules.kinds:
        for place, band in enumerate(kind.bands):
            way, share = band.way, band.way.rule.threshold.share
            need = way.rule.quorum.need if way.rule.quorum else ""
            quorum = need if isinstance(need, int | str) else f"{need.share}"
            yield (
                version.number, clause(rules, kind, place), kind.name or kind.key, band.above, band.upto,
                rules.currency, way.body, way.method, f"{share}", quorum, way.notice, way.shortest, way.longest,
                way.private,
            )  # fmt: skip


def waits_for(version: RulebookVersion, at: datetime) -> bool:
    """Whether its question is still open."""
    return version.question is not None and version.question.reads(at) == "open"
