"""What can be done to series, meetings, agendas, invitations, attendance and notes."""

from comity.meetings.acts.agenda import ITEM, bring_item, change_item, drop_item, link_question, place_item
from comity.meetings.acts.answers import answer_invitation
from comity.meetings.acts.feeds import make_feed, revoke_feed
from comity.meetings.acts.floor import (
    ask_to_speak,
    end_round,
    end_turn,
    give_floor,
    lengthen_turn,
    start_pairs,
    start_round,
    withdraw_wish,
)
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
    changeable,
    move_meeting,
    plan_meeting,
    remind,
    tell_newcomers,
)
from comity.meetings.acts.minutes import amend_minutes, approve_minutes, draft_minutes
from comity.meetings.acts.notes import (
    strike_note,
    take_as_concern,
    take_as_decision,
    take_as_task,
    write_note,
)
from comity.meetings.acts.series import RULES, begin_series, change_series, end_series, plan_ahead
from comity.meetings.acts.voting import put_to_vote, ratify, sitting_of

__all__ = [
    "DETAILS",
    "ITEM",
    "RULES",
    "amend_minutes",
    "answer_invitation",
    "approve_minutes",
    "arrive",
    "ask_to_call",
    "ask_to_speak",
    "begin_series",
    "bring_item",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_series",
    "changeable",
    "draft_minutes",
    "drop_item",
    "end_meeting",
    "end_round",
    "end_series",
    "end_turn",
    "finish_item",
    "give_floor",
    "leave",
    "lengthen_turn",
    "link_question",
    "make_feed",
    "move_meeting",
    "place_item",
    "plan_ahead",
    "plan_meeting",
    "put_to_vote",
    "ratify",
    "remind",
    "revoke_feed",
    "sitting_of",
    "start_meeting",
    "start_pairs",
    "start_round",
    "strike",
    "strike_note",
    "take_as_concern",
    "take_as_decision",
    "take_as_task",
    "take_up",
    "tell_newcomers",
    "withdraw_wish",
    "write_note",
]
