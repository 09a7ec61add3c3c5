"""The map: the picture, the same as a table, what it says, and how far to trust it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.text import fold
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.drawing import Drawing
from comity.core.network.remarks import Kind
from comity.network.jobs import ask_for_map
from comity.network.permissions import importing, reporting
from comity.network.queries.graphs import graph_of
from comity.network.queries.kept import glance_of
from comity.network.queries.looks import Look, Seen
from comity.network.queries.mapdata import map_data
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.reading import Reading, read
from comity.network.queries.scores import trust_in
from comity.network.saying import percent, remark_in_words, stats
from comity.network.templatetags.maps import map_words
from comity.network.views import files
from comity.network.views.asking import Asked
from comity.network.views.blocks import BlocksPicture, group_in_words, only
from comity.network.views.grouping import groups_in
from comity.network.views.keys import PictureKeys, blocks_of
from comity.network.views.looking import (
    BY,
    Ego,
    Key,
    choices,
    ego_of,
    legend_of,
    look_of,
    news_of,
    size_in_words,
)  # fmt: skip
from comity.network.views.pictures import SCRIPTED, picture_in_html, scripts_are_here, state_of
from comity.network.views.telling import about, tie_rows
from comity.network.views.wave_map import WavePicture, wave_file, wave_map


def network_map(request: CoalitionRequest) -> HttpResponse:
    """Who works with whom."""
    asked = Asked.of(request.GET)
    if asked.wave:
        return wave_map(request, asked)
    picture = _at_a_glance(request, asked) or _looked(request, asked)
    state, drawing = state_of(request.coalition.pk, picture.shown)
    context = _context(request, asked, picture, state, drawing)
    if state == "many":
        reading = picture.reading or _reading(request, asked)
        context["blocks"] = BlocksPicture(reading, asked, trust_in(picture.overview))
    response = render(request, "network/map.html", context)
    if state == "waiting":
        response.headers["Refresh"] = "2"
    return response


@dataclass(frozen=True)
class Picture:
    """What is shown, for who asks. reading: where it was worked out and not kept; part: of one group alone."""

    overview: Overview
    shown: Shown
    look: Look
    ego: Ego | None = None
    reading: Reading | None = None
    part: bool = False

    @property
    def legend(self) -> list[Key]:
        """What colours tell."""
        return legend_of(self.look, self.reading)


def _at_a_glance(request: CoalitionRequest, asked: Asked) -> Picture | None:
    """What is kept of the network, where nothing but the rule is asked for."""
    kept_ones = glance_of(request.standing, asked.rule) if asked.plain else None
    return Picture(*kept_ones, Look()) if kept_ones else None


def _looked(request: CoalitionRequest, asked: Asked) -> Picture:
    """The network as it reads now, for who asks."""
    reading = _reading(request, asked)
    part = only(reading, asked.group) if asked.group else None
    reading = part or reading
    overview, shown = Overview.of(reading), Shown.of(reading, _found(reading, asked.around))
    trust = trust_in(overview)
    look = replace(look_of(reading, asked, trust), found=shown.found)
    return Picture(overview, shown, look, ego_of(reading, look, trust), reading, part is not None)


def _reading(request: CoalitionRequest, asked: Asked) -> Reading:
    return read(
        request.standing, list(members_of(request.coalition.pk)), asked.rule, asked.rung, asked.source
    )


def _context(
    request: CoalitionRequest, asked: Asked, picture: Picture, state: str, drawing: Drawing | None
) -> dict[str, Any]:
    overview, shown, look = picture.overview, picture.shown, picture.look
    words = in_words(overview, shown, request.coalition.slug, coloured=bool(look.legend))
    large = drawing is not None and len(drawing.nodes) > SCRIPTED
    return {
        "asked": asked, "reading": overview, "shown": shown, "state": state, "drawing": drawing, "words": words,
        "large": large, "scripted": large and scripts_are_here(), "said": map_words(drawing) if drawing else "",
        "picture": picture_in_html(drawing, look.leading(asked.towards)) if drawing and not large else "",
        "group": group_in_words(picture.reading, asked.group) if picture.part and picture.reading else "",
        "whole": asked.address(group="", ego=""),
        "choices": choices(overview, asked), "look": look, "ego": picture.ego, "legend": picture.legend,
        "sizes": size_in_words(look, asked.size), "colour": str(BY.get(asked.colour, "")),
        "news": news_of(drawing, look, picture.ego, map_words(drawing)) if drawing else "",
        "sources": tuple(sorted({*overview.sources} | ({asked.source} - {""}))), "banner": _trust(overview),
        "may_import": importing(request.standing, at=now()) is None,
        "may_say": reporting(request.standing, request.capacity) is None,
        "query": request.GET.urlencode(), "paper": reverse("network:map-paper", args=[request.coalition.slug]),
        "groups": groups_in(picture.reading) if asked.colour == "group" and look.legend and picture.reading else [],
    }  # fmt: skip


@dataclass(frozen=True)
class InWords:
    """An overview in the reader's language. legend, below, beside: the parts of the page around the picture."""

    remarks: list[str]
    legend: SafeString
    below: SafeString
    beside: SafeString


