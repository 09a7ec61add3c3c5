"""How the install is doing, in figures: for its administrators, and for the programs that watch over it.

Everything is read from the database, so that any number of processes give the same answer. Nothing of what people write
is looked at, and no coalition is named.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Sum
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from comity import __version__
from comity.audit.models import ChainHead, Checked
from comity.base.models import Answered
from comity.notices import beats
from comity.notices.models import Mail, MailState, Occurrence
from comity.people.models import Organisation, Person

WEEK = timedelta(days=7)
KINDS = ("2xx", "3xx", "4xx", "5xx")
TASKS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "failed": TaskResultStatus.FAILED,
}
#: what a backup is called, by its moment
BACKUP = "comity-%Y%m%d-%H%M%SZ.tar"


@dataclass(frozen=True)
class Requests:
    """Requests that got answers of one kind: of today, of seven days, and since counting began."""

    kind: str
    today: int = 0
    week: int = 0
    ever: int = 0
    millis: int = 0
    slow: int = 0

    @property
    def mean(self) -> int:
        """Milliseconds that one took on average."""
        return round(self.millis / self.ever) if self.ever else 0


@dataclass(frozen=True)
class Figures:
    """Everything at one moment. Ages are spans; None: there is nothing that could have one."""

    at: datetime
    requests: list[Requests]
    mails: dict[str, int]
    oldest_mail: timedelta | None
    jobs: dict[str, int]
    oldest_job: timedelta | None
    overdue: int
    workers: int
    people: int
    organisations: int
    chains: int
    entries: int
    faulty: int
    unchecked: int
    oldest_check: timedelta | None
    database_bytes: int
    free_bytes: int
    backup: timedelta | None
    version: str = field(default=__version__)


def figures(*, at: datetime) -> Figures:
    """Look at everything. Nine queries. Requests of the last seconds may still be missing (`base.counting`)."""
    chains = ChainHead.objects.aggregate(n=Count("pk"), entries=Sum("seq"))
    checks = Checked.objects.values_list("at", "faults")
    return Figures(
        at=at, requests=requests(at), **_mails(at), **_jobs(at),
        overdue=Occurrence.objects.filter(done_at=None, next_try_at__lt=at - timedelta(minutes=5)).count(),
        workers=len(beats.alive(at)), people=Person.objects.filter(erased_at=None).count(),
        organisations=Organisation.objects.filter(merged_into=None).count(),
        chains=chains["n"], entries=chains["entries"] or 0, faulty=sum(bool(faults) for _at, faults in checks),
        unchecked=max(0, chains["n"] - len(checks)), oldest_check=_age(at, min((c[0] for c in checks), default=None)),
        database_bytes=_database_size(), free_bytes=shutil.disk_usage(settings.DATA).free, backup=newest_backup(at),
    )  # fmt: skip


def requests(at: datetime) -> list[Requests]:
    """What was answered, by kind. One query."""
    today, week = at.date(), (at - WEEK).date()
    sums: dict[str, dict[str, int]] = {
        kind: dict.fromkeys(("today", "week", "ever", "millis", "slow"), 0) for kind in KINDS
    }
    for row in Answered.objects.filter(kind__in=KINDS):
        told = sums[row.kind]
        told["today"] += row.count if row.day == today else 0
        told["week"] += row.count if row.day > week else 0
        told["ever"] += row.count
        told["millis"] += row.millis
        told["slow"] += row.slow
    return [Requests(kind, **told) for kind, told in sums.items()]


def _mails(at: datetime) -> dict[str, Any]:
    """How many mails are in which state; of those sent and kept, of the last seven days."""
    rows = Mail.objects.exclude(state__in=[MailState.SENT, MailState.KEPT], queued_at__lt=at - WEEK)
    counted = rows.order_by().values("state").annotate(n=Count("pk"), since=Min("queued_at"))
    found = {row["state"]: row for row in counted}
    waiting = [found[state]["since"] for state in (MailState.WAITING, MailState.SENDING) if state in found]
    counts = {state.value: found.get(state, {"n": 0})["n"] for state in MailState}
    return {"mails": counts, "oldest_mail": _age(at, min(waiting, default=None))}


def _jobs(at: datetime) -> dict[str, Any]:
    rows = DBTaskResult.objects.filter(status__in=TASKS.values())
    counted = rows.order_by().values("status").annotate(n=Count("pk"), since=Min("enqueued_at"))
    found = {row["status"]: row for row in counted}
    counts = {name: found.get(status, {"n": 0})["n"] for name, status in TASKS.items()}
    ready = found.get(TaskResultStatus.READY)
    return {"jobs": counts, "oldest_job": _age(at, ready["since"] if ready else None)}


def _age(at: datetime, since: datetime | None) -> timedelta | None:
    return None if since is None else max(timedelta(0), at - since)


def _database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def newest_backup(at: datetime) -> timedelta | None:
    """How old the newest backup in the data folder is; None when there is none (they may be kept elsewhere)."""
    return _age(at, max((moment for path in _backups() if (moment := _moment(path))), default=None))


def _backups() -> Iterator[Path]:
    return (settings.DATA / "backups").glob("comity-*.tar")


def _moment(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name, BACKUP).replace(tzinfo=UTC)
    except ValueError:
        return None


# ── for programs ──


def as_prometheus(found: Figures) -> str:
    """The figures as Prometheus reads them (text exposition format 0.0.4)."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Figures) -> Iterator[str]:
    for name, help_, value in (
        ("requests_total", "Requests answered.", "ever"),
        ("request_milliseconds_total", "Milliseconds they took.", "millis"),
        ("slow_requests_total", "Requests that took more than two seconds.", "slow"),
    ):
        yield from _head(name, help_, "counter")
        yield from (f'comity_{name}{{kind="{one.kind}"}} {getattr(one, value)}' for one in found.requests)
    yield from _by_state("mails", "Mails by state; sent and kept ones of seven days.", found.mails)
    yield from _by_state("jobs", "Jobs by state.", found.jobs)
    for name, help_, number in _singles(found):
        if number is not None:
            yield from _head(name, help_, "gauge")
            yield f"comity_{name} {number}"
    yield from _head("info", "Which version runs on which database.", "gauge")
    yield f'comity_info{{version="{found.version}",database="{connection.vendor}"}} 1'


