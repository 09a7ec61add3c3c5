"""Who founds: all members, until the coalition is constituted; from then on those that were members before."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, Q

from comity.coalitions.queries import members_of
from comity.founding.models import Convening, Party

if TYPE_CHECKING:
    from django.db.models import QuerySet


def founders_of(coalition: UUID) -> "QuerySet[Any]":
    """The founders, by name. Called in the coalition's scope."""
    done = Convening.objects.exclude(constituted_at=None)
    first = Party.objects.filter(convening__in=done, founder=True).values("organisation")
    found: QuerySet[Any] = members_of(coalition).filter(Q(pk__in=first) | ~Q(Exists(done)))
    return found
