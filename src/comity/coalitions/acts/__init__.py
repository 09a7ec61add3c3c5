"""What can be done in a coalition."""

from comity.coalitions.acts.bodies import (
    change_body,
    create_body,
    end_body,
    end_seat,
    fill_seat,
    give_seat,
    resume_body,
    set_seat_level,
    vacate_seat,
)
from comity.coalitions.acts.coalitions import change_settings, enter_stage, found_coalition
from comity.coalitions.acts.invitations import invite_again, invite_representative
from comity.coalitions.acts.leaving import give_notice, take_notice_back
from comity.coalitions.acts.mandates import end_mandate, extend_mandate, give_mandate
from comity.coalitions.acts.memberships import (
    add_member,
    change_membership,
    enter_organisation,
    restore_membership,
    show_as,
)
from comity.coalitions.acts.merging import merge_organisations
from comity.coalitions.acts.structure import call_term, renew_term, set_structure

__all__ = [
    "add_member",
    "call_term",
    "change_body",
    "change_membership",
    "change_settings",
    "create_body",
    "end_body",
    "resume_body",
    "end_mandate",
    "end_seat",
    "enter_organisation",
    "enter_stage",
    "extend_mandate",
    "fill_seat",
    "found_coalition",
    "give_mandate",
    "give_notice",
    "give_seat",
    "invite_again",
    "invite_representative",
    "merge_organisations",
    "renew_term",
    "restore_membership",
    "set_seat_level",
    "set_structure",
    "show_as",
    "take_notice_back",
    "vacate_seat",
]
