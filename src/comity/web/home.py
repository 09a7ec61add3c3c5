"""The first page: what needs me, at most three things; then where we stand."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.clock import now
from comity.coalitions.models import Stage
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.governing.queries import fresh_decisions
from comity.network.queries import map_of
from comity.notices.models import Ask
from comity.people.models import Sector
from comity.web.shell import waiting

SHOWN = 3
#: kind of ask → sign and words of its button
KINDS = {
    "governing.vote": ("ballot", _("Give our answer")),
}


@dataclass(frozen=True)
class Need:
    """One thing that needs the reader, as the page shows it."""

    ask: Ask
    icon: str
    action: str
    days_left: int | None
    sector: str


def home(request: CoalitionRequest) -> HttpResponse:
    """What needs the reader, where the coalition stands, its newest decisions and its map."""
    at = now()
    asks = waiting(request)
    organisations = list(members_of(request.coalition.pk))
    context = {
        "at": at,
        "headline": headline(len(asks), request.person.name),
        "needs": needs(request, asks[:SHOWN], at),
        "more": asks[SHOWN:],
        "stages": stages(request.coalition.stage),
        "decisions": fresh_decisions(request.standing, limit=3),
        "sectors": sectors(organisations),
        "drawing": map_of(request.standing, organisations),
        "organisations": organisations,
    }
    return render(request, "web/home.html", context)


def headline(count: int, name: str) -> str:
    """The page's heading: how many things need the reader."""
    first = name.split()[0] if name else ""
    if not count:
        return _("Nothing needs you today, {name}").format(name=first)
    words = {
        1: _("One thing needs you, {name}"),
        2: _("Two things need you, {name}"),
        3: _("Three things need you, {name}"),
    }
    many = ngettext("{n} thing needs you, {name}", "{n} things need you, {name}", count)
    return words.get(count, many).format(n=count, name=first)


def needs(request: CoalitionRequest, asks: list[Ask], at: datetime) -> list[Need]:
    """Each ask with its sign, its button and how long there is."""
    return [_need(request, ask, at) for ask in asks]


def _need(request: CoalitionRequest, ask: Ask, at: datetime) -> Need:
    icon, action = KINDS.get(ask.kind, ("next", _("Look at it")))
    hold = request.standing.organisation(ask.organisation)
    days = (
        (ask.due_at.astimezone(request.coalition.tz).date() - at.astimezone(request.coalition.tz).date()).days
        if ask.due_at
        else None
    )
    return Need(ask, icon, action, days, hold.sector if hold else "")


def stages(stage: str) -> list[dict[str, Any]]:
    """The five stages with the one the coalition is in; those before are past."""
    order = list(Stage)
    here = order.index(Stage(stage))
    state = ["past" if n < here else "here" if n == here else "" for n in range(len(order))]
    return [{"label": one.label, "css": css} for one, css in zip(order, state, strict=True)]


def sectors(organisations: list[Any]) -> list[dict[str, Any]]:
    """How many members of each sector, in the sectors' own order; sectors without members are left out."""
    counts = Counter(organisation.sector for organisation in organisations)
    return [{"sector": s.value, "label": s.label, "count": counts[s]} for s in Sector if counts[s]]
