"""Series begin, change, go on and end."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.models import Body
from comity.coalitions.openness import usual_level
from comity.coalitions.standing import home
from comity.meetings.acts.levels import let_follow
from comity.meetings.acts.planning import TAKEN, check_rules, days_ahead, kept_pattern, plan_days
from comity.meetings.acts.reading import fresh_series
from comity.meetings.models import Meeting, MeetingState, Series
from comity.meetings.permissions import lasting, may_lead

#: what of a series can be changed
RULES = {
    "name", "every", "first_on", "hour", "minutes", "place", "link", "notice_days", "minimum", "ground_rules",
    "pattern", "confidentiality",
}  # fmt: skip


@act(
    "meetings.series.begun",
    says=gettext_noop("began the series {about} of {body}: {meetings} meetings planned"),
)
def begin_series(
    *, body: Body, name: str, every: str, first_on: date, hour: time, minutes: int, by: Capacity, at: datetime,
    place: str = "", link: str = "", notice_days: int = 7, minimum: int | None = None, ground_rules: str = "",
    pattern: str = "", confidentiality: Confidentiality | None = None,
) -> Changes[Series]:  # fmt: skip
    """Begin a series and plan its next meetings. Raises ValidationError by field."""
    require(may_lead(by, body, at=at) or lasting(body))
    series = Series(
        coalition_id=home(by), body=body, body_name=body.name, name=name, every=every, first_on=first_on, hour=hour,
        minutes=minutes, place=place, link=link, notice_days=notice_days, minimum=minimum, ground_rules=ground_rules,
        pattern=kept_pattern(pattern), confidentiality=confidentiality or usual_level(home(by), at, body), begun_at=at,
    )  # fmt: skip
    rows = _kept(series, at)
    words = {"about": series.name, "body": body.name}
    return Changes(series, also=rows, words=words, **_facts(series), meetings=_count(rows))


@act("meetings.series.changed", says=gettext_noop("changed the series {about}: {changed}"))
def change_series(
    series: Series, *, by: Capacity, at: datetime, read: Version | None = None, **changes: Any
) -> Changes[Series]:
    """Change any of RULES. Meetings nobody was called to yet follow; those that were called stay as they were told."""
    series = fresh_series(series, by, read)
    require(may_lead(by, series, at=at) or lasting(series.body) or _runs(series))
    unknown = set(changes) - RULES
    if unknown:
        raise TypeError(f"A series has no {sorted(unknown)} to change.")
    if "pattern" in changes:
        changes["pattern"] = kept_pattern(changes["pattern"])
    changed = sorted(name for name, value in changes.items() if getattr(series, name) != value)
    before = {name: getattr(series, name) for name in TAKEN if name in changed}
    for name, value in changes.items():
        setattr(series, name, value)
    check_rules(series, series.body, day_of(at))
    series.store()
    rows = [*_follow(series, before, at), *plan_days(series, at=at)]
    return Changes(series, also=rows, words={"about": series.name}, **_facts(series), changed=changed)


@act("meetings.series.planned", says=gettext_noop("planned {meetings} more meetings of {about}"))
def plan_ahead(series: Series, *, by: Capacity, at: datetime) -> Changes[Series]:
    """Plan the meetings that have come within the horizon; the worker does so each night."""
    series = fresh_series(series, by)
    require(may_lead(by, series, at=at) or _runs(series))
    rows = plan_days(series, at=at)
    if not rows:
        require(Reason(_("All meetings of the next three months are planned."), bar=Bar.NOT_NOW))
    return Changes(series, also=rows, words={"about": series.name}, meetings=_count(rows))


@act(
    "meetings.series.ended",
    says=gettext_noop("ended the series {about}; {dropped} planned meetings are dropped"),
)
def end_series(series: Series, *, by: Capacity, at: datetime) -> Changes[Series]:
    """No further meeting is planned. Those nobody was called to are dropped; those that were called stay."""
    series = fresh_series(series, by)
    require(may_lead(by, series, at=at) or _runs(series))
    series.ended_on = at.astimezone(series.coalition.tz).date()
    series.store()
    dropped = [_drop(meeting, _("The series has ended."), at) for meeting in _uncalled(series, at)]
    return Changes(series, also=dropped, words={"about": series.name}, dropped=len(dropped))


def _kept(series: Series, at: datetime) -> list[models.Model]:
    check_rules(series, series.body, day_of(at))
    series.store()
    rows = plan_days(series, at=at)
    if not rows:
        raise ValidationError(
            {"first_on": _("No day of this series is near enough to plan. Choose an earlier one.")}
        )
    return rows


def _follow(series: Series, before: dict[str, Any], at: datetime) -> list[models.Model]:
    """Meetings nobody was called to take over what changed; those on days that are no longer its own are dropped.

    One that was moved by itself keeps its time, and what was set on it alone stays. before: what changed, as it was.
    """
    days = set(days_ahead(series, at))
    rows: list[models.Model] = []
    for meeting in _uncalled(series, at):
        if meeting.planned_on not in days and meeting.moved_from is None:
            rows.append(_drop(meeting, _("The series meets on other days now."), at))
            continue
        if meeting.moved_from is None and meeting.planned_on is not None:
            meeting.starts_at = series.moment_on(meeting.planned_on)
        taken = [name for name, value in before.items() if getattr(meeting, name) == value]
        for name in taken:
            setattr(meeting, name, getattr(series, name))
        rows.append(meeting.store())
        if "confidentiality" in taken:
            rows += let_follow(meeting)
    return rows


def _uncalled(series: Series, at: datetime) -> list[Meeting]:
    rows = Meeting.objects.filter(series=series, state=MeetingState.PLANNED, starts_at__gt=at)
    return list(rows.select_related("coalition", "body").order_by("starts_at"))


def _drop(meeting: Meeting, why: str, at: datetime) -> Meeting:
    """Nobody was told of it, so nobody need be told that it is gone; its day may be planned anew."""
    meeting.state, meeting.cancelled_why, meeting.cancelled_at = MeetingState.CANCELLED, why, at
    meeting.planned_on = None
    return meeting.store()


def _runs(series: Series) -> Reason | None:
    if series.ended_on is None:
        return None
    return Reason(_("This series has ended."), _("Begin a new one."), Bar.CONFLICT)


def _count(rows: list[models.Model]) -> int:
    return sum(isinstance(row, Meeting) for row in rows)


def _facts(series: Series) -> dict[str, Any]:
    return {
        "of_body": series.body_id, "every": series.every, "first_on": series.first_on, "hour": series.hour.isoformat(),
        "minutes": series.minutes, "notice_days": series.notice_days, "minimum": series.minimum,
    }  # fmt: skip
