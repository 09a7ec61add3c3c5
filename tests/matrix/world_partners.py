"""What the world has of looking for partners: what all inside read, and what is for the committee alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comity.base.capacity import Capacity
from comity.founding.models import Need, Prospect
from comity.founding.prospects import acts, acts_gaps
from tests.cast import Troupe
from tests.matrix.practising import secret_of


def look_for_partners(troupe: Troupe, name: str, things: Any, hats: Sequence[Capacity], at: datetime) -> None:
    """A committee with agreed criteria, a prospect with a gap and a wave. hats: two that sit in the committee."""
    canary, secret, by = f"KANARI-{name}", secret_of(name), hats[0]
    acts.begin_search(troupe.bodies["steering"], by=troupe.by, at=at)
    criterion = acts.state_criterion(canary, by=by, at=at)
    acts.adopt_criteria(on=at.date(), how=canary, by=by, at=at)
    wave = acts_gaps.plan_wave(name=canary, trigger="words", trigger_words=canary, by=by, at=at)
    words = dict.fromkeys(("populations", "competences", "places", "why"), canary)
    row = acts.enter_prospect(name=f"Prospect {canary}", wave=wave, by=by, at=at, **words)
    acts.move_prospect(row, "looked", why=canary, by=by, at=at)
    acts_gaps.name_needs(populations=[canary], competences=[canary], places=[canary], by=by, at=at)
    need = Need.objects.get()
    acts_gaps.explain_need(need, canary, by=by, at=at)
    for hat in hats:
        acts.score_prospect(row, {criterion.pk: 3}, words=secret, by=hat, at=at)
    things.prospect_row, things.criterion, things.need, things.recruiting_wave = row.pk, criterion.pk, need.pk, wave.pk
    assert Prospect.objects.count() == 1
