"""Two published networks of twenty-five organisations are drawn so that they can be read."""

import csv
import itertools
import re
from pathlib import Path

import pytest

from comity.core.network.drawing import Bond, Drawing, Member, Sector, draw
from comity.core.network.reports import Dyad, Report, Reports, Rule

pytestmark = pytest.mark.realdata
TEMPLATES = Path(__file__).parents[2] / "src/comity/network/templates/network/parts"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def members(folder: Path, name: str) -> list[Member]:
    sectors = itertools.cycle(Sector)
    rows = table(folder / name)
    return [Member(row["key"], row["name"], row["name"][:2].upper(), next(sectors)) for row in rows]


def indiana(realdata: Path) -> Drawing:
    folder = realdata / "indiana-tobacco-2010"
    words = sorted({row["collaboration"] for row in table(folder / "ties.csv")})
    bonds = [Bond(row["a"], row["b"], words.index(row["collaboration"])) for row in table(folder / "ties.csv")]
    return draw(members(folder, "members.csv"), bonds)


def texas(realdata: Path) -> Drawing:
    folder = realdata / "search-and-rescue"
    people = members(folder, "texas-members.csv")
    said = [Report(row["from"], row["to"]) for row in table(folder / "texas-ties.csv")]
    ties = Reports.of([one.key for one in people], said).ties(Rule.EITHER)
    return draw(people, [Bond(tie.a, tie.b, 1, one_sided=tie.dyad != Dyad.CONFIRMED) for tie in ties])


@pytest.mark.parametrize("drawn", [indiana, texas])
def test_every_name_can_be_read_and_covers_nobody(realdata, drawn):
    nodes = drawn(realdata).nodes
    assert len(nodes) == 25 and not [node.name for node in nodes if node.label.hidden]
    boxes = [node.label.box for node in nodes]
    assert not any(touch(one, two) for one, two in itertools.combinations(boxes, 2))
    shapes = [(node.x - 17, node.y - 17, node.x + 17, node.y + 17) for node in nodes]
    assert not any(touch(box, shape) for box in boxes for shape in shapes)
    assert not any(touch(one, two) for one, two in itertools.combinations(shapes, 2))


def test_texas_tells_confirmed_from_claimed(realdata):
    ties = texas(realdata).ties
    assert len(ties) == 129 and sum(tie.open_end is None for tie in ties) == 57


def test_every_line_and_shape_stands_in_the_legend(realdata):
    legend = (TEMPLATES / "legend.html").read_text(encoding="utf-8")
    told = set(re.findall(r'class="(?:tie )?(t\d|open|ink)', legend)) | {"fp", "fv", "fn", "fc"}
    for icon in ("public", "private", "nonprofit", "citizen"):
        assert f'icon "{icon}"' in legend
    for drawing in (indiana(realdata), texas(realdata)):
        drawn = {tie.css.split()[1] for tie in drawing.ties} | {node.css.split()[0] for node in drawing.nodes}
        drawn |= {"open"} if any(tie.open_end for tie in drawing.ties) else set()
        assert drawn <= told, drawn - told


def touch(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
