"""What can be done to persons and organisations."""

from comity.people.acts.addresses import add_address, confirm_address, make_main, remove_address
from comity.people.acts.erasing import erase
from comity.people.acts.factors import (
    add_app,
    add_passkey,
    remove_factor,
    remove_password,
    renew_codes,
    set_password,
)
from comity.people.acts.organisations import edit_organisation, register_organisation
from comity.people.acts.persons import edit_person, make_administrator, register_person
from comity.people.acts.posting import try_mail_again
from comity.people.acts.sittings import end_sittings

__all__ = [
    "add_address",
    "add_app",
    "add_passkey",
    "confirm_address",
    "end_sittings",
    "erase",
    "edit_organisation",
    "edit_person",
    "make_administrator",
    "make_main",
    "register_organisation",
    "register_person",
    "remove_address",
    "remove_factor",
    "remove_password",
    "renew_codes",
    "set_password",
    "try_mail_again",
]
