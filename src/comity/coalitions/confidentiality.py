"""The one place where confidentiality is enforced; search, export, mail and pages all pass through it."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from comity.audit.models import Entry, EntryThing, EntryWords
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import NamedReader
from comity.coalitions.standing import Standing

M = TypeVar("M", bound=Model)


def readable(rows: QuerySet[M], standing: Standing, *, thing: str = "pk") -> QuerySet[M]:
    """Those rows the person may know of. Rows need `confidentiality`, and `body` (an id or a key) if they use that level."""
    return rows.filter(allowed(standing, rows.model, thing=thing))


def allowed(standing: Standing, model: Any, *, thing: str = "pk") -> Q:
    """The same as a condition, for rows whose own id stands in the field `thing`."""
    may = Q(confidentiality=Confidentiality.PUBLIC)
    if not standing.inside:
        return may
    may |= Q(confidentiality=Confidentiality.COALITION)
    if any(f.name == "body" for f in model._meta.get_fields()):
        may |= Q(confidentiality=Confidentiality.BODY, body__in=list(_bodies(standing)))
    named = NamedReader.objects.filter(thing=OuterRef(thing), person=standing.person)
    return may | (Q(confidentiality=Confidentiality.NAMED) & Q(Exists(named)))


def hidden_entries(standing: Standing, entries: Iterable[Entry]) -> set[UUID]:
    """Entries of the record whose words the person may not read. At most one query. Needs `words` joined."""
    asked = [entry for entry in entries if not _open(standing, entry.words)]
    named = [entry.pk for entry in asked if entry.words.confidentiality == Confidentiality.NAMED]
    return {entry.pk for entry in asked} - (_named_to(standing, named) if named else set())


def _named_to(standing: Standing, entries: list[UUID]) -> set[UUID]:
    mine = NamedReader.objects.filter(person=standing.person).values("thing")
    return set(EntryThing.objects.filter(entry__in=entries, thing__in=mine).values_list("entry", flat=True))


def _open(standing: Standing, words: EntryWords) -> bool:
    match words.confidentiality:
        case Confidentiality.PUBLIC:
            return True
        case Confidentiality.COALITION:
            return standing.inside
        case Confidentiality.BODY:
            return words.body in _bodies(standing)
    return False


def _bodies(standing: Standing) -> set[Any]:
    return set(standing.seats) | {hold.of for hold in standing.bodies}
