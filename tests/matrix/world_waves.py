"""A wave full of canaries: what was asked, where it comes from, and names as they stood then."""

from datetime import datetime
from typing import Any

from comity.core.network.answers import Answer, Filled
from comity.network.acts import drop_wave, keep_answers, restore_wave
from comity.network.models import Wave
from comity.network.waves.snapshots import Brought
from comity.network.waves.working import keep
from comity.people.models import Organisation
from tests.cast import Troupe


def keep_waves(troupe: Troupe, things: Any, canary: str, at: datetime) -> None:
    """Two waves of answers of three organisations, the second worked out; the first was out of use for a while.

    A third one still is.
    """
    rows = list(Organisation.objects.filter(pk__in=[one.pk for one in troupe.organisations.values()]).order_by("pk"))
    for row, name in zip(rows[:3], ("One", "Two", "Three"), strict=True):
        Organisation.objects.filter(pk=row.pk).update(place=row.place or f"{canary} {name}")
    keys = [str(row.pk) for row in rows[:3]]
    ratings = {"reliability": 3, "influence": 2}
    answers = (Answer(keys[0], keys[1], 2, "weekly", ("news",), True, False, ratings), Answer(keys[0], keys[2], 1))
    brought = Brought(tuple(keys), (Filled(keys[0], answers),))
    for name in ("Before", "After"):
        wave = keep_answers(
            brought, name=f"{name} {canary}", question=canary, asked_on=at.date(), origin=canary, by=troupe.by, at=at
        )
        keep(Wave.objects.get(pk=wave.pk))
        things.wave = things.wave or wave.pk
    drop_wave(Wave.objects.get(pk=things.wave), why=canary, by=troupe.by, at=at)
    restore_wave(Wave.objects.get(pk=things.wave), by=troupe.by, at=at)
    gone = keep_answers(brought, name=canary, question=canary, asked_on=at.date(), origin=canary, by=troupe.by, at=at)
    drop_wave(Wave.objects.get(pk=gone.pk), why=canary, by=troupe.by, at=at)
