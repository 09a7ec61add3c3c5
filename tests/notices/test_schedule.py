"""What runs by the clock: once for each occurrence, in each coalition's own zone, whatever fails or falls."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from comity.coalitions.models import Body
from comity.notices import schedule
from comity.notices.housekeeping import tidy_up
from comity.notices.models import Occurrence, Rhythm
from comity.notices.schedule import LEASE, every, tick
from tests.cast import THEN, Troupe, valley

#: THEN is Monday 2 March 2026, 09:00 UTC: ten o'clock in Berlin
Ran = list[tuple[UUID | None, datetime]]


@pytest.fixture
def ran() -> Ran:
    return []


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No job but those of the story."""
    monkeypatch.setattr(schedule.jobs, "_things", {})
    yield


def note(ran: Ran) -> Callable[[UUID | None, datetime], None]:
    return lambda coalition, at: ran.append((coalition, at))


def failing(ran: Ran) -> Callable[[UUID | None, datetime], None]:
    def function(coalition: UUID | None, at: datetime) -> None:
        ran.append((coalition, at))
        raise RuntimeError("what is confidential")

    return function


def monday(week: int, hour: int = 7) -> datetime:
    """Eight o'clock in Berlin's winter on the Monday so many weeks after THEN."""
    return datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(weeks=week)


