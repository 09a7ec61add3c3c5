"""A published roster becomes a coalition mid-founding: its coverage matrix and its smallest closing set are right."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from comity.base.clock import stopped_at
from comity.cli import main
from comity.coalitions.acts import change_membership, create_body
from comity.coalitions.models import BodyKind, Coalition, Membership, MembershipState
from comity.coalitions.queries import members_of
from comity.coalitions.standing import standing_of
from comity.founding.models import Prospect
from comity.founding.prospects import acts, acts_gaps
from comity.founding.prospects.coverage import coverage_of

pytestmark = [pytest.mark.realdata, pytest.mark.row("F9"), pytest.mark.django_db]
FOLDER = "indiana-tobacco-2010"


def test_the_indiana_roster_mid_founding(realdata: Path) -> None:
    from django_scopes import scope

    from tests.cast import THEN, Troupe

    table = list(csv.DictReader((realdata / FOLDER / "members.csv").open(encoding="utf-8")))
    files = ["--organisations", str(realdata / FOLDER / "members.csv"), "--ties", str(realdata / FOLDER / "ties.csv")]
    new = ["import", "--new", "Indiana Tobacco Control", "--coordinator", "ida@example.org", "--prospects", *files]
    with stopped_at(THEN):
        assert main(new) == 0
    coalition = Coalition.objects.get()
    with scope(coalition=coalition.pk):
        from comity.coalitions.models import Body
        from comity.people.models import Person

        troupe = Troupe(coalition, Body.objects.get(), Person.objects.get())
        by = troupe.by
        steering = create_body(name="Steering committee", kind=BodyKind.STRATEGIC, by=by, at=THEN)
        acts.begin_search(steering, by=by, at=THEN)
        # those that founded it: the lead agency and the coalitions of the state
        founding = {row["name"] for row in table if row["kind"] in ("lead agency", "coalition")}
        for membership in Membership.objects.select_related("organisation"):
            if membership.organisation.name in founding:
                change_membership(membership, MembershipState.MEMBER, by=by, at=THEN)
        acts.take_prospects(by=by, at=THEN)
        assert Prospect.objects.count() == 25 - len(founding)
        # the roster says of each what kind it is and where it works: kind is its competence, level its place
        facts = {row["name"]: (row["kind"], row["level"]) for row in table}
        for row in Prospect.objects.all():
            kind, level = facts[row.name]
            acts.change_prospect(row, competences=kind, places=level, by=by, at=THEN)
        kinds, levels = sorted({row["kind"] for row in table}), sorted({row["level"] for row in table})
        acts_gaps.name_needs(competences=kinds, places=levels, by=by, at=THEN)
        acts_gaps.name_needs(sectors=["public", "private", "nonprofit", "citizen"], by=by, at=THEN)
        found = coverage_of(standing_of(troupe.coordinator.pk, coalition.pk, at=THEN))
        members = list(members_of(coalition.pk))
        prospects = list(Prospect.objects.all())

    # what the matrix must say, from the file and the members alone
    assert {one.name for one in members} == founding
    sectors_here = {one.sector for one in members if one.sector}
    covered = {str(cell.need) for cell in found.cells if cell.state == "covered"}
    assert {cell.need.sector for cell in found.cells if cell.state == "covered"} == sectors_here
    assert len(covered) == len(sectors_here), "members of the roster say nothing of competences"
    missing = [cell.need for cell in found.cells if cell.state == "gap"]
    would = {
        one.pk: {
            need.pk for need in missing
            if (not need.sector or need.sector == one.sector)
            and (not need.competence or need.competence == one.competences)
            and (not need.place or need.place == one.places)
        }
        for one in prospects
    }  # fmt: skip
    reachable = set().union(*would.values())
    assert reachable and {cell.need.pk for cell in found.cells if cell.prospects} >= reachable
    # prospects that close the same cells are one to a search by brute force
    kinds_of_closing = {frozenset(cells) for cells in would.values() if cells}
    fewest = next(
        size for size in range(1, len(kinds_of_closing) + 1)
        if any(reachable <= set().union(*some) for some in combinations(kinds_of_closing, size))
    )  # fmt: skip
    chosen = [one for one, _needs in found.chosen]
    assert found.closing.exact and len(chosen) == fewest
    assert set().union(*(would[one.pk] for one in chosen)) == reachable
    assert len(found.closing.open) == len(missing) - len(reachable)
