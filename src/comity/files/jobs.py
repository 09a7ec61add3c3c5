"""What the worker does with files: the content of withdrawn ones goes after thirty days."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.refusal import Refused
from comity.files.acts import empty_file
from comity.files.permissions import KEPT
from comity.files.queries import to_be_emptied


def sweep(coalition: UUID, at: datetime) -> None:
    """Let go what was withdrawn long enough ago."""
    with scope(coalition=coalition):
        for one in list(to_be_emptied(at - KEPT)[:100]):
            with suppress(Refused):  # somebody has brought it back meanwhile
                empty_file(one, by=the_rule(coalition), at=at)
