"""What keeps a question from opening: the wings above say so."""

from collections.abc import Callable
from datetime import datetime

from comity.base.refusal import Reason
from comity.governing.models import Question

#: f(question, at) → why it can't be opened yet, or None. Called inside the act and its scope.
Guard = Callable[[Question, datetime], Reason | None]
opening_guards: list[Guard] = []


def kept_from_opening(question: Question, at: datetime) -> Reason | None:
    """The first thing that is in the way."""
    return next((why for guard in opening_guards if (why := guard(question, at)) is not None), None)
