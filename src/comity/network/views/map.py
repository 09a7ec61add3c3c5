"""The map: the picture, the same as a table, what it says, and how far to trust it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.text import fold
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.drawing import Bond, Drawing, Member
from comity.core.network.remarks import Kind
from comity.core.network.reports import Rule
from comity.network.jobs import ask_for_map
from comity.network.models import Rung
from comity.network.permissions import importing, reporting
from comity.network.queries.maps import AT_ONCE, MOST, bonds_of, members_of_map, picture
from comity.network.queries.pictures import kept, key_of, unpacked
from comity.network.queries.reading import Reading, read
from comity.network.saying import percent, remark_in_words, rule_in_words, stats
from comity.network.views import files
from comity.network.views.telling import tie_rows

SHOWN_TIES = 5
RULES = (Rule.EITHER, Rule.CONFIRMED)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: when ties count, from which rung, from which source, around whom."""

    rule: Rule = Rule.EITHER
    rung: int = 0
    source: str = ""
    around: str = ""

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


@dataclass(frozen=True)
class Shown:
    """The picture, or why there is none: state "drawn", "ask" (it must be asked for), "waiting", "many", "none"."""

    state: str
    drawing: Drawing | None = None
    found: frozenset[str] = frozenset()
    members: Sequence[Member] = field(default=(), repr=False)
    bonds: Sequence[Bond] = field(default=(), repr=False)


def network_map(request: CoalitionRequest) -> HttpResponse:
    """Who works with whom."""
    asked = Asked.of(request)
    reading = _reading(request, asked)
    shown = _shown(request, reading, asked.around)
    response = render(request, "network/map.html", _context(request, asked, reading, shown))
    if shown.state == "waiting":
        response.headers["Refresh"] = "2"
    return response


def _reading(request: CoalitionRequest, asked: Asked) -> Reading:
    return read(
        request.standing, list(members_of(request.coalition.pk)), asked.rule, asked.rung, asked.source
    )


def _context(request: CoalitionRequest, asked: Asked, reading: Reading, shown: Shown) -> dict[str, Any]:
    return {
        "asked": asked, "reading": reading, "shown": shown, "drawing": shown.drawing, "found": shown.found,
        "rules": [(Rule.EITHER, _("At least one side says so")), (Rule.CONFIRMED, _("Both sides say so"))],
        "rungs": [(0, _("Any contact")), *((one.value, one.label) for one in Rung if one)],
        "sources": sorted({tie.source for tie in reading.ties if tie.source} | ({asked.source} - {""})),
        "rows": tie_rows(reading, limit=SHOWN_TIES), "count": len(reading.level_of),
        "stats": stats(reading.figures, given=reading.given), "about": about(reading),
        "remarks": [remark_in_words(one, reading.names) for one in reading.remarks if one.kind != Kind.INTRODUCTION],
        "introduction": next((remark_in_words(one, reading.names) for one in reading.remarks
                              if one.kind == Kind.INTRODUCTION), ""),
        "banner": _trust(reading), "contact_only": any(bond.level == 0 for bond in shown.bonds),
        "sector_unknown": any(not one.sector for one in shown.members),
        "may_import": importing(request.standing, at=now()) is None,
        "may_say": reporting(request.standing, request.capacity) is None,
        "query": request.GET.urlencode(),
    }  # fmt: skip


def about(reading: Reading) -> str:
    """The fine print of every figure: rule, response, day."""
    day = date_format(now(), "j F Y")
    said = [rule_in_words(reading.rule, given=reading.given)]
    if reading.rung:
        said.append(_("From the rung “{rung}” up.").format(rung=Rung(reading.rung).label))
    elif any(tie.in_contact for tie in reading.ties):
        said.append(_("Contact alone counts too."))
    if not reading.given:
        said.append(_("{n} of {all} answered.").format(n=reading.answered, all=len(reading.organisations)))
    return " ".join([*said, _("{day}.").format(day=day)])


def _trust(reading: Reading) -> dict[str, Any] | None:
    """How many answered, where some ties are told by one side only."""
    everyone, bounds = len(reading.organisations), reading.bounds
    if reading.given or not reading.one_sided or bounds is None:
        return None
    return {
        "answered": reading.answered, "all": everyone, "share": percent(reading.answered / everyone),
        "silent": everyone - reading.answered, "low": percent(bounds.low), "high": percent(bounds.high),
        "one_sided": reading.one_sided,
    }  # fmt: skip


# ── the picture ──


def _shown(request: CoalitionRequest, reading: Reading, around: str) -> Shown:
    bonds, found = bonds_of(reading.reports, reading.rule), _found(reading, around)
    near = {end for bond in bonds for end in (bond.a, bond.b) if {bond.a, bond.b} & found} | found
    organisations = [one for one in reading.organisations if not found or str(one.pk) in near]
    bonds = tuple(bond for bond in bonds if not found or {bond.a, bond.b} <= near)
    members = members_of_map(organisations)
    if not bonds and not found:
        return Shown("none")
    if len(members) <= AT_ONCE:
        return Shown("drawn", picture(members, bonds), frozenset(found), members, bonds)
    if len(members) > MOST:
        return Shown("many", members=members, bonds=bonds)
    row = kept(request.coalition.pk, key_of(members, bonds))
    if row is None or (not row.picture and (now() - row.asked_at).total_seconds() > 600):
        return Shown("ask", members=members, bonds=bonds)
    drawing = unpacked(bytes(row.picture)) if row.picture else None
    return Shown("drawn" if drawing else "waiting", drawing, frozenset(found), members, bonds)


def _found(reading: Reading, around: str) -> set[str]:
    """Organisations in whose name every word occurs."""
    words = fold(around).split()
    return {key for key, name in reading.names.items() if words and all(word in fold(name) for word in words)}


@require_POST
def draw(request: CoalitionRequest) -> HttpResponse:
    """Have a large map drawn behind the page."""
    asked = Asked.of(request)
    shown = _shown(request, _reading(request, asked), asked.around)
    if shown.state == "ask":
        ask_for_map(request.coalition.pk, shown.members, shown.bonds, at=now())
    return redirect(f"{reverse('network:map', args=[request.coalition.slug])}?{request.GET.urlencode()}")


# ── to take along ──


def download(request: CoalitionRequest, what: str, kind: str) -> HttpResponseBase:
    """The picture (SVG), the figures (CSV) or the network itself (GraphML), as filtered."""
    asked = Asked.of(request)
    reading = _reading(request, asked)
    match what, kind:
        case "map", "svg":
            shown = _shown(request, reading, asked.around)
            if shown.drawing is None:
                raise Http404
            return files.as_svg(request, shown.drawing, shown.found)
        case "measures", "csv":
            return files.measures(reading, about(reading))
        case "network", "graphml":
            return files.as_graphml(reading)
    raise Http404
