"""Initiatives, read: what is missing for the next phase; which pairs work in them, and when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from comity.base.clock import day_of
from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.core.advice.multisector import Lack, Phase, Seat, lacking
from comity.core.network.rungs import Span, shared
from comity.network.models import Initiative, InitiativeSeat, InitiativeState
from comity.tasks.models import State, Task

#: the kind of thing that tasks of an initiative belong to
LABEL = "network.initiative"
#: a task that its owner said yes to, under way or over
TAKEN_ON = (State.ACCEPTED, State.DONE, State.DROPPED)


def initiatives_visible_to(standing: Standing) -> "QuerySet[Initiative]":
    """All initiatives, for those inside, with the seats that are held."""
    held = InitiativeSeat.objects.filter(left_at=None).select_related("organisation")
    rows: Any = readable(Initiative.objects.all(), standing) if standing.inside else Initiative.objects.none()
    found: QuerySet[Initiative] = rows.select_related("coalition").prefetch_related(Prefetch("seats", held, "held"))
    return found


def missing_for(initiative: Initiative, today: date) -> list[Lack]:
    """What is missing for the phase after the present one."""
    if initiative.state == InitiativeState.ENDED:
        return []
    seats = InitiativeSeat.objects.filter(initiative=initiative, left_at=None).select_related("organisation")
    return lacks_of(initiative, list(seats), busy_in([initiative.pk])[initiative.pk], today)


def lacks_of(initiative: Initiative, seats: list[InitiativeSeat], busy: set[UUID], today: date) -> list[Lack]:
    """The same where seats and those who have a task under way are known."""
    left = (initiative.trust_until_on - today).days
    return lacking(
        Phase(initiative.state), facts_of(initiative, seats, busy), days_left=left, text=initiative.number > 0
    )


def facts_of(initiative: Initiative, seats: list[InitiativeSeat], busy: set[UUID]) -> list[Seat]:
    """The seats as the rules take them."""
    return [
        Seat(
            one.organisation.sector, told=bool(one.solo), ready=one.ready_at is not None, defined=bool(one.definition),
            agreed=one.agrees(initiative), aside=bool(one.aside), live=one.organisation_id in busy,
        )
        for one in seats
    ]  # fmt: skip


def busy_in(initiatives: list[UUID]) -> dict[UUID, set[UUID]]:
    """Of each initiative, the organisations with a task under way in it. One query."""
    found: dict[UUID, set[UUID]] = {pk: set() for pk in initiatives}
    rows = Task.objects.filter(held_by=LABEL, held_id__in=initiatives, state=State.ACCEPTED)
    for held, organisation in rows.exclude(organisation=None).values_list("held_id", "organisation"):
        found[held].add(organisation)
    return found


def inherited_spans(coalition: UUID) -> dict[tuple[UUID, UUID], list[Span]]:
    """For each pair that sat at work in an initiative: when both had a task under way there. One query or two."""
    found: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    sat = InitiativeSeat.objects.filter(coalition=coalition, initiative__working_since_at__isnull=False)
    seats: dict[UUID, list[InitiativeSeat]] = defaultdict(list)
    for seat in sat.select_related("initiative"):
        seats[seat.initiative_id].append(seat)
    if not seats:
        return found
    tasks: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    rows = Task.objects.filter(
        held_by=LABEL, held_id__in=list(seats), state__in=TAKEN_ON, answered_at__isnull=False,
        organisation__isnull=False,
    )  # fmt: skip
    for task in rows:
        tasks[task.held_id, task.organisation_id].append(_span(task.answered_at, task.ended_at))
    for of in seats.values():
        times = sorted(_at_work(of, tasks), key=lambda time: (time[0], time[1].starts))
        for (first, one), (second, other) in combinations(times, 2):
            both = shared(one, other)
            if both is not None and first != second:
                found[first, second].append(both)
    return found


def _at_work(
    seats: list[InitiativeSeat], tasks: dict[tuple[UUID, UUID], list[Span]]
) -> Iterator[tuple[UUID, Span]]:
    """Each organisation's times with a seat in an initiative at work and a task under way."""
    for seat in seats:
        worked = _span(seat.initiative.working_since_at, seat.initiative.ended_at)
        sat = shared(worked, _span(seat.joined_at, seat.left_at))
        for task in tasks.get((seat.initiative_id, seat.organisation_id), []):
            both = shared(sat, task) if sat is not None else None
            if both is not None:
                yield seat.organisation_id, both


def _span(starts: Any, ends: Any) -> Span:
    return Span(day_of(starts), None if ends is None else day_of(ends))


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All seats of all initiatives, header first."""
    yield (
        "initiative", "title", "state", "started_at", "time_for_trust_until", "problem", "version", "organisation",
        "joined_at", "left_at", "ready_at", "tried_alone", "sees_the_problem", "puts_aside", "agreed_to_version",
        "at_work_since", "ended_at", "why",
    )  # fmt: skip
    if not standing.inside:
        return
    rows = InitiativeSeat.objects.filter(initiative__in=initiatives_visible_to(standing).values("pk"))
    for s in rows.select_related("initiative").order_by("initiative__started_at", "pk").iterator(chunk_size=500):
        i = s.initiative
        yield (
            i.pk, i.title, i.state, i.started_at, i.trust_until_on, i.problem, i.number, s.name, s.joined_at, s.left_at,
            s.ready_at, s.solo, s.definition, s.aside, s.agreed_number, i.working_since_at, i.ended_at, i.ended_why,
        )  # fmt: skip
