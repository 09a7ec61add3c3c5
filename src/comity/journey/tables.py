"""The path as tables: what shows each part, and what was decided about stages."""

from collections.abc import Iterator
from typing import Any

from comity.base.evidence import facts
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.standing import Standing
from comity.core.advice import journey
from comity.journey.queries import KEYS, judged, steps_visible_to
from comity.journey.words import ACTIVITIES, STEPS


def path_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Each piece of evidence of each step and activity, header first."""
    yield "part", "number", "name", "state", "evidence", "evidence_state", "words", "count", "needed", "fresh"
    if not standing.inside or standing.coalition is None:
        return
    stage = Stage(Coalition.objects.get(pk=standing.coalition).stage)
    path = judged(facts(standing, KEYS), stage)
    for kind, parts, words in (("step", journey.STEPS, STEPS), ("activity", journey.ACTIVITIES, ACTIVITIES)):
        for part in path.parts(parts, words):
            for line in part.lines:
                fact = line.fact
                numbers = (fact.count, fact.needed, fact.fresh) if fact else (None, None, None)
                yield (kind, part.number, str(part.said.name), str(part.judged.state), line.key, str(line.state),
                       str(line.words), *numbers)  # fmt: skip


def stages_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All decisions about stages, header first."""
    yield "stage", "reason", "missing", "proposed_for", "proposed_at", "vote", "carried_at"
    for row in steps_visible_to(standing).iterator(chunk_size=500):
        code = row.vote.code if row.vote else ""
        yield row.stage, row.reason, row.missing, row.said_for, row.proposed_at, code, row.carried_at
