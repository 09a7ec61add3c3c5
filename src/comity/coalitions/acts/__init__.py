"""What can be done in a coalition."""

from comity.coalitions.acts.bodies import create_body, end_body, end_seat, fill_seat, give_seat, vacate_seat
from comity.coalitions.acts.coalitions import change_settings, enter_stage, found_coalition
from comity.coalitions.acts.mandates import end_mandate, give_mandate
from comity.coalitions.acts.memberships import add_member, change_membership

__all__ = [
    "add_member",
    "change_membership",
    "change_settings",
    "create_body",
    "end_body",
    "end_mandate",
    "end_seat",
    "enter_stage",
    "fill_seat",
    "found_coalition",
    "give_mandate",
    "give_seat",
    "vacate_seat",
]
