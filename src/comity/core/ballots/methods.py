"""The methods of voting, found by looking: every file here with a METHOD is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from inspect import Parameter, signature
from pkgutil import iter_modules
from typing import Any

from comity.core import ballots
from comity.core.ballots.types import BadRule, Fault


class Marks(StrEnum):
    """What a ballot of the method says."""

    ANSWER = "answer"  # yes, no or abstain
    RANKING = "ranking"
    APPROVALS = "approvals"
    SCORES = "scores"
    PROJECTS = "projects"


class Shows(StrEnum):
    """What its count gives, and so how a page draws the result."""

    ANSWERS = "answers"  # types.Outcome
    STAGES = "stages"  # stages.Staged
    DUELS = "duels"  # schulze.Compared
    TOTALS = "totals"  # most.Totalled
    SPENDING = "spending"  # budgets.Spent


USUALLY = {
    Marks.ANSWER: Shows.ANSWERS, Marks.RANKING: Shows.STAGES, Marks.APPROVALS: Shows.TOTALS,
    Marks.SCORES: Shows.TOTALS, Marks.PROJECTS: Shows.SPENDING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What is agreed before a vote: a whole number from `least` on, or one of an enumeration. No default: required."""

    name: str
    kind: type[int] | type[StrEnum]
    default: int | StrEnum | None = None
    least: int = 1

    def read(self, given: object) -> int | StrEnum:
        """The value; BadRule for what is none."""
        if self.kind is not int:
            try:
                return self.kind(str(given))
            except ValueError:
                raise BadRule(Fault.SETTING_UNFIT, setting=self.name, value=given) from None
        if not isinstance(given, int) or isinstance(given, bool) or given < self.least:
            raise BadRule(Fault.SETTING_UNFIT, setting=self.name, value=given)
        return given


@dataclass(frozen=True, slots=True)
class Method:
    """A way of voting: its name, what its ballots say, and `count(poll, *, lot, …)`, whose result names `winners`.

    Answers are counted by `count(said, …)` instead (said: `answers.Said`), which gives an Outcome.
    equals: whether a ballot may put two options at one place. scale: settings of the ballot that the count reads in the
    poll. settled(poll, result, open_weight, **settings): whether so much weight, still out, can't change who is taken.
    """

    name: str
    marks: Marks
    count: Callable[..., Any]
    equals: bool = False
    scale: tuple[Setting, ...] = ()
    settled: Callable[..., bool] | None = None
    shown: Shows | None = None

    @property
    def shows(self) -> Shows:
        """How its result is drawn."""
        return self.shown or USUALLY[self.marks]

    def settings(self) -> frozenset[str]:
        """What the count takes besides the poll: seats, lot, unranked, dots, utility, completion, step."""
        return frozenset(list(signature(self.count).parameters)[1:])

    def asked(self) -> tuple[Setting, ...]:
        """What is agreed before: the ballot's scale, then what the count's signature asks. The lot is drawn."""
        found = list(signature(self.count).parameters.values())[1:]
        return (*self.scale, *(_setting(one) for one in found if one.name != "lot"))

    def fit(self, given: Mapping[str, object]) -> dict[str, int | StrEnum]:
        """Every setting, read; defaults for those left out. BadRule for an unknown, an unfit or a missing one."""
        asked = {one.name: one for one in self.asked()}
        for name in given:
            if name not in asked:
                raise BadRule(Fault.SETTING_UNKNOWN, setting=name, method=self.name)
        found: dict[str, int | StrEnum] = {}
        for name, one in asked.items():
            value = given.get(name, one.default)
            if value is None:
                raise BadRule(Fault.SETTING_MISSING, setting=name, method=self.name)
            found[name] = one.read(value)
        return found

    def run(self, poll: Any, given: Mapping[str, object], **more: object) -> Any:
        """Count a poll with settings that `fit`. more: the lot."""
        takes, fits = self.settings(), self.fit(given)
        return self.count(poll, **{name: value for name, value in {**fits, **more}.items() if name in takes})


def _setting(parameter: Parameter) -> Setting:
    default = None if parameter.default is Parameter.empty else parameter.default
    return Setting(parameter.name, parameter.annotation, default)


@cache
def methods() -> Mapping[str, Method]:
    """Every method by its name."""
    rooms = (import_module(f"{ballots.__name__}.{one.name}") for one in iter_modules(ballots.__path__))
    found = (vars(room).get("METHOD") for room in rooms)
    return {one.name: one for one in found if isinstance(one, Method)}
