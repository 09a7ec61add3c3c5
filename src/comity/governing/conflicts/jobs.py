"""What happens to conflicts by the clock: nobody can stall, and who acts for a side no more knows no more."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import day_of
from comity.base.refusal import Refused
from comity.core.ladder import remind_at
from comity.governing.acts.conflicts import hand_case_on, remind_case, step_up, unname_in_case
from comity.governing.conflicts.queries import due, may_be_named, step_of
from comity.governing.models import Case, CasePerson


def sweep(coalition: UUID, at: datetime) -> None:
    """Every minute: take out who left, remind, and begin the next step."""
    with scope(coalition=coalition):
        for row in _gone(at):
            _try(partial(unname_in_case, row, by=the_rule(coalition), at=at))
        waiting = list(due(at))
        for case in waiting:
            sides: Any = case.parties.all()
            for side in sides:
                if not side.still_named:
                    _try(partial(hand_case_on, side, by=the_rule(coalition), at=at))
            _tick(case, at)


def _tick(case: Case, at: datetime) -> None:
    step = step_of(case)
    if step.ends_at is None or step.began_at is None:
        return
    if at >= step.ends_at:
        _try(partial(step_up, case, by=the_rule(case.coalition_id), at=at))
    elif step.reminded_at is None and at >= remind_at(step.began_at, step.ends_at):
        _try(partial(remind_case, case, by=the_rule(case.coalition_id), at=at))


def _gone(at: datetime) -> list[CasePerson]:
    """Those named for a side for which they no longer act; one query for each side that somebody is named for."""
    rows = CasePerson.objects.filter(ended_at=None, party__isnull=False).select_related(
        "party", "case", "person"
    )
    found: list[CasePerson] = []
    allowed: dict[Any, set[Any]] = {}
    for row in rows.order_by("pk"):
        if row.party_id not in allowed:
            allowed[row.party_id] = set(may_be_named(row.party, on=day_of(at)).values_list("pk", flat=True))
        if row.person_id not in allowed[row.party_id]:
            found.append(row)
    return found


def _try(run: Callable[[], object]) -> None:
    """Somebody else may have done it in this very moment."""
    try:
        run()
    except Refused:
        return
