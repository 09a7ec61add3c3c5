"""What an organisation's page shows of its ties."""

from dataclasses import dataclass
from typing import Any

from comity.base.clock import day_of, now
from comity.coalitions.panels import Panel
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import Tie
from comity.network.permissions import reporting
from comity.network.queries.ties import EVIDENCE, ties_of
from comity.network.views.telling import rung_in_words, who_says
from comity.people.models import Organisation

SHOWN = 8


@dataclass(frozen=True)
class Partner:
    """One relationship from one side: with whom, how closely, who says so; `ends`: the reader can end it."""

    tie: Tie
    organisation: Any
    rung: str
    who: str
    ends: bool


def relationships(request: CoalitionRequest, organisation: Organisation) -> Panel | None:
    """Its closest partners. Two queries."""
    if getattr(organisation, "state_here", "member") != "member":
        return None
    found = ties_of(request.standing, organisation.pk, day_of(now()))
    rows = sorted(found, key=lambda tie: (-tie.rung, tie.second_name))
    barred = reporting(request.standing, request.capacity)
    mine = request.capacity.of if barred is None else None
    partners = [_partner(tie, organisation, mine) for tie in rows[:SHOWN]]
    context = {"partners": partners, "count": len(rows), "says": mine == organisation.pk, "name": organisation.name}
    return Panel("network/parts/relationships.html", context, order=40) if rows or mine == organisation.pk else None


def _partner(tie: Any, organisation: Organisation, mine: Any) -> Partner:
    other = tie.second if tie.first_id == organisation.pk else tie.first
    who = who_says(tie, tie.first.name, tie.second.name, done=tie.who == EVIDENCE)
    ends = mine in (tie.first_id, tie.second_id) and bool(tie.said_by(mine))
    return Partner(tie, other, rung_in_words(tie.rung), who, ends)


