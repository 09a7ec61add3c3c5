"""What changed between two waves: which organisations and ties are comparable, and what became of them.

An organisation that was renamed is the same; ones that have merged since count as the one that stays, in both waves,
with the closest of their words. Who is not in both waves is told apart and left out of the comparison, and so are the
ties of those who did not answer both times: their silence is no change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from comity.core.network.change import Change, change
from comity.core.network.dyads import renamed
from comity.core.network.reports import Rule
from comity.network.models import WaveMember
from comity.network.waves.material import Material
from comity.people.models import Organisation

#: every run gives the same intervals
SEED = 2025
RULES = (Rule.EITHER, Rule.CONFIRMED)


def changed(earlier: Material, later: Material) -> dict[str, Any]:
    """What is kept of a comparison, by rule. Names are those of the later wave, else of the earlier."""
    everyone = (*earlier.members, *later.members)
    now = survivors_of({one.organisation_id for one in everyone})
    before, after = renamed(earlier.reports, now), renamed(later.reports, now)
    return {
        "names": _names(everyone, now),
        "came": [key for key in after.keys if key not in before.keys],
        "left": [key for key in before.keys if key not in after.keys],
        "merged": [[name, now[key]] for key, name in _once(everyone).items() if key in now],
        "renamed": _renamed(earlier, later),
        "rules": {rule.value: _plain(change(before, after, rule, seed=SEED)) for rule in RULES},
    }  # fmt: skip


def survivors_of(organisations: Iterable[UUID]) -> Mapping[str, str]:
    """Today's key of each organisation that has merged into another since; through any number of steps. One query."""
    found: dict[str, str] = {}
    into = dict(Organisation.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    for one in organisations:
        at, seen = one, {one}
        while (onward := into.get(at)) is not None and onward not in seen:
            at = onward
            seen.add(at)
        if at != one:
            found[str(one)] = str(at)
    return found


def _plain(found: Change) -> dict[str, Any]:
    return {
        "among": len(found.among), "left_out": list(found.left_out), "gained": [list(one) for one in found.gained],
        "kept": len(found.kept), "lost": [list(one) for one in found.lost], "stability": found.stability,
        "intervals": {name: asdict(one) for name, one in found.intervals.items()} if found.intervals else None,
    }  # fmt: skip


def _names(everyone: Iterable[WaveMember], now: Mapping[str, str]) -> dict[str, str]:
    """A name for each key of today: that of the organisation itself before that of one it took in."""
    found: dict[str, str] = {}
    for one in everyone:
        key = str(one.organisation_id)
        if key in now:
            found.setdefault(now[key], one.name)
        else:
            found[key] = one.name
    return found


def _once(everyone: Iterable[WaveMember]) -> dict[str, str]:
    return {str(one.organisation_id): one.name for one in everyone}


def _renamed(earlier: Material, later: Material) -> list[list[str]]:
    """Earlier and later name of each that is in both under another name."""
    now = {one.organisation_id: one.name for one in later.members}
    return [
        [one.name, now[one.organisation_id]]
        for one in earlier.members
        if one.organisation_id in now and one.name != now[one.organisation_id]
    ]
