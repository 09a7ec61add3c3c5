"""A structure is copied into a coalition that is being founded, and taken back while nothing rests on it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.audit.queries import history_of
from comity.base.capacity import Capacity, the_rule
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.text import fold
from comity.base.versions import fresh
from comity.coalitions.acts import change_settings, create_body, set_structure
from comity.coalitions.models import Body, BodyKind, Coalition, Structure
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.rulebook.moving import moved
from comity.founding.copying.blueprint import Blueprint, BodyPlan, blueprint_of, running_bodies
from comity.founding.copying.permissions import may_copy
from comity.founding.kind.permissions import may_choose
from comity.founding.kind.taking_back import end_bodies, give_up_rules, nothing_built
from comity.founding.methods.acts import strike_method
from comity.founding.models import Criterion, Method, MethodWord, PartnerSearch, StructureCopy
from comity.governing.acts import draft_rulebook
from comity.governing.rulebook.facts import bodies_of


@act("founding.structure.copied", says=gettext_noop("copied the structure of {about}"))
def copy_structure(source: Coalition, *, by: Capacity, at: datetime) -> Changes[StructureCopy]:
    """Take over kind, bodies with their sheets, rules as a draft, methods and criteria of a coalition one runs, too.

    Nobody and nothing else comes along: no people, seats, places, days, decisions or texts. What is here under the
    same name stays as it is. Raises ValidationError where there is nothing to copy.
    """
    require(may_copy(by, source, at=at))
    plan = blueprint_of(source, at)
    if plan.empty:
        raise ValidationError(_("There is no structure to copy yet: nothing but a general assembly."))
    coalition = Coalition.objects.get(pk=home(by))
    row = StructureCopy(source_name=shown_name(source), copied_at=at)
    row.speak_as(by)
    bodies, made = _bodies(plan, coalition, at)
    rules = _rules(plan, coalition, bodies, at)
    methods, criteria = _methods(plan, by, at), _criteria(plan, by, at)
    made |= {"rules": rules and str(rules), "methods": _ids(methods), "criteria": _ids(criteria)}
    made |= {"kind": coalition.type if plan.kind and plan.kind != coalition.type else None}
    if made["kind"] is not None:
        change_settings(coalition, type=plan.kind, by=the_rule(coalition.pk), at=at)
    row.made = made
    row.store()
    words = {"about": row.source_name or _called(coalition)}
    counts: dict[str, Any] = {"bodies": len(made["bodies"]), "methods": len(methods), "criteria": len(criteria)}
    return Changes(row, also=[*methods, *criteria], words=words, source=source.pk, kind=plan.kind, **counts)


@act("founding.structure.taken_back", says=gettext_noop("took back that a structure was copied"))
def take_copy_back(row: StructureCopy, *, by: Capacity, at: datetime) -> Changes[StructureCopy]:
    """Undo it: bodies end, the draft is given up, methods and criteria are struck. Refused once it is built on."""
    require(same_coalition(by, row))
    row = fresh(row)
    require(_may_take_back(row, by, at))
    coalition, made = Coalition.objects.get(pk=home(by)), row.made
    bodies = list(Body.objects.filter(pk__in=made["bodies"]))
    require(nothing_built(bodies, made["rules"]) or _nothing_said(made))
    end_bodies(bodies, at)
    give_up_rules(made["rules"], coalition.pk, at)
    for sheet in Structure.objects.filter(body__in=made["sheets"], body__ended_on=None).select_related("body"):
        if history_of(sheet.pk).count() == 1:  # nobody has written it anew
            set_structure(sheet.body, by=the_rule(coalition.pk), at=at)
    for method in Method.objects.filter(pk__in=made["methods"], struck_at=None):
        strike_method(method, by=by, at=at)
    struck = [_struck(one, at) for one in Criterion.objects.filter(pk__in=made["criteria"], struck_at=None)]
    if made["kind"] is not None:
        change_settings(coalition, type=made["kind"], by=the_rule(coalition.pk), at=at)
    row.taken_back_at = at
    row.store()
    return Changes(row, also=struck)


def shown_name(source: Coalition) -> str:
    """What a source may be called over here: its name where all the world can read it, else nothing."""
    return source.name if source.has_page else ""


def _called(coalition: Coalition) -> str:
    with translation.override(coalition.language):
        return _("another coalition")


def _bodies(plan: Blueprint, coalition: Coalition, at: datetime) -> tuple[dict[UUID, Body], dict[str, Any]]:
    """Each body of the source → ours, made where none is called so; and the ids of those made and newly agreed on."""
    assembly, here = bodies_here(running_bodies(coalition.pk))
    agreed = {one.pk for one in here.values() if hasattr(one, "structure")}
    ours: dict[UUID, Body] = {}
    made: dict[str, Any] = {"bodies": [], "sheets": []}
    for one in plan.bodies:
        body = assembly if one.whole else here.get(fold(one.name))
        if body is None:
            body = _made(one, ours, coalition, at)
            made["bodies"].append(str(body.pk))
        if body.pk not in agreed and (said := one.said(day_of(at))):
            set_structure(body, by=the_rule(coalition.pk), at=at, **said)
            made["sheets"].append(str(body.pk))
        ours[one.key] = body
    return ours, made


def bodies_here(bodies: Iterable[Any]) -> tuple[Any, dict[str, Any]]:
    """Of our bodies as `running_bodies` gives them: the general assembly, and all by their folded names."""
    rows = sorted(bodies, key=lambda one: (one.since_on, one.pk))
    return next(one for one in rows if one.kind == BodyKind.ASSEMBLY), {fold(one.name): one for one in rows}


def _made(one: BodyPlan, ours: Mapping[UUID, Body], coalition: Coalition, at: datetime) -> Body:
    above = ours.get(one.above) if one.above else None
    return create_body(
        name=one.name, kind=BodyKind(one.kind), own_kind=one.own_kind, purpose=one.purpose, parent=above,
        by=the_rule(coalition.pk), at=at,
    )  # fmt: skip


def _rules(plan: Blueprint, coalition: Coalition, bodies: Mapping[UUID, Body], at: datetime) -> UUID | None:
    """A draft of them, to be changed and adopted here."""
    if plan.rules is None:
        return None
    sizes = {key: facts.size for key, facts in bodies_of(coalition.pk, on=day_of(at)).items()}
    whole = next(body.pk for body in bodies.values() if body.kind == BodyKind.ASSEMBLY)
    rules = moved(plan.rules.rules, {key: body.pk for key, body in bodies.items()}, whole, sizes)
    with translation.override(coalition.language):
        why = _("Rules that have held elsewhere, to be changed until they are ours.")
    return draft_rulebook(rules, why=why, by=the_rule(coalition.pk), at=at).pk


def _methods(plan: Blueprint, by: Capacity, at: datetime) -> list[Method]:
    here = set(Method.objects.filter(struck_at=None).values_list("folded", flat=True))
    said = {"coalition_id": home(by), "person_id": by.person, "named_at": at}
    return [
        Method(name=name, words=words, **said).store() for name, words in plan.methods if fold(name)[:200] not in here
    ]


def _criteria(plan: Blueprint, by: Capacity, at: datetime) -> list[Criterion]:
    """Stated, and not agreed: that is for the committee that will look for partners. None once they stand still."""
    if PartnerSearch.objects.exclude(adopted_at=None, scoring_began_at=None).exists():
        return []
    here = set(Criterion.objects.filter(struck_at=None).values_list("text", flat=True))
    said = {"coalition_id": home(by), "person_id": by.person, "stated_at": at}
    return [Criterion(text=text, weight=weight, **said).store() for text, weight in plan.criteria if text not in here]


def _may_take_back(row: StructureCopy, by: Capacity, at: datetime) -> Reason | None:
    if row.taken_back_at is not None:
        return Reason(_("It was taken back already."), bar=Bar.CONFLICT)
    return may_choose(by, at=at)


def _nothing_said(made: Mapping[str, Any]) -> Reason | None:
    """Nobody has said anything of a method that came along, and nobody has agreed on a criterion."""
    said = MethodWord.objects.filter(method__in=made["methods"]).exists()
    agreed = made["criteria"] and PartnerSearch.objects.exclude(adopted_at=None).exists()
    if not (said or agreed):
        return None
    why = _("You have begun to work with what was copied.")
    return Reason(why, _("Change by hand what does not fit."), Bar.CONFLICT)


def _struck(row: Criterion, at: datetime) -> models.Model:
    row.struck_at = at
    return row.store()


def _ids(rows: list[Any]) -> list[str]:
    return [str(row.pk) for row in rows]
