"""What the doctor looks at here: is there a worker, and does it get its work done?"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from comity.audit.models import Checked
from comity.base.clock import now
from comity.base.doctor.finding import Finding, weighed
from comity.base.tallies import tallied
from comity.notices import beats
from comity.notices.models import Mail, MailState, Occurrence

#: a job that takes longer than this is stuck; a mail that waits longer, too
LONG = timedelta(hours=1)
LATELY = timedelta(days=7)


def worker() -> Iterator[Finding]:
    """Whether anybody sends mails, does jobs and keeps deadlines."""
    found = len(beats.alive(now()))
    if found:
        what = ngettext("%(n)d worker is at work.", "%(n)d workers are at work.", found) % {"n": found}
        yield Finding(True, what)
        return
    mend = _("Start “comity worker”, or “comity serve”, which has one of its own.")
    yield Finding(False, _("No worker is alive: mails, deadlines and imports wait."), mend)


def jobs() -> Iterator[Finding]:
    """Jobs that hang, or failed for good; what was scheduled and fails."""
    at = now()
    found = tallied(
        stuck=DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - LONG),
        failed=DBTaskResult.objects.failed().filter(finished_at__gt=at - LATELY),
        overdue=Occurrence.objects.filter(done_at=None, due_at__lt=at - LONG).exclude(fault=""),
    )
    mend = _("The log tells why. A worker that is started anew takes up what a dead one left.")
    for n, words in (
        (found["stuck"], _("%(n)d jobs have been running for more than an hour.")),
        (found["failed"], _("%(n)d jobs failed for good in the last seven days.")),
        (found["overdue"], _("%(n)d things that are due fail again and again.")),
    ):
        if n:
            yield Finding(False, words % {"n": n}, mend)
    if not any(found.values()):
        yield Finding(True, _("No job is stuck or failed."))


def mails() -> Iterator[Finding]:
    """Mails that could not be sent, or wait for too long."""
    at = now()
    found = tallied(
        failed=Mail.objects.filter(state=MailState.FAILED, queued_at__gt=at - LATELY),
        late=Mail.objects.filter(state__in=(MailState.WAITING, MailState.SENDING), queued_at__lt=at - LONG),
    )
    failed, late = found["failed"], found["late"]
    what = _("%(n)d mails of the last seven days could not be sent.") % {"n": failed}
    mend = _("Look at them on the page “This installation”; there they can be sent again.")
    yield weighed(not failed, what if failed else _("All mails of the last seven days could be sent."), mend)
    if late:
        what = _("%(n)d mails have been waiting for more than an hour.") % {"n": late}
        yield Finding(False, what, _("Is a worker alive, and does the mail server take our mail?"))


def records() -> Iterator[Finding]:
    """Whether every record of acts was whole when it was last checked."""
    broken = Checked.objects.exclude(faults=0).count()
    what = _("Every record of acts was whole when it was last checked.")
    if broken:
        what = _("%(n)d records of acts are not whole.") % {"n": broken}
    mend = _("Run “comity audit verify”: it names what was changed. Ask who had access to the database.")
    yield weighed(not broken, what, mend, grave=True)
