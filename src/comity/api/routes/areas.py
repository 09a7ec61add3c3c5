"""Who does what: areas, parts and competences."""

from typing import Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.areas import (
    AREA,
    AreaShape,
    CompetenceShape,
    DutyShape,
    area_shape,
    competence_shape,
    duty_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.coalitions.queries import members_of
from comity.core.duties import Part
from comity.governing.acts import areas as acts
from comity.governing.areas import forms
from comity.governing.areas.lists import areas as listed_areas
from comity.governing.areas.lists import competences as listed_competences
from comity.governing.areas.queries import (
    areas_visible_to,
    competences_visible_to,
    duties_visible_to,
    with_parts,
)

router = Router(tags=["areas"])
ALL = f"{AT}/areas"
ONE = f"{ALL}/{{uuid:area}}"
DUTY = f"{AT}/parts/{{uuid:duty}}"
SKILLS = f"{AT}/competences"
NEW = bodies.body("NewArea", forms.AreaForm)
CHANGES = bodies.body("AreaChanges", forms.AreaForm, optional=None)
PART = bodies.body("NewPart", forms.PartOfForm)
SKILL = bodies.body(
    "NewCompetence", forms.CompetenceForm,
    level=(int, Field(ge=1, le=3, description="1 some experience, 2 regularly, 3 could teach it.", examples=[2])),
)  # fmt: skip


class AreasAsked(lists.Asked):
    """What the list of areas can be asked."""

    state: Literal["contested", "unclaimed", "clear", "closed"] | None = Field(
        None, description="Only these."
    )
    organisation: UUID | None = Field(None, description="Only areas in which this member has a part.")


class CompetencesAsked(lists.Asked):
    """What the list of competences can be asked."""

    level: Literal[1, 2, 3] | None = Field(None, description="Only this level.")


@reading(router, ALL, says=_("List areas"), answers=lists.list_of(AreaShape), lists="areas", asks=AreasAsked)
def areas(request: Call, asked: AreasAsked) -> Any:
    """Pieces of the common work with who has which part. Closed ones only when asked for."""
    return lists.part(request, listed_areas(request), asked, area_shape)


@deed(
    router, ALL, says=_("Name an area"), act="governing.area.named", takes=NEW, answers=AreaShape, status=201
)
def name(request: Call, given: Given) -> Any:
    """A piece of the common work, and the competences it takes, one a line."""
    made = acts.name_area(by=request.capacity, at=now(), **bodies.cleaned(forms.AreaForm, given))
    return _area(request, made.pk)


@reading(router, ONE, says=_("Read one area"), answers=AreaShape)
def area(request: Call, area: UUID) -> Any:
    """With the parts that stand, and what is unclear."""
    return _area(request, area)


@deed(router, ONE, says=_("Change an area"), act="governing.area.changed", scope=Scope.COORDINATE, method="PATCH",
      takes=CHANGES, answers=AreaShape, versioned=True)  # fmt: skip
def change(request: Call, area: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    found = _found(request, area)
    said = bodies.changed(forms.AreaForm, given, {name: getattr(found, name) for name in AREA})
    acts.change_area(found, by=request.capacity, at=now(), read=read, **said)
    return _area(request, area)


@deed(router, f"{ONE}/close", says=_("Close an area"), act="governing.area.closed", scope=Scope.COORDINATE,
      answers=AreaShape)  # fmt: skip
def close(request: Call, area: UUID) -> Any:
    """It leaves the table; what was said of it stays in the record."""
    acts.close_area(_found(request, area), by=request.capacity, at=now())
    return _area(request, area)


@deed(router, f"{ONE}/reopen", says=_("Take up an area again"), act="governing.area.reopened",
      scope=Scope.COORDINATE, answers=AreaShape)  # fmt: skip
def reopen(request: Call, area: UUID) -> Any:
    """A closed one, with the parts that stood."""
    acts.reopen_area(_found(request, area), by=request.capacity, at=now())
    return _area(request, area)


@deed(router, f"{ONE}/parts", says=_("Say which part an organisation has"), act="governing.duty.claimed", takes=PART,
      answers=DutyShape, status=201)  # fmt: skip
def claim(request: Call, area: UUID, given: Given) -> Any:
    """Your own organisation’s; a coordinator may say it of any member. Two that decide, or do, make it contested."""
    said = bodies.cleaned(forms.PartOfForm, given, organisations=members_of(request.coalition.pk))
    found = _found(request, area)
    return duty_shape(acts.claim_part(found, Part(said["part"]), organisation=said["organisation"],
                                      by=request.capacity, at=now()))  # fmt: skip


@deed(router, f"{DUTY}/drop", says=_("Take a part back"), act="governing.duty.dropped", answers=DutyShape)
def drop(request: Call, duty: UUID) -> Any:
    """The organisation no longer has it."""
    rows = duties_visible_to(request.standing).select_related("organisation", "area")
    return duty_shape(acts.drop_part(get_object_or_404(rows, pk=duty), by=request.capacity, at=now()))


@deed(router, f"{ONE}/put", says=_("Draft a question about an unclear area"), act="governing.area.put",
      answers=AreaShape)  # fmt: skip
def put(request: Call, area: UUID) -> Any:
    """To the assembly; it names what clashes or is missing. `question` is the draft."""
    acts.put_area(_found(request, area), by=request.capacity, at=now())
    return _area(request, area)


@reading(router, SKILLS, says=_("List competences"), answers=lists.list_of(CompetenceShape), lists="competences",
         asks=CompetencesAsked)  # fmt: skip
def competences(request: Call, asked: CompetencesAsked) -> Any:
    """What each organisation says it is good at, how well, and what shows it."""
    return lists.part(request, listed_competences(request), asked, competence_shape)


@deed(router, SKILLS, says=_("Say what your organisation is good at"), act="governing.competence.stated", takes=SKILL,
      answers=CompetenceShape, status=201)  # fmt: skip
def state(request: Call, given: Given) -> Any:
    """Said anew, it replaces what was said before."""
    said = bodies.cleaned(forms.CompetenceForm, given)
    return competence_shape(acts.state_competence(by=request.capacity, at=now(), **said))


@deed(router, f"{SKILLS}/{{uuid:competence}}/withdraw", says=_("Take a competence back"),
      act="governing.competence.withdrawn", answers=CompetenceShape)  # fmt: skip
def withdraw(request: Call, competence: UUID) -> Any:
    """Your own organisation’s."""
    rows = competences_visible_to(request.standing).select_related("organisation")
    return competence_shape(
        acts.withdraw_competence(get_object_or_404(rows, pk=competence), by=request.capacity, at=now())
    )


def _found(request: Call, area: UUID) -> Any:
    return get_object_or_404(with_parts(areas_visible_to(request.standing), request.coalition.pk), pk=area)


def _area(request: Call, area: UUID) -> AreaShape:
    return area_shape(_found(request, area))
