"""Who may copy a structure: a coordinator here, while there are no rules, who coordinates the source, too."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import coordinating, hidden, not_as
from comity.coalitions.standing import Standing, home, mandated, standing_behind
from comity.founding.models import StructureCopy
from comity.founding.permissions import BEING_FOUNDED
from comity.governing.rulebook.asking import in_force


def may_copy(by: Capacity, source: Coalition, *, at: datetime) -> Reason | None:
    """Copy that coalition's structure into this one. For whoever does not coordinate the source it is not there."""
    return may_build(by, at=at) or reading(by.person, source.pk, at=at) or itself(by, source)


def reading(person: UUID | None, source: UUID, *, at: datetime) -> Reason | None:
    """Read a coalition's whole structure: its coordinators, with the second factor that it asks of them."""
    standing = mandated(person, source, at=at)
    if not standing.coordinates or not standing.inside:
        return hidden()
    return coordinating(standing, at=at)


def itself(by: Capacity, source: Coalition) -> Reason | None:
    """Nothing is copied onto itself."""
    return hidden() if source.pk == home(by) else None


def may_build(by: Capacity, *, at: datetime) -> Reason | None:
    """Receive a structure: coordinators, while the coalition is being founded and no rulebook is in force."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or building(standing, Coalition.objects.get(pk=home(by)), at=at)


def building(standing: Standing, coalition: Coalition, *, at: datetime) -> Reason | None:
    """The same where the standing is known. One query."""
    if (barred := coordinating(standing, at=at)) is not None:
        return barred
    if coalition.stage not in BEING_FOUNDED:
        return Reason(_("The coalition is founded."), _("The members can decide to change its kind."), Bar.CONFLICT)
    copied = StructureCopy.objects.filter(taken_back_at=None)
    here = Coalition.objects.filter(pk=coalition.pk).annotate(ruled=Exists(in_force(at)), copied=Exists(copied))
    ruled, already = here.values_list("ruled", "copied").get()
    if ruled:
        return Reason(_("A rulebook is in force."), _("The members can decide to change their rules."), Bar.CONFLICT)
    if already:
        return Reason(_("A structure was copied already."), _("Change by hand what does not fit."), Bar.CONFLICT)
    return None
