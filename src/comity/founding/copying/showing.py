"""What would be copied, as the page shows it before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.base.clock import day_of
from comity.base.text import fold
from comity.coalitions.models import BodyKind, Coalition, CoalitionType, Structure
from comity.coalitions.views.sheet import rows as sheet_rows
from comity.core.rulebook.moving import lowered_in, moved
from comity.founding.copying.acts import bodies_here
from comity.founding.copying.blueprint import Blueprint, BodyPlan, blueprint_of, running_bodies
from comity.governing.rulebook.charter import Part, charter


@dataclass(frozen=True)
class Shown:
    """One body: its name, kind and purpose, the body above, what is agreed; here: ours has this name already."""

    name: str
    kind: str
    purpose: str
    above: str
    facts: list[tuple[str, object]]
    here: bool


@dataclass(frozen=True)
class Preview:
    """All that would be copied. charter: the rules as they would be drafted; lowered: quorums made smaller."""

    source: Coalition
    kind: Any
    bodies: list[Shown]
    charter: list[Part]
    lowered: int
    methods: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, int], ...]
    empty: bool


def preview(source: Coalition, into: Coalition, members: int, at: datetime) -> Preview:
    """For those who coordinate both. members: how many there are over here. Four queries, whatever there is."""
    both = running_bodies(source.pk, into.pk)
    plan = blueprint_of(source, at, [one for one in both if one.coalition_id == source.pk])
    whole, here = bodies_here(one for one in both if one.coalition_id == into.pk)
    names = {one.key: one.name for one in plan.bodies}
    ours = {one.key: whole if one.whole else here.get(fold(one.name)) for one in plan.bodies}
    bodies = [_shown(one, ours[one.key], names, at) for one in plan.bodies]
    sizes = {one.pk: one.held for one in here.values()} | {whole.pk: members}
    parts, lowered = _rules(plan, whole, ours, names, sizes)
    kind = CoalitionType(plan.kind).label if plan.kind else ""
    return Preview(source, kind, bodies, parts, lowered, plan.methods, plan.criteria, plan.empty)


def _shown(one: BodyPlan, ours: Any, names: Mapping[UUID, str], at: datetime) -> Shown:
    said = {} if hasattr(ours, "structure") else one.said(day_of(at))
    facts = sheet_rows(Structure(**said), at) if said else []
    name, kind = (ours.name if one.whole else one.name), one.own_kind or str(BodyKind(one.kind).label)
    above = names.get(one.above, "") if one.above else ""
    return Shown(name, kind, "" if ours else one.purpose, above, facts, ours is not None)


def _rules(
    plan: Blueprint, whole: Any, ours: Mapping[UUID, Any], names: Mapping[UUID, str], sizes: Mapping[UUID, int]
) -> tuple[list[Part], int]:
    """The draft in words; bodies that are not here yet are called as they are over there."""
    if plan.rules is None:
        return [], 0
    bodies = {key: body.pk if body else key for key, body in ours.items()}
    drafted = moved(plan.rules.rules, bodies, whole.pk, sizes)
    called = {**names, **{body.pk: body.name for body in ours.values() if body}, whole.pk: whole.name}
    return charter(drafted, called), lowered_in(plan.rules.rules, drafted)


def not_copied() -> list[str]:
    """What stays where it is, in words."""
    return [
        _("Organisations, people, seats that somebody holds, and mandates"),
        _("Questions, decisions, meetings, minutes, tasks and ties"),
        _("Texts and files, also the founding texts"),
        _("Places, days until which a body lasts, and who works between meetings"),
        _("Prospects, and what each organisation says of methods"),
    ]
