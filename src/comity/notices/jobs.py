"""Work that is done after the page has answered: imports, matching, documents.

    @job(tries=5)
    def read_roster(upload: str) -> None: ...

    enqueue(read_roster, upload=upload.pk)

Enqueued inside a transaction, a job exists only if that commits. A job that raises is tried again with growing delay as
often as it allows; one whose worker died, too. So a job with more than one try must bear being run twice.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as Runner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from comity.base.logs import during
from comity.notices import beats
from comity.notices.delays import delay

logger = logging.getLogger(__name__)
#: how long results of jobs are kept, good and bad
KEPT = timedelta(days=30)
#: path of a job → how often it may be tried
_tries: dict[str, int] = {}


def job(*, tries: int = 1) -> Callable[[Callable[..., Any]], "Task[..., Any]"]:
    """Make a function of a module a job. What it takes and returns must be plain JSON; ids are handed over as text."""

    def decorate(function: Callable[..., Any]) -> "Task[..., Any]":
        made: Task[..., Any] = task()(function)
        _tries[made.module_path] = tries
        return made

    return decorate


def enqueue(what: "Task[..., Any] | str", **kwargs: Any) -> str:
    """Have a job (or the job at that dotted path) done soon; returns the id under which its result can be asked for."""
    wanted = import_string(what) if isinstance(what, str) else what
    plain = {key: str(value) if isinstance(value, UUID) else value for key, value in kwargs.items()}
    return str(wanted.enqueue(**plain).id)


def waiting(what: "Task[..., Any]", **kwargs: Any) -> bool:
    """Is such a job still to be done, or being done?"""
    wanted = {f"args_kwargs__kwargs__{key}": str(value) for key, value in kwargs.items()}
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=what.module_path, status__in=unfinished, **wanted).exists()


def run_one(worker: str, at: datetime) -> bool:
    """Do the next job, if there is one; False when nothing waits."""
    result = _claimed(worker)
    if result is None:
        return False
    began = time.monotonic()
    with during(job=result.task_path):
        _runner(worker).run_task(result)
        _tell(result, began)
    if result.status == TaskResultStatus.FAILED:
        logger.error(
            "Job %s failed at try %s: %s",
            result.task_path,
            len(result.worker_ids),
            result.exception_class_path,
        )
        _try_again(result, at)
    return True


def _tell(result: "DBTaskResult[..., Any]", began: float) -> None:
    took = round((time.monotonic() - began) * 1000)
    facts = {"state": str(result.status).lower(), "try": len(result.worker_ids), "ms": took}
    logger.info("job", extra={"facts": facts})


def take_back(at: datetime) -> None:
    """Jobs whose worker died wait again, or have failed when they may not be tried again."""
    running = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=at - beats.SILENCE
    ).defer("return_value")
    living = beats.alive(at) if running else set()
    for result in running:
        if result.worker_ids[-1] in living:
            continue
        again = len(result.worker_ids) < _allowed(result.task_path)
        became = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        mine = DBTaskResult.objects.filter(
            pk=result.pk, status=TaskResultStatus.RUNNING, started_at=result.started_at
        )
        mine.update(status=became, finished_at=None if again else at)


def forget(at: datetime) -> None:
    """Drop what was done, or failed for good, a month ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()


def _claimed(worker: str) -> "DBTaskResult[..., Any] | None":
    waiting = DBTaskResult.objects.ready()
    if not waiting.exists():  # looked at without a lock, so that an idle worker holds nobody up
        return None
    with exclusive_transaction():
        result = waiting.get_locked()
        if result is not None:
            result.claim(worker)
    return result


def _runner(worker: str) -> Runner:
    return Runner(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
        worker_id=worker, excluded_queue_names=[],
    )  # fmt: skip


def _allowed(path: str) -> int:
    """How often a job may be tried; its module may not be loaded yet in a worker that has just begun."""
    if path not in _tries:
        with suppress(ImportError):
            import_string(path)
    return _tries.get(path, 1)


def _try_again(result: "DBTaskResult[..., Any]", at: datetime) -> None:
    tries = len(result.worker_ids)
    pause = delay(tries)
    if tries < _allowed(result.task_path) and pause is not None:
        DBTaskResult.objects.filter(pk=result.pk).update(
            status=TaskResultStatus.READY, run_after=at + pause, finished_at=None
        )
