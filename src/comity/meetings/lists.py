"""Meetings and series as lists: what they show, how they sort, what narrows them. Pages and programs read the same."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status, when
from comity.coalitions.models import Body
from comity.coalitions.requests import CoalitionRequest
from comity.meetings import queries
from comity.meetings.models import AHEAD, Meeting, MeetingState, Series
from comity.meetings.permissions import FORGOTTEN

LOOKS = {
    MeetingState.PLANNED: ("", "clock"),
    MeetingState.CALLED: ("info", "mail"),
    MeetingState.RUNNING: ("warn", "meet"),
    MeetingState.ENDED: ("ok", "check"),
    MeetingState.CANCELLED: ("bad", "x"),
}


def standing_of_meeting(meeting: Meeting, at: datetime) -> tuple[str, str, str]:
    """Kind, word and sign of where a meeting stands: ("info", "Called", "mail")."""
    if meeting.is_ahead and meeting.ends_at + FORGOTTEN < at:
        return "", _("Not held"), "x"
    state = MeetingState(meeting.state)
    kind, sign = LOOKS[state]
    return kind, str(state.label), sign


def meetings(request: CoalitionRequest) -> Listing:
    """All meetings one may know of, the latest first."""
    at = now()
    rows = queries.with_counts(queries.visible_to(request.standing))
    return Listing(
        request, rows, name="meetings", columns=_columns(request, at), filters=_filters(at), default="-when",
        caption=_("Meetings"), empty=_empty(request),
    )  # fmt: skip


def series(request: CoalitionRequest) -> Listing:
    """All series one may know of, by name."""
    ahead = Q(meetings__state__in=AHEAD, meetings__starts_at__gt=now())
    rows = queries.visible_series(request.standing).select_related("coalition")
    page = addresses("meetings:series", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("name", _("Series"), sort="name", head=True, link=lambda s: page(s.pk)),
        Column("body", _("Body"), "body_name", sort="body_name"),
        Column("every", _("How often"), "get_every_display"),
        Column("minutes", _("Minutes"), sort="minutes", numeric=True),
        Column("notice", _("Days of notice"), "notice_days", sort="notice_days", numeric=True),
        Column("next", _("Next"), "next_at", show=lambda s: when(s.next_at), sort="next_at"),
        Column("state", _("Status"), lambda s: series_state(s)[1], show=lambda s: status(*series_state(s))),
    ]
    return Listing(
        request, rows.annotate(next_at=Min("meetings__starts_at", filter=ahead)), name="series", columns=columns,
        filters=(Words(("name", "body_name", "place")), Choose("body", _("Body"), bodies, field="body")),
        default="name", caption=_("Series"), empty=_no_series(request),
    )  # fmt: skip


def series_state(one: Series) -> tuple[str, str]:
    """Kind and word of where a series stands."""
    return ("ok", _("Running")) if one.ended_on is None else ("", _("Ended"))


def _columns(request: CoalitionRequest, at: datetime) -> list[Column]:
    page = addresses("meetings:meeting", request.coalition.slug, like=UUID(int=0))
    return [
        Column("when", _("When"), "starts_at", show=lambda m: when(m.starts_at, at), sort="starts_at"),
        Column("name", _("Meeting"), "name", head=True, link=lambda m: page(m.pk), sort=("body_name", "number")),
        Column("body", _("Body"), "body_name", sort="body_name"),
        Column("where", _("Where"), "place", sort="place"),
        Column("coming", _("Coming"), lambda m: coming(m)),
        Column("state", _("Status"), lambda m: standing_of_meeting(m, at)[1],
               show=lambda m: status(*standing_of_meeting(m, at))),
        Column("told", _("Told in time"), lambda m: m.noticed, shown=False),
    ]  # fmt: skip


def coming(meeting: Any) -> str:
    """How many organisations come, of those invited; nothing before anybody is, and once it is over."""
    told = meeting.invited and meeting.state != MeetingState.ENDED
    return _("{n} of {all}").format(n=meeting.coming, all=meeting.invited) if told else ""


def _filters(at: datetime) -> tuple[Words | Choose, ...]:
    states = [
        ("ahead", _("To come")), ("planned", _("Planned only")), ("called", _("Called")), ("running", _("Meeting now")),
        ("ended", _("Held")), ("cancelled", _("Cancelled")),
    ]  # fmt: skip
    return (
        Words(("title", "body_name", "purpose", "place", "items__title")),
        Choose("body", _("Body"), bodies, field="body", every=_("All bodies")),
        Choose("state", _("Status"), states, apply=lambda rows, value: _in_state(rows, value, at)),
        Choose("year", _("Year"), lambda: _years(at), field="starts_at__year"),
    )


def bodies() -> list[tuple[Any, str]]:
    return list(Body.objects.order_by("name").values_list("pk", "name"))


def _years(at: datetime) -> list[tuple[int, str]]:
    known = Meeting.objects.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    first, last = known["first"] or at, known["last"] or at
    return [(year, str(year)) for year in range(max(at.year, last.year), first.year - 1, -1)]


def _in_state(rows: QuerySet[Any], value: str, at: datetime) -> QuerySet[Any]:
    if value == "ahead":
        return rows.filter(state__in=AHEAD, starts_at__gt=at - FORGOTTEN)
    return rows.filter(state=value)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No meeting is planned yet"),
        _("Agree on a rhythm, and all meetings of the next three months stand here."),
        "meet",
        _("Begin a series"),
        reverse("meetings:new-series", args=[request.coalition.slug]),
        _("“The steering committee meets on the second Tuesday of each month, at six, for ninety minutes.”"),
    )


def _no_series(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No series yet"),
        _("A series says how often, how long and by which rules a body meets."),
        "cal",
        _("Begin a series"),
        reverse("meetings:new-series", args=[request.coalition.slug]),
        _("“Every month, ninety minutes, told seven days before, eight make a quorum.”"),
    )
