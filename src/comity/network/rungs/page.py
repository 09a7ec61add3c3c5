"""What a tie's page shows: the rung of today and what it rests on, what the sides say and want, evidence by rung."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from comity.base.refusal import Reason
from comity.core.network import rungs as arithmetic
from comity.core.network.rungs import ENOUGH, ITEMS, Noted, Span, State
from comity.network.models import Evidence, Rung, Tie, noted
from comity.network.rungs.carried import AGE, Carried
from comity.network.rungs.initiative_queries import inherited_spans
from comity.network.rungs.permissions import noting, sides_of, siding
from comity.network.rungs.queries import Basis, evidence_of, said_on
from comity.network.rungs.wording import ITEM_WORDS, RUNG_WORDS, STATE_WORDS, item_in_words, rung_named

LADDER = range(arithmetic.NETWORKING, arithmetic.MULTISECTOR + 1)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence on the page. ours_waits: the reader's side has not said yet; ours: it is theirs."""

    row: Evidence
    state: State
    item: str
    look: str
    says: str | Promise
    waits_for: str
    ours_waits: bool
    ours: bool


@dataclass(frozen=True)
class Level:
    """One rung of the ladder. css: as the path draws it; lacks: what is missing; offers: items not seen yet."""

    number: int
    name: str
    meaning: str | Promise
    css: str
    word: tuple[str, str]
    pieces: Sequence[Piece]
    lacks: str
    offers: Sequence[str]


@dataclass(frozen=True)
class Side:
    """One organisation of the two: what it says of the tie, and how closely it would like to work."""

    organisation: Any
    says: str
    wants: str
    leaps: bool
    mine: bool


