"""The network at a glance: what its page says beside the picture, and the picture, for a rule and from a rung up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from comity.core.network.drawing import Bond, Drawing, Member
from comity.core.network.measures import Figures
from comity.core.network.remarks import Remark
from comity.core.network.reports import Bounds, Rule
from comity.network.models import Tie
from comity.network.queries.maps import AT_ONCE, MOST, Places, bonds_of, members_of_map, picture
from comity.network.queries.pictures import key_of
from comity.network.queries.reading import Reading

#: so many ties stand below the picture
CLOSEST = 5
#: so many places can be chosen from
PLACES = 60


@dataclass(frozen=True)
class CloseTie:
    """One of the closest ties: its ends by name and in order of names, its rung, and the words it rests on.

    done: it rests on what the two did together instead.
    """

    one: str
    other: str
    level: int
    first_name: str
    second_name: str
    first_says: int | None
    second_says: int | None
    list_says: int | None
    in_contact: bool
    done: bool = False


@dataclass(frozen=True)
class Overview:
    """What the page says. known: somebody said something, and be it "no tie". count: of ties that count.

    names: of the organisations that remarks are about, by key. contact: some say only that they are in contact.
    places: where the organisations are.
    """

    rule: Rule
    rung: int
    everyone: int
    answered: int
    given: bool
    known: bool
    contact: bool
    one_sided: int
    count: int
    sources: tuple[str, ...]
    closest: tuple[CloseTie, ...]
    figures: Figures
    remarks: tuple[Remark, ...]
    names: tuple[tuple[str, str], ...]
    bounds: Bounds | None
    places: tuple[str, ...] = ()

    @classmethod
    def of(cls, reading: Reading) -> "Overview":
        """Work it out."""
        remarks = tuple(reading.remarks)
        return cls(
            rule=reading.rule, rung=reading.rung, everyone=len(reading.organisations), answered=reading.answered,
            given=reading.given, known=bool(reading.ties), contact=any(tie.in_contact for tie in reading.ties),
            one_sided=reading.one_sided, count=len(reading.level_of),
            sources=tuple(sorted({tie.source for tie in reading.ties if tie.source})),
            closest=tuple(closest(reading, CLOSEST)), figures=reading.figures, remarks=remarks,
            names=tuple((key, reading.names[key]) for remark in remarks for key in remark.keys), bounds=reading.bounds,
            places=places_of(reading),
        )  # fmt: skip


def places_of(reading: Reading) -> tuple[str, ...]:
    """Where the organisations are, the places of most of them first."""
    count = Counter(one.place for one in reading.organisations if one.place)
    return tuple(sorted(count, key=lambda place: (-count[place], place))[:PLACES])


def closest(reading: Reading, limit: int) -> Iterator[CloseTie]:
    """So many of the ties that count, the closest first, then by name."""
    found = []
    for tie in reading.ties:
        ends = frozenset((str(tie.first_id), str(tie.second_id)))
        if (level := reading.level_of.get(ends)) is not None:
            one, other = sorted(reading.names[key] for key in ends)
            found.append((-level, one, other, tie))
    for level, one, other, tie in nsmallest(limit, found, key=lambda row: row[:3]):
        yield _close(reading, tie, one, other, -level)


def _close(reading: Reading, tie: Tie, one: str, other: str, level: int) -> CloseTie:
    first, second = reading.names[str(tie.first_id)], reading.names[str(tie.second_id)]
    return CloseTie(one, other, level, first, second, *tie.words, tie.in_contact, tie.pk in reading.done)


@dataclass(frozen=True)
class Shown:
    """What is to be drawn. size: organisations. drawing: where there are few; key: under which a large map is kept.

    found: keys of those that were looked for. some: there is a tie at all.
    """

    size: int
    some: bool
    contact_only: bool
    sector_unknown: bool
    drawing: Drawing | None = None
    key: str = ""
    found: frozenset[str] = frozenset()
    members: Sequence[Member] = field(default=(), repr=False, compare=False)
    bonds: Sequence[Bond] = field(default=(), repr=False, compare=False)
    places: Places = field(default=(), repr=False, compare=False)

    @classmethod
    def made(cls, members: Sequence[Member], bonds: Sequence[Bond], places: Places, few: int) -> "Shown":
        """Of ties that are known already, in the places of another map. few: how many are drawn at once."""
        return cls(
            size=len(members), some=bool(bonds), contact_only=any(bond.level == 0 for bond in bonds),
            sector_unknown=any(not one.sector for one in members), members=members, bonds=bonds, places=places,
            drawing=picture(members, bonds, places) if bonds and len(members) <= few else None,
            key=key_of(members, bonds, places) if bonds and few < len(members) <= MOST else "",
        )  # fmt: skip

    @classmethod
    def of(cls, reading: Reading, found: frozenset[str] = frozenset()) -> "Shown":
        """All of it, or what has a tie with those that were found."""
        bonds = bonds_of(reading.reports, reading.rule)
        near = {end for bond in bonds for end in (bond.a, bond.b) if {bond.a, bond.b} & found} | found
        organisations = [one for one in reading.organisations if not found or str(one.pk) in near]
        bonds = tuple(bond for bond in bonds if not found or {bond.a, bond.b} <= near)
        members = members_of_map(organisations)
        some, few, kept = bool(bonds or found), len(members) <= AT_ONCE, AT_ONCE < len(members) <= MOST
        return cls(
            size=len(members), some=some, found=found, members=members, bonds=bonds,
            contact_only=any(bond.level == 0 for bond in bonds),
            sector_unknown=any(not one.sector for one in members),
            drawing=picture(members, bonds) if some and few else None,
            key=key_of(members, bonds) if some and kept else "",
        )  # fmt: skip
