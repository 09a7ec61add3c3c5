"""The map: the picture, the same as a table, what it says, and how far to trust it."""

from dataclasses import dataclass
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
from comity.core.network.reports import Rule
from comity.network.jobs import ask_for_map
from comity.network.models import Rung
from comity.network.permissions import importing, reporting
from comity.network.queries.kept import RULES, Glance, glance_of
from comity.network.queries.overview import Overview, Shown
from comity.network.queries.pictures import kept, unpacked
from comity.network.queries.reading import Reading, read
from comity.network.saying import percent, remark_in_words, rule_in_words, stats
from comity.network.views import files
from comity.network.views.telling import tie_rows


@dataclass(frozen=True)
class Asked:
    """What the address asks for: when ties count, from which rung, from which source, around whom."""

    rule: Rule = Rule.EITHER
    rung: int = 0
    source: str = ""
    around: str = ""

    @property
    def plain(self) -> bool:
        """Nothing but the rule is asked for."""
        return not (self.rung or self.source or self.around)

    @property
    def rung_text(self) -> str:
        """The rung as an option of the form has it."""
        return str(self.rung)

    @classmethod
    def of(cls, request: CoalitionRequest) -> "Asked":
        """What can't be understood is ignored."""
        rule, rung = request.GET.get("rule", ""), request.GET.get("rung", "")
        return cls(
            Rule(rule) if rule in RULES else Rule.EITHER,
            int(rung) if rung in {str(one.value) for one in Rung} else 0,
            _printable(request.GET.get("source", ""))[:160],
            _printable(request.GET.get("around", ""))[:200],
        )


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())


def network_map(request: CoalitionRequest) -> HttpResponse:
    """Who works with whom."""
    asked = Asked.of(request)
    overview, shown = (asked.plain and glance_of(request.standing, asked.rule)) or _looked(request, asked)
    state, drawing = _state(request, shown)
    response = render(request, "network/map.html", _context(request, asked, overview, shown, state, drawing))
    if state == "waiting":
        response.headers["Refresh"] = "2"
    return response


def _reading(request: CoalitionRequest, asked: Asked) -> Reading:
    return read(
        request.standing, list(members_of(request.coalition.pk)), asked.rule, asked.rung, asked.source
    )


def _looked(request: CoalitionRequest, asked: Asked) -> Glance:
    """The network as it reads now, for who asks."""
    reading = _reading(request, asked)
    return Overview.of(reading), Shown.of(reading, _found(reading, asked.around))


def _context(
    request: CoalitionRequest,
    asked: Asked,
    overview: Overview,
    shown: Shown,
    state: str,
    drawing: Drawing | None,
) -> dict[str, Any]:
    words = in_words(overview, shown, request.coalition.slug)
    return {
        "asked": asked, "reading": overview, "shown": shown, "state": state, "drawing": drawing, "words": words,
        "picture": picture_in_html(drawing, shown.found) if drawing else "",
        "rules": [(Rule.EITHER.value, _("At least one side says so")), (Rule.CONFIRMED.value, _("Both sides say so"))],
        "rungs": [("0", _("Any contact")), *((str(one.value), str(one.label)) for one in Rung if one)],
        "sources": sorted({*overview.sources} | ({asked.source} - {""})), "banner": _trust(overview),
        "may_import": importing(request.standing, at=now()) is None,
        "may_say": reporting(request.standing, request.capacity) is None,
        "query": request.GET.urlencode(),
    }  # fmt: skip


@dataclass(frozen=True)
class InWords:
    """An overview in the reader's language. below, beside: the parts of the page around the picture."""

    remarks: list[str]
    below: SafeString
    beside: SafeString


def in_words(overview: Overview, shown: Shown, slug: str) -> InWords:
    """It depends on nothing but what it tells, the language and the day, so a process makes it once."""
    legend = (shown.contact_only, shown.sector_unknown)
    return _in_words(overview, legend, slug, date_format(now(), "j F Y"), get_language())


@lru_cache(maxsize=64)
def _in_words(
    overview: Overview, legend: tuple[bool, bool], slug: str, day: str, _language: str | None
) -> InWords:
    names = dict(overview.names)
    said = [(one.kind, remark_in_words(one, names)) for one in overview.remarks]
    remarks = [words for kind, words in said if kind != Kind.INTRODUCTION]
    below = {
        "rows": tie_rows(overview.closest), "count": overview.count, "slug": slug,
        "contact_only": legend[0], "sector_unknown": legend[1],
    }  # fmt: skip
    beside = {
        "stats": stats(overview.figures, given=overview.given), "about": about(overview, day), "remarks": remarks,
        "introduction": next((words for kind, words in said if kind == Kind.INTRODUCTION), ""),
    }  # fmt: skip
    return InWords(
        remarks, render_to_string("network/parts/below.html", below),
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


def picture_in_html(drawing: Drawing, found: frozenset[str]) -> SafeString:
    """The figure. It depends on nothing but what it shows and the language, so a process makes it once."""
    return _figure(drawing, found, get_language())


@lru_cache(maxsize=32)
def _figure(drawing: Drawing, found: frozenset[str], _language: str | None) -> SafeString:
    return render_to_string("network/parts/map.html", {"drawing": drawing, "found": found})


@require_POST
def draw(request: CoalitionRequest) -> HttpResponse:
    """Have a large map drawn behind the page."""
    asked = Asked.of(request)
    _overview, shown = _looked(request, asked)
    if _state(request, shown)[0] == "ask":
        ask_for_map(request.coalition.pk, shown.members, shown.bonds, at=now())
    return redirect(f"{reverse('network:map', args=[request.coalition.slug])}?{request.GET.urlencode()}")


# ── to take along ──


def download(request: CoalitionRequest, what: str, kind: str) -> HttpResponseBase:
    """The picture (SVG), the figures (CSV) or the network itself (GraphML), as filtered."""
    asked = Asked.of(request)
    reading = _reading(request, asked)
    match what, kind:
        case "map", "svg":
            shown = Shown.of(reading, _found(reading, asked.around))
            _state_of, drawing = _state(request, shown)
            if drawing is None:
                raise Http404
            return files.as_svg(request, drawing, shown.found)
        case "measures", "csv":
            return files.measures(reading, about(Overview.of(reading), date_format(now(), "j F Y")))
        case "network", "graphml":
            return files.as_graphml(reading)
    raise Http404
