"""Rulebooks as stories need them: another rule for a kind of matter, limits of amounts, times."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from comity.base.capacity import the_rule
from comity.core.ballots.types import Rule
from comity.core.rulebook.kinds import SPENDING, WORK
from comity.core.rulebook.types import Band, Kind, Way
from comity.governing.acts import adopt_rulebook, draft_rulebook
from comity.governing.rulebook import adopted
from tests.cast import THEN, Troupe


def rules_with(troupe: Troupe, *kinds: Kind, at: datetime = THEN) -> None:
    """The rulebook in force, with these kinds in place of those of the same key; adopted at that moment."""
    now = adopted(troupe.coalition.pk, at)
    assert now is not None
    keys = {kind.key for kind in kinds}
    kept = [kind for kind in now.rules.kinds if kind.key not in keys]
    changed = replace(now.rules, kinds=(*kept, *kinds))
    rule = the_rule(troupe.coalition.pk)
    with troupe.scope():
        adopt_rulebook(draft_rulebook(changed, by=rule, at=at), by=rule, at=at)


def way_of(troupe: Troupe, key: str, at: datetime = THEN) -> Way:
    """How the first band of a kind is decided."""
    now = adopted(troupe.coalition.pk, at)
    kind = now and now.rules.kind(key)
    assert kind
    return kind.bands[0].way


def work_by(troupe: Troupe, *, at: datetime = THEN, **changes: Any) -> None:
    """Bodies decide on their own work in another way."""
    rules_with(troupe, Kind(WORK, (Band(replace(way_of(troupe, WORK, at), **changes)),)), at=at)


def work_by_rule(troupe: Troupe, rule: Rule, at: datetime = THEN) -> None:
    """Bodies decide on their own work by this rule, from now on."""
    if way_of(troupe, WORK, at).rule != rule:
        work_by(troupe, at=at, rule=rule)


def limits(troupe: Troupe, small: int, middle: int, **changes: Any) -> None:
    """Spending: up to `small` minor units the executive, up to `middle` the steering committee, else the assembly."""
    way = replace(way_of(troupe, SPENDING), **changes)
    bodies = troupe.bodies
    bands = (
        Band(replace(way, body=bodies["executive"].pk), 0, small),
        Band(replace(way, body=bodies["steering"].pk), small, middle),
        Band(replace(way, body=troupe.assembly.pk), middle),
    )
    rules_with(troupe, Kind(SPENDING, bands, money=True))


def put_in_force(troupe: Troupe, *, at: datetime = THEN, **parts: Any) -> None:
    """The rulebook in force with other parts, as `accept_days=9`; adopted at that moment."""
    now = adopted(troupe.coalition.pk, at)
    assert now is not None
    rule = the_rule(troupe.coalition.pk)
    with troupe.scope():
        adopt_rulebook(draft_rulebook(replace(now.rules, **parts), by=rule, at=at), by=rule, at=at)


def ground_rules(troupe: Troupe, *, at: datetime = THEN, **changes: Any) -> None:
    """Other ground rules, as `openness=Level.BODY`."""
    now = adopted(troupe.coalition.pk, at)
    assert now is not None
    put_in_force(troupe, ground=replace(now.rules.ground, **changes), at=at)


def rules_of_membership(troupe: Troupe, *, at: datetime = THEN, **changes: Any) -> None:
    """Other rules on who belongs, as `leave_days=60`."""
    now = adopted(troupe.coalition.pk, at)
    assert now is not None
    put_in_force(troupe, membership=replace(now.rules.membership, **changes), at=at)
