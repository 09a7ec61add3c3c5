"""The first page: what needs me, at most three things; then where we stand."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.base.clock import now
from comity.base.registry import Worded
from comity.coalitions.models import Stage
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.governing.queries import fresh_decisions
from comity.meetings.queries import next_meeting
from comity.network.queries import map_of
from comity.network.queries.maps import QUICKLY
from comity.notices.models import Ask
from comity.people.sectors import by_sector
from comity.web.shell import waiting

SHOWN = 3
#: kind of ask → sign and words of its button
KINDS = {
    "meetings.rsvp": ("meet", gettext_lazy("Say whether we come")),
    "meetings.call": ("mail", gettext_lazy("Send the agenda")),
    "meetings.item": ("edit", gettext_lazy("Place it")),
    "meetings.minutes": ("edit", gettext_lazy("Write the minutes")),
    "governing.vote": ("ballot", gettext_lazy("Give our answer")),
    "rulebook.accept": ("book", gettext_lazy("Say whether we accept it")),
    "governing.inquiry": ("edit", gettext_lazy("Answer it")),
    "governing.halted": ("warn", gettext_lazy("Settle the objection")),
    "governing.review": ("clock", gettext_lazy("Say what came of it")),
    "tasks.confirm": ("task", gettext_lazy("Say yes or no")),
    "tasks.do": ("task", gettext_lazy("Say how it goes")),
    "tasks.again": ("task", gettext_lazy("Find another way")),
    "surveys.answer": ("ear", gettext_lazy("Answer")),
    "surveys.close": ("ear", gettext_lazy("Close it")),
    "signatures.sign": ("edit", gettext_lazy("Read and sign")),
    "credits.confirm": ("star", gettext_lazy("Say if it is right")),
    "credits.name": ("user", gettext_lazy("Say if you are named")),
}


#: kinds of ask whose time is a day by which something is to be done; all others close
DUE = ("tasks.", "signatures.")


@dataclass(frozen=True)
class Need:
    """One thing that needs the reader, as the page shows it."""

    ask: Ask
    icon: str
    action: Worded
    days_left: int | None
    sector: str
    until: date | None

    @property
    def is_due(self) -> bool:
        """Whether its day is one to be kept, not one on which something closes."""
        return self.ask.kind.startswith(DUE)


def home(request: CoalitionRequest) -> HttpResponse:
    """What needs the reader, where the coalition stands, its newest decisions and its map."""
    at = now()
    asks = waiting(request)
    members = members_of(request.coalition.pk)
    few = request.member_count <= QUICKLY
    context = {
        "at": at,
        "headline": headline(len(asks), request.person.name),
        "needs": needs(request, asks[:SHOWN], at),
        "more": asks[SHOWN:],
        "stages": stages(request.coalition.stage),
        "decisions": fresh_decisions(request.standing, limit=3),
        "sectors": by_sector(members),
        "drawing": map_of(request.standing, members) if few else None,
        "few": few,
        "meeting": next_meeting(request.standing, at),
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
    icon, action = KINDS.get(ask.kind, ("next", gettext_lazy("Look at it")))
    hold = request.standing.organisation(ask.organisation)
    return Need(
        ask, icon, action, _days_left(ask, at, request.coalition.tz),
        sector=hold.sector if hold else "", until=hold.until if hold else None,
    )  # fmt: skip


def _days_left(ask: Ask, at: datetime, zone: tzinfo) -> int | None:
    return (ask.due_at.astimezone(zone).date() - at.astimezone(zone).date()).days if ask.due_at else None


def stages(stage: str) -> list[dict[str, Any]]:
    """The five stages with the one the coalition is in; those before are past."""
    order = list(Stage)
    here = order.index(Stage(stage))
    state = ["past" if n < here else "here" if n == here else "" for n in range(len(order))]
    return [{"label": one.label, "css": css} for one, css in zip(order, state, strict=True)]
