"""What runs by the clock. Any number of workers may look; each occurrence is claimed by one of them.

An occurrence is run at least once: a worker that dies leaves it to the next after LEASE, a job that fails is tried
again with growing delay, so jobs must bear being run twice. Of occurrences missed while the machine was off, only the
newest is made up for. Jobs of every minute and hour are swept over all coalitions; these wait for their next turn.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django_scopes import scope

from comity.base.logs import during
from comity.base.registry import Registry
from comity.notices.above import Place, all_places
from comity.notices.delays import DELAYS, delay
from comity.notices.models import Occurrence, Rhythm
from comity.notices.rhythms import Due, When, latest, parse

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=30)
SWEPT = (Rhythm.MINUTELY, Rhythm.HOURLY)
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """What is done, when, and for whom: each coalition, or once for the install."""

    name: str
    when: When
    function: Callable[[UUID | None, datetime], object]
    for_install: bool


jobs: Registry[Job] = Registry("scheduled job")


def every(
    rhythm: Rhythm, name: str, function: Callable[..., object], at: str = "", *, for_install: bool = False
) -> None:
    """Run `function(coalition id, at)` in that rhythm, in the scope and zone of each coalition; in `AppConfig.ready`.

    at: "Mon 08:00", "15 08:00", "last 18:00", "08:00", ":20" (see `rhythms.parse`). The function is given the moment it
    was due, which may be past; jobs of every minute and hour are given the present. for_install: once, with None, in
    the install's zone. Raises ValueError when `at` doesn't fit the rhythm.
    """
    jobs.register(name, Job(name, parse(rhythm, at), function, for_install))


def tick(at: datetime, *, stop: Stop = lambda: False) -> int:
    """Run what is due now and what is to be tried again; returns how many occurrences were run."""
    places, run = list(all_places()), 0
    for _, job in jobs.items():
        for occurrence, place in _claimed(job, places, at):
            _run(job, occurrence, [place] if place or job.for_install else places, at)
            run += 1
            if stop():
                return run
    return run + _again({place.coalition: place for place in places}, at, stop)


def _claimed(job: Job, places: Iterable[Place], at: datetime) -> Iterator[tuple[Occurrence, Place | None]]:
    """The occurrences of a job that are due and that nobody else has taken, taken now."""
    wanted: dict[str, tuple[Due, Place | None]]
    if job.for_install or job.when.rhythm in SWEPT:
        wanted = {f"{job.name}:{due.label}": (due, None) for due in [latest(job.when, at, _install_zone())]}
    else:
        wanted = {
            f"{job.name}:{place.coalition.hex}:{due.label}": (due, place)
            for place, due in _due(job, places, at)
        }
    known = set(Occurrence.objects.filter(key__in=wanted).values_list("key", flat=True))
    for key, (due, place) in wanted.items():
        if key not in known and (occurrence := _take(key, job, due, place, at)):
            yield occurrence, place


def _due(job: Job, places: Iterable[Place], at: datetime) -> Iterator[tuple[Place, Due]]:
    for place in places:
        due = latest(job.when, at, place.tz)
        if due.at >= place.since_at:
            yield place, due


def _take(key: str, job: Job, due: Due, place: Place | None, at: datetime) -> Occurrence | None:
    """The primary key lets only one worker in."""
    row, mine = Occurrence.objects.get_or_create(
        key=key,
        defaults={
            "job": job.name, "coalition": place.coalition if place else None, "due_at": due.at, "tries": 1,
            "next_try_at": at + LEASE,
        },
    )  # fmt: skip
    return row if mine else None


def _again(places: dict[UUID, Place], at: datetime, stop: Stop) -> int:
    """What failed, or was left by a worker that died, unless a newer occurrence has overtaken it."""
    run = 0
    waiting = Occurrence.objects.filter(done_at=None, next_try_at__lte=at, tries__lte=len(DELAYS))
    for occurrence in waiting.order_by("due_at")[:200]:
        job, place = (
            jobs.get(occurrence.job),
            places.get(occurrence.coalition) if occurrence.coalition else None,
        )
        mine = Occurrence.objects.filter(pk=occurrence.pk, tries=occurrence.tries, done_at=None)
        if job is None or _overtaken(occurrence, at) or (occurrence.coalition and place is None):
            mine.update(done_at=at)
        elif mine.update(tries=F("tries") + 1, next_try_at=at + LEASE):
            occurrence.tries += 1
            swept = not job.for_install and place is None
            _run(job, occurrence, list(places.values()) if swept else [place], at)
            run += 1
        if stop():
            break
    return run


def _overtaken(occurrence: Occurrence, at: datetime) -> bool:
    return Occurrence.objects.filter(
        job=occurrence.job, coalition=occurrence.coalition, due_at__gt=occurrence.due_at, due_at__lte=at
    ).exists()


def _run(job: Job, occurrence: Occurrence, places: Iterable[Place | None], at: datetime) -> None:
    """Run it for each place; what one of them fails at keeps no other from its turn."""
    swept = job.when.rhythm in SWEPT
    faults = [
        fault for place in places if (fault := _fault_of(job, place, at if swept else occurrence.due_at))
    ]
    mine = Occurrence.objects.filter(pk=occurrence.pk, tries=occurrence.tries)
    pause = delay(occurrence.tries)
    if faults and not swept and pause:
        mine.update(next_try_at=at + pause, fault=faults[0])
    elif faults and not swept:
        mine.update(fault=faults[0])
    else:
        mine.update(done_at=at, fault=faults[0] if faults else "")


def _fault_of(job: Job, place: Place | None, at: datetime) -> str:
    """Run a job in its place; what went wrong, by its kind only, since messages may hold what is confidential."""
    with during(job=job.name, **({"coalition": place.coalition} if place else {})):
        try:
            with _inside(place):
                job.function(place.coalition if place else None, at)
        except Exception as error:
            logger.exception("What was due failed.")
            return type(error).__name__
    return ""


@contextmanager
def _inside(place: Place | None) -> Iterator[None]:
    with (
        scope(coalition=place.coalition if place else None),
        timezone.override(place.tz if place else _install_zone()),
    ):
        yield


def _install_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
