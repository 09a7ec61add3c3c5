"""What the world holds of rules: a member's word on those in force, and a draft of others, full of canaries."""

from dataclasses import replace
from datetime import datetime

from comity.base.capacity import Capacity
from comity.core.rulebook.presets import Places, association
from comity.core.rulebook.types import OwnRule
from comity.governing.acts import accept_rulebook, draft_rulebook
from comity.governing.rulebook import adopted
from tests.cast import Troupe


def rule_everything(troupe: Troupe, canary: str, hat: Capacity, at: datetime) -> None:
    """Version 1 is in force and was declined by a member; version 2 is a draft in the name of the coordinator."""
    version = adopted(troupe.coalition.pk, at)
    assert version is not None and version.number == 1
    accept_rulebook(version, False, why=canary, by=hat, at=at)
    rules = association(Places(troupe.assembly.pk, troupe.bodies["steering"].pk))
    own = (OwnRule(canary, troupe.assembly.pk, 6),)
    rules = replace(rules, ground=replace(rules.ground, own=own))
    draft_rulebook(rules, preset="association", why=canary, by=troupe.by, at=at)
