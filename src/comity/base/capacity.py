"""For whom do I act? A capacity stands on every act and is written into its record."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActsFor(StrEnum):
    """Whose voice it is: one's own, an organisation's, a body's of the coalition, or the rule's (deadlines)."""

    SELF = "self"
    ORGANISATION = "organisation"
    BODY = "body"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Capacity:
    """Who acts (`person`, None for the rule), for whom (`acts_for`, `of`), in which coalition (None: the install).

    The names are those at the time of acting, so that the record reads rightly for ever.
    """

    person: UUID | None
    person_name: str
    acts_for: ActsFor
    of: UUID | None
    of_name: str
    coalition: UUID | None

    @property
    def value(self) -> str:
        """The short form that a hat form posts back: `self`, `organisation:<id>` or `body:<id>`."""
        return self.acts_for if self.of is None else f"{self.acts_for}:{self.of}"

    @property
    def someone(self) -> UUID:
        """The person; ValueError for the rule, which is nobody."""
        if self.person is None:
            raise ValueError("The rule is nobody.")
        return self.person

    @property
    def spoken_for(self) -> UUID:
        """The organisation or body spoken for; ValueError for who speaks for none."""
        if self.of is None:
            raise ValueError("Nobody is spoken for.")
        return self.of

    @property
    def organisation(self) -> UUID | None:
        """The organisation spoken for, if any."""
        return self.of if self.acts_for == ActsFor.ORGANISATION else None

    @property
    def body(self) -> UUID | None:
        """The body spoken for, if any."""
        return self.of if self.acts_for == ActsFor.BODY else None


def the_rule(coalition: UUID | None) -> Capacity:
    """The capacity in which deadlines act: no person, only the rule that was agreed."""
    return Capacity(None, "", ActsFor.RULE, None, "", coalition)
