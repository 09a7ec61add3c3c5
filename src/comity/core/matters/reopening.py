"""Whether a decided matter may be taken up again: the grounds of the rulebook, and what is brought for one."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from comity.core.rulebook.types import Grounds


class Ground(StrEnum):
    """On what a request rests. A review that found something to change needs no other."""

    NEW_FACTS = "new_facts"
    SHARE = "share"
    TIME = "time"
    REVIEW = "review"


class Refusal(StrEnum):
    """Why a request fails."""

    NO_GROUND = "no_ground"  # the rulebook doesn't know this ground
    WINDOW_OVER = "window_over"
    OLD_FACTS = "old_facts"  # known before the decision
    FACTS_TO_COME = "facts_to_come"  # not known yet on the day of the request
    TOO_SOON = "too_soon"
    UPHELD = "upheld"  # no review says that it should be changed
    REVIEW_EARLY = "review_early"  # it was looked at before its day, or without one
    OWN_REVIEW = "own_review"  # whoever asks found it themselves


@dataclass(frozen=True, slots=True)
class Brought:
    """A request as it is judged. known_on: when the new facts became known; supporters, members: in organisations.

    to_change: whether the last review says so. review_fault: why that review carries no request, if it carries none.
    """

    ground: Ground
    decided_on: date
    asked_on: date
    known_on: date | None = None
    supporters: int = 0
    members: int = 0
    to_change: bool = False
    review_fault: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Granted; or refused, with the day that a message needs; or waiting for `needed` supporters in all."""

    refusal: Refusal | None = None
    day: date | None = None
    needed: int = 0

    @property
    def granted(self) -> bool:
        return self.refusal is None and not self.needed


def judge(grounds: Grounds, brought: Brought) -> Verdict:
    """What the rulebook says to a request. The window binds every ground but a review, which has its own day.

    Such a review was due, and whoever asks did not make it alone: else authors could reopen at will.
    """
    if brought.ground is Ground.REVIEW:
        return Verdict(brought.review_fault if brought.to_change else Refusal.UPHELD)
    if not offered(grounds, brought.ground):
        return Verdict(Refusal.NO_GROUND)
    last = window_ends(grounds, brought.decided_on)
    if last is not None and brought.asked_on > last:
        return Verdict(Refusal.WINDOW_OVER, last)
    match brought.ground:
        case Ground.NEW_FACTS:
            return _facts(brought)
        case Ground.TIME:
            first = brought.decided_on + timedelta(days=grounds.after_days or 0)
            return Verdict() if brought.asked_on >= first else Verdict(Refusal.TOO_SOON, first)
        case _:
            needed = supporters_needed(grounds.share or Fraction(1), brought.members)
            return Verdict() if brought.supporters >= needed else Verdict(needed=needed)


def offered(grounds: Grounds, ground: Ground) -> bool:
    """Whether the rulebook knows that ground."""
    known = {
        Ground.NEW_FACTS: grounds.new_facts,
        Ground.SHARE: grounds.share is not None,
        Ground.TIME: grounds.after_days is not None,
        Ground.REVIEW: True,
    }
    return known[ground]


def window_ends(grounds: Grounds, decided_on: date) -> date | None:
    """The last day on which it can be asked for; None: there is no end."""
    return None if grounds.window_days is None else decided_on + timedelta(days=grounds.window_days)


def supporters_needed(share: Fraction, members: int) -> int:
    """How many organisations that share is; at least one."""
    return max(1, ceil(share * members))


def _facts(brought: Brought) -> Verdict:
    if brought.known_on is None or brought.known_on <= brought.decided_on:
        return Verdict(Refusal.OLD_FACTS, brought.decided_on)
    return Verdict(Refusal.FACTS_TO_COME) if brought.known_on > brought.asked_on else Verdict()
