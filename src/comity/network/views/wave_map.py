"""The map of a wave: what is known of each pair, and what became of ties since an earlier wave."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.coalitions.requests import CoalitionRequest
from comity.core.network.drawing import Drawing
from comity.core.network.dyads import response
from comity.core.network.reports import Dyad, Rule
from comity.network.models import Wave
from comity.network.queries.looks import Look, Seen
from comity.network.queries.mapdata import map_data
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.scores import trust_in
from comity.network.saying import number, remark_in_words, stats
from comity.network.templatetags.maps import map_words
from comity.network.views import files
from comity.network.views.asking import Asked
from comity.network.views.grouping import groups_in
from comity.network.views.keys import PictureKeys, blocks_of
from comity.network.views.looking import BY, choices, legend_of, look_of, size_in_words
from comity.network.views.pictures import SCRIPTED, picture_in_html, scripts_are_here, state_of
from comity.network.waves import saying
from comity.network.waves.graphs import graph_of_wave
from comity.network.waves.lists import level_name
from comity.network.waves.maps import GONE, KEPT, NEW, WaveMap, map_of_wave, shown_of
from comity.network.waves.material import rules_of
from comity.network.waves.queries import visible_to

#: so many rows stand below the picture; the list of pairs has all
ROWS = 60


@dataclass(frozen=True)
class Row:
    """A pair below the picture: two names, and three words about their tie."""

    one: str
    other: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class WavePicture:
    """A wave as it is asked for. waves: all that can be chosen, newest first."""

    asked: Asked
    waves: list[Wave]
    found: WaveMap
    shown: Shown
    look: Look

    @classmethod
    def of(cls, request: CoalitionRequest, asked: Asked) -> "WavePicture":
        """Read it. Http404 for a wave that one may not know of."""
        waves = list(visible_to(request.standing).order_by("-asked_on", "-taken_at"))
        by_key = {str(one.pk): one for one in waves}
        if asked.wave not in by_key:
            raise Http404
        wave, since = by_key[asked.wave], by_key.get(asked.since)
        rule = asked.rule if asked.rule in rules_of(wave) else rules_of(wave)[0]
        found = map_of_wave(wave, rule, since if since != wave else None)
        shown = shown_of(found, request.standing)
        asked = replace(asked, rule=rule, since=str(since.pk) if found.compared and since else "")
        usable = [one for one in waves if one.dropped_at is None or one == wave]
        return cls(asked, usable, found, shown, look_of(found.reading, asked, trust_in(Overview.of(found.reading))))

    @property
    def wave(self) -> Wave:
        return self.found.wave

    @cached_property
    def overview(self) -> Overview:
        """What it measures."""
        return Overview.of(self.found.reading)

    @property
    def names(self) -> Mapping[str, str]:
        return self.found.reading.names

    # ── in words ──

    @property
    def said(self) -> str:
        """How many ties of each kind are drawn, in a sentence."""
        return compared_in_words(self.found) if self.found.compared else self._kinds

    @property
    def _kinds(self) -> str:
        if self.wave.given:
            n = len(self.shown.bonds)
            return ngettext("{n} tie that the list names.", "{n} ties that the list names.", n).format(n=number(n))
        counts = self.found.reading.reports.counts
        parts = [
            ngettext("{n} tie is confirmed", "{n} ties are confirmed", counts[Dyad.CONFIRMED]).format(
                n=number(counts[Dyad.CONFIRMED])
            )
        ]
        if self.found.reading.rule is not Rule.CONFIRMED:
            parts += [
                _("{n} claimed by one side").format(n=number(counts[Dyad.CLAIMED])),
                _("{n} not verified, as the other side is silent").format(n=number(counts[Dyad.UNVERIFIED])),
            ]
        return ", ".join(parts) + "."

    @property
    def about(self) -> str:
        """Question, rule, response and day."""
        content = {"asked": self.wave.asked, "answered": self.wave.answered, "people": self.wave.answered}
        return saying.about(self.wave, self.found.reading.rule, content)

    @property
    def caution(self) -> tuple[str, str] | None:
        """How carefully to read it."""
        if self.wave.given:
            return None
        bounds = self.overview.bounds
        showing = response(self.found.reading.reports).showing.value
        content = {"asked": self.wave.asked, "answered": self.wave.answered, "showing": showing}
        return saying.caution(content, {"low": bounds.low, "high": bounds.high} if bounds else None)

    @cached_property
    def rows(self) -> list[Row]:
        """The same as a table, of everybody or of who is looked at."""
        found = _changed_rows(self.found) if self.found.compared else rows_of(self.found)
        ego = self.names.get(self.look.ego, "")
        return [row for row in found if not ego or ego in (row.one, row.other)]


def compared_in_words(found: WaveMap) -> str:
    """How many ties are new, have stayed and have gone, and among whom."""
    assert found.compared is not None
    change = found.compared.found
    new, kept, gone = len(change.gained), len(change.kept), len(change.lost)
    told = [
        ngettext("{n} tie is new", "{n} ties are new", new).format(n=number(new)),
        ngettext("{n} has stayed", "{n} have stayed", kept).format(n=number(kept)),
        ngettext("{n} has gone", "{n} have gone", gone).format(n=number(gone)),
    ]
    among = ngettext(
        "among the {n} organisation that answered both times.", "among the {n} organisations that answered both times.",
        len(change.among),
    ).format(n=number(len(change.among)))  # fmt: skip
    said = ", ".join(told) + ", " + among
    if any(change.left_out):
        first, second = map(number, change.left_out)
        left = _("Ties left out, as one end did not answer both times: {n} of the first wave, {m} of the second.")
        said += " " + left.format(n=first, m=second)
    return said


def rows_of(found: WaveMap) -> list[Row]:
    reading = found.reading
    told, names, rows = reading.reports, reading.names, []
    for a, b in sorted({(min(pair), max(pair)) for pair in told.said}):
        one, other = sorted((a, b), key=lambda key: names[key].casefold())
        dyad = told.dyad(a, b)
        if reading.rule is Rule.CONFIRMED and dyad is not Dyad.CONFIRMED:
            continue
        words = (_word(found, one, other), _word(found, other, one), saying.dyad_name(dyad.value))
        level = max(told.said.get(pair, 0) for pair in ((a, b), (b, a)))
        rows.append((-level, names[one].casefold(), names[other].casefold(), Row(names[one], names[other], words)))
    return [row for *_order, row in sorted(rows, key=lambda row: row[:3])]


def _word(found: WaveMap, by: str, about: str) -> str:
    told = found.reading.reports
    level = told.said.get((by, about))
    if level is not None:
        return level_name(level)
    return _("No tie") if told.heard(by, about) else _("Silent")


def _changed_rows(found: WaveMap) -> list[Row]:
    compared, names = found.compared, found.reading.names
    assert compared is not None
    words = {NEW: _("New"), KEPT: _("Stayed"), GONE: _("Gone")}
    rows = []
    for at, (a, b, became) in enumerate(compared.became):
        one, other = sorted((names[a], names[b]), key=str.casefold)
        pair = frozenset((a, b))
        was, now = compared.before.get(pair), compared.after.get(pair)
        told = (level_name(was) or _("No tie"), level_name(now) or _("No tie"), words[became])
        rows.append(((NEW, GONE, KEPT).index(became), one.casefold(), at, Row(one, other, told)))
    return [row for *_order, row in sorted(rows, key=lambda row: row[:3])]


# ── the page ──


def wave_map(request: CoalitionRequest, asked: Asked) -> HttpResponse:
    """A wave, or two side by side."""
    picture = WavePicture.of(request, asked)
    state, drawing = state_of(request.coalition.pk, picture.shown)
    response_ = render(request, "network/waves/map.html", _context(request, picture, state, drawing))
    if state == "waiting":
        response_.headers["Refresh"] = "2"
    return response_


def _context(
    request: CoalitionRequest, picture: WavePicture, state: str, drawing: Drawing | None
) -> dict[str, Any]:
    asked, look, reading = picture.asked, picture.look, picture.found.reading
    others = [(str(one.pk), _named(one)) for one in picture.waves if one != picture.wave]
    rules = [(one.value, saying.rule_name(one)) for one in rules_of(picture.wave)]
    large = drawing is not None and len(drawing.nodes) > SCRIPTED
    return {
        "page": picture, "wave": picture.wave, "asked": asked, "state": state, "drawing": drawing, "look": look,
        "waves": [(str(one.pk), _named(one)) for one in picture.waves], "rules": rules,
        "befores": [("", _("No other wave")), *others], "choices": choices(picture.overview, asked),
        "picture": picture_in_html(drawing, look.leading(asked.towards)) if drawing and not large else "",
        "large": large, "scripted": large and scripts_are_here(), "said": map_words(drawing) if drawing else "",
        "legend": legend_of(look, reading), "colour": str(BY.get(asked.colour, "")),
        "sizes": size_in_words(look, asked.size), "rows": picture.rows[:ROWS],
        "more": max(len(picture.rows) - ROWS, 0),
        "arrows": reading.rule is Rule.DIRECTED and not picture.found.compared,
        "stats": stats(reading.figures, given=picture.wave.given),
        "remarks": [remark_in_words(one, picture.names) for one in reading.remarks],
        "paper": reverse("prints:page", args=[request.coalition.slug, "network.wave", picture.wave.pk]),
        "groups": groups_in(reading) if asked.colour == "group" and look.legend else [],
        "news": f"{map_words(drawing)} {picture.said}" if drawing else picture.said,
        "query": request.GET.urlencode(),
        "pairs": reverse("network:wave-pairs", args=[request.coalition.slug, picture.wave.pk]),
        "looked": picture.names.get(look.ego, ""), "whole": asked.address(ego=""),
    }  # fmt: skip


def _named(wave: Wave) -> str:
    return f"{wave.name} · {date_format(wave.asked_on, 'j F Y')}"


def wave_file(request: CoalitionRequest, asked: Asked, what: str, kind: str) -> HttpResponseBase:
    """The picture of a wave, its figures, or the wave in a format of other programs."""
    picture = WavePicture.of(request, asked)
    match what, kind:
        case "map" | "data", "svg" | "json":
            _state, drawing = state_of(request.coalition.pk, picture.shown)
            if drawing is None or (what == "data") is not (kind == "json"):
                raise Http404
            if what == "data":
                return files.as_json(request, map_data(Seen(drawing, picture.look), picture.found.reading))
            blocks = blocks_of(drawing, legend_of(picture.look, picture.found.reading), str(BY.get(asked.colour, "")))
            keys = PictureKeys.of(drawing, blocks, picture.wave.name, f"{picture.said} {picture.about}")
            return files.as_svg(request, Seen(drawing, picture.look), keys)
        case "measures", "csv":
            return files.measures(picture.found.reading, picture.about)
    return files.network_file(what, kind, lambda form: graph_of_wave(picture.found, form))
