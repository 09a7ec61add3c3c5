"""What the address of the map asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode
from uuid import UUID

from comity.core.network.reports import Rule
from comity.network.models import Rung
from comity.network.queries.kept import RULES
from comity.network.queries.looks import BANDS, COLOURS, SIZES
from comity.people.models import Sector

#: by what a network can be grouped that is too large to draw
GROUPINGS = ("group", "sector", "place")


@dataclass(frozen=True)
class Asked:
    """When ties count, from which rung, from which source, around whom; who stands out, and how shapes are drawn.

    wave: id of a wave to look at instead of today; since: of an earlier one to compare with.
    group: of organisations, to look at alone ("group:<key>", "sector:<sector>", "place:<place>"); by: what groups a
    network that is too large to draw.
    ego: key of one organisation with its partners. sector, place, people: all others are drawn faintly.
    """

    rule: Rule = Rule.EITHER
    rung: int = 0
    source: str = ""
    around: str = ""
    ego: str = ""
    sector: str = ""
    place: str = ""
    people: str = ""
    colour: str = ""
    size: str = ""
    wave: str = ""
    since: str = ""
    group: str = ""
    by: str = ""

    @property
    def plain(self) -> bool:
        """Nothing but the rule is asked for."""
        return self == Asked(self.rule)

    @property
    def looks(self) -> bool:
        """Shapes are chosen or coloured in another way than at first."""
        return bool(self.sector or self.place or self.people or self.colour or self.size)

    @property
    def rung_text(self) -> str:
        """The rung as an option of the form has it."""
        return str(self.rung)

    def address(self, **other: str) -> str:
        """The same, but for what is given, as the end of an address."""
        return "?" + urlencode(self.pairs(**other))

    @property
    def towards(self) -> str:
        """The address of the map with one organisation in the middle, up to that organisation's key."""
        rest = urlencode(self.pairs(ego=""))
        return f"?{rest}&ego=" if rest else "?ego="

    def pairs(self, **other: str) -> dict[str, str]:
        """What differs from the first page, as it stands in an address."""
        first = Asked()
        mine = {one.name: str(getattr(self, one.name)) for one in fields(self)
                if getattr(self, one.name) != getattr(first, one.name)}  # fmt: skip
        return {key: value for key, value in {**mine, **other}.items() if value}

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """What can't be understood is ignored."""
        rungs = [str(one.value) for one in Rung]
        words = {key: _printable(given.get(key, "")) for key in ("source", "around", "ego", "place")}
        rule, wave = given.get("rule", ""), _id(given.get("wave", ""))
        return cls(
            Rule(rule) if rule in (tuple(Rule) if wave else RULES) else Rule.EITHER,
            int(_among(rungs, given.get("rung", "")) or 0),
            words["source"][:160], words["around"][:200], words["ego"][:40],
            _among(Sector.values, given.get("sector", "")), words["place"][:160],
            _among(BANDS, given.get("people", "")), _among(COLOURS, given.get("colour", "")),
            _among(SIZES, given.get("size", "")), wave, _id(given.get("since", "")) if wave else "",
            _printable(given.get("group", ""))[:170], _among(GROUPINGS, given.get("by", "")),
        )  # fmt: skip


def _id(text: str) -> str:
    """An id as it stands in addresses; nothing where it is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _among(known: object, word: str) -> str:
    return word if word in known else ""  # type: ignore[operator]


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())
