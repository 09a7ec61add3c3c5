"""What can be done to questions, answers and decisions."""

from comity.governing.acts.answers import cast_vote
from comity.governing.acts.closing import close_question, remind_voters
from comity.governing.acts.objections import integrate_change, raise_objection, reply_to, withdraw_objection
from comity.governing.acts.questions import (
    EDITABLE,
    draft_question,
    edit_question,
    move_closing,
    open_question,
    put_question,
    withdraw_question,
)
from comity.governing.acts.rulebook import adopt_rulebook, draft_rulebook, edit_rulebook

__all__ = [
    "EDITABLE",
    "adopt_rulebook",
    "cast_vote",
    "close_question",
    "draft_question",
    "draft_rulebook",
    "edit_question",
    "edit_rulebook",
    "integrate_change",
    "move_closing",
    "open_question",
    "put_question",
    "raise_objection",
    "remind_voters",
    "reply_to",
    "withdraw_objection",
    "withdraw_question",
]
