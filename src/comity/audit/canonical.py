"""The one written form of facts: the same facts give the same text on every database and in every year."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """A value as JSON can say it exactly. Floats are refused: votes and money are integers and fractions."""
    match value:
        case Enum():
            return plain(value.value)
        case bool() | int() | str() | None:
            return value
        case Mapping():
            return {str(plain(k)): plain(v) for k, v in value.items()}
        case set() | frozenset():
            return sorted(plain(v) for v in value)
        case list() | tuple():
            return [plain(v) for v in value]
    return _said(value)


def _said(value: Any) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"{type(value).__name__} has no canonical form: {value!r}")


def canonical(facts: Mapping[str, Any]) -> str:
    """Sorted keys, no blanks, real characters."""
    return json.dumps(plain(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def chained(previous: str, text: str) -> str:
    """The hash of an entry: sha256 over the previous hash, a newline and the entry's text, in hex."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def fingerprint(text: str) -> str:
    """sha256 of a text in hex, for seals."""
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(salt: str, key: str, text: str) -> str:
    """A salted commitment to a free text: checkable while the text is there, silent once it is gone."""
    return hmac.new(salt.encode(), f"{key}\n{text}".encode(), hashlib.sha256).hexdigest()
