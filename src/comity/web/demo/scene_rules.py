"""The rulebook of the invented coalition: the executive spends up to €5,000, the steering committee above that."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from comity.base.capacity import the_rule
from comity.core.rulebook.kinds import MEMBERSHIP, PROGRAMME, SPENDING, STATEMENTS
from comity.core.rulebook.presets import SIMPLE, UNIT, Places, simple
from comity.core.rulebook.types import Band, Kind, Rulebook, Way
from comity.governing.acts import adopt_rulebook, draft_rulebook
from comity.web.demo.scene_rulebook import agreed

LIMITS = "The executive spends small sums by itself; larger ones go to the steering committee. Dues are set by sector."
#: what the executive may spend by itself
SMALL = 5_000 * UNIT


def first_rules(story: Any, at: datetime) -> None:
    """The least that works, from the day of the founding."""
    _adopt(story, simple(Places(story.assembly.pk)), at)


def rules_with_limits(story: Any, at: datetime) -> None:
    """Once there is an executive, the rulebook says what it may do, and what goes up to the steering committee."""
    steering, executive = story.bodies["Steering committee"], story.bodies["Executive committee"]
    whole = simple(Places(story.assembly.pk))
    middle = Way(body=steering.pk, rule=SIMPLE, notice=5, shortest=5, longest=60)
    small = replace(middle, body=executive.pk, notice=2, shortest=2)
    kinds = (
        Kind(SPENDING, (Band(small, 0, SMALL), Band(middle, SMALL)), money=True),
        *(Kind(key, (Band(middle),)) for key in (PROGRAMME, MEMBERSHIP, STATEMENTS)),
        *(kind for kind in whole.kinds if kind.key not in (SPENDING, MEMBERSHIP, STATEMENTS)),
    )
    _adopt(story, agreed(replace(whole, kinds=kinds), story), at, LIMITS)


def _adopt(story: Any, rules: Rulebook, at: datetime, why: str = "") -> None:
    rule = the_rule(story.coalition_id)
    adopt_rulebook(draft_rulebook(rules, preset="simple", why=why, by=rule, at=at), by=rule, at=at)
