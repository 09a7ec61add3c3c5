"""What can be done to persons and organisations."""

from comity.people.acts.addresses import add_address, confirm_address, make_main, remove_address
from comity.people.acts.organisations import edit_organisation, register_organisation
from comity.people.acts.persons import edit_person, make_administrator, register_person

__all__ = [
    "add_address",
    "confirm_address",
    "edit_organisation",
    "edit_person",
    "make_administrator",
    "make_main",
    "register_organisation",
    "register_person",
    "remove_address",
]
