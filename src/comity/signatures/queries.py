"""Sheets and signatures as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from comity.coalitions.held import visible
from comity.coalitions.standing import Standing
from comity.signatures.models import Answer, Sheet, Signatory, Signature, State

#: how many days before its day those who are missing are reminded
SOON = 3


@dataclass(frozen=True)
class Place:
    """An organisation's place on a sheet: who it is, and its signature, if it stands."""

    signatory: Signatory
    signature: Signature | None


def visible_to(standing: Standing) -> "QuerySet[Sheet]":
    """The sheets a person may know of: as confidential as what they belong to."""
    return visible(Sheet.objects.select_related("coalition"), standing)


def with_counts(rows: "QuerySet[Sheet]") -> "QuerySet[Sheet]":
    """Each with how many are asked (`asked`) and have signed (`signed`)."""
    signed = Q(signatories__answer=Answer.SIGNED)
    return rows.annotate(asked=Count("signatories"), signed=Count("signatories", filter=signed))


def to_read(rows: "QuerySet[Sheet]") -> "QuerySet[Sheet]":
    """Sheets with everything their page shows. Three queries."""
    asked = Signatory.objects.select_related("organisation", "person").order_by("place")
    given = Signature.objects.select_related("person", "mandate").order_by("signed_at", "pk")
    rows = rows.select_related("coalition")
    return rows.prefetch_related(Prefetch("signatories", asked), Prefetch("signatures", given))


def places_of(sheet: Sheet) -> list[Place]:
    """Everyone who is asked, in order, with the signature that stands. Needs `to_read`."""
    standing = {one.signatory_id: one for one in sheet.signatures.all() if one.withdrawn_at is None}
    return [Place(one, standing.get(one.pk)) for one in sheet.signatories.all()]


def missing(places: list[Place]) -> list[Signatory]:
    """Who has not answered yet."""
    return [one.signatory for one in places if one.signatory.answer == Answer.ASKED]


def of_thing(standing: Standing, label: str, pk: UUID) -> "QuerySet[Sheet]":
    """The sheets of one thing, the newest first, with counts."""
    return with_counts(visible_to(standing).filter(held_by=label, held_id=pk)).order_by("-opened_at", "pk")


def to_remind(today: date) -> "QuerySet[Sheet]":
    """Open sheets whose day is near, and of which nobody has been reminded."""
    last = today + timedelta(days=SOON)
    rows: QuerySet[Sheet] = Sheet.objects.filter(
        state=State.OPEN, reminded_on=None, sign_by_on__gte=today, sign_by_on__lte=last
    )
    return rows.select_related("coalition", "opened_by").order_by("sign_by_on", "pk")


def sheets_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All sheets one may know of, header first."""
    yield (
        "id", "title", "text", "sha256", "belongs_to", "amount", "currency", "state", "asked", "signed", "sign_by_on",
        "opened_at", "ended_at",
    )  # fmt: skip
    if not standing.inside:
        return
    for s in with_counts(visible_to(standing)).order_by("opened_at", "pk").iterator(chunk_size=500):
        counts: Any = s
        yield (
            s.pk, s.title, s.text, s.mark, s.held_title, s.amount, s.currency, s.state, counts.asked, counts.signed,
            s.sign_by_on, s.opened_at, s.ended_at,
        )  # fmt: skip


def signatures_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Who was asked, and what each answered, withdrawn signatures too; header first."""
    yield ("sheet", "title", "organisation", "answer", "why", "signed_by", "typed", "drawn", "at_home", "signed_at",
           "withdrawn_at")  # fmt: skip
    if not standing.inside:
        return
    sheets = visible_to(standing).values("pk")
    given = Signature.objects.select_related("person").order_by("signed_at", "pk")
    rows = Signatory.objects.filter(sheet__in=sheets).select_related("sheet")
    rows = rows.prefetch_related(Prefetch("signatures", given)).order_by("sheet__opened_at", "sheet", "place")
    for one in rows.iterator(chunk_size=500):
        told = (one.sheet_id, one.sheet.title, one.name, one.answer, one.why)
        for s in one.signatures.all():
            yield *told, s.person.name, s.typed, s.drawn, s.at_home, s.signed_at, s.withdrawn_at
        if not one.signatures.all():
            yield *told, "", "", "", "", None, None
