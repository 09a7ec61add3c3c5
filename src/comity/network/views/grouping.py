"""Communities in words: those who work with each other more than with others, called after the busiest of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.network.queries.reading import Reading
from comity.network.queries.scores import groups_of
from comity.network.saying import number
from comity.people.models import Sector


@dataclass(frozen=True)
class Group:
    """A community: its number, after whom it is called, the sector of most of them (or ""), who belongs to it."""

    number: int
    name: str
    sector: str
    keys: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def says(self) -> str:
        """Its name, its size, its sector."""
        n = len(self.keys)
        said = ngettext("Around {name}: {n} organisation", "Around {name}: {n} organisations", n)
        said = said.format(name=self.name, n=number(n))
        return _("{group}, mostly {sector}").format(group=said, sector=self.sector) if self.sector else said

    @property
    def named(self) -> str:
        """All who belong to it."""
        return ", ".join(self.members)


def groups_in(reading: Reading) -> list[Group]:
    """The communities of a network, the largest first, each called after the one with most ties in it."""
    sectors = {str(one.pk): one.sector for one in reading.organisations}
    partners: dict[str, set[str]] = {key: set() for key in reading.names}
    for pair in reading.level_of:
        for key in pair:
            partners[key] |= pair - {key}
    found = enumerate(groups_of(reading.network), start=1)
    return [_group(at, group, reading, sectors, partners) for at, group in found]


def _group(
    at: int, group: Sequence[str], reading: Reading, sectors: Mapping[str, str], partners: Mapping[str, set[str]]
) -> Group:
    inside = set(group)
    names = {key: reading.names[key] for key in group}
    busiest = min(group, key=lambda key: (-len(partners[key] & inside), names[key].casefold()))
    ((sector, n),) = Counter(sectors[key] for key in group).most_common(1)
    mostly = str(Sector(sector).label) if sector and 2 * n > len(group) else ""
    return Group(at, names[busiest], mostly, tuple(group), tuple(sorted(names.values(), key=str.casefold)))
