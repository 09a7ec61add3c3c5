"""Who may plan, call, lead and answer meetings: each answers None, or the reason and who could.

`may_…` take the capacity of an act and read where the person stands at that time. Pages, which have read the standing
already, ask the rule beneath: `leading`, `answering`, `proposing`, …
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Body, Power
from comity.coalitions.permissions import factor_of, hidden, mute, not_as, same_coalition
from comity.coalitions.queries import organisations_of
from comity.coalitions.standing import Standing, standing_behind
from comity.meetings.models import AgendaItem, Attendance, Invitation, Meeting, MeetingState, Minutes, Ruled

#: a meeting can be opened this long before its hour; earlier is another meeting, of which nobody knew
EARLY = timedelta(minutes=30)
#: so long after its hour a meeting that nobody opened can't be opened any more: it was not held
FORGOTTEN = timedelta(hours=12)

# ── those who lead ──


def may_lead(by: Capacity, body: Body | Ruled, *, at: datetime) -> Reason | None:
    """Plan, call, move, cancel, open and end meetings of a body: who acts for it, and coordinators."""
    if by.acts_for == ActsFor.RULE:
        return same_coalition(by, body)
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, body) or not_as(by, standing) or leading(standing, by, body)
    return barred or factor_of(by, standing, at)


def leading(standing: Standing, by: Capacity, body: Body | Ruled) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    pk, name = (body.pk, body.name) if isinstance(body, Body) else (body.body_id, body.body_name)
    if by.body and (by.of == pk or standing.coordinates):
        return None
    if standing.coordinates or standing.body(pk):
        return Reason(_("Meetings are led for the body."), _("Choose its hat above."))
    return Reason(
        _("You don’t lead the meetings of {body}.").format(body=name),
        _("Who chairs it, or a coordinator, can."),
    )


def hearing(standing: Standing, meeting: Meeting | Ruled, organisation: UUID) -> bool:
    """Read an organisation's word to the chair: its own people, who acts for the body, and coordinators."""
    if not standing.inside:
        return False
    leads = standing.coordinates or standing.body(meeting.body_id) is not None
    return leads or standing.organisation(organisation) is not None


def lasting(body: Body) -> Reason | None:
    """Whether the body still meets."""
    if body.ended_on is None:
        return None
    return Reason(_("{body} has ended. It meets no more.").format(body=body.name), bar=Bar.CONFLICT)


# ── what state a meeting must be in ──


def still_ahead(meeting: Meeting) -> Reason | None:
    """Whether it is still to come."""
    if meeting.is_ahead:
        return None
    told = {
        MeetingState.RUNNING: _("This meeting has begun."),
        MeetingState.ENDED: _("This meeting is over."),
        MeetingState.CANCELLED: _("This meeting was cancelled."),
    }
    return Reason(told[MeetingState(meeting.state)], bar=Bar.CONFLICT)


def running(meeting: Meeting) -> Reason | None:
    """Whether it goes on now."""
    if meeting.state == MeetingState.RUNNING:
        return None
    return Reason(_("This meeting is not going on now."), bar=Bar.CONFLICT)


def not_over(meeting: Meeting) -> Reason | None:
    """Whether its agenda can still change."""
    return None if meeting.state == MeetingState.RUNNING else still_ahead(meeting)


def time_to_open(meeting: Meeting, at: datetime) -> Reason | None:
    """Whether its hour has come, or nearly, and is not long over: another day would be another meeting."""
    barred = still_ahead(meeting)
    if barred is None and at > meeting.starts_at + FORGOTTEN:
        return Reason(
            _("Its hour is long over. All were told of that hour, and of no other."),
            _("Move it to a time to come, so that all are told."), Bar.CONFLICT,
        )  # fmt: skip
    if barred or at >= meeting.starts_at - EARLY:
        return barred
    return Reason(
        _("It can be opened half an hour before its time at the earliest."),
        _("To meet earlier, move it, so that all are told."), Bar.NOT_NOW,
    )  # fmt: skip


# ── organisations of the body ──


def may_answer(by: Capacity, invitation: Invitation, *, at: datetime) -> Reason | None:
    """Say whether an organisation comes: whoever speaks or votes for it, until the meeting is over; who leads it."""
    standing, meeting = standing_behind(by, at=at), invitation.meeting
    barred = same_coalition(by, invitation) or not_as(by, standing)
    return barred or answering(standing, by, invitation) or not_over(meeting)


def answering(standing: Standing, by: Capacity, invitation: Invitation) -> Reason | None:
    """The same where the standing is known; not whether it is too late."""
    if not standing.inside:
        return hidden()
    if by.organisation is None:
        return Reason(_("Organisations say whether they come."), _("Choose the hat of one above."))
    if by.of != invitation.organisation_id:
        return Reason(_("{name} is not the organisation you act for.").format(name=invitation.name))
    return None if has_word(standing, by) else mute(by)


