"""Areas are named, changed and closed; organisations claim parts in them, and say what they are good at."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.coalitions.models import Body, BodyKind
from comity.coalitions.permissions import same_coalition
from comity.coalitions.queries import members_of
from comity.coalitions.standing import home
from comity.core.duties import Part
from comity.governing.acts.questions import draft_question
from comity.governing.areas import permissions
from comity.governing.areas.queries import standing_duties
from comity.governing.areas.wording import wording_for
from comity.governing.models import Area, Competence, Duty, State
from comity.people.models import Organisation


@act("governing.area.named", says=gettext_noop("named the area {about}"))
def name_area(*, name: str, words: str = "", needs: str = "", by: Capacity, at: datetime) -> Changes[Area]:
    """Name a piece of the common work. needs: the competences it takes, one a line."""
    require(permissions.may_name(by, at=at))
    area = Area(coalition_id=home(by), name=name, words=words, needs=needs, named_at=at)
    _keep(area)
    return Changes(area, words={"about": area.name})


@act("governing.area.changed", says=gettext_noop("changed the area {about}"))
def change_area(
    area: Area, *, by: Capacity, at: datetime, read: Version | None = None, **changes: Any
) -> Changes[Area]:
    """Change its name, what belongs to it, what it takes. Raises Changed when it no longer says what was `read`."""
    require(same_coalition(by, area))
    area = fresh(area, read)
    require(permissions.may_order(by, area, at=at))
    before = area.name
    for name in ("name", "words", "needs"):
        setattr(area, name, changes.get(name, getattr(area, name)))
    _keep(area)
    return Changes(area, words={"about": area.name, "before": before})


@act("governing.area.closed", says=gettext_noop("closed the area {about}"))
def close_area(area: Area, *, by: Capacity, at: datetime) -> Changes[Area]:
    """The work of an area is over. What was said of it stays in the record."""
    require(same_coalition(by, area))
    area = fresh(area)
    require(permissions.may_order(by, area, at=at))
    if area.ended_at is not None:
        raise ValidationError(_("This area was closed already."))
    area.ended_at = at
    area.store()
    return Changes(area, words={"about": area.name})


@act("governing.area.reopened", says=gettext_noop("took up the area {about} again"))
def reopen_area(area: Area, *, by: Capacity, at: datetime) -> Changes[Area]:
    """Take up a closed area again, with the parts that stood."""
    require(same_coalition(by, area))
    area = fresh(area)
    require(permissions.may_order(by, area, at=at))
    area.ended_at = None
    _keep(area)
    return Changes(area, words={"about": area.name})


@act("governing.duty.claimed", says=gettext_noop("said of {organisation_name} in {about}: {part}"))
def claim_part(
    area: Area, part: Part, *, organisation: Organisation, by: Capacity, at: datetime
) -> Changes[Duty]:
    """Say that an organisation has a part in an area. Two that decide, or do, make it contested; that is shown."""
    require(permissions.may_claim(by, area, organisation.pk, at=at))
    if not members_of(home(by)).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": _("Only members can have a part.")})
    said = {"area": area, "organisation": organisation, "part": Part(part)}
    if Duty.objects.filter(ended_at=None, **said).exists():
        raise ValidationError({"part": _("That is said already.")})
    duty = Duty(coalition_id=home(by), person_id=by.person, said_at=at, **said).store()
    words = {"about": area.name, "organisation_name": organisation.name}
    return Changes(duty, words=words, organisation=organisation.pk, part=str(duty.part), area=area.pk)


@act("governing.duty.dropped", says=gettext_noop("took back of {organisation_name} in {about}: {part}"))
def drop_part(duty: Duty, *, by: Capacity, at: datetime) -> Changes[Duty]:
    """Say that an organisation no longer has that part."""
    require(same_coalition(by, duty))
    duty = fresh(duty)
    require(permissions.may_drop(by, duty, at=at))
    duty.ended_at = at
    duty.store()
    words = {"about": duty.area.name, "organisation_name": duty.organisation.name}
    return Changes(
        duty, words=words, organisation=duty.organisation_id, part=str(duty.part), area=duty.area_id
    )


@act("governing.competence.stated", says=gettext_noop("is good at {about}"))
def state_competence(
    *, name: str, level: int, evidence: str = "", by: Capacity, at: datetime
) -> Changes[Competence]:
    """Say what one's organisation is good at, how well (1 to 3), and what shows it. Said anew, it replaces the old."""
    require(permissions.may_state(by, by.spoken_for, at=at))
    new = Competence(
        coalition_id=home(by), organisation_id=by.spoken_for, name=name, level=level, evidence=evidence,
        person_id=by.person, said_at=at,
    )  # fmt: skip
    new.clean()
    old = Competence.objects.filter(organisation=by.organisation, key=new.key, ended_at=None).first()
    if old is not None:
        old.ended_at = at
        old.store()
    new.store()
    return Changes(new, also=[old] if old else [], words={"about": new.name}, level=level, organisation=by.of)


@act("governing.competence.withdrawn", says=gettext_noop("no longer says that it is good at {about}"))
def withdraw_competence(competence: Competence, *, by: Capacity, at: datetime) -> Changes[Competence]:
    """Take back what was said."""
    require(same_coalition(by, competence))
    competence = fresh(competence)
    require(permissions.may_withdraw_competence(by, competence, at=at))
    competence.ended_at = at
    competence.store()
    return Changes(competence, words={"about": competence.name}, organisation=competence.organisation_id)


def _keep(area: Area) -> None:
    """Two areas by one name would be one."""
    others = Area.objects.filter(name__iexact=area.name.strip(), ended_at=None).exclude(pk=area.pk)
    if area.ended_at is None and others.exists():
        raise ValidationError({"name": _("There is an area of this name already.")})
    area.store()


@act("governing.area.put", says=gettext_noop("drafted a question about who does what in {about}"))
def put_area(area: Area, *, by: Capacity, at: datetime) -> Changes[Area]:
    """Draft a question to the assembly about an area that is contested or that nobody has: its words say what clashes.

    Raises ValidationError for an area in which nothing is unclear, or about which a draft or question waits already.
    """
    require(same_coalition(by, area))
    area = fresh(area)
    require(permissions.may_name(by, at=at))
    wording = wording_for(area, standing_duties(area))
    waiting = area.question is not None and area.question.reads(at) in (State.DRAFT, State.OPEN)
    if wording is None or waiting:
        raise ValidationError(_("Nothing is unclear here, or it was put forward already."))
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY, ended_on=None)
    area.question = draft_question(
        body=assembly, title=wording.title, lede=wording.lede, text=wording.text, by=by, at=at
    )
    area.store()
    return Changes(area, words={"about": area.name}, question=area.question.pk)
