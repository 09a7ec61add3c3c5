"""Minutes are drafted, approved and sealed; what is wrong in them later is put right beside them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.canonical import fingerprint
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.reports.falling_due import fall_due
from comity.meetings import telling
from comity.meetings.acts.reading import fresh_meeting
from comity.meetings.drafting import drafted
from comity.meetings.models import COUNTED, Amendment, Attendance, Meeting, MeetingState, Minutes
from comity.meetings.permissions import may_lead, not_approved
from comity.meetings.sealing import minutes_text, seals
from comity.notices.asks import close_asks
from comity.people.models import Organisation
from comity.texts.acts import freeze_text, open_text
from comity.texts.models import Suggestion, SuggestionState, Text


@act("meetings.minutes.drafted", says=gettext_noop("drafted the minutes of {about}"))
def draft_minutes(meeting: Meeting, *, by: Capacity, at: datetime) -> Changes[Minutes]:
    """Draft the minutes from what the records know. They are a text: those who were there suggest what is missing."""
    meeting = fresh_meeting(meeting, by)
    require(may_lead(by, meeting, at=at) or _over(meeting))
    if Minutes.objects.filter(meeting=meeting).exists():
        require(Reason(_("The minutes of this meeting are written already."), bar=Bar.CONFLICT))
    minutes = Minutes(coalition_id=home(by), meeting=meeting, drafted_at=at).store()
    words = drafted(meeting)
    text = open_text(minutes, title=str(minutes)[:160], words=words, by=by, at=at)
    minutes.text = text.pk
    minutes.store()
    close_asks(meeting, at=at, kind=telling.MINUTES)
    telling.tell_minutes(minutes, approved=False, at=at)
    return Changes(minutes, also=[text], words={"about": meeting.name}, of_meeting=meeting.pk)


@act("meetings.minutes.approved", says=gettext_noop("approved the minutes of {about}, version {version}"))
def approve_minutes(
    minutes: Minutes, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Minutes]:  # fmt: skip
    """Approve the minutes as they read now: they are sealed, stand still for good, and are sent to all who were called.

    Refused while a suggestion waits for its answer. Raises Changed when their text no longer says what was `read`.
    """
    minutes = _fresh(minutes, by)
    require(may_lead(by, minutes.meeting, at=at) or not_approved(minutes) or _nothing_waits(minutes))
    text = Text.objects.select_related("coalition").get(pk=minutes.text)
    if read is not None:
        read.require(text)
    minutes.approved_at, minutes.approved_for, minutes.person_id = at, by.of_name, by.person
    minutes.version = text.number
    minutes.seal = fingerprint(minutes_text(minutes))
    minutes.store()
    if text.frozen_at is None:
        freeze_text(text, why=_("The minutes are approved."), by=by, at=at)
    telling.tell_minutes(minutes, approved=True, at=at)
    meeting = minutes.meeting
    reports = fall_due(meeting, _were_there(meeting), title=meeting.name, at=at)
    return Changes(
        minutes, also=reports, words={"about": meeting.name}, of_meeting=meeting.pk, version=minutes.version,
        seal=minutes.seal, seals=seals(minutes),
    )  # fmt: skip


@act("meetings.minutes.amended", says=gettext_noop("put something right beside the minutes of {about}"))
def amend_minutes(minutes: Minutes, words: str, *, by: Capacity, at: datetime) -> Changes[Amendment]:
    """Approved minutes stay as they were sealed; a correction stands beside them, and all are told."""
    minutes = _fresh(minutes, by)
    require(may_lead(by, minutes.meeting, at=at) or _approved(minutes))
    amendment = Amendment(
        coalition_id=home(by),
        minutes=minutes,
        words=words,
        person_id=by.person,
        for_name=by.of_name,
        written_at=at,
    ).store()
    telling.tell_minutes(minutes, approved=True, at=at, amended=amendment.words)
    told = {"about": minutes.meeting.name, "words": amendment.words}
    return Changes(amendment, words=told, of_meeting=minutes.meeting_id, of_minutes=minutes.pk)


def _fresh(minutes: Minutes, by: Capacity) -> Minutes:
    require(same_coalition(by, minutes))
    found: Minutes = Minutes.objects.get(pk=minutes.pk)
    found.meeting = fresh_meeting(minutes.meeting, by)
    return found


def _were_there(meeting: Meeting) -> list[Organisation]:
    """The organisations of the body that were there: each hears from its representative what came of it."""
    rows = Attendance.objects.filter(meeting=meeting, role__in=COUNTED, organisation__isnull=False)
    found = {row.organisation_id: row.organisation for row in rows.select_related("organisation")}
    return list(found.values())


def _over(meeting: Meeting) -> Reason | None:
    if meeting.state == MeetingState.ENDED:
        return None
    return Reason(_("Minutes are written when the meeting is over."), bar=Bar.NOT_NOW)


def _approved(minutes: Minutes) -> Reason | None:
    if minutes.approved_at is not None:
        return None
    return Reason(_("These minutes are still a draft."), _("Change the text itself."), Bar.NOT_NOW)


def _nothing_waits(minutes: Minutes) -> Reason | None:
    waiting = Suggestion.objects.filter(text=minutes.text, state=SuggestionState.WAITING)
    if not waiting.exists():
        return None
    return Reason(_("A suggestion waits for its answer."), _("Accept or decline it first."), Bar.NOT_NOW)