def in_words(overview: Overview, shown: Shown, slug: str, *, coloured: bool = False) -> InWords:
    """It depends on nothing but what it tells, the language and the day, so a process makes it once."""
    legend = (shown.contact_only, shown.sector_unknown, coloured)
    return _in_words(overview, legend, slug, date_format(now(), "j F Y"), get_language())


@lru_cache(maxsize=64)
def _in_words(
    overview: Overview, legend: tuple[bool, bool, bool], slug: str, day: str, _language: str | None
) -> InWords:
    names = dict(overview.names)
    said = [(one.kind, remark_in_words(one, names)) for one in overview.remarks]
    remarks = [words for kind, words in said if kind != Kind.INTRODUCTION]
    below = {"rows": tie_rows(overview.closest), "count": overview.count, "slug": slug}
    lines = {"contact_only": legend[0], "sector_unknown": legend[1], "coloured": legend[2]}
    beside = {
        "stats": stats(overview.figures, given=overview.given), "about": about(overview, day), "remarks": remarks,
        "introduction": next((words for kind, words in said if kind == Kind.INTRODUCTION), ""),
    }  # fmt: skip
    return InWords(
        remarks, render_to_string("network/parts/legend.html", lines),
        render_to_string("network/parts/below.html", below),
        render_to_string("network/parts/beside.html", beside) if overview.known else SafeString(),
    )  # fmt: skip


def _trust(overview: Overview) -> dict[str, Any] | None:
    """How many answered, where some ties are told by one side only."""
    everyone, bounds = overview.everyone, overview.bounds
    if overview.given or not overview.one_sided or bounds is None:
        return None
    return {
        "answered": overview.answered, "all": everyone, "share": percent(overview.answered / everyone),
        "silent": everyone - overview.answered, "low": percent(bounds.low), "high": percent(bounds.high),
        "one_sided": overview.one_sided,
    }  # fmt: skip


# ── the picture ──


def _found(reading: Reading, around: str) -> frozenset[str]:
    """Organisations in whose name every word occurs."""
    words = fold(around).split()
    names = reading.names.items() if words else ()
    return frozenset(key for key, name in names if all(word in fold(name) for word in words))


@require_POST
def draw(request: CoalitionRequest) -> HttpResponse:
    """Have a large map drawn behind the page."""
    asked = Asked.of(request.GET)
    shown = WavePicture.of(request, asked).shown if asked.wave else _looked(request, asked).shown
    if state_of(request.coalition.pk, shown)[0] == "ask":
        ask_for_map(request.coalition.pk, shown.members, shown.bonds, shown.places, at=now())
    return redirect(f"{reverse('network:map', args=[request.coalition.slug])}?{request.GET.urlencode()}")


# ── to take along ──


def keys_in(picture: Picture, drawing: Drawing, colour: str, said: str) -> PictureKeys:
    """The legend of a picture that stands alone."""
    blocks = blocks_of(drawing, picture.legend, str(BY.get(colour, "")))
    return PictureKeys.of(drawing, blocks, _("Who works with whom"), said)


def download(request: CoalitionRequest, what: str, kind: str) -> HttpResponseBase:
    """The picture (SVG), the figures (CSV) or the network itself in a format of other programs, as filtered."""
    asked = Asked.of(request.GET)
    if asked.wave:
        return wave_file(request, asked, what, kind)
    picture = _looked(request, asked)
    reading = picture.reading
    assert reading is not None
    match what, kind:
        case "map" | "data", "svg" | "json":
            _state, drawing = state_of(request.coalition.pk, picture.shown)
            if drawing is None or (what == "data") is not (kind == "json"):
                raise Http404
            if what == "data":
                return files.as_json(request, map_data(Seen(drawing, picture.look), reading))
            said = about(picture.overview, date_format(now(), "j F Y"))
            return files.as_svg(request, Seen(drawing, picture.look), keys_in(picture, drawing, asked.colour, said))
        case "measures", "csv":
            return files.measures(reading, about(picture.overview, date_format(now(), "j F Y")))
    return files.network_file(what, kind, lambda form: graph_of(reading, form))
