"""Calls for help as people may read them; every read starts from `visible_to`."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from comity.coalitions.standing import Standing
from comity.network.models import HelpCall, HelpOffer, HelpState, OfferState


def visible_to(standing: Standing) -> "QuerySet[HelpCall]":
    """All calls, for those inside; each with `offer_count` and `given_count`."""
    rows: QuerySet[HelpCall] = HelpCall.objects.all() if standing.inside else HelpCall.objects.none()
    live = Q(offers__state__in=(OfferState.OFFERED, OfferState.TAKEN, OfferState.GIVEN))
    counted = rows.annotate(
        offer_count=Count("offers", filter=live), given_count=Count("offers", filter=Q(offers__state="given"))
    )
    return counted.select_related("coalition", "organisation", "person")


def offers_visible_to(standing: Standing) -> "QuerySet[HelpOffer]":
    """All offers, for those inside."""
    rows: QuerySet[HelpOffer] = HelpOffer.objects.all() if standing.inside else HelpOffer.objects.none()
    return rows.select_related("call__coalition", "call__organisation", "organisation", "person", "answered_by")


def is_open(today: date) -> Q:
    """Calls to which one can still offer."""
    return Q(state=HelpState.OPEN, by_on__gte=today)


def to_ask(today: date) -> "QuerySet[HelpOffer]":
    """Offers that were taken up and whose day has passed: was the help given? Asked once."""
    rows: QuerySet[HelpOffer] = HelpOffer.objects.filter(
        state=OfferState.TAKEN, asked_on=None, call__by_on__lt=today
    )
    return rows.select_related("call__coalition", "call__organisation", "organisation").order_by("pk")


def exchanged(standing: Standing) -> list[dict[str, Any]]:
    """Who helped whom: minutes and times of each pair of organisations, most first. One query."""
    rows = offers_visible_to(standing).filter(state=OfferState.GIVEN).order_by()
    pairs: Any = rows.values(
        helper=F("organisation__name"), helper_slug=F("organisation__slug"),
        helped=F("call__organisation__name"), helped_slug=F("call__organisation__slug"),
    ).annotate(times=Count("pk"), minutes=Sum("given_minutes"))  # fmt: skip
    return list(pairs.order_by("-minutes", "helper", "helped"))


def moved(kept: UUID, gone: UUID) -> list[Any]:
    """Open calls and live offers of an organisation that became another one's name."""
    calls = list(HelpCall.objects.filter(organisation=gone, state=HelpState.OPEN))
    live = HelpOffer.objects.filter(state__in=(OfferState.OFFERED, OfferState.TAKEN))
    taken = Q(call__in=live.filter(organisation=kept).values("call")) | Q(call__organisation=kept)
    offers = list(live.filter(organisation=gone).exclude(taken))
    for row in [*calls, *offers]:
        row.organisation_id = kept
    return [*calls, *offers]
