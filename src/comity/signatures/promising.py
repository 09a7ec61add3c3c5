"""What a representative may promise by a signature alone. The rules of a coalition say it, told by a wing above."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from comity.signatures.models import Sheet


@dataclass(frozen=True)
class Promising:
    """currency(coalition, at): in what amounts are written; "" for none.

    limit(sheet, at): why a signature must say what decided it at home, in words; "" where it need not.
    """

    currency: Callable[[UUID, datetime], str]
    limit: Callable[[Sheet, datetime], str]


#: filled by the wing that keeps the rules
ruled: list[Promising] = []


def currency_of(coalition: UUID, at: datetime) -> str:
    """In what amounts are written."""
    return next((found for one in ruled if (found := one.currency(coalition, at))), "")


def limit_on(sheet: Sheet, at: datetime) -> str:
    """Why a signature must say what decided it at home, in words; "" where it need not."""
    return next((found for one in ruled if (found := one.limit(sheet, at))), "")
