"""The one place where confidentiality is enforced; search, export, mail and pages all pass through it."""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

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


def _bodies(standing: Standing) -> set[Any]:
    return set(standing.seats) | {hold.of for hold in standing.bodies}
