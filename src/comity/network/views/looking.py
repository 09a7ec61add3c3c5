"""How the picture is looked at, for its page: choices, legend, and one organisation with its partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from comity.core.network.drawing import Drawing
from comity.core.network.reports import Rule
from comity.network.models import Rung
from comity.network.queries.looks import Entry, Look, coloured, fitting, partners, sized
from comity.network.queries.overview import Overview
from comity.network.queries.reading import Reading
from comity.network.queries.scores import MEASURES, Trust, scores_of, trust_in
from comity.network.saying import number, percent
from comity.network.views.asking import Asked
from comity.network.views.grouping import Group, groups_in
from comity.network.views.telling import rung_in_words, who_says
from comity.people.models import Sector

BAND_NAMES = {
    "few": gettext_lazy("Fewer than 10 people"), "some": gettext_lazy("10 to 49 people"),
    "many": gettext_lazy("50 to 249 people"), "most": gettext_lazy("250 people or more"),
}  # fmt: skip
BY = {
    "place": gettext_lazy("Place"), "people": gettext_lazy("How many people"),
    "group": gettext_lazy("Community: who works with each other more than with others"),
    "degree": gettext_lazy("How many ties"), "betweenness": gettext_lazy("How often between others"),
    "closeness": gettext_lazy("How near to all others"),
}  # fmt: skip
#: what needs enough answers
OF_ALL = {*MEASURES, "group"}
SHORT = {"group": gettext_lazy("Community")}
SHORTEST = 0.005  # a share below that reads as 0%


def look_of(reading: Reading, asked: Asked, trust: Trust) -> Look:
    """What the address asks to see, as far as it may be told."""
    everyone = set(reading.names)
    fit = fitting(reading.organisations, asked.sector, asked.place, asked.people)
    ego = asked.ego if asked.ego in everyone else ""
    near = partners(reading, ego) | {ego} if ego else everyone
    may = trust is not Trust.NONE
    fills, legend = coloured(reading, asked.colour) if may or asked.colour not in OF_ALL else ({}, ())
    scales, span = sized(reading, asked.size) if may or asked.size not in MEASURES else ({}, None)
    off = frozenset(everyone - (fit & near) - {ego})
    return Look(off=off, ego=ego, fills=tuple(fills.items()), scales=tuple(scales.items()), legend=legend, span=span)


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What the form offers, as (value, label), and how far figures of single organisations can be trusted."""

    rules: Pairs
    rungs: Pairs
    sectors: Pairs
    places: Pairs
    people: Pairs
    colours: Pairs
    sizes: Pairs
    trust: Trust


def choices(overview: Overview, asked: Asked) -> Choices:
    """The selects of the form."""
    places = sorted({*overview.places} | ({asked.place} - {""}))
    return _choices(trust_in(overview), tuple(places), get_language())


@lru_cache(maxsize=256)
def _choices(trust: Trust, places: tuple[str, ...], _language: str | None) -> Choices:
    told = [(key, str(SHORT.get(key, label))) for key, label in BY.items()
            if trust is not Trust.NONE or key not in OF_ALL]  # fmt: skip
    return Choices(
        rules=((Rule.EITHER.value, _("At least one side says so")), (Rule.CONFIRMED.value, _("Both sides say so"))),
        rungs=(("0", _("Any contact")), *((str(one.value), str(one.label)) for one in Rung if one)),
        sectors=(("", _("All")), *((value, str(label)) for value, label in Sector.choices)),
        places=(("", _("All")), *((place, place) for place in places)) if places else (),
        people=(("", _("All")), *((key, str(label)) for key, label in BAND_NAMES.items())),
        colours=(("", _("Sector")), *told),
        sizes=(("", _("All alike")), *(pair for pair in told if pair[0] not in ("place", "group"))), trust=trust,
    )  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A line of the legend in words."""

    css: str
    label: str


def legend_of(look: Look, reading: Reading | None = None) -> list[Key]:
    """What colours tell, where they don't tell the sector; communities by their busiest organisation."""
    told = reading is not None and any(one.name == "group" for one in look.legend)
    groups = groups_in(reading) if reading is not None and told else []
    return [Key(one.css, _told(one, groups)) for one in look.legend]


