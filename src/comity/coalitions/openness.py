"""How open new records are unless their author says otherwise. The rules of a coalition say it, told by wings above."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from comity.base.confidentiality import Confidentiality
from comity.coalitions.models import Body, BodyKind

#: f(coalition, at): the level that the rules in force name, or nothing
usual: list[Callable[[UUID, datetime], Confidentiality | None]] = []


def usual_level(coalition: UUID, at: datetime, body: Body | None = None) -> Confidentiality:
    """The level a new record starts with. In the assembly all members are the body."""
    found = next(filter(None, (rule(coalition, at) for rule in usual)), Confidentiality.COALITION)
    whole = body is not None and body.kind == BodyKind.ASSEMBLY
    return Confidentiality.COALITION if whole and found == Confidentiality.BODY else found
