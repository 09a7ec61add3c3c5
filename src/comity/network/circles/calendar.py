"""Meetings of circles in calendars: by the meetings' own code, one event each."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from comity.coalitions.standing import Standing
from comity.meetings.calendar import Occasion
from comity.network.circles.queries import meetings_visible_to
from comity.network.models import Belongs, CircleMeeting, CircleMember


def occasion_of(meeting: CircleMeeting, *, link: bool) -> Occasion:
    """A get-together as it stands in calendars; link: for members, who may know how one joins from afar."""
    where = (meeting.place, meeting.link if link else "")
    return Occasion(
        meeting.pk, meeting.sequence, meeting.starts_at, meeting.ends_at,
        _("{circle}: {title}").format(circle=meeting.circle.name, title=meeting.title), meeting.get_absolute_url(),
        "CANCELLED" if meeting.cancelled_at else "CONFIRMED", where=" · ".join(filter(None, where)),
    )  # fmt: skip


def mine(standing: Standing, since: datetime) -> Iterator[Occasion]:
    """The meetings of the circles to which a person belongs, for their own calendar address."""
    circles = CircleMember.objects.filter(person=standing.person, state=Belongs.IN).values("circle")
    for one in meetings_visible_to(standing).filter(circle__in=circles, starts_at__gt=since).order_by("starts_at"):
        yield occasion_of(one, link=True)
