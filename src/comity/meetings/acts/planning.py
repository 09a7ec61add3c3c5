"""How meetings come to be: of a series by its rhythm, with its usual agenda. Called inside acts."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor
from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Body, BodyKind
from comity.coalitions.queries import organisations_of
from comity.core.meetings.pattern import Unreadable, Usual, read_pattern
from comity.core.meetings.rhythm import days_of
from comity.core.terms import Every
from comity.meetings.models import AgendaItem, ItemKind, ItemState, Meeting, Ruled, Series

#: meetings of a series are planned this far ahead, and at least so many
HORIZON, AT_LEAST = timedelta(days=92), 2
#: what a meeting takes from its series
TAKEN = ("body_name", "confidentiality", "minutes", "place", "link", "notice_days", "minimum", "ground_rules")


def kinds_in_words() -> dict[str, str]:
    """How people write the kinds of items: in English, and in the language of the reader."""
    told = {kind.value: kind.value for kind in ItemKind}
    return told | {str(kind.label).casefold(): kind.value for kind in ItemKind}


def usual_items(pattern: str) -> list[Usual]:
    """The items of a usual agenda; ValidationError that names the line which says none."""
    try:
        return read_pattern(pattern, kinds_in_words())
    except Unreadable as fault:
        words = _("Line {n} can’t be read: “{line}”. Write minutes, kind and title: “10 inform News”.")
        raise ValidationError({"pattern": words.format(n=fault.number, line=fault.line)}) from fault


def kept_pattern(pattern: str) -> str:
    """The usual agenda as it is kept: by the names of kinds, so that whoever plans by it later reads the same."""
    return "\n".join(f"{one.minutes} {one.kind} {one.title}" for one in usual_items(pattern))


def check_rules(ruled: Ruled, body: Body, on: date) -> None:
    """What contradicts itself is said by field: a quorum above the body, secrets of the whole assembly."""
    if body.kind == BodyKind.ASSEMBLY and ruled.confidentiality == Confidentiality.BODY:
        raise ValidationError(
            {"confidentiality": _("In the assembly, all members are the body: choose them.")}
        )
    if ruled.minimum is not None:
        seats = organisations_of(body, on=on).count()
        if ruled.minimum > seats > 0:
            words = _("Only {n} organisations have a place in {body}: fewer must be enough.")
            raise ValidationError({"minimum": words.format(n=seats, body=body.name)})


def days_ahead(series: Series, at: datetime) -> list[date]:
    """The days on which a series meets within the horizon, and at least the next two."""
    today = at.astimezone(series.coalition.tz).date()
    found: list[date] = []
    for day in days_of(Every(series.every), series.first_on):
        if day > today + HORIZON and len(found) >= AT_LEAST:
            break
        if day >= today and series.moment_on(day) > at:
            found.append(day)
    return found


def plan_days(series: Series, *, at: datetime) -> list[models.Model]:
    """Make the meetings that are not there yet, each with the usual agenda; returns all rows made."""
    if series.ended_on is not None or series.body.ended_on is not None:
        return []
    known = set(Meeting.objects.filter(series=series).values_list("planned_on", flat=True))
    rows: list[models.Model] = []
    for day in days_ahead(series, at):
        if day not in known:
            meeting = _meeting_on(series, day, at)
            rows += [meeting, *items_from(series.pattern, meeting, at=at)]
    return rows


def items_from(pattern: str, meeting: Meeting, *, at: datetime) -> list[AgendaItem]:
    """The usual agenda as items of a meeting, brought by the body itself."""
    return [
        AgendaItem(
            coalition_id=meeting.coalition_id, meeting=meeting, kind=usual.kind, state=ItemState.PLACED, place=place,
            title=usual.title, minutes=usual.minutes, acts_for=ActsFor.BODY, for_body_id=meeting.body_id,
            for_name=meeting.body_name, brought_at=at,
        ).store()
        for place, usual in enumerate(usual_items(pattern), start=1)
    ]  # fmt: skip


def _meeting_on(series: Series, day: date, at: datetime) -> Meeting:
    given: dict[str, Any] = {name: getattr(series, name) for name in TAKEN}
    return Meeting(
        coalition_id=series.coalition_id, series=series, body_id=series.body_id, starts_at=series.moment_on(day),
        planned_on=day, planned_at=at, **given,
    ).store()  # fmt: skip
