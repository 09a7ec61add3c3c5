"""Waves one may see. All need the coalition's scope."""

from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.core.network.reports import Dyad
from comity.network.models import Report, Score, Wave, WaveMember
from comity.network.waves.material import network_of


def visible_to(standing: Standing) -> "QuerySet[Wave]":
    """Waves for those inside; those out of use too, which say so."""
    rows: QuerySet[Wave] = readable(Wave.objects.all(), standing)
    return rows if standing.inside else rows.none()


def in_use(standing: Standing) -> "QuerySet[Wave]":
    """Those in use, newest first."""
    return visible_to(standing).filter(dropped_at=None).order_by("-asked_on", "-taken_at")


def members_in(wave: Wave) -> "QuerySet[WaveMember]":
    """Its organisations by name."""
    rows: QuerySet[WaveMember] = WaveMember.objects.filter(wave=wave)
    return rows.order_by("sort_name", "pk")


def pairs_of(wave: Wave) -> "QuerySet[Any]":
    """Each pair of which somebody says something, once: who says so first, with `back`, the other's level, and `state`.

    Of a pair that both name, the one that stands is that of the rater with the smaller id. One query.
    """
    other = Report.objects.filter(wave=wave, rater=OuterRef("rated"), rated=OuterRef("rater"), level__isnull=False)
    left = Report.objects.filter(wave=wave, rater=OuterRef("rated"), rated=OuterRef("rater"), level=None)
    rows: QuerySet[Any] = Report.objects.filter(wave=wave, level__isnull=False)
    rows = rows.annotate(back=Subquery(other.values("level")[:1]), left=Subquery(left.values("pk")[:1]))
    rows = rows.filter(Q(back=None) | Q(rater__lt=F("rated"))).select_related("rater", "rated")
    state = Case(
        When(back__isnull=False, then=Value(Dyad.CONFIRMED.value)),
        When(rated__answered=True, left=None, then=Value(Dyad.CLAIMED.value)),
        default=Value(Dyad.UNVERIFIED.value),
    )
    found: QuerySet[Any] = rows.annotate(state=state)
    return found


def scores_of(wave: Wave, rule: str) -> "QuerySet[Score]":
    """The scores under a rule; none where too few answered, or nothing is worked out yet."""
    rows: QuerySet[Score] = Score.objects.filter(wave=wave, rule=rule)
    return rows.select_related("member__organisation")


def wave_of_round(round_: UUID) -> Wave | None:
    """The wave that a round of a survey became."""
    found: Wave | None = Wave.objects.filter(round=round_).first()
    return found


__all__ = ["in_use", "members_in", "network_of", "pairs_of", "scores_of", "visible_to", "wave_of_round"]
