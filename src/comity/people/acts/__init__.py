"""What can be done to persons and organisations."""

from comity.people.acts.organisations import edit_organisation, register_organisation
from comity.people.acts.persons import register_person

__all__ = ["edit_organisation", "register_organisation", "register_person"]
