"""The map: which organisations and ties it shows, and its picture."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from comity.coalitions.standing import Standing
from comity.core.network.drawing import Bond, Drawing, Member, Sector, draw
from comity.core.network.layout import Point
from comity.core.network.reports import Dyad, Reports, Rule
from comity.network.queries.reading import read
from comity.people.models import Organisation

#: up to so many organisations a map is drawn while its page is asked for; above, behind the page
AT_ONCE = 150
#: up to so many the first page shows a small map, drawn at once: some hundredths of a second, once in a process
QUICKLY = 40
#: above so many no picture helps, and none is drawn
MOST = 1000


def map_of(
    standing: Standing, organisations: Iterable[Organisation], rule: Rule = Rule.EITHER
) -> Drawing | None:
    """The map of these organisations, few enough to be drawn at once; None while there is no tie.

    One query, once a process has read what was done.
    """
    listed = list(organisations)
    bonds, members = bonds_of(read(standing, listed, rule, 0).reports, rule), members_of_map(listed)
    return picture(members, bonds) if bonds else None


def members_of_map(organisations: Iterable[Organisation]) -> tuple[Member, ...]:
    """Organisations as they are drawn, under the names they have here."""
    return tuple(_member(one) for one in organisations)


def bonds_of(reports: Reports, rule: Rule) -> tuple[Bond, ...]:
    """The ties that hold under the rule, half where only one side says so."""
    ties = reports.ties(rule)
    return tuple(Bond(tie.a, tie.b, tie.level, one_sided=tie.dyad != Dyad.CONFIRMED) for tie in ties)


#: who stands where, in the order of keys
Places = tuple[tuple[str, Point], ...]


def places_of(drawing: Drawing) -> Places:
    """Where everybody stands on a map, so that another can be drawn in the same places."""
    return tuple(sorted((node.key, (node.x, node.y)) for node in drawing.nodes))


def picture(members: Sequence[Member], bonds: Sequence[Bond], places: Places = ()) -> Drawing:
    """The drawing, made once in a process for the same members, ties and places (of another map, if given)."""
    return _drawn(tuple(members), tuple(bonds), places)


@lru_cache(maxsize=64)
def _drawn(members: tuple[Member, ...], bonds: tuple[Bond, ...], places: Places) -> Drawing:
    return draw(members, bonds, before=dict(places))


def _member(organisation: Organisation) -> Member:
    name = getattr(organisation, "shown_name", "") or organisation.name
    return Member(str(organisation.pk), name, organisation.initials, Sector(organisation.sector))
