"""How the install runs, in numbers and kinds: nothing of what people write is looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from comity import __version__
from comity.base.tallies import tallied
from comity.notices.models import Mail, MailState
from comity.people.models import Organisation, Person

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class FailedMail:
    """A mail that could not be sent: its kind, when it was queued and what went wrong. Not to whom, nor what.

    again: whether its words are still there, so that it can be sent again.
    """

    id: UUID
    kind: str
    queued_at: datetime
    fault: str
    again: bool


@dataclass(frozen=True)
class Running:
    """Facts about the install, mails by state, and the newest mails that failed."""

    facts: list[tuple[str, str]]
    mails: list[tuple[str, int]]
    failed: list[FailedMail]


def running(*, at: datetime) -> Running:
    """Look how the install runs. Three queries, and one for the version on PostgreSQL."""
    failed = Mail.objects.filter(state=MailState.FAILED).order_by("-queued_at").annotate(again=~Q(text=""))
    rows = failed.values("id", "kind", "queued_at", "fault", "again")[:20]
    return Running(_facts(), _mails(at), [FailedMail(**row) for row in rows])


def _facts() -> list[tuple[str, str]]:
    there = tallied(
        people=Person.objects.filter(erased_at=None), organisations=Organisation.objects.filter(merged_into=None)
    )
    return [
        (_("Version"), __version__),
        (_("Database"), f"{connection.display_name} {_version()}"),
        (_("Address"), settings.ADDRESS),
        (_("People"), str(there["people"])),
        (_("Organisations"), str(there["organisations"])),
        (_("Anyone may start"), _("yes") if settings.CONFIG.open_sign_up else _("no")),
    ]


def _version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def _mails(at: datetime) -> list[tuple[str, int]]:
    """How many mails are in which state; of those sent, of the last seven days."""
    found = Mail.objects.exclude(state=MailState.SENT, sent_at__lt=at - WEEK)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    return [(str(state.label), counts.get(state.value, 0)) for state in MailState]
