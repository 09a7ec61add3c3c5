"""How single values are written: moments in UTC, days, ids and shares as text. Nothing is guessed from another type."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StrictBool,
    StrictInt,
    WithJsonSchema,
)


def _text(value: Any) -> Any:
    """JSON has no days, moments or ids: they come as text, and as nothing else."""
    if isinstance(value, int | float):
        raise ValueError("not a text")
    return value


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Moment = Annotated[
    AwareDatetime, BeforeValidator(_text), PlainSerializer(_in_utc, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "example": "2026-03-02T18:00:00Z"}),
]  # fmt: skip
Day = Annotated[
    date, BeforeValidator(_text), WithJsonSchema({"type": "string", "format": "date", "example": "2026-03-02"})
]
Id = Annotated[UUID, BeforeValidator(_text)]
#: a fraction as "2/3"
Share = Annotated[
    Fraction, PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]+(/[0-9]+)?$", "example": "2/3"}),
]  # fmt: skip
Yes, Whole = StrictBool, StrictInt


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


#: words to look for: what no database takes in a search is left out
Sought = Annotated[str, AfterValidator(_printable)]


class Answer(Schema):
    """The mother of all answers."""

    model_config = ConfigDict(arbitrary_types_allowed=True)


class Given(Schema):
    """The mother of all bodies that are sent: a field that is not known is an error, not silence."""

    model_config = ConfigDict(extra="forbid")
