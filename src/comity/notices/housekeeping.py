"""Once a day: empty old mails, and drop what only served to run. Once a week: is every record whole?

docs/operating.md lists what is kept how long.
"""

import logging
from datetime import datetime, timedelta
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import connection

from comity.audit.checking import check
from comity.audit.models import INSTALL
from comity.base.clock import now
from comity.base.models import Answered
from comity.notices import beats, jobs, outbox, schedule
from comity.notices.models import ActionLink, Occurrence

logger = logging.getLogger(__name__)
#: what was swept every minute, other occurrences (longer than the longest rhythm), ended links, counts of requests
SWEPT_KEPT, KEPT, LINKS_KEPT = timedelta(days=2), timedelta(days=200), timedelta(days=90)
COUNTS_KEPT = timedelta(days=400)


def tidy_up(coalition: None, at: datetime) -> None:
    """Nothing that anybody could still need is touched."""
    outbox.blank_old(at)
    outbox.drop_old(at)
    jobs.forget(at)
    beats.forget(at)
    swept = [name for name, job in schedule.jobs.items() if job.when.rhythm in schedule.SWEPT]
    Occurrence.objects.filter(job__in=swept, due_at__lt=at - SWEPT_KEPT).delete()
    Occurrence.objects.filter(due_at__lt=at - KEPT).delete()
    ActionLink.objects.filter(expires_at__lt=at - LINKS_KEPT).delete()
    Answered.objects.filter(day__lt=(at - COUNTS_KEPT).date()).delete()
    _forget_notes(at)


def _forget_notes(at: datetime) -> None:
    """Django's cache in the database drops what has expired only when it is full."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        expired = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expired])


def check_record(coalition: UUID | None, at: datetime) -> None:
    """Walk a coalition's chain (or the install's own), and say in the log when it is not whole."""
    import_module(settings.ROOT_URLCONF)  # whatever acts there are: only those that erase may have emptied words
    faults = check(coalition or INSTALL, at=now())  # not when it was due, but when it was done
    if faults:
        logger.error("A record is not whole.", extra={"facts": {"chain": coalition or INSTALL, "faults": len(faults)}})
