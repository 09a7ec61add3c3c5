"""Circles as people may read them: inside, all know which there are; what is written, by the circle's own level."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Mandate, Membership
from comity.coalitions.standing import INSIDE, Standing, live
from comity.network.models import (
    Belongs,
    Circle,
    CircleIdea,
    CircleMeeting,
    CircleMember,
    CirclePost,
    CircleSupport,
    PostState,
)


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All circles, for those inside."""
    rows: Any = Circle.objects.all() if standing.inside else Circle.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "person")
    return found


def to_show(standing: Standing) -> "QuerySet[Any]":
    """The same, each with `read_here`: whether this person belongs to it."""
    mine = own_rows(standing).filter(circle=OuterRef("pk"))
    found: QuerySet[Any] = visible_to(standing).annotate(read_here=Exists(mine))
    return found


def own_rows(standing: Standing) -> "QuerySet[Any]":
    """A person's own rows in circles to which they belong, for organisations for which they still act."""
    mine = [hold.of for hold in standing.organisations if hold.member]
    rows: QuerySet[Any] = CircleMember.objects.filter(
        person=standing.person, state=Belongs.IN, organisation__in=mine
    )
    return rows


def counted(rows: "QuerySet[Any]", standing: Standing, *, at: datetime) -> "QuerySet[Any]":
    """Each with `member_count`, `organisation_count`, `next_at` (of its meetings) and `mine` (one's own state)."""
    belonging = Q(members__state=Belongs.IN)
    next_at = CircleMeeting.objects.filter(circle=OuterRef("pk"), cancelled_at=None, starts_at__gt=at)
    found: QuerySet[Any] = rows.annotate(
        me=FilteredRelation("members", condition=Q(members__person=standing.person)),
        mine=F("me__state"),
        member_count=Count("members", filter=belonging, distinct=True),
        organisation_count=Count("members__organisation", filter=belonging, distinct=True),
        next_at=Subquery(next_at.order_by("starts_at").values("starts_at")[:1]),
    )
    return found


def row_of(circle: Circle, person: UUID | None) -> CircleMember | None:
    """Somebody's own row in a circle, past or present. Whether the mandate lasts is asked of the standing."""
    found: CircleMember | None = CircleMember.objects.filter(circle=circle, person=person).first()
    return found


def belongs_to(standing: Standing, circle: Circle) -> bool:
    """Whether this person belongs to it now, under any hat."""
    return own_rows(standing).filter(circle=circle).exists()


def members_of(circle: Circle, *, at: datetime) -> "QuerySet[Any]":
    """Who belongs to it today: joined, and still acting for a member organisation."""
    return acting(CircleMember.objects.filter(circle=circle, state=Belongs.IN), day_of(at))


def acting(rows: "QuerySet[Any]", day: date) -> "QuerySet[Any]":
    """Those of them whose mandate lasts."""
    mandates = Mandate.objects.filter(
        live(day), person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    here = Membership.objects.filter(organisation=OuterRef("organisation"), state__in=INSIDE)
    found = rows.filter(Exists(mandates), Exists(here), person__is_active=True, person__erased_at=None)
    return found.select_related("person", "organisation", "circle__coalition").order_by("joined_at", "pk")


def roster(circle: Circle, *, at: datetime, rows: "QuerySet[Any] | None" = None) -> list[CircleMember]:
    """Everybody who belongs or asked to, or did; each with `acts`: whether their mandate lasts. One query.

    rows: all members, with what else is to be known of each.
    """
    current = acting(CircleMember.objects.all(), day_of(at)).filter(pk=OuterRef("pk")).order_by()
    among = (CircleMember.objects.all() if rows is None else rows).filter(circle=circle)
    found = among.annotate(acts=Exists(current))
    return list(found.select_related("person", "organisation", "circle__coalition").order_by("joined_at", "pk"))


def belonging(rows: list[CircleMember]) -> list[CircleMember]:
    """Those of a roster who belong today."""
    return [one for one in rows if one.state == Belongs.IN and one.acts]  # type: ignore[attr-defined]


def keeper_count(circle: Circle, *, at: datetime) -> int:
    """How many keepers it has today."""
    return members_of(circle, at=at).filter(keeper=True).count()


def asking(circle: Circle) -> "QuerySet[Any]":
    """Who waits for a keeper's yes."""
    rows: QuerySet[Any] = CircleMember.objects.filter(circle=circle, state=Belongs.ASKED)
    return rows.select_related("person", "organisation").order_by("asked_at", "pk")


# ── what is written ──


def within(standing: Standing, circle: str = "circle") -> Q:
    """What is written in circles that this person may read: open ones, and those to which they belong today.

    circle: the field that leads to the circle; "pk" for circles themselves.
    """
    if standing.operates:
        return Q()
    if not standing.inside:
        return Q(pk__in=[])
    level = "confidentiality" if circle == "pk" else f"{circle}__confidentiality"
    return Q(**{level: Confidentiality.COALITION}) | Q(**{f"{circle}__in": own_rows(standing).values("circle")})


def reads(standing: Standing, circle: Circle) -> bool:
    """Whether this person may read what is written there. One query at most; none after `to_show`."""
    if circle.confidentiality == Confidentiality.COALITION or standing.operates:
        return standing.inside
    known: bool | None = getattr(circle, "read_here", None)
    if known is not None:
        return known
    return standing.inside and belongs_to(standing, circle)


def posts_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Posts that this person may read; those that are held, if they wrote them or keep the circle."""
    rows: QuerySet[Any] = CirclePost.objects.filter(within(standing))
    if not standing.operates:
        keeps = own_rows(standing).filter(keeper=True).values("circle")
        rows = rows.filter(~Q(state=PostState.HELD) | Q(person=standing.person) | Q(circle__in=keeps))
    return rows.select_related("circle__coalition", "person", "organisation", "thread", "coalition")


def threads(standing: Standing, circle: Circle) -> "QuerySet[Any]":
    """What began each thread, with `answer_count` and `last_at`."""
    shown = Q(answers__state=PostState.SHOWN)
    gone = Q(state__in=(PostState.TAKEN, PostState.REMOVED), answers=None)
    rows = posts_visible_to(standing).filter(circle=circle, thread=None).exclude(gone)
    found: QuerySet[Any] = rows.annotate(
        answer_count=Count("answers", filter=shown),
        last_at=Coalesce(Max("answers__posted_at", filter=shown), F("posted_at")),
    )
    return found


# ── meetings ──


def meetings_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Meetings of all circles, for those inside: whoever thinks of joining sees when they are."""
    rows: QuerySet[Any] = CircleMeeting.objects.filter(circle__in=visible_to(standing).values("pk"))
    return rows.select_related("circle__coalition", "coalition")


# ── ideas ──


def ideas_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Ideas of the circles that one may read, each with `support_count`."""
    supports = CircleSupport.objects.filter(idea=OuterRef("pk"), ended_at=None).order_by()
    count = supports.values("idea").annotate(n=Count("pk")).values("n")
    rows: QuerySet[Any] = CircleIdea.objects.filter(within(standing))
    rows = rows.annotate(support_count=Coalesce(Subquery(count), 0))
    return rows.select_related("circle__coalition", "person", "organisation", "initiative", "coalition", "post")


def of_thread(first: CirclePost) -> Q:
    """The posts of a thread, the first one too."""
    return Q(pk=first.pk) | Q(thread=first.pk)
