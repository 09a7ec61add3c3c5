"""Which version is in force, and which of its clauses applies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django_scopes import scope

from comity.base.at_hand import at_hand
from comity.core.rulebook.finding import Missing, find
from comity.core.rulebook.ruling import NoRuling, Ruling
from comity.governing.models import Question, RulebookVersion

#: the effect by which a carried question adopts a version
ADOPT = "governing.rulebook.adopted"


def adopted(coalition_id: UUID, at: datetime) -> RulebookVersion | None:
    """The version in force at that time; None before the first. One query."""
    found = at_hand(("rulebook", coalition_id), lambda: _in_force(coalition_id, at))
    return found if found is None or _ruled(found, at) else _in_force(coalition_id, at)


def _in_force(coalition_id: UUID, at: datetime) -> RulebookVersion | None:
    with scope(coalition=coalition_id):
        rows = in_force(at).select_related("coalition").order_by("-adopted_at", "-number")
        found: RulebookVersion | None = rows.first()
        return found


def in_force(at: datetime) -> "QuerySet[Any]":
    """The versions that hold at that time: one at most. Needs the coalition's scope."""
    running = Q(ended_at=None) | Q(ended_at__gt=at)
    rows: QuerySet[Any] = RulebookVersion.objects.filter(running, adopted_at__lte=at)
    return rows


def _ruled(version: RulebookVersion, at: datetime) -> bool:
    begun = version.adopted_at is not None and version.adopted_at <= at
    return begun and (version.ended_at is None or version.ended_at > at)


def ruling(coalition_id: UUID, kind_key: str, amount: int | None, at: datetime) -> Ruling | NoRuling:
    """What applies to a matter of that kind and amount (minor units; None where the kind asks for none). One query.

    NoRuling is false and says why; `rulebook.words.why_not` puts it into words.
    """
    version = adopted(coalition_id, at)
    if version is None:
        return NoRuling(Missing.NOT_ADOPTED, kind_key, amount)
    return ruling_of(version, kind_key, amount)


def ruling_of(version: RulebookVersion, kind_key: str, amount: int | None) -> Ruling | NoRuling:
    """The same under a version that is at hand."""
    found = find(version.rules, kind_key, amount)
    if isinstance(found, Missing):
        return NoRuling(found, kind_key, amount)
    return Ruling(
        version=version.pk, number=version.number, clause=found.clause, kind=kind_key, way=found.band.way,
        amount=amount if found.kind.money else None, currency=version.rules.currency, routed=found.routed,
    )  # fmt: skip


def adopts(question: Question) -> bool:
    """Whether a question is put so that it adopts a rulebook: the first may be binding without one in force."""
    return question.effect == ADOPT
