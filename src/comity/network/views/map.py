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
from comity.network.models import Rung
from comity.network.permissions import importing, reporting
from comity.network.queries.kept import glance_of
from comity.network.queries.looks import Look, Seen
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.pictures import kept, unpacked
from comity.network.queries.reading import Reading, read
from comity.network.queries.scores import trust_in
from comity.network.saying import percent, remark_in_words, rule_in_words, stats
from comity.network.templatetags.maps import map_words
from comity.network.views import files
from comity.network.views.asking import Asked
from comity.network.views.looking import (
    BY,
    Ego,
    choices,
    ego_of,
    legend_of,
    look_of,
    news_of,
    size_in_words,
)  # fmt: skip
from comity.network.views.telling import tie_rows


def network_map(request: CoalitionRequest) -> HttpResponse:
    """Who works with whom."""
    asked = Asked.of(request.GET)
    picture = _at_a_glance(request, asked) or _looked(request, asked)
    state, drawing = _state(request, picture.shown)
    response = render(request, "network/map.html", _context(request, asked, picture, state, drawing))
    if state == "waiting":
        response.headers["Refresh"] = "2"
    return response


@dataclass(frozen=True)
class Picture:
    """What is shown, for who asks. reading: where it was worked out and not kept."""

    overview: Overview
    shown: Shown
    look: Look
    ego: Ego | None = None
    reading: Reading | None = None


def _at_a_glance(request: CoalitionRequest, asked: Asked) -> Picture | None:
    """What is kept of the network, where nothing but the rule is asked for."""
    kept_ones = glance_of(request.standing, asked.rule) if asked.plain else None
    return Picture(*kept_ones, Look()) if kept_ones else None


def _looked(request: CoalitionRequest, asked: Asked) -> Picture:
    """The network as it reads now, for who asks."""
    reading = _reading(request, asked)
    overview, shown = Overview.of(reading), Shown.of(reading, _found(reading, asked.around))
    trust = trust_in(overview)
    look = replace(look_of(reading, asked, trust), found=shown.found)
    return Picture(overview, shown, look, ego_of(reading, look, trust), reading)


def _reading(request: CoalitionRequest, asked: Asked) -> Reading:
    return read(
        request.standing, list(members_of(request.coalition.pk)), asked.rule, asked.rung, asked.source
    )


def _context(
    request: CoalitionRequest, asked: Asked, picture: Picture, state: str, drawing: Drawing | None
) -> dict[str, Any]:
    overview, shown, look = picture.overview, picture.shown, picture.look
    words = in_words(overview, shown, request.coalition.slug, coloured=bool(look.legend))
    return {
        "asked": asked, "reading": overview, "shown": shown, "state": state, "drawing": drawing, "words": words,
        "picture": picture_in_html(drawing, look.leading(asked.towards)) if drawing else "",
        "choices": choices(overview, asked), "look": look, "ego": picture.ego, "legend": legend_of(look),
        "sizes": size_in_words(look, asked.size), "colour": str(BY.get(asked.colour, "")),
        "news": news_of(drawing, look, picture.ego, map_words(drawing)) if drawing else "",
        "sources": sorted({*overview.sources} | ({asked.source} - {""})), "banner": _trust(overview),
        "may_import": importing(request.standing, at=now()) is None,
        "may_say": reporting(request.standing, request.capacity) is None,
        "query": request.GET.urlencode(),
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


def about(overview: Overview, day: str) -> str:
    """The fine print of every figure: rule, response, day."""
    said = [rule_in_words(overview.rule, given=overview.given)]
    if overview.rung:
        said.append(_("From the rung “{rung}” up.").format(rung=Rung(overview.rung).label))
    elif overview.contact:
        said.append(_("Contact alone counts too."))
    if not overview.given:
        said.append(_("{n} of {all} answered.").format(n=overview.answered, all=overview.everyone))
    return " ".join([*said, _("{day}.").format(day=day)])


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


def _state(request: CoalitionRequest, shown: Shown) -> tuple[str, Drawing | None]:
    """The picture, or why there is none: "drawn", "ask" (it must be asked for), "waiting", "many", "none"."""
    if not shown.some:
        return "none", None
    if not shown.key:
        return ("drawn", shown.drawing) if shown.drawing else ("many", None)
    row = kept(request.coalition.pk, shown.key)
    if row is None or (not row.picture and (now() - row.asked_at).total_seconds() > 600):
        return "ask", None
    return ("drawn", unpacked(bytes(row.picture))) if row.picture else ("waiting", None)


def _found(reading: Reading, around: str) -> frozenset[str]:
    """Organisations in whose name every word occurs."""
    words = fold(around).split()
    names = reading.names.items() if words else ()
    return frozenset(key for key, name in names if all(word in fold(name) for word in words))


def picture_in_html(drawing: Drawing, look: Look) -> SafeString:
    """The figure. It depends on nothing but what it shows and the language, so a process makes it once."""
    return _figure(drawing, look, get_language())


@lru_cache(maxsize=32)
def _figure(drawing: Drawing, look: Look, _language: str | None) -> SafeString:
    return render_to_string("network/parts/map.html", {"seen": Seen(drawing, look)})


@require_POST
def draw(request: CoalitionRequest) -> HttpResponse:
    """Have a large map drawn behind the page."""
    asked = Asked.of(request.GET)
    shown = _looked(request, asked).shown
    if _state(request, shown)[0] == "ask":
        ask_for_map(request.coalition.pk, shown.members, shown.bonds, at=now())
    return redirect(f"{reverse('network:map', args=[request.coalition.slug])}?{request.GET.urlencode()}")


# ── to take along ──


def download(request: CoalitionRequest, what: str, kind: str) -> HttpResponseBase:
    """The picture (SVG), the figures (CSV) or the network itself (GraphML), as filtered."""
    picture = _looked(request, Asked.of(request.GET))
    assert picture.reading is not None
    match what, kind:
        case "map", "svg":
            _state_of, drawing = _state(request, picture.shown)
            if drawing is None:
                raise Http404
            return files.as_svg(request, Seen(drawing, picture.look))
        case "measures", "csv":
            return files.measures(picture.reading, about(picture.overview, date_format(now(), "j F Y")))
        case "network", "graphml":
            return files.as_graphml(picture.reading)
    raise Http404
