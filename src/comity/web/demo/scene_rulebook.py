"""Who accepted the rulebook of the invented coalition, who has not yet, and a change that is being drafted."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from comity.base.capacity import the_rule
from comity.coalitions.queries import members_of
from comity.core.rulebook.kinds import SPENDING
from comity.core.rulebook.presets import UNIT
from comity.core.rulebook.types import (
    Band,
    ConflictPath,
    Dues,
    DuesBase,
    GroundRules,
    Kind,
    MembershipRules,
    OwnRule,
    Rulebook,
    Rung,
    Speaker,
    Step,
)
from comity.governing.acts import accept_rulebook, ask_to_accept, draft_rulebook
from comity.governing.rulebook import adopted
from comity.governing.rulebook.telling import unasked

#: who has not accepted yet, and whose boards had something to say
SILENT = "DR"
WHY = {0: "Our board agreed in its spring sitting.", 3: "Gladly: at last everybody knows who may spend what."}
HIGHER = "Two roofs this winter cost a little over 5,000, and each waited three weeks for the committee."


def agreed(rules: Rulebook, story: Any) -> Rulebook:
    """What the founders wrote into their second version besides the limits."""
    steering = story.bodies["Steering committee"].pk
    dues = Dues(DuesBase.SECTOR, 200 * UNIT, {"public": 600 * UNIT, "private": 400 * UNIT, "citizen": 0})
    ladder = (Rung(Step.TALK, 14), Rung(Step.MEDIATOR, 30), Rung(Step.PANEL, 30))
    own = (OwnRule("Whoever brings a meeting brings something to eat for it.", steering, 12),)
    return replace(
        rules,
        ground=GroundRules(speaker=Speaker.CHAIR, speaker_body=steering, own=own),
        membership=MembershipRules(leave_days=60, dues=dues),
        conflict=ConflictPath(ladder, True, 74),
    )


def accept(story: Any, at: datetime) -> None:
    """Those who joined later are asked; all accept but one."""
    version = adopted(story.coalition_id, at)
    assert version is not None
    later = unasked(version)
    if later:
        ask_to_accept(version, later, by=the_rule(story.coalition_id), at=at)
    marks = [mark for mark in story.organisations if mark != SILENT]
    for place, mark in enumerate(marks):
        if story.organisations[mark].pk in members(story):
            accept_rulebook(version, why=WHY.get(place, ""), by=story.voter(mark), at=at)


def draft_a_change(story: Any, at: datetime) -> None:
    """Somebody wants the executive to spend more by itself."""
    version = adopted(story.coalition_id, at)
    assert version is not None
    rules = version.rules
    kinds = tuple(_higher(kind) if kind.key == SPENDING else kind for kind in rules.kinds)
    mark = next(iter(story.organisations))
    draft_rulebook(replace(rules, kinds=kinds, accept_days=21), why=HIGHER, by=story.voter(mark), at=at)


def _higher(kind: Kind) -> Kind:
    small, middle = kind.bands
    grounds = replace(middle.way.grounds, share=Fraction(1, 4))
    return replace(
        kind,
        bands=(Band(small.way, 0, 7_500 * UNIT), Band(replace(middle.way, grounds=grounds), 7_500 * UNIT)),
    )


def members(story: Any) -> set[Any]:
    """The members of that day."""
    return set(members_of(story.coalition_id).values_list("pk", flat=True))