def _singles(found: Figures) -> list[tuple[str, str, int | None]]:
    return [
        ("mail_oldest_seconds", "Age of the oldest mail that waits.", _seconds(found.oldest_mail)),
        ("job_oldest_seconds", "Age of the oldest job that waits.", _seconds(found.oldest_job)),
        ("overdue", "Things that were due and are not done.", found.overdue),
        ("workers", "Workers that are alive.", found.workers),
        ("people", "People with an account.", found.people),
        ("organisations", "Organisations.", found.organisations),
        ("record_chains", "Records of acts.", found.chains),
        ("record_entries", "Acts in all records.", found.entries),
        ("record_faulty", "Records that were not whole when last checked.", found.faulty),
        ("record_unchecked", "Records never checked.", found.unchecked),
        ("record_check_seconds", "Age of the oldest check of a record.", _seconds(found.oldest_check)),
        ("database_bytes", "Size of the database.", found.database_bytes),
        ("disk_free_bytes", "Free room beside the data.", found.free_bytes),
        ("backup_seconds", "Age of the newest backup in the data folder.", _seconds(found.backup)),
    ]


def _by_state(name: str, help_: str, counts: dict[str, int]) -> Iterator[str]:
    yield from _head(name, help_, "gauge")
    yield from (f'comity_{name}{{state="{state}"}} {count}' for state, count in counts.items())


def _head(name: str, help_: str, kind: str) -> Iterator[str]:
    yield f"# HELP comity_{name} {help_}"
    yield f"# TYPE comity_{name} {kind}"


def _seconds(age: timedelta | None) -> int | None:
    return None if age is None else round(age.total_seconds())