class Sheet:
    """Everything of one tie, for one reader under one hat."""

    def __init__(self, tie: Tie, standing: Any, by: Any, today: date) -> None:
        self.tie, self.standing, self.by, self.today = tie, standing, by, today

    @cached_property
    def rows(self) -> list[Evidence]:
        """All evidence, newest first, each with its tie."""
        rows = evidence_of([self.tie])[self.tie.pk]
        for row in rows:
            row.tie = self.tie
        return rows

    @cached_property
    def noted(self) -> list[Noted]:
        return [noted(row) for row in self.rows]

    @cached_property
    def inherited(self) -> list[Span]:
        return inherited_spans(self.tie.coalition_id).get(sides_of(self.tie), [])

    @cached_property
    def history(self) -> list[tuple[date, str]]:
        """The rungs that followed from evidence, newest first."""
        steps = arithmetic.history(self.noted, self.today, age=AGE, inherited=self.inherited)
        return [(step.on, rung_named(step.rung)) for step in reversed(steps)]

    @cached_property
    def rung(self) -> int:
        """The rung that follows from evidence today."""
        return arithmetic.rung_on(self.noted, self.today, age=AGE, inherited=self.inherited)

    @property
    def since(self) -> date | None:
        """Since when it is that rung."""
        return self.history[0][0] if self.history else None

    @property
    def falls_on(self) -> date | None:
        """When it falls if nothing new is noted."""
        return arithmetic.falls_on(self.noted, self.today, age=AGE, inherited=self.inherited)

    @cached_property
    def said(self) -> tuple[int, Basis]:
        """What the sides say."""
        return said_on(self.tie, self.today)

    @property
    def rests_on_evidence(self) -> bool:
        """Whether the rung shown, here and on the map, follows from evidence."""
        return bool(self.history)

    @cached_property
    def shown(self) -> int:
        """The rung that stands for this tie, here and on the map."""
        rests = Carried({self.tie.pk: self.noted}, {sides_of(self.tie): self.inherited}).of(self.tie, self.today)
        return self.said[0] if rests is None else rests

    @property
    def name(self) -> str:
        return rung_named(self.shown)

    @property
    def rests_on(self) -> str:
        """What the rung rests on, in a sentence."""
        words = {
            Basis.BOTH: _("Both say so. No evidence carries it yet."),
            Basis.ONE: _("One side says so. No evidence carries it yet."),
            Basis.LIST: _("A list says so. No evidence carries it yet."),
            Basis.NONE: _("Nobody has said yet how closely the two work."),
        }
        if not self.rests_on_evidence:
            return words[self.said[1]]
        if not self.rung:
            return _("What they did together is too long ago to carry a rung.")
        return _("This follows from what they really do together. Both sides confirmed it.")

    @property
    def differs(self) -> bool:
        """Evidence carries another rung than the sides say."""
        return self.rests_on_evidence and self.said[1] != Basis.NONE and self.said[0] != self.rung

    @property
    def said_name(self) -> str:
        return rung_named(self.said[0])

    @cached_property
    def sides(self) -> list[Side]:
        tie = self.tie
        return [
            self._side(tie.first, tie.first_says, tie.first_wants),
            self._side(tie.second, tie.second_says, tie.second_wants),
        ]

    def _side(self, organisation: Any, says: int | None, wants: int | None) -> Side:
        return Side(
            organisation, _word(says), _word(wants), wants is not None and wants > self.shown + 1,
            self.by.organisation == organisation.pk,
        )  # fmt: skip

    @cached_property
    def not_siding(self) -> Reason | None:
        """Why the reader can't answer for one of the two now."""
        return siding(self.standing, self.by, sides_of(self.tie))

    @cached_property
    def not_noting(self) -> Reason | None:
        """Why the reader can't note anything now."""
        return noting(self.standing, self.by, sides_of(self.tie))

    @cached_property
    def waiting(self) -> list[Piece]:
        """What waits for the reader's own side."""
        return [piece for level in self.ladder for piece in level.pieces if piece.ours_waits]

    @cached_property
    def withdrawn(self) -> list[Piece]:
        """What was taken back."""
        return [piece for piece in map(self._piece, self.rows) if piece.state == State.WITHDRAWN]

    @cached_property
    def ladder(self) -> list[Level]:
        """The five rungs from the first up."""
        found = [piece for piece in map(self._piece, self.rows) if piece.state != State.WITHDRAWN]
        return [self._level(number, [one for one in found if ITEMS[one.row.item] == number]) for number in LADDER]

    def _piece(self, row: Evidence) -> Piece:
        state = noted(row).state(self.today, age=AGE)
        look, says = STATE_WORDS[state]
        ours = self.not_siding is None
        silent = [side.organisation.name for side in self.sides if not row.stands_by(side.organisation.pk)]
        mine = ours and not row.stands_by(self.by.of) and row.withdrawn_at is None
        return Piece(row, state, item_in_words(row.item), look, says, ", ".join(silent), mine, ours)

    def _level(self, number: int, pieces: list[Piece]) -> Level:
        seen = {piece.row.item for piece in pieces if piece.state == State.CONFIRMED}
        offers = [str(words) for key, words in ITEM_WORDS.items() if ITEMS[key] == number and key not in seen]
        css, word = self._look(number, pieces)
        return Level(
            number, rung_named(number), RUNG_WORDS[number], css, word, pieces, self._lacks(number),
            offers if css == "next" else [],
        )  # fmt: skip

    def _look(self, number: int, pieces: list[Piece]) -> tuple[str, tuple[str, str]]:
        if number <= self.rung:
            return "done", ("ok", _("Holds"))
        if number == self.rung + 1:
            return "next", ("info", _("Next"))
        stale = any(piece.state == State.STALE for piece in pieces)
        return ("stale", ("warn", _("Too long ago"))) if stale else ("", ("", ""))

    def _lacks(self, number: int) -> str:
        """What is missing for a rung that does not hold."""
        if number <= self.rung:
            return ""
        if number == arithmetic.MULTISECTOR:
            return _("It comes from an initiative of three sectors in which both have a task under way.")
        lacking = arithmetic.missing(self.noted, number, self.today, age=AGE)
        parts = []
        if lacking.own:
            parts.append(_("{n} of {needed} are there.").format(n=ENOUGH - lacking.own, needed=ENOUGH))
        if lacking.below:
            below = ", ".join(rung_named(rung) for rung in lacking.below)
            parts.append(_("Something of each rung below is needed too: {rungs}.").format(rungs=below))
        return " ".join(parts)


def _word(level: int | None) -> str:
    return "" if level is None else str(Rung(level).label)
