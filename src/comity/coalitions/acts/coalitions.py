"""Founding a coalition and changing what it says of itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Reason, require
from comity.base.versions import Version, fresh
from comity.coalitions.acts.mandates import give_mandate
from comity.coalitions.acts.memberships import add_member
from comity.coalitions.models import Body, BodyKind, Coalition, Mandate, Power, Stage
from comity.coalitions.permissions import hidden, may_coordinate
from comity.coalitions.stages import kept_from
from comity.people.acts import register_organisation
from comity.people.models import Organisation, Person

#: what settings may change
SETTINGS = (
    "name", "place", "purpose", "reasons", "type", "zone", "language", "founded_on", "has_page",
    "officers_need_second_factor",
)  # fmt: skip


@act("coalitions.coalition.founded", says=gettext_noop("started {about}"))
def found_coalition(
    *, name: str, by: Capacity, at: datetime, invented: bool = False, assembly: str = "",
    own: Organisation | Mapping[str, Any] | None = None, **settings: Any,
) -> Changes[Coalition]:  # fmt: skip
    """Start a coalition with its general assembly; its founder coordinates until the assembly says otherwise.

    `by.coalition` is the new coalition's id: make one with `base.ids.uuid7`. `own`: the founder's organisation, or
    the profile of a new one; it becomes the first member, and the founder speaks, votes, signs and reports for it.
    `settings` holds any of SETTINGS.
    """
    coalition = Coalition(
        id=by.coalition, name=name, slug=free_slug(name), started_at=at, invented=invented, **_known(settings)
    ).store()
    called = assembly or _("General assembly")
    body = Body(coalition=coalition, name=called, kind=BodyKind.ASSEMBLY, since_on=day_of(at)).store()
    mandate = Mandate(
        coalition=coalition,
        person_id=_founder(by),
        body=body,
        coordinates=True,
        reports=True,
        starts_on=day_of(at),
    ).store()
    if own is not None:
        _bring(own, by=by, at=at)
    return Changes(coalition, also=[body, mandate], words={"about": coalition.name}, settings=settings)


@act("coalitions.coalition.changed", says=gettext_noop("changed the settings of {about}"))
def change_settings(
    coalition: Coalition, *, by: Capacity, at: datetime, read: Version | None = None, **settings: Any
) -> Changes[Coalition]:
    """Change any of SETTINGS. Coordinators only. Raises Changed when they no longer say what was `read`."""
    require(may_coordinate(by, at=at) or _itself(by, coalition))
    fresh(coalition, read)
    changed = {key: value for key, value in _known(settings).items() if getattr(coalition, key) != value}
    before = {key: getattr(coalition, key) for key in changed}
    for key, value in changed.items():
        setattr(coalition, key, value)
    coalition.store()
    return Changes(coalition, words={"about": coalition.name}, changed=changed, before=before)


@act("coalitions.stage.entered", says=gettext_noop("entered the stage {stage}"))
def enter_stage(
    coalition: Coalition, stage: Stage, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Coalition]:
    """Enter another stage of the coalition's life; Refused where a wing says what is still in its way."""
    require(may_coordinate(by, at=at) or _itself(by, coalition))
    fresh(coalition, read)
    if coalition.stage == stage:
        raise ValidationError({"stage": _("The coalition is already in this stage.")})
    require(kept_from(coalition, stage, at, by_hand=by.acts_for != ActsFor.RULE))
    before, coalition.stage = coalition.stage, stage
    coalition.store()
    return Changes(coalition, words={"about": coalition.name}, before=before, stage=stage)


def _bring(own: Organisation | Mapping[str, Any], *, by: Capacity, at: datetime) -> None:
    """The founder's organisation becomes the first member."""
    organisation = own if isinstance(own, Organisation) else register_organisation(by=by, at=at, **own)
    add_member(organisation, by=by, at=at)
    powers = [Power.SPEAK, Power.VOTE, Power.SIGN, Power.REPORT]
    give_mandate(Person.objects.get(pk=_founder(by)), organisation=organisation, powers=powers, by=by, at=at)


def _founder(by: Capacity) -> UUID:
    if by.person is None:
        raise ValueError("A coalition is started by a person.")
    return by.person


def _itself(by: Capacity, coalition: Coalition) -> Reason | None:
    """A coalition's own row is changed from inside it alone."""
    return None if coalition.pk == by.coalition else hidden()


def free_slug(name: str) -> str:
    """A slug of that name which no coalition has."""
    stem = slugify(name)[:50] or "coalition"
    taken = set(Coalition.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def _known(settings: dict[str, Any]) -> dict[str, Any]:
    unknown = set(settings) - set(SETTINGS)
    if unknown:
        raise TypeError(f"A coalition has no settings {sorted(unknown)}.")
    return settings
