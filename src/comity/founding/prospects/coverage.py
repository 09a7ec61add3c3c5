"""The coverage matrix: what has to be covered, who covers it, what is missing, and whom to win to close the gaps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.advice.coverage import Closing, closing
from comity.core.advice.wanted import DIMENSIONS, Profile, Wanted, cells_of, folded
from comity.core.roster.folding import comparable
from comity.founding.models import Need, Prospect, ProspectState
from comity.founding.prospects.queries import needs_visible_to, visible_to
from comity.governing.models import Competence

#: prospects in these states close no gap any more
LOST = (ProspectState.DECLINED, ProspectState.ASIDE, ProspectState.JOINED)
#: who belongs, or did
EVER = (MembershipState.MEMBER, MembershipState.SUSPENDED, MembershipState.LEFT)
#: where an organisation says what it covers in a dimension; competences have rows of their own
COLUMNS = {"sector": "sector", "population": "serves", "place": "place"}


@dataclass(frozen=True)
class Cell:
    """One need with the members that cover it and the prospects that would."""

    need: Need
    members: list[Any]
    prospects: list[Prospect]

    @property
    def state(self) -> str:
        """covered, explained (left open on purpose), or gap."""
        if self.members:
            return "covered"
        return "explained" if self.need.explained else "gap"


@dataclass(frozen=True)
class Coverage:
    """All cells, the smallest set of prospects that closes the gaps, and cells that nobody would close."""

    cells: list[Cell]
    closing: Closing
    chosen: list[tuple[Prospect, list[Need]]]

    @property
    def gaps(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.state == "gap"]

    @property
    def covered(self) -> int:
        return sum(cell.state == "covered" for cell in self.cells)


def coverage_of(standing: Standing) -> Coverage:
    """Everything about coverage. Four queries, however many organisations and prospects there are."""
    needs = list(needs_visible_to(standing))
    wanted = {one.pk: wanted_of(one) for one in needs}
    members = profiles_of_members(standing.coalition)
    prospects = [one for one in visible_to(standing).order_by("sort_name", "pk") if one.state not in LOST]
    profiles = {one.pk: profile_of(one) for one in prospects}
    covered = {one.pk: cells_of(profile, wanted.values()) for one, profile in members}
    would = {one.pk: cells_of(profiles[one.pk], wanted.values()) for one in prospects}
    cells = [
        Cell(need, [one for one, _profile in members if wanted[need.pk] in covered[one.pk]],
             [one for one in prospects if wanted[need.pk] in would[one.pk]])
        for need in needs
    ]  # fmt: skip
    missing = {wanted[cell.need.pk] for cell in cells if cell.state == "gap"}
    found = closing(missing, {_key(at, one): would[one.pk] for at, one in enumerate(prospects)})
    by_key = {_key(at, one): one for at, one in enumerate(prospects)}
    chosen = [(by_key[key], _closed(cells, would[by_key[key].pk], wanted)) for key in found.prospects]
    return Coverage(cells, found, chosen)


@dataclass(frozen=True)
class Closed:
    """How many cells are covered or left open with a reason: now; or now or while a former member belonged; of all."""

    now: int
    ever: int
    cells: int


def closed_of(standing: Standing) -> Closed:
    """How many cells are closed. One query if none is open, else two; three where a competence is asked for.

    The same as of `coverage_of`, without looking for who could close the gaps.
    """
    needs = list(needs_visible_to(standing))
    wanted = {one.pk: wanted_of(one) for one in needs}
    asked = {wanted[one.pk] for one in needs if not one.explained}
    now, ever = set[Wanted](), set[Wanted]()
    for belongs, profile in _ever_here(asked) if asked else ():
        covered = cells_of(profile, asked)
        ever |= covered
        now |= covered if belongs else frozenset()

    def closed(by: set[Wanted]) -> int:
        return sum(bool(one.explained) or wanted[one.pk] in by for one in needs)

    return Closed(closed(now), closed(ever), len(needs))


def _ever_here(wanted: Iterable[Wanted]) -> Iterator[tuple[bool, Profile]]:
    """What members cover, and what those that left or are suspended covered: whether it belongs, and the profile.

    Only in the dimensions that are wanted, and each profile once: however many there are of them, few differ.
    """
    named = {name: {word for cell in wanted if (word := getattr(cell, name))} for name in DIMENSIONS}
    columns = [f"organisation__{column}" for name, column in COLUMNS.items() if named[name]]
    rows = Membership.objects.filter(state__in=EVER, organisation__merged_into=None)
    for state, *said in rows.order_by().values_list("state", *columns).distinct() if columns else ():
        yield state == MembershipState.MEMBER, _profile(dict(zip(columns, said, strict=True)), ())
    if named["competence"]:
        yield from _skilled(columns, named["competence"])


def _skilled(columns: list[str], competences: set[str]) -> Iterator[tuple[bool, Profile]]:
    """Those of them that are good at something wanted; what was taken back counts for those that belong no more."""
    here = {"organisation__memberships__coalition": F("coalition"), "organisation__memberships__state__in": EVER}
    names = ("organisation", "name", "ended_at", "organisation__memberships__state", *columns)
    skills = defaultdict[tuple[Any, ...], list[str]](list)
    for organisation, name, ended, state, *said in Competence.objects.filter(
        organisation__merged_into=None, **here
    ).values_list(*names):
        belongs = state == MembershipState.MEMBER
        if comparable(name) in competences and (ended is None or not belongs):
            skills[organisation, belongs, *said].append(name)
    for (_organisation, belongs, *said), known in skills.items():
        yield belongs, _profile(dict(zip(columns, said, strict=True)), known)


def _profile(said: Mapping[str, str], skills: Iterable[str]) -> Profile:
    sector, serves, place = (said.get(f"organisation__{column}", "") for column in COLUMNS.values())
    return Profile(folded([sector]), folded(serves.splitlines()), folded(skills), folded([place, *place.split(",")]))


def _key(place: int, _prospect: Prospect) -> str:
    """Prospects by name, so that of equally small sets the same one is always named."""
    return f"{place:06d}"


def _closed(cells: Iterable[Cell], cover: frozenset[Wanted], wanted: dict[UUID, Wanted]) -> list[Need]:
    return [cell.need for cell in cells if cell.state == "gap" and wanted[cell.need.pk] in cover]


def wanted_of(need: Need) -> Wanted:
    """A need as the arithmetic compares it."""
    words = (need.sector, need.population, need.competence, need.place)
    return Wanted(*(comparable(word) if word else "" for word in words))


def profile_of(prospect: Prospect) -> Profile:
    """What a prospect would bring."""
    return Profile(
        folded([prospect.sector]), folded(prospect.populations.splitlines()),
        folded(prospect.competences.splitlines()), folded(prospect.places.splitlines()),
    )  # fmt: skip


def profiles_of_members(coalition: UUID) -> list[tuple[Any, Profile]]:
    """Each member with what it covers: its sector, whom it serves, its competences, its place and the parts of that.

    Two queries.
    """
    skills = defaultdict[UUID, list[str]](list)
    for organisation, name in Competence.objects.filter(ended_at=None).values_list("organisation", "name"):
        skills[organisation].append(name)
    return [
        (one, Profile(folded([one.sector]), folded(one.serves.splitlines()), folded(skills[one.pk]),
                      folded([one.place, *one.place.split(",")])))
        for one in members_of(coalition)
    ]  # fmt: skip


@dataclass(frozen=True)
class Crossing:
    """Two dimensions against each other. rows: label and one entry a column: cells found there, in words."""

    columns: list[str]
    rows: list[tuple[str, list[list[Cell]]]]


def crossing(cells: Iterable[Cell], down: str, across: str) -> Crossing:
    """Cells by two of the four dimensions, each word once, in the order in which they were named."""
    all_cells = list(cells)
    columns = _words(all_cells, across)
    rows = [
        (row, [[cell for cell in all_cells if word(cell.need, down) == row and word(cell.need, across) == column]
               for column in columns])
        for row in _words(all_cells, down)
    ]  # fmt: skip
    return Crossing(columns, rows)


def _words(cells: Iterable[Cell], name: str) -> list[str]:
    return list(dict.fromkeys(word(cell.need, name) for cell in cells))


def word(need: Need, name: str) -> str:
    """What a need says in one dimension, as it is shown; empty where anybody will do."""
    assert name in DIMENSIONS
    return str(need.get_sector_display() if name == "sector" and need.sector else getattr(need, name))
