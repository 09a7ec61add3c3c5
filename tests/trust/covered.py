"""Who said it: every statement against mandates and terms, read from the rows and not asked of the permission code."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django_scopes import scopes_disabled

from comity.audit.models import Entry
from comity.coalitions.models import Mandate, Power, Role, Term
from comity.governing.models import Objection, Reply, Vote


def _on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def speaks(person: UUID, of: UUID, at: datetime, power: Power | None = None) -> bool:
    """Did this person hold a mandate of the organisation or body that day, or preside over the body?"""
    held = Mandate.objects.filter(_on(at.date()), Q(organisation=of) | Q(body=of), person=person)
    if power is not None:
        return any(power in mandate.powers for mandate in held)
    chairs = Term.objects.filter(
        _on(at.date()), person=person, seat__body=of, role__in=(Role.CHAIR, Role.CONVENER)
    )
    return held.exists() or chairs.exists()


def uncovered() -> tuple[int, list[str]]:
    """How many statements there are, and those whose capacity no mandate covered."""
    with scopes_disabled():
        found = [*_entries(), *_votes(), *_words()]
    return len(found), [what for what, held in found if not held]


def _entries() -> Iterator[tuple[str, bool]]:
    for entry in Entry.objects.order_by("chain", "seq"):
        by = json.loads(entry.text)["by"]
        name = f"entry {entry.seq} {entry.act}"
        if by["for"] in ("organisation", "body"):
            yield name, speaks(by["person"], by["of"], entry.at)
        else:
            yield name, by["for"] in ("self", "rule") and (by["for"] == "rule") <= (by["person"] is None)


def _votes() -> Iterator[tuple[str, bool]]:
    for vote in Vote.objects.all():
        yield f"vote {vote.pk}", speaks(vote.person_id, vote.organisation_id, vote.cast_at, Power.VOTE)


def _words() -> Iterator[tuple[str, bool]]:
    """Objections and replies: the row names the same speaker as the entry that made it."""
    rows: list[Any] = [*Objection.objects.all(), *Reply.objects.all()]
    for row in rows:
        entry = Entry.objects.filter(things__thing=row.pk).order_by("seq").first()
        by = json.loads(entry.text)["by"] if entry else {}
        of = [str(value) for key in ("organisation_id", "for_body_id") if (value := getattr(row, key, None))]
        yield (
            f"{row._meta.model_name} {row.pk}",
            by.get("person") == str(row.person_id) and by.get("of") in of,
        )
