"""What can be done to a founding."""

from comity.founding.convening.acts.approving import ask_later, constitute, join_later, open_approval
from comity.founding.convening.acts.calling import (
    drop_convening,
    invite_party,
    prepare_convening,
    remind_parties,
    remove_party,
    send_convening,
)
from comity.founding.convening.acts.meeting import (
    hear_party,
    introduce,
    raise_reservation,
    reopen_reservation,
    reply_to_invitation,
    settle_reservation,
)

__all__ = [
    "ask_later",
    "constitute",
    "drop_convening",
    "hear_party",
    "introduce",
    "invite_party",
    "join_later",
    "open_approval",
    "prepare_convening",
    "raise_reservation",
    "remind_parties",
    "remove_party",
    "reopen_reservation",
    "reply_to_invitation",
    "send_convening",
    "settle_reservation",
]
