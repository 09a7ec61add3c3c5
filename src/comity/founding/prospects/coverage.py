"""The coverage matrix: what has to be covered, who covers it, what is missing, and whom to win to close the gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.advice.coverage import Closing, closing
from comity.core.advice.wanted import DIMENSIONS, Profile, Wanted, cells_of, folded
from comity.core.roster.folding import comparable
from comity.founding.models import Need, Prospect, ProspectState
from comity.founding.prospects.queries import needs_visible_to, visible_to
from comity.governing.models import Competence
from comity.people.models import Organisation

#: prospects in these states close no gap any more
LOST = (ProspectState.DECLINED, ProspectState.ASIDE, ProspectState.JOINED)


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
    """How many cells are closed. One query if nothing is needed, else three.

    The same as of `coverage_of`, without looking for who could close the gaps.
    """
    needs = list(needs_visible_to(standing))
    wanted = {one.pk: wanted_of(one) for one in needs}
    members = profiles_of_members(standing.coalition, former=True) if needs else []
    covered = [(one.belongs, cells_of(profile, wanted.values())) for one, profile in members]

    def closed(by: Iterable[frozenset[Wanted]]) -> int:
        found = frozenset[Wanted]().union(*by)
        return sum(bool(one.explained) or wanted[one.pk] in found for one in needs)

    return Closed(
        closed(cells for belongs, cells in covered if belongs), closed(cells for _belongs, cells in covered), len(needs)
    )


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


def profiles_of_members(coalition: UUID, *, former: bool = False) -> list[tuple[Any, Profile]]:
    """Each member with what it covers: its sector, whom it serves, its competences, its place and the parts of that.

    former: with those that left or are suspended, and what they were good at; each `belongs`, or not. Two queries.
    """
    skills: dict[UUID, list[str]] = {}
    once: dict[UUID, list[str]] = {}
    for organisation, name, ended in Competence.objects.values_list("organisation", "name", "ended_at"):
        (skills if ended is None else once).setdefault(organisation, []).append(name)
    member = Membership.objects.filter(organisation=OuterRef("pk"), state=MembershipState.MEMBER)
    known = Membership.objects.filter(state__in=(MembershipState.SUSPENDED, MembershipState.LEFT))
    everyone = Organisation.objects.filter(
        Q(Exists(member)) | Q(pk__in=known.values("organisation")), merged_into=None
    ).annotate(belongs=Exists(member))

    def skilled(one: Any) -> list[str]:
        gone = once.get(one.pk, []) if former and not one.belongs else []
        return [*skills.get(one.pk, []), *gone]

    return [
        (one, Profile(folded([one.sector]), folded(one.serves.splitlines()), folded(skilled(one)),
                      folded([one.place, *one.place.split(",")])))
        for one in (everyone if former else members_of(coalition))
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
