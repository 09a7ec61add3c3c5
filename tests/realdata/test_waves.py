"""Waves of networks that nobody here wrote: the page shows the published figures."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join, person
from tests.cast import found as founded
from tests.network.stage import address, text_of
from tests.network.waves_stage import bring, content

pytestmark = [pytest.mark.realdata, pytest.mark.row("R10"), pytest.mark.django_db]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def elsewhere() -> Troupe:
    return founded("Far Shore", person("Ola Far"))


def members(troupe: Troupe, rows: list[dict[str, str]], by: str) -> dict[str, str]:
    """Everybody joins, their kind as their place; key → name."""
    for row in rows:
        join(troupe, row["name"], Sector.PUBLIC, place=row[by])
    return {row["key"]: row["name"] for row in rows}


def listed(lines: list[tuple[str, ...]], header: str) -> str:
    out = [header.split(","), *lines]
    return "\n".join("\t".join(line) for line in out) + "\n"


@pytest.fixture
def ola(elsewhere: Troupe, client: Client) -> Iterator[Client]:
    client.force_login(elsewhere.coordinator)
    with stopped_at(THEN):
        yield client


def test_texas_is_directed_with_confirmed_and_claimed(elsewhere: Troupe, ola: Client, realdata: Path) -> None:
    at = realdata / "search-and-rescue"
    rows = table(at / "texas-members.csv")
    names = members(elsewhere, rows, "sponsorship")
    ties = [(names[row["from"]], names[row["to"]]) for row in table(at / "texas-ties.csv")]
    wave = bring(elsewhere, listed(ties, "from,to"), name="Texas", silent_answered=True, all_asked=True)
    found = content(elsewhere, wave)
    either, confirmed = (found["rules"][rule]["figures"] for rule in ("either", "confirmed"))
    assert (either["n"], either["ties"], confirmed["ties"]) == (25, 129, 57)
    assert either["density"] == pytest.approx(0.430, abs=0.0005)
    assert either["degree_centralisation"] == pytest.approx(0.438, abs=0.0005)
    assert either["betweenness_centralisation"] == pytest.approx(0.113, abs=0.00055)
    assert confirmed["density"] == pytest.approx(0.190, abs=0.0005)
    assert confirmed["degree_centralisation"] == pytest.approx(0.382, abs=0.0005)
    assert confirmed["betweenness_centralisation"] == pytest.approx(0.320, abs=0.00055)
    assert found["rules"]["either"]["places"]["index"] == pytest.approx(0.318, abs=0.0005)
    page = text_of(ola.get(address(elsewhere, f"waves/{wave.pk}/?rule=directed")))
    assert "Ties 129 57 186" in page and "Density 0.4300 0.1900" in page


def test_indiana_is_a_list_with_rungs(elsewhere: Troupe, ola: Client, realdata: Path) -> None:
    at = realdata / "indiana-tobacco-2010"
    rows = table(at / "members.csv")
    names = members(elsewhere, rows, "kind")
    ties = [(names[row["a"]], names[row["b"]], row["collaboration"], row["contact"])
            for row in table(at / "ties.csv") if row["collaboration"] != "none"]  # fmt: skip
    wave = bring(elsewhere, listed(ties, "from,to,collaboration,contact"), name="Indiana", given=True, all_asked=True)
    under = content(elsewhere, wave)["rules"]["given"]
    assert (under["figures"]["n"], under["figures"]["ties"]) == (25, 161)
    assert under["figures"]["density"] == pytest.approx(0.5367, abs=0.00005)
    assert under["figures"]["degree_centralisation"] == pytest.approx(0.5036, abs=0.00005)
    assert under["figures"]["betweenness_centralisation"] == pytest.approx(0.1128, abs=0.00005)
    assert under["figures"]["transitivity"] == pytest.approx(0.661, abs=0.0005)
    assert under["places"]["index"] == pytest.approx(0.391, abs=0.0005)
    page = text_of(ola.get(address(elsewhere, f"waves/{wave.pk}/")))
    for figure in ("(E–I +0.391)", "161 ties", "Density 0.5367", "Betweenness centralisation (Freeman) 0.1128"):
        assert figure in page
    pairs = text_of(ola.get(address(elsewhere, f"waves/{wave.pk}/pairs/?level=2")))
    assert "Coordination" in pairs
