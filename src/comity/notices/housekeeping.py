"""Once a day: empty old mails, and drop what only served to run."""

from datetime import datetime, timedelta

from comity.notices import jobs, outbox, schedule
from comity.notices.models import ActionLink, Occurrence

#: what was swept every minute, other occurrences (longer than the longest rhythm), ended links
SWEPT_KEPT, KEPT, LINKS_KEPT = timedelta(days=2), timedelta(days=200), timedelta(days=90)


def tidy_up(coalition: None, at: datetime) -> None:
    """Nothing that anybody could still need is touched."""
    outbox.blank_old(at)
    jobs.forget(at)
    swept = [name for name, job in schedule.jobs.items() if job.when.rhythm in schedule.SWEPT]
    Occurrence.objects.filter(job__in=swept, due_at__lt=at - SWEPT_KEPT).delete()
    Occurrence.objects.filter(due_at__lt=at - KEPT).delete()
    ActionLink.objects.filter(expires_at__lt=at - LINKS_KEPT).delete()
