"""Structure sheets of bodies, and terms that are renewed by them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router

from comity.api import bodies as given_as
from comity.api.operations import AT, Call, deed, reading
from comity.api.routes.bodies import ONE, body_found, term_found
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import TermShape, term_shape
from comity.api.shapes.structure import StructureShape, structure_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.acts import renew_term, set_structure
from comity.coalitions.forms.structure import StructureForm
from comity.coalitions.models import Structure

router = Router(tags=["coalitions"])
SHEET = given_as.body("StructureSheet", StructureForm, optional=None)


@reading(router, f"{ONE}/structure", says=_("Read a body’s structure sheet"), answers=StructureShape)
def structure(request: Call, body: UUID) -> Any:
    """How long it lasts, how often and where it meets, how long people serve. 404 while nothing was agreed."""
    row = body_found(request, body)
    return structure_shape(get_object_or_404(Structure.objects.all(), body=row))


@deed(router, f"{ONE}/structure", says=_("Write a body’s structure sheet"), act="coalitions.structure.set",
      scope=Scope.COORDINATE, method="PUT", takes=SHEET, answers=StructureShape, versioned=True)  # fmt: skip
def write(request: Call, body: UUID, given: Given, read: Version | None) -> Any:
    """The whole sheet: what is left out is left open. Terms end by it from now on; running ones stay as they are."""
    said = given_as.cleaned(StructureForm, given)
    return structure_shape(set_structure(body_found(request, body), by=request.capacity, at=now(), read=read, **said))


@deed(router, f"{AT}/terms/{{uuid:term}}/renew", says=_("Renew a term"), act="coalitions.term.renewed",
      scope=Scope.COORDINATE, answers=TermShape, status=201)  # fmt: skip
def renew(request: Call, term: UUID) -> Any:
    """The same person in the same role, from the day after the last; as long as the structure sheet says."""
    return term_shape(renew_term(term_found(request, term), by=request.capacity, at=now()))
