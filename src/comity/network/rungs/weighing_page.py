"""What the page of a weighing shows: to all sides the rung and the next step, to each side alone what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from comity.base.refusal import Reason
from comity.core.advice.relationship import Mean
from comity.core.network.rungs import ITEMS
from comity.network.models import Weighing, WeighingSide, WeighingState
from comity.network.rungs.weighing_permissions import answering_weighing
from comity.network.rungs.weighing_wording import GETTING, HOLDS, MEANS, STEPS
from comity.network.rungs.wording import ITEM_WORDS, rung_named


@dataclass(frozen=True)
class Gap:
    """One of the means that one's own side has not got, and the step that supplies it. lacks: nor can get."""

    name: str | Promise
    step: str | Promise
    lacks: bool


class WeighingSheet:
    """Everything of one weighing, for one reader under one hat."""

    def __init__(self, weighing: Weighing, standing: Any, by: Any) -> None:
        self.weighing, self.standing, self.by = weighing, standing, by

    @cached_property
    def sides(self) -> list[WeighingSide]:
        return list(self.weighing.sides.select_related("organisation"))

    @cached_property
    def barred(self) -> Reason | None:
        """Why nothing can be answered under this hat."""
        return answering_weighing(self.standing, self.by, {side.organisation_id for side in self.sides})

    @cached_property
    def mine(self) -> WeighingSide | None:
        """The reader's own side."""
        if self.barred is not None:
            return None
        return next(side for side in self.sides if side.organisation_id == self.by.of)

    @property
    def said(self) -> dict[str, Any]:
        """What one's own side answered so far, as the form shows it."""
        if self.mine is None or self.mine.answered_at is None:
            return {}
        names = ("wants", *(mean.value for mean in Mean), "relies", "stays")
        return {name: getattr(self.mine, name) for name in names}

    @property
    def is_open(self) -> bool:
        return self.weighing.state == WeighingState.OPEN

    @property
    def shown(self) -> bool:
        return self.weighing.state == WeighingState.SHOWN

    @property
    def rung_name(self) -> str:
        return rung_named(self.weighing.rung or 0)

    @property
    def today_name(self) -> str:
        return rung_named(self.weighing.today or 0)

    @property
    def waits_name(self) -> str:
        return rung_named(self.weighing.waits_for)

    @property
    def step(self) -> str | Promise:
        """The next step, the same for all."""
        return STEPS[self.weighing.rung or 0]

    @property
    def offers(self) -> Sequence[str]:
        """What would show that rung."""
        return [str(words) for key, words in ITEM_WORDS.items() if ITEMS[key] == self.weighing.rung]

    @property
    def next_rung(self) -> int:
        """The rung above the advice, for which each side sees what it lacks."""
        return min((self.weighing.rung or 0) + 1, 5)

    @property
    def next_name(self) -> str:
        return rung_named(self.next_rung)

    @property
    def leaps(self) -> bool:
        """One's own side wants more than one rung above where all stand."""
        return self.mine is not None and self.mine.answer.leaps(self.weighing.today or 0)

    @property
    def holds(self) -> list[str | Promise]:
        """What of one's own answers stands against the rung above the advice."""
        if self.mine is None:
            return []
        return [HOLDS[factor] for factor in self.mine.answer.holds_back(self.next_rung)]

    @property
    def gaps(self) -> list[Gap]:
        """What one's own side has to get for the rung of the advice and the one above."""
        if self.mine is None:
            return []
        answer = self.mine.answer
        lacks, gets = answer.lacks(self.next_rung), answer.must_get(self.next_rung)
        return [Gap(MEANS[m], GETTING[m], m in lacks) for m in Mean if m in lacks or m in gets]

    @property
    def knowing(self) -> list[WeighingSide]:
        """Who takes the step knowingly."""
        return [side for side in self.sides if side.knowingly_at is not None]

    @property
    def may_take_knowingly(self) -> bool:
        return bool(self.weighing.waits_for) and self.mine is not None and self.mine.knowingly_at is None
