"""`comity measure` on lists nobody here wrote, against published figures."""

import json
import os
from pathlib import Path

import pytest

from comity.core.network.files import Format, read, write
from comity.network.measuring import main

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("COMITY_REALDATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not DATA.is_dir(),
        reason=f"NO REAL DATA at {DATA}: set COMITY_REALDATA, or the known figures stay untested",
    ),
]


def measured(
    capsys: pytest.CaptureFixture[str], folder: str, prefix: str, *options: str
) -> dict[str, object]:
    at = DATA / folder
    lists = ["--members", str(at / f"{prefix}members.csv"), "--ties", str(at / f"{prefix}ties.csv")]
    assert main([*lists, *options, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("folder", "prefix", "options", "ties", "density", "degree", "between"),
    [
        ("search-and-rescue", "texas-", ["--rule", "either"], 129, 0.430, 0.438, 0.113),
        ("search-and-rescue", "texas-", ["--rule", "given"], 129, 0.430, 0.438, 0.113),
        ("search-and-rescue", "texas-", ["--rule", "confirmed"], 57, 0.190, 0.382, 0.320),
        ("indiana-tobacco-2010", "", ["--where", "collaboration!=none"], 161, 0.5367, 0.5036, 0.1128),
        (
            "indiana-tobacco-2010",
            "",
            ["--where", "talked about best practices=1"],
            103,
            0.3433,
            0.7138,
            0.3810,
        ),
    ],
)
def test_known_networks_give_the_known_figures(
    capsys: pytest.CaptureFixture[str],
    folder: str,
    prefix: str,
    options: list[str],
    ties: int,
    density: float,
    degree: float,
    between: float,
) -> None:
    found = measured(capsys, folder, prefix, *options)
    assert (found["n"], found["ties"]) == (25, ties)
    places = 0.00005 if "indiana" in folder else 0.0005
    assert found["density"] == pytest.approx(density, abs=places)
    assert found["degree_centralisation"] == pytest.approx(degree, abs=places)
    # .1125 and .1128 are published as .113 and .1128
    assert found["betweenness_centralisation"] == pytest.approx(between, abs=places * 1.1)


def test_partners_of_collaborators_in_indiana_mostly_know_each_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = measured(capsys, "indiana-tobacco-2010", "", "--where", "collaboration!=none")
    assert found["transitivity"] == pytest.approx(0.661, abs=0.0005)
    assert (found["components"], found["isolates"], found["reciprocity"]) == (1, 0, None)


def test_all_contact_ties_of_indiana_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert measured(capsys, "indiana-tobacco-2010", "")["ties"] == 198


@pytest.mark.parametrize("network", ["lake-pomona", "mt-si", "texas", "wichita"])
def test_every_rescue_network_can_be_read_under_every_rule(
    capsys: pytest.CaptureFixture[str], network: str
) -> None:
    given, either, confirmed, directed = (
        measured(capsys, "search-and-rescue", f"{network}-", "--rule", rule)
        for rule in ("given", "either", "confirmed", "directed")
    )
    assert given["ties"] == either["ties"]
    assert either["ties"] + confirmed["ties"] == directed["ties"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("folder", "prefix", "options", "attribute", "index"),
    [
        ("indiana-tobacco-2010", "", ["--where", "collaboration!=none"], "kind", 0.391),
        ("search-and-rescue", "texas-", ["--rule", "either"], "sponsorship", 0.318),
    ],
)
def test_ties_across_sectors_are_as_many_as_known(
    capsys: pytest.CaptureFixture[str], folder: str, prefix: str, options: list[str], attribute: str, index: float
) -> None:
    found = measured(capsys, folder, prefix, *options, "--attribute", attribute)
    crossing = found["external_internal"]
    assert isinstance(crossing, dict)
    assert crossing["index"] == pytest.approx(index, abs=0.0005)
    assert 0 < crossing["chance"]["p"] <= 1


def test_what_is_known_of_indiana_survives_every_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    at = DATA / "indiana-tobacco-2010"
    nodes, ties = ((name, (at / name).read_bytes()) for name in ("members.csv", "ties.csv"))
    graph = read(*ties, nodes=nodes)
    assert len(graph.nodes) == 25
    for kind in (Format.GRAPHML, Format.GEXF, Format.PAJEK, Format.KUMU):
        ((name, content),) = write(graph, kind).items()
        (tmp_path / name).write_bytes(content)
        again = ["--network", str(tmp_path / name), "--where", "collaboration!=none", "--attribute", "kind", "--json"]
        assert main(again) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["ties"] == 161
        assert found["external_internal"]["index"] == pytest.approx(0.391, abs=0.0005)
