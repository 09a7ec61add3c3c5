"""What can be done to series, meetings, agendas and invitations."""

from comity.meetings.acts.agenda import ITEM, bring_item, change_item, drop_item, link_question, place_item
from comity.meetings.acts.answers import answer_invitation
from comity.meetings.acts.feeds import make_feed, revoke_feed
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
from comity.meetings.acts.series import RULES, begin_series, change_series, end_series, plan_ahead

__all__ = [
    "DETAILS",
    "ITEM",
    "RULES",
    "answer_invitation",
    "ask_to_call",
    "begin_series",
    "bring_item",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_series",
    "drop_item",
    "end_series",
    "link_question",
    "make_feed",
    "move_meeting",
    "place_item",
    "plan_ahead",
    "plan_meeting",
    "remind",
    "revoke_feed",
]
