"""When two organisations turn out to be one: what was done together comes along, and so do open weighings."""

from datetime import datetime

from django.db import models

from comity.base.capacity import Capacity
from comity.network.models import Evidence, Tie, WeighingSide, WeighingState
from comity.network.rungs import weighing_telling as telling
from comity.notices.asks import close_asks
from comity.people.models import Organisation


def carry_over(tie: Tie, to: Tie, *, turned: bool) -> list[models.Model]:
    """The evidence of a tie becomes that of `to`. turned: who was first is second there."""
    rows: list[models.Model] = []
    for row in Evidence.objects.filter(tie=tie).order_by("pk"):
        row.tie = to
        if turned:
            row.first_at, row.second_at = row.second_at, row.first_at
            row.first_by_id, row.second_by_id = row.second_by_id, row.first_by_id
        rows.append(row.store())
    return rows


def move_weighings(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Of an open weighing the one that stays is asked in place of the other; between the two there is nothing to weigh.

    What is shown or over stays as it was.
    """
    rows: list[models.Model] = []
    sides = WeighingSide.objects.filter(organisation=gone, weighing__state=WeighingState.OPEN)
    for side in sides.select_related("weighing__coalition").order_by("pk"):
        weighing = side.weighing
        if WeighingSide.objects.filter(weighing=weighing, organisation=kept).exists():
            weighing.state, weighing.ended_at, weighing.ended_name = WeighingState.ENDED, at, kept.name
            close_asks(weighing, at=at)
            rows.append(weighing.store())
            continue
        side.organisation, side.name = kept, kept.name
        rows.append(side.store())
        if side.answered_at is None:
            close_asks(weighing, at=at, organisation=gone.pk)
            telling.ask(weighing, [side], at=at)
    return rows
