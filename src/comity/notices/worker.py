"""The worker: one process that runs what is scheduled, does jobs and sends mail, until it is told to stop.

Any number may run, on any number of machines; the database tells them apart what is whose.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import Error, close_old_connections

from comity.base.clock import now
from comity.base.ids import uuid7
from comity.notices import jobs, outbox, schedule
from comity.notices.beats import beating

logger = logging.getLogger(__name__)
#: seconds between two looks
PAUSE = 2.0


class Worker:
    """Does what is due in small steps, so that it can stop between any two."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{uuid7().hex[-8:]}"[:64]
        self._stop = Event()
        self._minute: datetime | None = None

    def run(self) -> None:
        """Until SIGINT or SIGTERM. The step begun is finished; what is left waits for the next worker."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stop.set())
        with beating(self.name):
            while not self._stop.is_set():
                close_old_connections()
                self.run_once()
                self._stop.wait(PAUSE)

    def run_once(self, at: datetime | None = None) -> None:
        """Everything that is due at that moment (now, if none is given): schedule, jobs, mails."""
        moment = at or now()
        minute = moment.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._step(lambda: schedule.tick(moment, stop=self._stop.is_set))
            self._step(lambda: jobs.take_back(moment))
            self._minute = minute
        self._step(lambda: self._jobs(moment))
        self._step(lambda: outbox.send_due(moment, stop=self._stop.is_set))

    def _jobs(self, at: datetime) -> None:
        while not self._stop.is_set() and jobs.run_one(self.name, at):
            pass

    def _step(self, work: Callable[[], object]) -> None:
        """A database that is away or busy for a while is no reason to give up."""
        if self._stop.is_set():
            return
        try:
            work()
        except Error:
            logger.exception("The worker could not do its work; it tries again soon.")


def run_once(at: datetime) -> None:
    """What one worker would do at that moment; for tests and for building the demo's past."""
    Worker().run_once(at)
