"""Results as a page shows them: who was taken, how every option stands, and each step of the count."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comity.core.ballots.lots import Settled, Tie
from comity.core.ballots.methods import Method
from comity.core.ballots.stages import Stage, Step
from comity.core.ballots.types import Outcome
from comity.governing.counting import Count, ballots, count, poll, way_of
from comity.governing.models import Question, Tally
from comity.governing.money import amount
from comity.governing.recounting import forms_of


@dataclass(frozen=True)
class Bar:
    """One option with its figure: whether it was taken, and what is said beside it."""

    name: str
    value: Fraction
    said: str
    taken: bool
    note: str = ""


@dataclass(frozen=True)
class StageRow:
    """One stage in words: number, what was done, each option's votes, what became of whom; its quota, if that moves."""

    number: int
    words: str
    cells: list[str]
    told: str
    quota: str = ""


class Result:
    """The counted question, for its page. Needs what `read_one` reads, and the tally."""

    def __init__(self, question: Question, tally: Tally) -> None:
        self.question, self.tally = question, tally
        self.method: Method = way_of(question)

    @cached_property
    def counted(self) -> Count:
        return count(self.question, seed=self.tally.seed)

    @property
    def outcome(self) -> Outcome:
        return self.counted.outcome

    @property
    def result(self) -> Any:
        return self.counted.result

    @property
    def template(self) -> list[str]:
        """The method's own page of its result, else the one for its kind."""
        return [
            f"governing/methods/{self.method.name}/result.html",
            f"governing/results/{self.method.shows.value}.html",
        ]

    @property
    def files(self) -> list[str]:
        """The forms in which all ballots can be taken away."""
        return forms_of(self.question)

    @property
    def winners(self) -> list[str]:
        """Those taken, in order."""
        titles = {one.place: one.title for one in self.question.options.all()}
        return [titles[place] for place in json.loads(self.question.decision.taken)]

    @property
    def ties(self) -> list[str]:
        """Each tie that decided something, and what settled it."""
        return [tie_in_words(tie) for tie in getattr(self.result, "ties", ())]

    # ── totals ──

    @property
    def bars(self) -> list[Bar]:
        """Options by their totals, the most first."""
        return [
            Bar(name, total, figure(total), name in self.winners) for name, total in self.result.totals.items()
        ]

    @property
    def most(self) -> Fraction:
        """The longest bar."""
        return max([bar.value for bar in self.bars] + [Fraction(1)])

    # ── stages ──

    @property
    def names(self) -> list[str]:
        """The options in the order of the table: those taken first, then by how long they stayed."""
        stages = self.result.stages
        out = [name for stage in stages for name in stage.excluded]
        gone = {*self.result.winners, *out}
        stayed = [name for name in (stages[-1].totals if stages else {}) if name not in gone]
        return [*self.result.winners, *stayed, *reversed(out)]

    @property
    def rows(self) -> list[StageRow]:
        """The stages as a table."""
        return [self._row(number, stage) for number, stage in enumerate(self.result.stages, 1)]

    def _row(self, number: int, stage: Stage) -> StageRow:
        cells = [figure(stage.totals[name]) if name in stage.totals else "–" for name in self.names]
        rest = figure(stage.exhausted + stage.lost)
        quota = figure(stage.quota) if stage.quota else ""
        return StageRow(number, step_in_words(stage), [*cells, rest], became(stage), quota)

    # ── spending ──

    @property
    def bought(self) -> list[Bar]:
        """What is paid, in order, then what is not."""
        costs = {one.title: one.cost or 0 for one in self.question.options.all()}
        paid = {one.project: one for one in self.result.bought}
        rest = sorted(costs.keys() - paid.keys(), key=lambda name: -self.result.support[name])
        return [
            Bar(name, Fraction(self.result.support[name]), amount(costs[name], self.question.currency),
                name in paid, self._paid_by(paid[name]) if name in paid else self._too_little(name))
            for name in [*paid, *rest]
        ]  # fmt: skip

    def _too_little(self, name: str) -> str:
        """Where each vote has a share: what those who want it have left together, which does not pay for it."""
        if not self.result.shares or not self.result.support[name]:
            return ""
        cast: Any = poll(self.question, ballots(self.question))
        place = cast.options.index(name)
        left = sum(
            share for wanted, share in zip(cast.approvals, self.result.shares, strict=True) if place in wanted
        )
        return _("Together these votes have {amount} of their shares left").format(
            amount=amount(int(left), self.question.currency)
        )

    def _paid_by(self, one: Any) -> str:
        if one.each_pays is None:
            return _("From what the shares left over") if one.completed else ""
        each = amount(int(one.each_pays), self.question.currency)
        return _("Each vote that wants it pays at most {amount}").format(amount=each)

    @property
    def left(self) -> str:
        return amount(self.result.left, self.question.currency)

    @property
    def spent(self) -> str:
        return amount((self.question.budget or 0) - self.result.left, self.question.currency)

    @property
    def pairs(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each option against each: its votes, and the sign of a win, a loss or a tie."""
        order, votes = self.result.order, self._votes
        return [(one, [self._cell(votes, one, other) for other in order]) for one in order]

    @cached_property
    def _votes(self) -> Mapping[tuple[str, str], int]:
        found = {}
        for duel in self.result.duels:
            found[duel.one, duel.other], found[duel.other, duel.one] = duel.for_one, duel.for_other
        return found

    @staticmethod
    def _cell(votes: Mapping[tuple[str, str], int], one: str, other: str) -> tuple[str, str]:
        if one == other:
            return "", ""
        mine, theirs = votes[one, other], votes[other, one]
        sign = _("wins") if mine > theirs else _("loses") if mine < theirs else _("equal")
        return f"{mine} : {theirs}", sign


def figure(number: Fraction | int) -> str:
    """A total with as many places as it needs, five at most."""
    exact = round(Fraction(number), 5)
    places = next((n for n in range(5) if (exact * 10**n).denominator == 1), 5)
    return number_format(f"{float(exact):.{places}f}", decimal_pos=places, use_l10n=True)


def step_in_words(stage: Stage) -> str:
    """What a stage did."""
    told = {
        Step.FIRST: _("First choices"),
        Step.SURPLUS: _("What {name} did not need goes on"),
        Step.EXCLUSION: _("The votes of {name} go on"),
        Step.KEEPING: _("Those elected keep a smaller part of every ballot"),
    }
    return told[stage.step].format(name=stage.of)


def became(stage: Stage) -> str:
    """Who was elected or dropped out at a stage."""
    elected = _("{names} elected").format(names=", ".join(stage.elected)) if stage.elected else ""
    out = _("{names} drops out").format(names=", ".join(stage.excluded)) if stage.excluded else ""
    return "; ".join(part for part in (elected, out) if part)


def tie_in_words(tie: Tie) -> str:
    """Which options were equal, and how one was singled out."""
    told = (
        _("{names} were equal at step {stage}. An earlier step told them apart: {chosen}.")
        if tie.settled is Settled.EARLIER
        else _("{names} were equal at step {stage}. The lot drew {chosen}.")
    )
    return told.format(names=", ".join(tie.options), stage=tie.stage, chosen=tie.chosen)
