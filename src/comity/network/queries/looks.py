"""How the picture is looked at: who stands out, what colour and size of the shapes tell."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from comity.core.network.drawing import Drawing, DrawnNode, DrawnTie
from comity.network.queries.reading import Reading
from comity.network.queries.scores import MEASURES, groups_of, scores_of
from comity.people.models import Organisation

#: what colour and size can tell; "" is the sector, and one size for all
COLOURS = ("", "place", "people", "group", *MEASURES)
SIZES = ("", "people", *MEASURES)
#: how many people work in an organisation, from … on
BANDS = {"few": 0, "some": 10, "many": 50, "most": 250}
#: so many places have a colour of their own; all others share one
PLACES = 5
STEPS = 5
#: the smallest shape, as a share of the largest; below `LETTERS` its letters have no room
SMALLEST, LETTERS = 0.45, 0.75
#: from so many lines for each shape on, lines are drawn more faintly than names
DENSE = 4


@dataclass(frozen=True)
class Entry:
    """A line of the legend: the class of its colour, and its place, its band, or from which value to which it goes."""

    css: str
    name: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Look:
    """found: keys to ring. off: to draw faintly. ego: whose ties alone are drawn. fills, scales: by key.

    link: the address of a shape up to its key; "" where shapes lead nowhere.
    """

    found: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    ego: str = ""
    fills: tuple[tuple[str, str], ...] = ()
    scales: tuple[tuple[str, float], ...] = ()
    legend: tuple[Entry, ...] = ()
    span: tuple[float, float] | None = None
    link: str = ""

    def leading(self, link: str) -> "Look":
        """The same with shapes that lead somewhere."""
        return replace(self, link=link)


@dataclass(frozen=True)
class SeenNode:
    """A shape as it is to be drawn: its class, how it is scaled, whether faintly, whether its letters have room."""

    node: DrawnNode
    css: str
    transform: str
    off: bool
    lettered: bool
    found: bool


@dataclass(frozen=True)
class SeenTie:
    tie: DrawnTie
    off: bool


@dataclass(frozen=True)
class Seen:
    """A drawing under a look. ends: for each tie the places of its ends among the nodes."""

    drawing: Drawing
    look: Look

    @cached_property
    def nodes(self) -> list[SeenNode]:
        """In the order of the drawing."""
        fills, scales = dict(self.look.fills), dict(self.look.scales)
        return [self._node(one, fills, scales) for one in self.drawing.nodes]

    def _node(self, node: DrawnNode, fills: Mapping[str, str], scales: Mapping[str, float]) -> SeenNode:
        css = f"{fills[node.key]} sep" if node.key in fills else node.css
        scale = scales.get(node.key, 1.0)
        turned = "" if scale == 1 else _scaled(node, scale)
        found = node.key in self.look.found
        return SeenNode(node, css, turned, node.key in self.look.off, scale >= LETTERS, found)

    @cached_property
    def ties(self) -> list[SeenTie]:
        """In the order of the drawing."""
        off, ego = self.look.off, self.look.ego
        return [
            SeenTie(tie, bool({tie.a, tie.b} & off) or bool(ego and ego not in (tie.a, tie.b)))
            for tie in self.drawing.ties
        ]

    @property
    def dense(self) -> bool:
        """So many lines that names would drown in them."""
        return len(self.drawing.ties) > DENSE * len(self.drawing.nodes)

    @property
    def ends(self) -> str:
        """The places of the ends of each tie, for the script of the page."""
        at = {node.key: place for place, node in enumerate(self.drawing.nodes)}
        return " ".join(f"{at[tie.a]} {at[tie.b]}" for tie in self.drawing.ties)


def _scaled(node: DrawnNode, scale: float) -> str:
    """A shape made smaller in its place."""
    x, y = node.x * (1 - scale), node.y * (1 - scale)
    return f"matrix({scale:.2f} 0 0 {scale:.2f} {x:.1f} {y:.1f})"


# ── made of a reading ──


def partners(reading: Reading, ego: str) -> frozenset[str]:
    """Who has a tie with that organisation."""
    return frozenset(key for pair in reading.level_of if ego in pair for key in pair if key != ego)


def fitting(organisations: Sequence[Organisation], sector: str, place: str, people: str) -> frozenset[str]:
    """Keys of the organisations that fit all that is asked for."""
    return frozenset(
        str(one.pk) for one in organisations
        if (not sector or one.sector == sector) and (not place or one.place == place)
        and (not people or band(one.people_count) == people)
    )  # fmt: skip


def band(count: int | None) -> str:
    """The band of a number of people; "" while it is not known."""
    found = [name for name, least in BANDS.items() if count is not None and count >= least]
    return found[-1] if found else ""


def coloured(reading: Reading, by: str) -> tuple[dict[str, str], tuple[Entry, ...]]:
    """The class of each organisation's colour, and the legend."""
    match by:
        case "place":
            return _by_place(reading.organisations)
        case "people":
            return _by_band(reading.organisations)
        case "group":
            return _by_group(reading)
        case "degree" | "betweenness" | "closeness":
            return _by_score(scores_of(reading.network, by), whole=by == "degree")
        case _:
            return {}, ()


