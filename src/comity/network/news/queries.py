"""News as people may read them; every read starts from `visible_to`."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from comity.coalitions.standing import Standing
from comity.network.models import NewsAnswer, NewsItem


def visible_to(standing: Standing) -> "QuerySet[NewsItem]":
    """All news that were not withdrawn, for those inside; each with `answer_count`."""
    return known_to(standing).filter(withdrawn_at=None)


def known_to(standing: Standing) -> "QuerySet[NewsItem]":
    """The same with those that were withdrawn: their page says so."""
    rows: QuerySet[NewsItem] = NewsItem.objects.all() if standing.inside else NewsItem.objects.none()
    counted = rows.annotate(answer_count=Count("answers", filter=Q(answers__withdrawn_at=None)))
    return counted.select_related("coalition", "organisation", "audience", "person")


def answers_visible_to(standing: Standing) -> "QuerySet[NewsAnswer]":
    """All answers that were not taken back, for those inside."""
    rows: QuerySet[NewsAnswer] = NewsAnswer.objects.filter(withdrawn_at=None, item__withdrawn_at=None)
    rows = rows if standing.inside else rows.none()
    return rows.select_related("item__coalition", "organisation", "person")


def current(today: date) -> Q:
    """What is still news."""
    return Q(until_on__gte=today)


def meant_for(standing: Standing) -> Q:
    """What is meant for this reader: for all, for the sector of an own organisation, for a body one sits in."""
    sectors = {hold.sector for hold in standing.organisations if hold.sector}
    bodies = set(standing.seats) | {hold.of for hold in standing.bodies}
    return Q(sector="", audience=None) | Q(sector__in=sectors) | Q(audience__in=list(bodies))


def posted_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Any]":
    """What was posted in that time for this reader by others, and is still news."""
    rows = visible_to(standing).filter(meant_for(standing), current(until.date()))
    others = rows.filter(posted_at__gt=since, posted_at__lte=until).exclude(person=standing.person)
    return others.order_by("posted_at", "pk")
