"""Reading the network: ties one may see, and the map drawn from them."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from comity.coalitions.confidentiality import readable
from comity.coalitions.standing import Standing
from comity.core.network.drawing import Bond, Drawing, Member, Sector, draw
from comity.core.network.reports import Rule
from comity.network.models import Tie
from comity.people.models import Organisation


def ties_visible_to(standing: Standing) -> QuerySet[Tie]:
    """Ties that hold today and that the person may know of."""
    return readable(Tie.objects.filter(ended_on=None), standing)


def map_of(
    standing: Standing, organisations: Iterable[Organisation], rule: Rule = Rule.EITHER
) -> Drawing | None:
    """The map of these organisations under a rule; None while there is no tie. One query."""
    members = {organisation.pk: organisation for organisation in organisations}
    bonds = [bond for tie in ties_visible_to(standing) for bond in _bond(tie, members, rule)]
    return _drawn(tuple(_member(one) for one in members.values()), tuple(bonds)) if bonds else None


@lru_cache(maxsize=64)
def _drawn(members: tuple[Member, ...], bonds: tuple[Bond, ...]) -> Drawing:
    """The same people and ties give the same picture, so a process draws each only once."""
    return draw(members, bonds)


def _member(organisation: Organisation) -> Member:
    name = getattr(organisation, "shown_name", "") or organisation.name
    return Member(str(organisation.pk), name, organisation.initials, Sector(organisation.sector))


def _bond(tie: Tie, members: dict[UUID, Organisation], rule: Rule) -> list[Bond]:
    if tie.first_id not in members or tie.second_id not in members or not tie.level:
        return []
    if rule == Rule.CONFIRMED and not tie.confirmed:
        return []
    ends = (str(tie.first_id), str(tie.second_id))
    only_second = not tie.confirmed and not tie.first_says
    a, b = reversed(ends) if only_second else ends
    return [Bond(a, b, tie.level, one_sided=not tie.confirmed)]
