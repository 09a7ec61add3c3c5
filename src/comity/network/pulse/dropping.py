"""How an answer is kept while a pulse is open, and what becomes of all of them when it closes. Called inside acts."""

import json
from collections.abc import Mapping
from secrets import SystemRandom
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from comity.audit.canonical import canonical
from comity.core.anonymity import Release
from comity.core.pulse import Figure, figure, together
from comity.network.models import Pulse, PulseAnswer, PulseFigure, PulseRoll


def drop(pulse: Pulse, group: str, marks: Mapping[str, int]) -> None:
    """Put an answer among the others: all are written anew in the order of their random numbers.

    So neither the place of a row nor the transaction that wrote it tells which came last.
    """
    _overwrite()
    mine = PulseAnswer.objects.filter(pulse=pulse)
    kept = {pk: (of, said) for pk, of, said in mine.values_list("pk", "group", "marks")}
    kept[uuid4()] = (group, canonical(dict(marks)))
    mine.delete()
    PulseAnswer.objects.bulk_create(
        [
            PulseAnswer(pk=pk, coalition_id=pulse.coalition_id, pulse=pulse, group=of, marks=said)
            for pk, (of, said) in sorted(kept.items())
        ],
        500,
    )


def figures_of(pulse: Pulse, release: Release, roll: list[PulseRoll]) -> list[PulseFigure]:
    """The figures that may be shown, made from the answers; then the answers are gone.

    Which are left out by lot nobody learns: the lot is drawn by the machine and not kept.
    """
    answers = [(one.group, json.loads(one.marks)) for one in PulseAnswer.objects.filter(pulse=pulse).order_by("pk")]
    if release.left_out:
        answers = SystemRandom().sample(answers, len(answers) - release.left_out)
    rows: list[PulseFigure] = []
    for place, question in enumerate(pulse.questions):
        said = [(group, marks[question["key"]]) for group, marks in answers]
        found = _by_cell(said, release, roll)
        rows += [_row(pulse, place, question["key"], cell, one) for cell, one in found.items()]
    forget(pulse)
    PulseFigure.objects.bulk_create(rows, 500)
    return rows


def _by_cell(said: list[tuple[str, int]], release: Release, roll: list[PulseRoll]) -> dict[str, Figure]:
    """The figures of one question: of each cell and all; where a cell's may not be told, of all together alone."""
    found: dict[str, Figure] = {}
    for part, _n in release.cells:
        marks = [mark for group, mark in said if group in part]
        asked = sum(1 for entry in roll if entry.group in part)
        if one := figure(sum(marks), len(marks), asked):
            found[cell_of(part, release)] = one
    if len(release.cells) > 1:
        if len(found) < len(release.cells):
            whole = figure(sum(mark for _group, mark in said), len(said), len(roll))
            return {"": whole} if whole else {}
        whole = together(list(found.values()), len(roll))
        found |= {"": whole} if whole else {}
    return found


def cell_of(part: frozenset[str], release: Release) -> str:
    """How a cell is called: by the groups in it; the only one there is holds all."""
    return "" if len(release.cells) == 1 else "+".join(sorted(name for one in part for name in one.split("+")))


def forget(pulse: Pulse) -> None:
    """Let the single answers be gone, also from the pages of the database."""
    _overwrite()
    PulseAnswer.objects.filter(pulse=pulse).delete()


def people_by_group(roll: list[PulseRoll]) -> dict[str, frozenset[UUID]]:
    """Who answered, by group."""
    found: dict[str, set[UUID]] = {}
    for entry in roll:
        if entry.answered:
            found.setdefault(entry.group, set()).add(entry.person_id)
    return {group: frozenset(people) for group, people in found.items()}


def _row(pulse: Pulse, place: int, key: str, cell: str, one: Figure) -> PulseFigure:
    values: dict[str, Any] = {"n": one.n, "tenths": one.tenths, "step": one.step, "low": one.low, "high": one.high}
    return PulseFigure(coalition_id=pulse.coalition_id, pulse=pulse, place=place, key=key, group=cell, **values)


def _overwrite() -> None:
    """SQLite would leave old rows legible in free pages; it is told to overwrite them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
