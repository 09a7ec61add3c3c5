"""What a roster's tables can hold: kinds of table, fields, and the values with a meaning of their own."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What one row of a table is about. Organisations may bring their contact people along."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    TIES = "ties"


class Field(StrEnum):
    """What a column can mean; which field belongs to which kind stands in `FIELDS`."""

    KEY = "key"
    NAME = "name"
    SHORT = "short"
    SECTOR = "sector"
    BASE = "base"
    PLACE = "place"
    SIZE = "size"
    WEBSITE = "website"
    EMAIL = "email"
    WORDS = "words"
    CONTACT_NAME = "contact_name"
    CONTACT_EMAIL = "contact_email"
    CONTACT_ROLE = "contact_role"
    MAY_VOTE = "may_vote"
    ORGANISATION = "organisation"
    ROLE = "role"
    FROM = "from"
    TO = "to"
    LEVEL = "level"
    CONTACT = "contact"
    REPORTED_BY = "reported_by"
    SOURCE = "source"
    ON = "on"


FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.ORGANISATIONS: (
        Field.KEY,
        Field.NAME,
        Field.SHORT,
        Field.SECTOR,
        Field.BASE,
        Field.PLACE,
        Field.SIZE,
        Field.WEBSITE,
        Field.EMAIL,
        Field.WORDS,
        Field.CONTACT_NAME,
        Field.CONTACT_EMAIL,
        Field.CONTACT_ROLE,
        Field.MAY_VOTE,
    ),
    Kind.PEOPLE: (Field.NAME, Field.EMAIL, Field.ORGANISATION, Field.ROLE, Field.MAY_VOTE),
    Kind.TIES: (
        Field.FROM,
        Field.TO,
        Field.LEVEL,
        Field.CONTACT,
        Field.REPORTED_BY,
        Field.SOURCE,
        Field.ON,
    ),
}

REQUIRED: dict[Kind, tuple[Field, ...]] = {
    Kind.ORGANISATIONS: (Field.NAME,),
    Kind.PEOPLE: (Field.NAME,),
    Kind.TIES: (Field.FROM, Field.TO),
}


class Sector(StrEnum):
    """Who an organisation belongs to."""

    PUBLIC = "public"
    PRIVATE = "private"
    NONPROFIT = "nonprofit"
    CITIZEN = "citizen"


class Base(StrEnum):
    """Whether an organisation stands in the community or is an institution."""

    COMMUNITY = "community"
    INSTITUTION = "institution"


class Rung(IntEnum):
    """The working relationship of two organisations. NONE: asked, and there is no working relationship."""

    NONE = 0
    NETWORKING = 1
    COORDINATION = 2
    COOPERATION = 3
    COLLABORATION = 4
    MULTISECTOR = 5


class Contact(StrEnum):
    """How often two organisations are in contact. SOME: in contact, how often isn't known."""

    NEVER = "never"
    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DAILY = "daily"
    SOME = "some"


class Reported(StrEnum):
    """Who says that there is a tie."""

    FROM = "from"  # the first organisation says so
    BOTH = "both"  # each of the two does
    GIVEN = "given"  # the table says so, neither side is named
