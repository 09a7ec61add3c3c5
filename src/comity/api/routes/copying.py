"""Copying the structure of a coalition that one coordinates into one that is being founded."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api.operations import AT, Call, deed, reading
from comity.api.problems import Problem
from comity.api.scopes import Scope
from comity.api.shapes.copying import (
    BlueprintShape,
    StructureCopiesShape,
    StructureCopyShape,
    StructureSourcesShape,
    blueprint_shape,
    copy_shape,
)
from comity.api.values import Given, Id
from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.models import Coalition
from comity.founding.copying import acts, permissions, queries
from comity.founding.copying.blueprint import blueprint_of

router = Router(tags=["founding"])
COPY = f"{AT}/founding/copy"


class NewStructureCopy(Given):
    """The coalition whose structure is copied; you coordinate it."""

    source: Id


@reading(router, COPY, says=_("List from where a structure can be copied"), answers=StructureSourcesShape)
def sources(request: Call) -> Any:
    """Other coalitions that you coordinate; a token that opens one coalition only is refused."""
    _opens_all(request)
    found = queries.sources_of(request.person.pk, request.coalition.pk, now())
    return {"sources": [{"id": one.pk, "name": one.name} for one in found]}


@reading(router, f"{AT}/founding/copies", says=_("Read which structures were copied"), answers=StructureCopiesShape)
def copies(request: Call) -> Any:
    """What was copied here, and what that made."""
    return {"copies": [copy_shape(row) for row in queries.visible_to(request.standing)]}


@reading(router, f"{COPY}/{{uuid:source}}", says=_("Read what would be copied"), answers=BlueprintShape)
def blueprint(request: Call, source: UUID) -> Any:
    """The structure without people and records. Nothing is copied by reading it."""
    found = _source(request, source)
    require(permissions.may_copy(request.capacity, found, at=now()))
    return blueprint_shape(blueprint_of(found, now()))


@deed(router, COPY, says=_("Copy a structure"), act="founding.structure.copied", scope=Scope.COORDINATE,
      takes=NewStructureCopy, answers=StructureCopyShape, status=201)  # fmt: skip
def copy(request: Call, given: NewStructureCopy) -> Any:
    """Kind, bodies with their sheets, rules as a draft, methods and criteria; by one act, while no rulebook holds."""
    found = _source(request, given.source)
    return copy_shape(acts.copy_structure(found, by=request.capacity, at=now()))


def _source(request: Call, source: UUID) -> Coalition:
    _opens_all(request)
    found: Coalition = get_object_or_404(
        queries.sources_of(request.person.pk, request.coalition.pk, now()), pk=source
    )
    return found


def _opens_all(request: Call) -> None:
    """What a token was not made to open is not read through it."""
    if request.auth.coalition_id is not None or request.auth.hat:
        raise Problem("scope", _now("This token opens one coalition only."))
