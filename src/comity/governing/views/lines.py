"""What the page of a question shows line by line: an answer, an objection."""

from dataclasses import dataclass

from comity.base.refusal import Reason
from comity.governing.models import Objection, RollEntry, Vote


@dataclass(frozen=True)
class Said:
    """One organisation's answer: the roll's entry (its name then), the vote, its word and sign."""

    entry: RollEntry
    vote: Vote
    answer: str
    kind: str
    earlier: int


@dataclass(frozen=True)
class Objected:
    """An objection with what the reader may do about it."""

    objection: Objection
    entry: RollEntry
    standing: bool
    may_take_back: bool
    may_reply: bool
    may_take_in: Reason | None
    #: it halts the closing; it is kept for good
    halts: bool
    kept: bool
