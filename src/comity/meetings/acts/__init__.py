"""What can be done to series, meetings, agendas, invitations, attendance and notes."""

from comity.meetings.acts.agenda import ITEM, bring_item, change_item, drop_item, link_question, place_item
from comity.meetings.acts.answers import answer_invitation
from comity.meetings.acts.feeds import make_feed, revoke_feed
from comity.meetings.acts.holding import (
    arrive,
    end_meeting,
    finish_item,
    leave,
    start_meeting,
    strike,
    take_up,
)
from comity.meetings.acts.meetings import (
    DETAILS,
    ask_to_call,
    call_meeting,
    cancel_meeting,
    change_meeting,
    move_meeting,
    plan_meeting,
    remind,
)
from comity.meetings.acts.minutes import amend_minutes, approve_minutes, draft_minutes
from comity.meetings.acts.notes import strike_note, take_as_concern, write_note
from comity.meetings.acts.series import RULES, begin_series, change_series, end_series, plan_ahead

__all__ = [
    "DETAILS",
    "ITEM",
    "RULES",
    "amend_minutes",
    "answer_invitation",
    "approve_minutes",
    "arrive",
    "ask_to_call",
    "begin_series",
    "bring_item",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_series",
    "draft_minutes",
    "drop_item",
    "end_meeting",
    "end_series",
    "finish_item",
    "leave",
    "link_question",
    "make_feed",
    "move_meeting",
    "place_item",
    "plan_ahead",
    "plan_meeting",
    "remind",
    "revoke_feed",
    "start_meeting",
    "strike",
    "strike_note",
    "take_as_concern",
    "take_up",
    "write_note",
]
