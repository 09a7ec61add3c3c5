"""Everything that can be wrong with a roster, and everything worth telling about one that is right.

Codes only: another layer words them. `TABLE` says what each means, which values it carries and the mend.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from comity.core.roster.fields import Kind


class Mend(StrEnum):
    """What a person can do about a problem."""

    CHOOSE_COLUMN = "choose_column"
    FILL_IN = "fill_in"
    CORRECT = "correct"
    SHORTEN = "shorten"
    MAP_VALUE = "map_value"
    ADD_ORGANISATION = "add_organisation"
    NAME_ONE = "name_one"
    REMOVE_ROW = "remove_row"
    AGREE = "agree"


class Code(StrEnum):
    """One code per kind of problem."""

    COLUMN_NOT_CHOSEN = "column_not_chosen"
    COLUMN_NOT_THERE = "column_not_there"
    NO_ROWS = "no_rows"
    MISSING_NAME = "missing_name"
    TOO_LONG = "too_long"
    DUPLICATE_KEY = "duplicate_key"
    DUPLICATE_ORGANISATION = "duplicate_organisation"
    BAD_EMAIL = "bad_email"
    EMAIL_OF_ANOTHER = "email_of_another"
    BAD_WEBSITE = "bad_website"
    UNCLEAR_YES_NO = "unclear_yes_no"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    AMBIGUOUS_ORGANISATION = "ambiguous_organisation"
    MISSING_END = "missing_end"
    SELF_TIE = "self_tie"
    CONTRADICTORY_TIE = "contradictory_tie"
    UNKNOWN_LEVEL = "unknown_level"
    BAD_DATE = "bad_date"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code says, the names of its values, and the mend."""

    says: str
    mend: Mend
    values: tuple[str, ...] = ()


TABLE: Mapping[Code, Meaning] = {
    Code.COLUMN_NOT_CHOSEN: Meaning(
        "no column is chosen for a field that must be there", Mend.CHOOSE_COLUMN, ("field",)
    ),
    Code.COLUMN_NOT_THERE: Meaning(
        "the chosen column isn't in the table", Mend.CHOOSE_COLUMN, ("field", "columns")
    ),
    Code.NO_ROWS: Meaning("no table was given", Mend.FILL_IN),
    Code.MISSING_NAME: Meaning("the row has no name", Mend.FILL_IN),
    Code.TOO_LONG: Meaning("the cell is longer than its field", Mend.SHORTEN, ("limit",)),
    Code.DUPLICATE_KEY: Meaning("another organisation has the same key", Mend.CORRECT, ("other_row",)),
    Code.DUPLICATE_ORGANISATION: Meaning(
        "the organisation stands in an earlier row already, with other details", Mend.AGREE, ("other_row",)
    ),
    Code.BAD_EMAIL: Meaning("this is no e-mail address, or more than one", Mend.CORRECT),
    Code.EMAIL_OF_ANOTHER: Meaning(
        "an earlier row gives the same address to another name", Mend.AGREE, ("other_row", "other_name")
    ),
    Code.BAD_WEBSITE: Meaning("this is no web address", Mend.CORRECT),
    Code.UNCLEAR_YES_NO: Meaning("neither yes nor no", Mend.CORRECT),
    Code.UNKNOWN_ORGANISATION: Meaning(
        "no organisation has this name or key", Mend.ADD_ORGANISATION, ("nearest",)
    ),
    Code.AMBIGUOUS_ORGANISATION: Meaning(
        "several organisations have this name or short name", Mend.NAME_ONE, ("names",)
    ),
    Code.MISSING_END: Meaning("one of the two organisations is missing", Mend.FILL_IN),
    Code.SELF_TIE: Meaning("both ends are the same organisation", Mend.REMOVE_ROW),
    Code.CONTRADICTORY_TIE: Meaning(
        "an earlier row says something else about the same two", Mend.AGREE, ("other_row",)
    ),
    Code.UNKNOWN_LEVEL: Meaning("this value isn't matched with a kind of relationship yet", Mend.MAP_VALUE),
    Code.BAD_DATE: Meaning("this is no date written year-month-day", Mend.CORRECT),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `row` as in the file, `column` its name there; both None when about the whole table."""

    kind: Kind
    code: Code
    row: int | None = None
    column: str | None = None
    value: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def mend(self) -> Mend:
        """What helps."""
        return TABLE[self.code].mend


class Told(StrEnum):
    """What is worth telling about a roster; after the dash, where it comes from."""

    SECTOR_UNKNOWN = "sector_unknown"  # a sector cell nobody can place: left open
    BASE_UNKNOWN = "base_unknown"  # likewise, community-based or institution
    SIZE_UNREAD = "size_unread"  # a size that is no number: left open
    CONTACT_UNREAD = "contact_unread"  # a frequency nobody can place: contact, unknown how often
    REPORTED_BY_UNREAD = "reported_by_unread"  # taken as the table's own word
    SAME_PERSON_MERGED = "same_person_merged"  # the same person twice in one organisation
    SAME_TIE_MERGED = "same_tie_merged"  # the same tie twice
    NO_TIE_ROWS = "no_tie_rows"  # rows that say there is neither contact nor working relationship
    ASSUMED_NETWORKING = "assumed_networking"  # contact, level not given
    ORGANISATIONS_FROM_PEOPLE = "organisations_from_people"  # named only in the table of people


@dataclass(frozen=True, slots=True)
class Remark:
    """Something told once for all its rows: how many, the first of them, and some of the values."""

    kind: Kind
    code: Told
    count: int
    row: int
    column: str | None = None
    samples: tuple[str, ...] = ()
