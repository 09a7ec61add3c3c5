"""The methods of counting, found by looking: every file here with a METHOD is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import Any

from comity.core import ballots


class Marks(StrEnum):
    """What a ballot of the method says."""

    RANKING = "ranking"
    APPROVALS = "approvals"
    SCORES = "scores"
    PROJECTS = "projects"


@dataclass(frozen=True, slots=True)
class Method:
    """A way of counting: its name, what its ballots say, and `count(poll, *, lot, …)`, whose result names `winners`."""

    name: str
    marks: Marks
    count: Callable[..., Any]

    def settings(self) -> frozenset[str]:
        """What may be set, besides the poll: seats, lot, unranked, dots, utility, completion, step."""
        return frozenset(list(signature(self.count).parameters)[1:])


@cache
def methods() -> Mapping[str, Method]:
    """Every method by its name."""
    rooms = (import_module(f"{ballots.__name__}.{one.name}") for one in iter_modules(ballots.__path__))
    found = (vars(room).get("METHOD") for room in rooms)
    return {one.name: one for one in found if isinstance(one, Method)}
