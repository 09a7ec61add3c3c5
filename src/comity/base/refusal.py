"""How the software says no: a reason in words, and who could do it instead."""

from dataclasses import dataclass
from enum import StrEnum


class Bar(StrEnum):
    """What kind of no it is. HIDDEN must look like absence (404); FORBIDDEN and NOT_NOW explain themselves."""

    HIDDEN = "hidden"
    FORBIDDEN = "forbidden"
    NOT_NOW = "not now"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Reason:
    """Why something can't be done: `why` in the reader's words, `who_could` names who may, `bar` its kind.

    `url` leads to where the reader can mend it, if there is such a place.
    """

    why: str
    who_could: str = ""
    bar: Bar = Bar.FORBIDDEN
    url: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.who_could}".strip()


class Refused(Exception):
    """An act was not permitted. Nothing was changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def require(reason: Reason | None) -> None:
    """Raise Refused when a `may_…` answered with a reason."""
    if reason is not None:
        raise Refused(reason)