def test_each_occurrence_runs_once_however_often_we_look(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    for minute in range(3):
        tick(monday(1) + timedelta(minutes=minute))
    assert ran == [(home.coalition.pk, monday(1))]
    tick(monday(2))
    assert ran[1:] == [(home.coalition.pk, monday(2))]


def test_each_coalition_has_its_own_eight_oclock(home: Troupe, ran: Ran) -> None:
    elsewhere = valley()
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    tick(monday(1))
    assert [coalition for coalition, _ in ran] == [home.coalition.pk]
    tick(monday(1, hour=8))
    assert ran[1:] == [(elsewhere.coalition.pk, monday(1, hour=8))]


def test_what_was_due_before_a_coalition_began_is_not_made_up_for(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    assert monday(0) < THEN
    tick(THEN + timedelta(days=1))
    assert ran == []


def test_of_what_was_missed_only_the_newest_is_made_up_for(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    tick(monday(1))
    tick(monday(6) + timedelta(days=2))
    summer = timedelta(hours=-1)  # the clocks went forward meanwhile
    assert ran == [(home.coalition.pk, monday(1)), (home.coalition.pk, monday(6) + summer)]


def test_a_coalition_that_moves_to_another_zone_is_not_served_twice(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    tick(monday(1))
    type(home.coalition).objects.filter(pk=home.coalition.pk).update(zone="America/New_York")
    tick(monday(1) + timedelta(hours=12))
    assert len(ran) == 1


def test_a_job_stands_in_its_coalition_and_zone(home: Troupe) -> None:
    seen = []
    every(
        Rhythm.WEEKLY,
        "test.weekly",
        lambda coalition, at: seen.append((Body.objects.count(), timezone.get_current_timezone_name())),
    )
    tick(monday(1))
    assert seen == [(2, "Europe/Berlin")]


def test_what_is_done_every_minute_is_swept_over_all_coalitions_with_one_row(home: Troupe, ran: Ran) -> None:
    elsewhere = valley()
    every(Rhythm.MINUTELY, "test.sweep", note(ran))
    at = THEN + timedelta(seconds=42)
    tick(at)
    tick(at + timedelta(seconds=5))
    assert {coalition for coalition, _ in ran} == {home.coalition.pk, elsewhere.coalition.pk}
    assert [moment for _, moment in ran] == [at, at]
    assert Occurrence.objects.count() == 1
    tick(at + timedelta(minutes=1))
    assert len(ran) == 4


def test_what_one_coalition_fails_at_keeps_no_other_from_its_turn(home: Troupe, ran: Ran) -> None:
    elsewhere = valley()
    every(Rhythm.MINUTELY, "test.sweep", failing(ran))
    tick(THEN)
    assert {coalition for coalition, _ in ran} == {home.coalition.pk, elsewhere.coalition.pk}
    row = Occurrence.objects.get()
    assert (row.done_at, row.fault) == (THEN, "RuntimeError")


def test_the_installs_own_job_runs_once_without_a_coalition(home: Troupe, ran: Ran) -> None:
    valley()
    every(Rhythm.DAILY, "test.daily", note(ran), "08:30", for_install=True)
    tick(THEN)
    assert ran == [(None, datetime(2026, 3, 2, 8, 30, tzinfo=UTC))]


def test_a_job_that_fails_is_tried_again_with_growing_delay_then_left(home: Troupe, ran: Ran) -> None:
    every(Rhythm.MONTHLY, "test.monthly", failing(ran), "3 00:00")
    at, waits = datetime(2026, 3, 3, tzinfo=UTC), []
    for _ in range(10):
        assert tick(at) == 1
        assert tick(at) == 0
        row = Occurrence.objects.get()
        waits.append(row.next_try_at - at)
        at = row.next_try_at
    assert (waits[0], waits[8]) == (timedelta(minutes=1), timedelta(days=1))
    assert waits[:9] == sorted(waits[:9])
    assert tick(at + timedelta(days=10)) == 0
    assert (row.tries, row.fault, row.done_at) == (10, "RuntimeError", None)
    assert {due for _, due in ran} == {row.due_at}


def test_a_failed_occurrence_is_dropped_once_a_newer_one_is_there(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", failing(ran), "Mon 08:00")
    tick(monday(1))
    tick(monday(2))
    assert [due for _, due in ran] == [monday(1), monday(2)]
    assert Occurrence.objects.get(due_at=monday(1)).done_at == monday(2)


def test_an_occurrence_whose_worker_died_goes_to_the_next(home: Troupe, ran: Ran) -> None:
    every(Rhythm.WEEKLY, "test.weekly", note(ran), "Mon 08:00")
    key = f"test.weekly:{home.coalition.pk.hex}:2026-03-09"
    Occurrence.objects.create(
        key=key, job="test.weekly", coalition=home.coalition.pk, due_at=monday(1), tries=1,
        next_try_at=monday(1) + LEASE,
    )  # fmt: skip
    tick(monday(1) + LEASE - timedelta(seconds=1))
    assert ran == []
    tick(monday(1) + LEASE)
    assert ran == [(home.coalition.pk, monday(1))]
    assert Occurrence.objects.get().done_at is not None


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_once_run_it_once(ran: Ran) -> None:
    every(Rhythm.DAILY, "test.daily", note(ran), "08:30", for_install=True)
    start = Barrier(4)

    def look() -> None:
        start.wait()
        try:
            tick(THEN)
        finally:
            connection.close()

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ran) == 1


def test_a_time_that_does_not_fit_is_refused_at_once() -> None:
    with pytest.raises(ValueError):
        every(Rhythm.WEEKLY, "test.weekly", print, "31 08:00 Mon")


def test_looking_costs_as_many_queries_for_many_coalitions(
    home: Troupe, django_assert_max_num_queries: Callable[..., object]
) -> None:
    valley()
    every(Rhythm.WEEKLY, "test.weekly", lambda *_: None, "Mon 08:00")
    tick(monday(2))
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        tick(monday(2) + timedelta(minutes=1))


def test_tidying_up_forgets_sweeps_soon_and_nothing_that_could_still_be_the_newest(
    home: Troupe, ran: Ran
) -> None:
    every(Rhythm.MINUTELY, "test.sweep", note(ran))
    every(Rhythm.QUARTERLY, "test.quarterly", note(ran), "last 08:00")
    tick(datetime(2026, 4, 1, tzinfo=UTC))
    tidy_up(None, datetime(2026, 6, 30, tzinfo=UTC))
    assert [row.job for row in Occurrence.objects.all()] == ["test.quarterly"]
    assert tick(datetime(2026, 6, 30, 0, 0, 30, tzinfo=UTC)) == 1  # the sweep alone
