"""Organisations say whether they come, and may say otherwise until the meeting is over."""

from datetime import datetime

from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.meetings import telling
from comity.meetings.acts.reading import fresh_part
from comity.meetings.models import Invitation, Reply
from comity.meetings.permissions import may_answer
from comity.notices.asks import close_asks


@act("meetings.invitation.answered", says=gettext_noop("answered for {about}, about {meeting}: {reply}"))
def answer_invitation(
    invitation: Invitation, reply: Reply, *, deputy: str = "", words: str = "", by: Capacity, at: datetime
) -> Changes[Invitation]:
    """Say for the organisation whether it comes, and who comes instead. A later answer replaces an earlier one."""
    invitation = fresh_part(invitation, by)
    require(may_answer(by, invitation, at=at))
    before = invitation.reply
    invitation.reply, invitation.deputy, invitation.words = reply, deputy, words
    invitation.person_id, invitation.replied_at = by.someone, at
    invitation.store()
    close_asks(invitation.meeting, at=at, kind=telling.RSVP, organisation=invitation.organisation_id)
    told = {"about": invitation.name, "meeting": invitation.meeting.name}
    return Changes(
        invitation, words=told, of_meeting=invitation.meeting_id, organisation=invitation.organisation_id, reply=reply,
        before=before,
    )  # fmt: skip
