"""A rulebook as plain data, to be kept, hashed and sent, and back. Shares are texts "2/3"; money is whole numbers.

`from_plain(to_plain(rules)) == rules` for every rulebook. Anything else raises `BadData`, which names the place.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from comity.core.ballots.types import BallotFault
from comity.core.rulebook.types import Rulebook

FORM = "comity.rulebook.1"
#: a share as it is written
SHARE = re.compile(r"\d{1,6}/\d{1,6}")


class BadData(ValueError):
    """Data that is not of a rulebook's form. place: the way to it, as "kinds.0.bands.1.upto"."""

    def __init__(self, place: str, said: str) -> None:
        super().__init__(f"{place or 'rulebook'}: {said}")
        self.place = place


def to_plain(value: Any) -> Any:
    """A rulebook, or a part of one, as JSON can say it exactly."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    match value:
        case Enum():
            return value.value
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case UUID():
            return str(value)
        case Mapping():
            return {str(key): to_plain(value[key]) for key in sorted(value)}
        case tuple():
            return [to_plain(one) for one in value]
    return value


def from_plain(data: Any) -> Rulebook:
    """The rulebook of plain data; BadData for anything else."""
    made: Rulebook = part_from(Rulebook, data)
    return made


def part_from(kind: Any, data: Any, place: str = "") -> Any:
    """A part of a rulebook, of the given dataclass."""
    if not isinstance(data, Mapping):
        raise BadData(place, "not an object")
    hints = _hints(kind)
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise BadData(_in(place, unknown[0]), "not known")
    given = {name: _value(hints[name], data[name], _in(place, name)) for name in data}
    try:
        return kind(**given)
    except (TypeError, BallotFault) as fault:
        raise BadData(place, str(fault)) from None


def _value(hint: Any, data: Any, place: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _one_of(args, data, place)
    if origin is tuple:
        if not isinstance(data, list | tuple):
            raise BadData(place, "not a list")
        return tuple(_value(args[0], one, _in(place, str(n))) for n, one in enumerate(data))
    if origin is Mapping:
        if not isinstance(data, Mapping):
            raise BadData(place, "not an object")
        return {str(key): _value(args[1], one, _in(place, str(key))) for key, one in data.items()}
    if is_dataclass(hint):
        return part_from(hint, data, place)
    return _plain_value(hint, data, place)


def _one_of(args: tuple[Any, ...], data: Any, place: str) -> Any:
    """Of a value that may be of several kinds: nothing, a whole number, or something else."""
    if data is None and NoneType in args:
        return None
    kinds = [one for one in args if one is not NoneType]
    whole = isinstance(data, int) and int in kinds
    return _value(int if whole else next((one for one in kinds if one is not int), int), data, place)


def _plain_value(hint: Any, data: Any, place: str) -> Any:
    plain = {int: int, bool: bool, str: str}.get(hint)
    if plain is not None:
        if not isinstance(data, plain) or (hint is int and isinstance(data, bool)):
            raise BadData(place, f"not {hint.__name__}")
        return data
    if not isinstance(data, str) or (hint is Fraction and not SHARE.fullmatch(data)):
        raise BadData(place, "not a text of its kind")
    try:
        return hint(data)
    except (ValueError, ZeroDivisionError):
        raise BadData(place, "not known") from None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _in(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
