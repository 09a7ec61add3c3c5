"""What the worker does with files: the content of withdrawn ones goes after thirty days."""

from datetime import datetime, timedelta
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.files.acts import empty_file
from comity.files.queries import to_be_emptied

KEPT = timedelta(days=30)


def sweep(coalition: UUID, at: datetime) -> None:
    """Let go what was withdrawn long enough ago."""
    with scope(coalition=coalition):
        for one in list(to_be_emptied(at - KEPT)[:100]):
            empty_file(one, by=the_rule(coalition), at=at)