def may_propose(by: Capacity, meeting: Meeting, *, at: datetime) -> Reason | None:
    """Bring an item: organisations with a place in the body, and those who lead it."""
    standing = standing_behind(by, at=at)
    there = organisations_of(meeting.body, on=day_of(at)).values_list("pk", flat=True)
    seated = set(there.filter(pk__in=[by.organisation]))
    barred = same_coalition(by, meeting) or not_as(by, standing)
    return barred or proposing(standing, by, meeting, seated) or not_over(meeting)


def proposing(standing: Standing, by: Capacity, meeting: Meeting, seated: Collection[UUID]) -> Reason | None:
    """The same where the standing is known. seated: organisations with a place, or at least the hat's if it has one."""
    if not standing.inside:
        return hidden()
    if by.body:
        return leading(standing, by, meeting)
    if by.organisation is None:
        return Reason(
            _("Items are brought in the name of an organisation or a body."), _("Choose another hat above.")
        )
    if by.organisation not in seated:
        why = _("{name} has no place in {body}.").format(name=by.of_name, body=meeting.body_name)
        return Reason(why, _("Ask one of its organisations to bring it."))
    return None if has_word(standing, by) else mute(by)


def may_change_item(by: Capacity, item: AgendaItem, *, at: datetime) -> Reason | None:
    """Change an item: who leads the meeting; and who brought it, as long as it was not placed."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, item) or not_as(by, standing) or not_over(item.meeting)
    return barred or changing_item(standing, by, item)


def changing_item(standing: Standing, by: Capacity, item: AgendaItem) -> Reason | None:
    """The same where the standing is known."""
    barred = leading(standing, by, item.meeting)
    own = by.organisation is not None and by.organisation == item.organisation_id and has_word(standing, by)
    if barred is None or (own and item.state == "proposed"):
        return None
    return barred


# ── in the room ──


def may_attend(by: Capacity, meeting: Meeting, organisation: UUID | None, *, at: datetime) -> Reason | None:
    """Note who is there: who leads; an organisation's own people for it, while the meeting goes on."""
    standing = standing_behind(by, at=at)
    barred = same_coalition(by, meeting) or not_as(by, standing) or running(meeting)
    return barred or attending(standing, by, meeting, organisation)


def attending(standing: Standing, by: Capacity, meeting: Meeting, organisation: UUID | None) -> Reason | None:
    """The same where the standing is known."""
    barred = leading(standing, by, meeting)
    own = organisation is not None and by.organisation == organisation and has_word(standing, by)
    return None if own else barred


def may_note_attendance(by: Capacity, attendance: Attendance, *, at: datetime) -> Reason | None:
    """Change what was noted about somebody: the same people."""
    organisation: UUID | None = attendance.organisation_id
    return same_coalition(by, attendance) or may_attend(by, attendance.meeting, organisation, at=at)


def may_keep_papers(by: Capacity, meeting: Meeting, *, at: datetime) -> Reason | None:
    """Add papers and tasks: organisations with a place in the body, and those who lead, before and after it."""
    standing = standing_behind(by, at=at)
    there = organisations_of(meeting.body, on=day_of(at)).values_list("pk", flat=True)
    seated = set(there.filter(pk__in=[by.organisation]))
    return same_coalition(by, meeting) or not_as(by, standing) or proposing(standing, by, meeting, seated)


def may_note(by: Capacity, meeting: Meeting, *, at: datetime) -> Reason | None:
    """Write notes: who leads, and organisations with a place, from the opening until the minutes are approved."""
    standing = standing_behind(by, at=at)
    there = organisations_of(meeting.body, on=day_of(at)).values_list("pk", flat=True)
    seated = set(there.filter(pk__in=[by.organisation]))
    barred = same_coalition(by, meeting) or not_as(by, standing)
    return barred or noting(standing, by, meeting, seated) or was_opened(meeting)


def noting(standing: Standing, by: Capacity, meeting: Meeting, seated: Collection[UUID]) -> Reason | None:
    """The same where the standing and the seats are known."""
    return proposing(standing, by, meeting, seated)


def was_opened(meeting: Meeting) -> Reason | None:
    """Whether there is anything to note yet."""
    if meeting.state in (MeetingState.RUNNING, MeetingState.ENDED):
        return None
    return Reason(_("Notes begin when the meeting is opened."), bar=Bar.NOT_NOW)


def not_approved(minutes: Minutes) -> Reason | None:
    """Whether minutes are still a draft; once approved they stand as they were sealed."""
    if minutes.approved_at is None:
        return None
    return Reason(
        _("These minutes are approved already."), _("Put right beside them what is wrong."), Bar.CONFLICT
    )


# ── small words ──


def has_word(standing: Standing, by: Capacity) -> bool:
    """Whether the hat's mandate lets one speak or vote for the organisation."""
    return standing.may(by, Power.SPEAK) or standing.may(by, Power.VOTE)
