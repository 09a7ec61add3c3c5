"""The smallest set of prospects that closes the gaps, against looking at every set there is."""

import random
from itertools import combinations

import pytest

from comity.coalitions.acts import change_membership
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.standing import standing_of
from comity.core.advice.coverage import closing
from comity.core.advice.wanted import Profile, Wanted, cells_of, combined, covers, folded
from comity.founding.prospects import acts_gaps
from comity.founding.prospects.coverage import closed_of, coverage_of, crossing
from comity.governing.acts.areas import state_competence
from comity.people.acts import edit_organisation
from tests.cast import THEN, Troupe
from tests.founding.scouts import committee, marta, prospect

pytestmark = pytest.mark.row("F9")


def smallest(missing: frozenset[Wanted], would: dict[str, frozenset[Wanted]]) -> int:
    """How few suffice, by trying all sets from the smallest up."""
    reachable = missing & frozenset().union(*would.values()) if would else frozenset()
    for size in range(len(would) + 1):
        for chosen in combinations(would.values(), size):
            if reachable <= frozenset().union(*chosen):
                return size
    raise AssertionError("all together close what can be closed")


@pytest.mark.parametrize("seed", range(60))
def test_no_smaller_set_closes_the_gaps(seed: int) -> None:
    chance = random.Random(seed)
    populations, places = [f"group {n}" for n in range(chance.randint(1, 5))], ["north", "south", "east"]
    cells = combined(["public", "citizen"], populations, [], places)
    missing = frozenset(chance.sample(cells, chance.randint(1, min(9, len(cells)))))
    would = {
        f"p{n}": cells_of(
            Profile(
                sector=folded(chance.sample(["public", "citizen"], chance.randint(1, 2))),
                population=folded(chance.sample(populations, chance.randint(1, len(populations)))),
                place=folded(chance.sample(places, chance.randint(1, 3))),
            ),
            missing,
        )
        for n in range(chance.randint(0, 9))
    }
    found = closing(missing, would)
    won = frozenset().union(*(would[one] for one in found.prospects)) if found.prospects else frozenset()
    assert found.exact and len(found.prospects) == smallest(missing, would)
    assert won | found.open == missing and not won & found.open


def test_a_cell_is_covered_by_one_that_has_all_of_it() -> None:
    school = Profile(sector=folded(["public"]), population=folded(["Élèves"]), place=folded(["Harbour"]))
    assert covers(school, Wanted(population="eleves", place="HARBOUR")) and covers(school, Wanted(sector="Public"))
    assert not covers(school, Wanted(population="eleves", competence="law"))
    assert not covers(Profile(population=folded(["eleves"])), Wanted(sector="public", population="eleves"))


def test_every_combination_becomes_a_cell_and_nothing_becomes_none() -> None:
    assert len(combined(["public", "private"], ["a", "b", "c"], [], ["x"])) == 6
    assert combined([], [], [], []) == []
    assert combined([], ["a", "a"], [], []) == [Wanted(population="a")]


def test_the_matrix_counts_members_by_what_they_say_of_themselves(troupe: Troupe) -> None:
    committee(troupe)
    by = marta(troupe)
    edit_organisation(troupe.organisations["OD"], serves="Rough sleepers\nYoung people", place="Dock", by=by, at=THEN)
    state_competence(name="Advice on rent", level=2, by=by, at=THEN)
    acts_gaps.name_needs(
        populations=["young people", "elders"], competences=["advice on rent"], places=["dock"], by=by, at=THEN
    )  # fmt: skip
    acts_gaps.name_needs(sectors=["private"], by=by, at=THEN)
    prospect(troupe, "Elders of Pier Street", populations="elders", competences="Advice on rent", places="Dock")
    prospect(troupe, "Elders far away", populations="elders", competences="Advice on rent", places="Hill")
    with troupe.scope():
        found = coverage_of(standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=THEN))
    states = {str(cell.need): cell.state for cell in found.cells}
    assert states == {
        "young people · advice on rent · dock": "covered", "elders · advice on rent · dock": "gap",
        "Private": "covered",
    }  # fmt: skip
    assert [one.name for one, _needs in found.chosen] == ["Elders of Pier Street"]
    table = crossing(found.cells, "population", "place")
    assert table.columns == ["dock", ""] and [row for row, _cells in table.rows] == ["young people", "elders", ""]


def test_a_gap_that_is_explained_need_not_be_closed(troupe: Troupe) -> None:
    committee(troupe)
    acts_gaps.name_needs(populations=["elders", "young people"], by=marta(troupe), at=THEN)
    prospect(troupe, "Elders of Pier Street", populations="elders")
    prospect(troupe, "Youth Club", populations="young people")
    standing = standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=THEN)
    with troupe.scope():
        need = coverage_of(standing).cells[0].need
    acts_gaps.explain_need(need, "They have a council of their own.", by=marta(troupe), at=THEN)
    with troupe.scope():
        found = coverage_of(standing)
    assert [one.name for one, _needs in found.chosen] == ["Youth Club"] and len(found.gaps) == 1


@pytest.mark.row("F7")
def test_how_many_cells_are_closed_agrees_with_the_matrix_and_remembers_who_left(troupe: Troupe) -> None:
    committee(troupe)
    by, shelter = marta(troupe), troupe.organisations["OD"]
    edit_organisation(shelter, serves="Rough sleepers\nYoung people", place="Dock, Harbour", by=by, at=THEN)
    state_competence(name="Advice on rent", level=2, by=by, at=THEN)
    standing = standing_of(by.person, troupe.coalition.pk, at=THEN)

    def closed() -> tuple[int, int, int]:
        with troupe.scope():
            found, shown = closed_of(standing), coverage_of(standing)
        assert found.now == sum(cell.state != "gap" for cell in shown.cells) and found.cells == len(shown.cells)
        return found.now, found.ever, found.cells

    assert closed() == (0, 0, 0)
    acts_gaps.name_needs(sectors=[shelter.sector], places=["dock", "hill"], by=by, at=THEN)
    assert closed() == (1, 1, 2), "no competence is asked for"
    acts_gaps.name_needs(populations=["young people"], competences=["advice-on-RENT", "diving"], by=by, at=THEN)
    acts_gaps.name_needs(sectors=[shelter.sector], competences=["advice on rent"], places=["harbour"], by=by, at=THEN)
    assert closed() == (3, 3, 5)
    with troupe.scope():
        acts_gaps.explain_need(coverage_of(standing).gaps[0].need, "Not this year.", by=by, at=THEN)
    assert closed() == (4, 4, 5)
    with troupe.scope():
        membership = Membership.objects.select_related("organisation").get(organisation=shelter)
    change_membership(membership, MembershipState.LEFT, reason="We move.", by=troupe.by, at=THEN)
    assert closed()[1:] == (4, 5) and closed()[0] < 4
