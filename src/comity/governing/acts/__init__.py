"""What can be done to questions, answers and decisions."""

from comity.governing.acts.adopting import (
    accept_rulebook,
    ask_to_accept,
    drop_rulebook,
    propose_rulebook,
    restore_rulebook,
    take_up_rulebook,
)
from comity.governing.acts.amendments import (
    accept_amendment,
    amend,
    carry_amendment,
    decline_amendment,
    put_amendment,
    withdraw_amendment,
)
from comity.governing.acts.answers import cast_paper, cast_vote
from comity.governing.acts.closing import close_question, halt_question, remind_voters
from comity.governing.acts.discussing import answer_inquiry, inquire, share_question
from comity.governing.acts.entering import contest_vote, enter_vote
from comity.governing.acts.informing import tell_members
from comity.governing.acts.looking import ask_to_look, look_at_rule
from comity.governing.acts.matters import freeze_matter, thaw_matter
from comity.governing.acts.objections import (
    end_halt,
    integrate_change,
    keep_objection,
    raise_objection,
    reply_to,
    stand_aside,
    withdraw_objection,
)
from comity.governing.acts.options import list_options, options_version
from comity.governing.acts.proxies import accept_proxy, end_proxy, offer_proxy
from comity.governing.acts.questions import (
    EDITABLE,
    draft_question,
    edit_question,
    move_closing,
    open_question,
    put_question,
    withdraw_question,
)
from comity.governing.acts.ratifying import put_to_all
from comity.governing.acts.reopening import ask_reopening, support_reopening, withdraw_reopening
from comity.governing.acts.reports import file_reports
from comity.governing.acts.reviewing import ask_review, carry_out, review_decision
from comity.governing.acts.rulebook import adopt_rulebook, draft_rulebook, edit_rulebook
from comity.governing.acts.ties import ask_chair, settle_tie

__all__ = [
    "put_to_all",
    "take_up_rulebook",
    "restore_rulebook",
    "propose_rulebook",
    "drop_rulebook",
    "ask_to_accept",
    "accept_rulebook",
    "EDITABLE",
    "accept_amendment",
    "accept_proxy",
    "amend",
    "ask_chair",
    "contest_vote",
    "end_halt",
    "end_proxy",
    "enter_vote",
    "offer_proxy",
    "settle_tie",
    "adopt_rulebook",
    "answer_inquiry",
    "ask_reopening",
    "ask_review",
    "ask_to_look",
    "carry_amendment",
    "carry_out",
    "cast_paper",
    "cast_vote",
    "close_question",
    "decline_amendment",
    "draft_question",
    "draft_rulebook",
    "edit_question",
    "edit_rulebook",
    "file_reports",
    "freeze_matter",
    "halt_question",
    "inquire",
    "integrate_change",
    "keep_objection",
    "list_options",
    "look_at_rule",
    "move_closing",
    "open_question",
    "options_version",
    "put_amendment",
    "put_question",
    "raise_objection",
    "remind_voters",
    "reply_to",
    "review_decision",
    "share_question",
    "stand_aside",
    "support_reopening",
    "tell_members",
    "thaw_matter",
    "withdraw_amendment",
    "withdraw_objection",
    "withdraw_question",
    "withdraw_reopening",
]
