"""Networks too large to draw: their communities, sectors or places as circles, each of which leads to its own map."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.blocks import Blocks, BlocksDrawing, DrawnBetween, DrawnBlock, draw_blocks
from comity.network.queries.reading import Reading
from comity.network.queries.scores import Trust, groups_of
from comity.network.saying import number
from comity.network.views.asking import Asked
from comity.network.views.grouping import groups_in
from comity.people.models import Sector

#: so many groups are drawn one by one; all smaller ones are drawn as one
SHOWN = 24
REST, ALONE = "rest", "alone"
LETTERS = 22


@dataclass(frozen=True)
class BlockRow:
    """A group in words: its name, where it leads (or nowhere), how many belong to it, ties inside and to others."""

    name: str
    link: str
    members: str
    inside: str
    across: str


@dataclass(frozen=True)
class SeenBlock:
    drawn: DrawnBlock
    name: str
    short: str
    link: str
    count: str


@dataclass(frozen=True)
class BlocksPicture:
    """The network of a reading as groups, by `asked.by`."""

    reading: Reading
    asked: Asked
    trust: Trust

    @property
    def by(self) -> str:
        """Community, sector or place; communities need enough answers."""
        return self.asked.by or ("sector" if self.trust is Trust.NONE else "group")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """By what organisations can be grouped."""
        found = [("group", _("Community")), ("sector", _("Sector")), ("place", _("Place"))]
        return found[1:] if self.trust is Trust.NONE else found

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Of each organisation the group, as it stands in addresses."""
        told = members_by(self.reading, self.by)
        size = Counter(told.values())
        own = {key for key, _n in sorted(size.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]} | {ALONE}
        return {key: group if group in own else REST for key, group in told.items()}

    @cached_property
    def blocks(self) -> Blocks:
        return Blocks.of(self.group_of, ((a, b) for a, b in map(tuple, self.reading.level_of)))

    @cached_property
    def drawing(self) -> BlocksDrawing:
        return draw_blocks(self.blocks)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each group is called."""
        found = {REST: _("All smaller groups"), ALONE: _("Without a tie")}
        if self.by == "group":
            groups = groups_in(self.reading)
            found |= {f"group:{one.keys[0]}": _("Around {name}").format(name=one.name) for one in groups}
        for group in set(self.group_of.values()) - set(found):
            found[group] = _named(group)
        return found

    def link(self, group: str) -> str:
        """The map of that group alone; nothing where there is none."""
        return "" if group in (REST, ALONE) else self.asked.address(group=group, by="")

    @cached_property
    def circles(self) -> list[SeenBlock]:
        """The circles with their words."""
        return [
            SeenBlock(
                one, self.names[one.block.key], _short(self.names[one.block.key]), self.link(one.block.key),
                number(one.block.members),
            )
            for one in self.drawing.circles
        ]  # fmt: skip

    @property
    def lines(self) -> list[tuple[DrawnBetween, str]]:
        """The lines, each with its number in words."""
        return [(one, number(one.between.ties)) for one in self.drawing.lines]

    @property
    def says(self) -> str:
        """What the picture shows, for those who don't see it."""
        n = len(self.blocks.blocks)
        said = ngettext("{n} group of {all} organisations", "{n} groups of {all} organisations", n)
        said = said.format(n=number(n), all=number(len(self.group_of)))
        across, inside = (sum(one.ties for one in self.blocks.between), sum(one.inside for one in self.blocks.blocks))
        return _("{groups}: {across} ties lead from group to group, {inside} stay inside.").format(
            groups=said, across=number(across), inside=number(inside)
        )

    @property
    def rows(self) -> list[BlockRow]:
        """The same as a table."""
        across = Counter[str]()
        for one in self.blocks.between:
            across[one.a] += one.ties
            across[one.b] += one.ties
        return [
            BlockRow(
                self.names[one.key], self.link(one.key), number(one.members), number(one.inside),
                number(across[one.key]),
            )
            for one in self.blocks.blocks
        ]  # fmt: skip


def members_by(reading: Reading, by: str) -> dict[str, str]:
    """Of each organisation its group: "group:<first key>", "sector:<sector>", "place:<place>", or none."""
    if by in ("sector", "place"):
        return {str(one.pk): f"{by}:{getattr(one, by)}" for one in reading.organisations}
    found = dict.fromkeys(reading.names, ALONE)
    for group in groups_of(reading.network):
        found |= dict.fromkeys(group, f"group:{group[0]}")
    return found


def only(reading: Reading, group: str) -> Reading | None:
    """The reading of one group alone; None where there is no such group."""
    by = group.partition(":")[0]
    told = members_by(reading, by)
    kept = [one for one in reading.organisations if told[str(one.pk)] == group]
    if not kept:
        return None
    return Reading(kept, reading.ties, reading.rule, reading.rung, reading.done)


def group_in_words(reading: Reading, group: str) -> str:
    """What a group is called, by its own map."""
    if group.startswith("group:"):
        names = groups_in(reading)
        return _("Around {name}").format(name=names[0].name) if names else _("One community")
    return _named(group)


def _named(group: str) -> str:
    by, _colon, value = group.partition(":")
    if by == "sector":
        return str(Sector(value).label) if value else _("Sector not known")
    return value or _("Place not known")


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"