def _told(one: Entry, groups: Sequence[Group]) -> str:
    match one.name:
        case "group":
            return groups[int(one.low or 1) - 1].says
        case "groups":
            return _("Smaller groups")
        case "alone":
            return _("No tie")
    if one.low is None or one.high is None:
        if one.css.startswith("c"):
            return one.name or _("Elsewhere, or not known")
        return str(BAND_NAMES.get(one.name, _("Not known")))
    if one.name == "share":
        low, high = percent(one.low), percent(one.high)
        return low if low == high else _("{low} to {high}").format(low=low, high=high)
    return _ties(int(one.low), int(one.high))


def _ties(low: int, high: int) -> str:
    if low == high:
        return ngettext("{n} tie", "{n} ties", low).format(n=number(low))
    return _("{low} to {high} ties").format(low=number(low), high=number(high))


def size_in_words(look: Look, by: str) -> str:
    """What the size of shapes tells; nothing where all are alike."""
    if look.span is None:
        return ""
    low, high = look.span
    share = by in ("betweenness", "closeness")
    least, most = (percent(value) if share else number(int(value)) for value in (low, high))
    return _("{what}: from {low} (smallest) to {high} (largest).").format(what=BY[by], low=least, high=most)


# ── one organisation with its partners ──


@dataclass(frozen=True)
class Partner:
    """The other end of a tie: its key and name, the rung, and who says so."""

    key: str
    name: str
    sector: str
    rung: str
    who: str


@dataclass(frozen=True)
class Ego:
    """One organisation in the middle. facts: (label, value)."""

    organisation: Any
    name: str
    facts: list[tuple[str, object]]
    partners: list[Partner]


def ego_of(reading: Reading, look: Look, trust: Trust) -> Ego | None:
    """The organisation that is looked at, with its partners, the closest first; None where nobody is."""
    mine = next((one for one in reading.organisations if str(one.pk) == look.ego), None)
    if mine is None:
        return None
    found = sorted(_partners(reading, look.ego), key=lambda pair: (-pair[0], pair[1].name.casefold()))
    facts: list[tuple[str, object]] = [
        (_("Sector"), mine.get_sector_display()), (_("Place"), mine.place), (_("People"), mine.people_count or ""),
        (_("Ties"), len(found)), *_scored(reading, look.ego, trust),
    ]  # fmt: skip
    return Ego(mine, reading.names[look.ego], facts, [partner for _level, partner in found])


def _scored(reading: Reading, ego: str, trust: Trust) -> list[tuple[str, object]]:
    if trust is Trust.NONE:
        return []
    share = scores_of(reading.network, "betweenness").get(ego)
    return [] if share is None else [(_("Between two others"), percent(share) if share >= SHORTEST else percent(0))]


def _partners(reading: Reading, ego: str) -> list[tuple[int, Partner]]:
    sectors = {str(one.pk): one.sector for one in reading.organisations}
    found = []
    for tie in reading.ties:
        first, second = str(tie.first_id), str(tie.second_id)
        level = reading.level_of.get(frozenset((first, second)))
        if ego in (first, second) and level is not None:
            other = second if ego == first else first
            who = who_says(tie, reading.names[first], reading.names[second], done=tie.pk in reading.done)
            found.append((level, Partner(other, reading.names[other], sectors[other], rung_in_words(level), who)))
    return found


def news_of(drawing: Drawing, look: Look, ego: Ego | None, words: str) -> str:
    """What a screen reader is told when the picture has changed."""
    if ego is not None:
        n = len(ego.partners)
        said = ngettext("{name} has {n} partner.", "{name} has {n} partners.", n).format(name=ego.name, n=number(n))
        return said + " " + _("They are listed below the map.")
    if look.off:
        fit, everyone = len(drawing.nodes) - len(look.off), len(drawing.nodes)
        said = ngettext("{n} of {all} organisations fits.", "{n} of {all} organisations fit.", fit)
        return said.format(n=number(fit), all=number(everyone))
    return words
