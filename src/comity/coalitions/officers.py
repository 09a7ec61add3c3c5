"""Officers need a second factor: what happens to those who have none yet.

A coordinator without one reads on and does all that members do; what only coordinators may do waits. Everyone has
fourteen days from the first day of their first coordinating mandate here, so that a fresh coalition can begin at once
and a mandate given anew does not begin the days anew. Invented people of a demo need none: nobody could have theirs.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, F, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.refusal import Reason
from comity.coalitions.models import Mandate
from comity.people.factors import SECOND

if TYPE_CHECKING:
    from comity.coalitions.standing import Standing

GRACE = timedelta(days=14)


def with_factors(mandates: "QuerySet[Mandate]") -> "QuerySet[Mandate]":
    """Mandates of one person with what `due` must know, in the same query. Needs the coalition's scope."""
    own = Mandate.objects.filter(person=OuterRef("person"), coordinates=True).order_by().values("person")
    return mandates.annotate(
        has_factor=Exists(Authenticator.objects.filter(user=OuterRef("person"), type__in=SECOND)),
        factor_asked=F("coalition__officers_need_second_factor"),
        invented=F("person__invented"),
        coordinates_since=Subquery(own.annotate(first=Min("starts_on")).values("first")),
    )


def due(mandates: Iterable[Any]) -> date | None:
    """Until which day (included) one may coordinate without a second factor; None when none is missing."""
    asking = [m for m in mandates if m.coordinates and m.factor_asked and not m.has_factor]
    if not asking or (settings.DEMO and asking[0].invented):
        return None
    first: date = asking[0].coordinates_since
    return first + GRACE


def factor_missing(standing: "Standing", *, at: datetime) -> Reason | None:
    """The reason why a coordinator can't coordinate now, and where that is mended; None while all is well."""
    if standing.factor_due is None or day_of(at) <= standing.factor_due:
        return None
    until = date_format(standing.factor_due, "j F Y")
    why = _("Coordinators of this coalition need a second way to prove who they are. You had until {day}.")
    return Reason(why.format(day=until), _("Set one up: it takes two minutes."), url=factor_url())


def factor_url() -> str:
    """Where a second factor is set up."""
    return reverse("people:second-factor")
