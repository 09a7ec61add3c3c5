"""Matters rest for a while, and go on."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import same_coalition
from comity.governing.matters.permissions import may_freeze
from comity.governing.models import Matter, MatterState, Question, State


@act("governing.matter.frozen", says=gettext_noop("let {about} rest until {until}"))
def freeze_matter(
    matter: Matter, *, until: datetime, by: Capacity, at: datetime, why: str = ""
) -> Changes[Matter]:
    """Let a matter rest: none of its questions can be opened or closed until then. A freeze always has an end."""
    matter = fresh_matter(matter, by)
    require(may_freeze(by, matter, at=at))
    if until <= at:
        raise ValidationError({"until": _("Choose a later day: a matter rests until a day to come.")})
    matter.frozen_until, matter.frozen_why = until, why or _("A conflict about it is being settled.")
    matter.store()
    return Changes(matter, words={"about": matter.title, "why": matter.frozen_why}, until=until)


@act("governing.matter.thawed", says=gettext_noop("let {about} go on"))
def thaw_matter(matter: Matter, *, by: Capacity, at: datetime) -> Changes[Matter]:
    """Let a matter go on before its time. What was due meanwhile closes now."""
    matter = fresh_matter(matter, by)
    require(may_freeze(by, matter, at=at))
    if not matter.is_frozen(at):
        require(Reason(_("This matter does not rest."), bar=Bar.CONFLICT))
    before, matter.frozen_until = matter.frozen_until, at
    matter.store()
    return Changes(matter, words={"about": matter.title}, before=before)


def let_go(question: Question) -> list[Matter]:
    """The matter of a question that comes to nothing, dropped where no other question of it is being worked on.

    So it can be put forward, or taken up again, anew. Called inside acts.
    """
    matter = question.matter
    if matter is None or matter.state != MatterState.OPEN:
        return []
    working = matter.questions.filter(state__in=[State.DRAFT, State.OPEN]).exclude(pk=question.pk)
    if working.exists():
        return []
    matter.state = MatterState.DROPPED
    matter.store()
    return [matter]


def fresh_matter(matter: Matter, by: Capacity) -> Matter:
    """The matter, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, matter))
    found: Matter = Matter.objects.select_related("coalition", "body").get(pk=matter.pk)
    return found
