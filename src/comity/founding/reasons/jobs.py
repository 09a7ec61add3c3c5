"""Once a day: members whose word on the reasons is a year old are asked again."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.coalitions.models import Coalition
from comity.founding.models import Reaffirmation, Reason
from comity.founding.reasons.acts import ask_again
from comity.founding.reasons.queries import YEAR


def ask_each_year(coalition: UUID, at: datetime) -> None:
    """Where reasons were named a year ago or more, whoever has not said it since is asked."""
    with scope(coalition=coalition):
        old = Reason.objects.filter(dropped_at=None, named_at__lte=at - YEAR)
        lapsed = Reaffirmation.objects.filter(replaced_at=None, said_at__lte=at - YEAR)
        due = old.exists() or lapsed.exists()
    if due and Coalition.objects.filter(pk=coalition).exists():
        with suppress(ValidationError):  # all have said it, or are being asked
            ask_again(by=the_rule(coalition), at=at)
