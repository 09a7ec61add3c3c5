"""What happens by the clock: rounds close at their moment, and who is silent is reminded in the round's rhythm."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.surveys.acts import close_round
from comity.surveys.acts import remind as remind_round
from comity.surveys.queries import open_rounds, to_remind


def close_due(coalition: UUID, at: datetime) -> None:
    """Every few minutes: what has passed its moment is closed by the rule."""
    with scope(coalition=coalition):
        due = [one for one in open_rounds() if not one.takes_answers(at)]
    for one in due:
        with suppress(Refused):  # somebody closed it in this very moment
            close_round(one, by=the_rule(coalition), at=at)


def remind(coalition: UUID, at: datetime) -> None:
    """Every morning. Nobody is written to twice a day, however often this runs."""
    with scope(coalition=coalition):
        waiting = [one for one in open_rounds() if one.takes_answers(at) and to_remind(one, at).exists()]
    for one in waiting:
        with suppress(Refused):  # the last of them answered in this very moment
            remind_round(one, by=the_rule(coalition), at=at)
