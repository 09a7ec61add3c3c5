"""The one place where confidentiality is enforced; search, export, mail and pages all pass through it."""

from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Exists, Model, OuterRef, Q, QuerySet, Value, When

from comity.audit.models import Entry, EntryThing
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import NamedReader
from comity.coalitions.standing import Standing

M = TypeVar("M", bound=Model)


def readable(rows: QuerySet[M], standing: Standing, *, thing: str = "pk") -> QuerySet[M]:
    """The rows a person may know of. They need `confidentiality`, and `body` (id or key) where that level is used."""
    return rows.filter(allowed(standing, rows.model, thing=thing))


def allowed(standing: Standing, model: Any, *, thing: str = "pk") -> Q:
    """The same as a condition, for rows whose own id stands in the field `thing`."""
    if standing.operates:
        return Q()
    may = Q(confidentiality=Confidentiality.PUBLIC)
    if not standing.inside:
        return may
    may |= Q(confidentiality=Confidentiality.COALITION)
    if any(f.name == "body" for f in model._meta.get_fields()):
        may |= Q(confidentiality=Confidentiality.BODY, body__in=list(_bodies(standing)))
    named = NamedReader.objects.filter(thing=OuterRef(thing), person=standing.person)
    return may | (Q(confidentiality=Confidentiality.NAMED) & Q(Exists(named)))


def with_openness(entries: QuerySet[Entry], standing: Standing) -> QuerySet[Entry]:
    """Entries of the record, each with `readable`: may the person read its words? No further query."""
    if standing.operates:
        return entries.annotate(readable=Value(True, output_field=BooleanField()))
    levels = Q(words__confidentiality=Confidentiality.PUBLIC)
    if standing.inside:
        levels |= Q(words__confidentiality=Confidentiality.COALITION)
        levels |= Q(words__confidentiality=Confidentiality.BODY, words__body__in=list(_bodies(standing)))
    mine = NamedReader.objects.filter(person=standing.person).values("thing")
    named = EntryThing.objects.filter(entry=OuterRef("pk"), thing__in=mine)
    levels |= Q(words__confidentiality=Confidentiality.NAMED) & Q(Exists(named))
    return entries.annotate(
        readable=Case(When(levels, then=True), default=False, output_field=BooleanField())
    )


def _bodies(standing: Standing) -> set[Any]:
    return set(standing.seats) | {hold.of for hold in standing.bodies}
