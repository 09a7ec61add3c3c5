"""Coalitions: mine, founding one, its settings and its stage."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.scopes import Scope
from comity.api.shapes.coalitions import CoalitionRow, CoalitionShape, coalition_row, coalition_shape
from comity.api.values import Given, Id
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import now
from comity.base.ids import uuid7
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.acts import change_settings, enter_stage, found_coalition
from comity.coalitions.acts.coalitions import SETTINGS
from comity.coalitions.forms.settings import SettingsForm, StageForm
from comity.coalitions.forms.start import NameForm, OwnForm, PlaceForm, WhyForm
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.permissions import may_start
from comity.coalitions.queries import spoken_for
from comity.coalitions.standing import coalitions_of

router = Router(tags=["coalitions"])
KNOWN = (Id | None, Field(None, description=str(_("One you speak for already; then the rest may be left out."))))
OWN: Any = bodies.body("FoundersOrganisation", OwnForm, known=KNOWN)
MINE = (OWN | None, Field(None, description=str(_("Your organisation: the first member, for which you act."))))
NEW = bodies.body("NewCoalition", NameForm, PlaceForm, WhyForm, optional={"zone"}, own=MINE)
CHANGES = bodies.body("CoalitionChanges", SettingsForm, optional=None)
STAGE = bodies.body("NextStage", stage=bodies.chosen(Stage.values, _("The stage it enters.")))


@reading(router, "/coalitions", says=_("List your coalitions"), answers=lists.list_of(CoalitionRow), asks=lists.Asked)
def coalitions(request: Call, asked: lists.Asked) -> Any:
    """Those you are inside of and that the token opens."""
    rows = coalitions_of(request.person.pk, at=now()).order_by("name", "pk")
    rows = rows.filter(name__icontains=asked.q) if asked.q else rows
    rows = rows.filter(pk=request.auth.coalition_id) if request.auth.coalition_id else rows
    return lists.cut(request, rows, asked, coalition_row, total=rows.count())


@deed(router, "/coalitions", says=_("Found a coalition"), act="coalitions.coalition.founded", scope=Scope.COORDINATE,
      takes=NEW, answers=CoalitionShape, status=201)  # fmt: skip
def found(request: Call, given: Given) -> Any:
    """It begins with its general assembly, and with your organisation if you name one. You coordinate it for now."""
    person, at = request.person, now()
    require(may_start(person, at=at))
    said = given.model_dump(exclude_unset=True)
    own, zone = said.pop("own", None), person.zone or settings.TIME_ZONE
    answers: dict[str, Any] = {}
    for form in (NameForm, PlaceForm, WhyForm):
        answers |= bodies.read_by(form, {"zone": zone, **said})
    by = Capacity(person.pk, person.name, ActsFor.SELF, None, "", uuid7())
    made = found_coalition(by=by, at=at, language=person.speaks(), own=_own(request, own), **answers)
    return coalition_shape(made)


def _own(request: Call, said: dict[str, Any] | None) -> Any:
    """The founder's organisation, read by the page's own form."""
    if not said:
        return None
    form: Any = type("OwnForm", (OwnForm,), {"organisations": list(spoken_for(request.person.pk))})
    answers = bodies.read_by(form, said)
    return form().own(answers)


@reading(router, AT, says=_("Read a coalition"), answers=CoalitionShape)
def coalition(request: Call) -> Any:
    """What it says of itself, and its settings."""
    return coalition_shape(request.coalition)


@deed(router, AT, says=_("Change the settings"), act="coalitions.coalition.changed", scope=Scope.COORDINATE,
      method="PATCH", takes=CHANGES, answers=CoalitionShape, versioned=True)  # fmt: skip
def edit(request: Call, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    row = Coalition.objects.get(pk=request.coalition.pk)
    stands = {name: getattr(row, name) for name in SETTINGS}
    said = bodies.changed(SettingsForm, given, stands, instance=Coalition.objects.get(pk=row.pk))
    return coalition_shape(change_settings(row, by=request.capacity, at=now(), read=read, **said))


@deed(router, f"{AT}/stage", says=_("Enter another stage"), act="coalitions.stage.entered", scope=Scope.COORDINATE,
      takes=STAGE, answers=CoalitionShape, versioned=True)  # fmt: skip
def stage(request: Call, given: Given, read: Version | None) -> Any:
    """From getting ready to being here to stay: any stage, in any order."""
    row = Coalition.objects.get(pk=request.coalition.pk)
    said = bodies.cleaned(StageForm, given, here="")
    return coalition_shape(enter_stage(row, Stage(said["stage"]), by=request.capacity, at=now(), read=read))
