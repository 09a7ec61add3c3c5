"""When a tie passes to another organisation, or into another tie, what the two did together comes along."""

from django.db import models

from comity.network.models import Evidence, Tie


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
