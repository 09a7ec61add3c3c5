"""Who is invited to a meeting, and since when all of them know of it. Called inside acts."""

from datetime import datetime
from uuid import UUID

from comity.base.clock import day_of
from comity.coalitions.queries import organisations_of
from comity.meetings.models import Invitation, Meeting, Told


def invite(meeting: Meeting, *, at: datetime) -> list[Invitation]:
    """Every organisation of the body is invited; of those that lost their place since, the invitation stays as such.

    Returns the rows made or changed.
    """
    known = {one.organisation_id: one for one in Invitation.objects.filter(meeting=meeting)}
    there = list(organisations_of(meeting.body, on=day_of(at)))
    rows = [
        Invitation(
            coalition_id=meeting.coalition_id, meeting=meeting, organisation=one, place=place,
            name=getattr(one, "shown_name", one.name),
        ).store()
        for place, one in enumerate((one for one in there if one.pk not in known), start=len(known) + 1)
    ]  # fmt: skip
    seated = {one.pk for one in there}
    for one in known.values():
        if one.seated != (one.organisation_id in seated):
            one.meeting, one.seated = meeting, not one.seated
            rows.append(one.store())
    return rows


def first_told(meeting: Meeting) -> dict[UUID, datetime]:
    """Each organisation that was told of the time that stands now, and when it was first. One query."""
    found: dict[UUID, datetime] = {}
    rows = Told.objects.filter(meeting=meeting).order_by("at", "pk")
    for organisation, starts, at in rows.values_list("organisation", "starts_at", "at"):
        if starts != meeting.starts_at:
            found.clear()  # moved since: what they knew is no longer so
        else:
            found.setdefault(organisation, at)
    return found


def not_told(meeting: Meeting) -> list[Invitation]:
    """Organisations with a place whom nobody told of the time that stands now, as they sit. Two queries."""
    told = first_told(meeting)
    rows = Invitation.objects.filter(meeting=meeting, seated=True).select_related("organisation")
    return [one for one in rows.order_by("place") if one.organisation_id not in told]


def all_told_at(meeting: Meeting) -> datetime | None:
    """When the last organisation with a place was told of the time that stands now; None while one was not."""
    told = first_told(meeting)
    seated = Invitation.objects.filter(meeting=meeting, seated=True).values_list("organisation", flat=True)
    moments = [told.get(one) for one in seated]
    return max((one for one in moments if one), default=None) if all(moments) else None