def sized(reading: Reading, by: str) -> tuple[dict[str, float], tuple[float, float] | None]:
    """How large each shape is, as a share of the largest, and the least and highest value."""
    if by == "people":
        values = {str(one.pk): float(one.people_count) for one in reading.organisations if one.people_count is not None}
    else:
        values = dict(scores_of(reading.network, by)) if by in MEASURES else {}
    most = max(values.values(), default=0.0)
    if not most:
        return {}, None
    scales = {str(one.pk): SMALLEST for one in reading.organisations}
    grow: Callable[[float], float] = lambda value: SMALLEST + (1 - SMALLEST) * (value / most) ** 0.5  # noqa: E731
    return scales | {key: round(grow(value), 2) for key, value in values.items()}, (min(values.values()), most)


def _by_place(organisations: Sequence[Organisation]) -> tuple[dict[str, str], tuple[Entry, ...]]:
    count = Counter(one.place for one in organisations if one.place)
    named = [place for place, _n in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:PLACES]]
    css = {place: f"c{at + 1}" for at, place in enumerate(named)}
    fills = {str(one.pk): css.get(one.place, "c6") for one in organisations}
    others = (Entry("c6"),) if "c6" in fills.values() else ()
    return fills, (*(Entry(css[place], place) for place in named), *others)


def _by_group(reading: Reading) -> tuple[dict[str, str], tuple[Entry, ...]]:
    """Communities: those who work with each other more than with others."""
    groups = groups_of(reading.network)
    css = [f"c{min(at, PLACES) + 1}" for at in range(len(groups))]
    fills = dict.fromkeys(reading.names, "q0") | {
        key: sign for sign, group in zip(css, groups, strict=True) for key in group
    }
    named = tuple(Entry(f"c{at + 1}", "group", at + 1, len(group)) for at, group in enumerate(groups[:PLACES]))
    others = (Entry("c6", "groups"),) if len(groups) > PLACES else ()
    alone = (Entry("q0", "alone"),) if "q0" in fills.values() else ()
    return fills, (*named, *others, *alone)


def _by_band(organisations: Sequence[Organisation]) -> tuple[dict[str, str], tuple[Entry, ...]]:
    css = {name: f"q{at}" for name, at in zip(BANDS, (1, 3, 4, 5), strict=True)} | {"": "q0"}
    fills = {str(one.pk): css[band(one.people_count)] for one in organisations}
    return fills, tuple(Entry(sign, name) for name, sign in css.items() if sign in fills.values())


def _by_score(scores: Mapping[str, float], *, whole: bool) -> tuple[dict[str, str], tuple[Entry, ...]]:
    """Equal steps from the least to the highest value; only steps in which somebody stands are told."""
    if not scores:
        return {}, ()
    low, high = min(scores.values()), max(scores.values())
    step = (high - low) / STEPS or 1.0
    at = {key: min(int((value - low) / step + 1e-9), STEPS - 1) for key, value in scores.items()}
    held: dict[int, list[float]] = {}
    for key, place in at.items():
        held.setdefault(place, []).append(scores[key])
    legend = tuple(Entry(f"q{place + 1}", "ties" if whole else "share", min(held[place]), max(held[place]))
                   for place in sorted(held))  # fmt: skip
    return {key: f"q{place + 1}" for key, place in at.items()}, legend
