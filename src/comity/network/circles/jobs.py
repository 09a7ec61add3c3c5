"""What the clock does in circles: asking who comes, the daily mail, and letting go of asks whose day has passed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from comity.base.capacity import the_rule
from comity.base.clock import day_of
from comity.network.acts.circle_meetings import invite_to_meeting
from comity.network.circles import mailing, queries, telling
from comity.network.models import Belongs, CircleMeeting, CircleMember, CirclePost, Mails, PostState
from comity.notices.models import Ask

#: members are asked whether they come so long before
AHEAD = timedelta(days=10)
#: the daily mail looks no further back
LOOKS_BACK = timedelta(days=7)


def by_hour(coalition: UUID | None, at: datetime) -> None:
    """Ask who comes to what is near; nobody is asked any more about what has begun."""
    near = CircleMeeting.objects.filter(
        invited_at=None, cancelled_at=None, circle__ended_at=None, starts_at__gt=at, starts_at__lte=at + AHEAD
    )
    for meeting in near.select_related("circle__coalition", "coalition"):
        invite_to_meeting(meeting, by=the_rule(coalition), at=at)
    begun = CircleMeeting.objects.filter(starts_at__lte=at, starts_at__gt=at - timedelta(days=2))
    asks = Ask.objects.filter(thing__in=list(begun.values_list("pk", flat=True)), kind=telling.MEETING, closed_at=None)
    asks.update(closed_at=at)


def by_day(_coalition: UUID | None, at: datetime) -> None:
    """One mail to each member who wants one a day, with what was shown since the last."""
    rows = CircleMember.objects.filter(state=Belongs.IN, mails=Mails.DAILY, circle__ended_at=None)
    for row in queries.acting(rows, day_of(at)):
        since = max(row.carried_at or row.joined_at, at - LOOKS_BACK)
        posts = CirclePost.objects.filter(
            circle=row.circle_id, state=PostState.SHOWN, shown_at__gt=since, shown_at__lte=at
        )
        others = posts.exclude(person=row.person_id).select_related("person", "thread", "coalition")
        found = list(others.order_by("shown_at", "pk"))
        with transaction.atomic():
            if found:
                mailing.send_daily(row, found, at=at)
            CircleMember.objects.filter(pk=row.pk).update(carried_at=at)
