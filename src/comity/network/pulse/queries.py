"""The pulse as people may read it: only the figures that were released at a closing, whoever asks, and however."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Power
from comity.coalitions.queries import members_of, people_for
from comity.coalitions.standing import Standing
from comity.core.pulse import Figure, level
from comity.network.models import (
    Pulse,
    PulseFigure,
    PulsePlan,
    PulseRoll,
    PulseState,
    TalkRound,
)
from comity.network.pulse.questions import group_in_words, templates, text_of
from comity.people.models import Organisation, Person, Sector


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All waves, for those inside."""
    rows: Any = Pulse.objects.all() if standing.inside else Pulse.objects.none()
    found: QuerySet[Any] = readable(rows, standing).select_related("coalition")
    return found


def figures_visible_to(standing: Standing) -> "QuerySet[Any]":
    """What was released: every page, export and program reads this and nothing else."""
    found: QuerySet[Any] = PulseFigure.objects.filter(pulse__in=visible_to(standing)).select_related("pulse")
    return found


def talks_visible_to(standing: Standing) -> "QuerySet[Any]":
    """Rounds of talk, for those inside."""
    rows: Any = TalkRound.objects.all() if standing.inside else TalkRound.objects.none()
    return readable(rows, standing).select_related("coalition", "facilitator")


def plan() -> PulsePlan | None:
    """What is asked here, if that was said."""
    found: PulsePlan | None = PulsePlan.objects.select_related("owner", "person", "coalition").first()
    return found


def open_pulse() -> Pulse | None:
    """The wave that is open."""
    found: Pulse | None = Pulse.objects.select_related("coalition").filter(state=PulseState.OPEN).first()
    return found


def to_ask(coalition: UUID, at: datetime) -> dict[UUID, tuple[Person, Organisation]]:
    """Whoever speaks for a member, each once, with the organisation that comes first. Two queries."""
    members = {one.pk: one for one in members_of(coalition)}
    speakers = people_for(Power.SPEAK, members, on=day_of(at))
    found: dict[UUID, tuple[Person, Organisation]] = {}
    for pk, people in speakers.items():
        for person in people:
            if not person.erased_at:
                found.setdefault(person.pk, (person, members[pk]))
    return found


def shown_before(pulse: Pulse) -> list[frozenset[UUID]]:
    """The people of each cell that earlier waves showed whole. One query."""
    rows = PulseRoll.objects.filter(pulse__number__lt=pulse.number, pulse__left_out=0, answered=True)
    cells: dict[tuple[UUID, str], set[UUID]] = {}
    for wave, cell, person in rows.exclude(cell="").order_by("pulse__number").values_list("pulse", "cell", "person"):
        cells.setdefault((wave, cell), set()).add(person)
    return [frozenset(one) for one in cells.values()]


def as_figure(row: PulseFigure) -> Figure:
    return Figure(row.n, row.tenths, row.step, row.low, row.high)


def whole_of(pulse: Pulse) -> dict[str, Figure]:
    """The figures of all together, by question. One query unless they are read."""
    return {row.key: as_figure(row) for row in pulse.figures.all() if row.group == ""}


def waves(standing: Standing) -> list[Any]:
    """Closed waves with their figures, oldest first; each with `level` over all its questions. Two queries."""
    return [one for one in all_waves(standing) if one.state == PulseState.CLOSED]


def all_waves(standing: Standing) -> list[Any]:
    """All waves as `waves` gives them, and the open one: with `in_so_far`, and with `mine`, whether the reader's
    answer is in (None: not asked). Two queries.
    """
    roll = PulseRoll.objects.filter(pulse=OuterRef("pk"))
    counted = roll.filter(answered=True).order_by().values("pulse").annotate(n=Count("pk")).values("n")
    mine = roll.filter(person=standing.person).values("answered")[:1]
    rows = visible_to(standing).annotate(in_so_far=Coalesce(Subquery(counted), 0), mine=Subquery(mine))
    found = list(rows.prefetch_related("figures").order_by("number"))
    for row in found:
        row.level = level(list(whole_of(row).values())) if row.state == PulseState.CLOSED else None
    return found


def last_shown(pulse: Pulse) -> Pulse | None:
    """The wave before that showed something."""
    found: Pulse | None = (
        Pulse.objects.filter(number__lt=pulse.number, state=PulseState.CLOSED, held="").order_by("-number").first()
    )
    return found


def first_questions() -> tuple[str, ...]:
    """What is asked where nobody has chosen yet."""
    return templates()[0].texts


def in_tenths(tenths: int) -> str:
    """A mean as it is written: 3.2."""
    return f"{tenths // 10}.{tenths % 10}"


def sectors() -> dict[str, str]:
    return {value: str(label) for value, label in Sector.choices}


def due_on(plan: PulsePlan, today: date) -> bool:
    """Whether the plan lets a wave open that day."""
    return plan.next_on is not None and plan.next_on <= today


# ── what is taken along ──


def figures_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What was released, and no more; header first."""
    yield (
        "pulse", "closed_at", "question", "group", "counted", "mean", "told_to_the_nearest", "from", "to", "asked",
        "answered", "left_out_by_lot",
    )  # fmt: skip
    labels = sectors()
    rows = figures_visible_to(standing).order_by("pulse__number", "group", "place")
    for row in rows.iterator(chunk_size=500):
        wave = row.pulse
        tenths = (in_tenths(value) for value in (row.tenths, row.step, row.low, row.high))
        words = (wave.number, wave.closed_at, text_of(wave.questions, row.key), group_in_words(row.group, labels))
        yield *words, row.n, *tenths, wave.asked, wave.answered, wave.left_out


def talks_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Rounds of talk, header first."""
    yield "planned_on", "facilitator", "held_on", "what_came_of_it"
    for one in talks_visible_to(standing).order_by("planned_on", "pk").iterator(chunk_size=200):
        yield one.planned_on, one.facilitator.name, one.held_on, one.result


def held_in_words(pulse: Pulse) -> str:
    """Why nothing of a wave is shown."""
    if pulse.held == "few":
        return _("Fewer than five answered. Nothing is shown, so that nobody can be found.")
    return _("Almost the same people answered as before, and few. Shown beside the last wave, somebody could be found.")
