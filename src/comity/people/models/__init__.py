"""Persons and organisations: install-wide, visible only through a shared coalition or their own public page."""

from comity.people.models.door import MailedKey, Purpose, Sitting, Tally
from comity.people.models.organisations import Base, DecisionRhythm, Organisation, Sector
from comity.people.models.persons import Person

__all__ = [
    "Base",
    "DecisionRhythm",
    "MailedKey",
    "Organisation",
    "Person",
    "Purpose",
    "Sector",
    "Sitting",
    "Tally",
]
