"""Prospects as a list. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status, tag
from comity.coalitions.models import SeatLevel
from comity.coalitions.requests import CoalitionRequest
from comity.founding.models import Prospect, ProspectState, RecruitingWave
from comity.founding.prospects import queries
from comity.people.models import Sector

SIGNS = {
    ProspectState.FOUND: "", ProspectState.LOOKED: "info", ProspectState.CHOSEN: "info", ProspectState.INVITED: "info",
    ProspectState.JOINED: "ok", ProspectState.DECLINED: "warn", ProspectState.ASIDE: "",
}  # fmt: skip
SCORED = [("yes", gettext_lazy("I have scored it")), ("no", gettext_lazy("I have not scored it"))]


def prospects(request: CoalitionRequest) -> Listing:
    """All prospects."""
    page = addresses("founding:prospects-one", request.coalition.slug, like=UUID(int=0))
    return Listing(
        request, queries.visible_to(request.standing), name="prospects", default="name", caption=_("Prospects"),
        columns=[
            Column("name", _("Name"), "name", sort="sort_name", head=True, link=lambda p: page(p.pk)),
            Column("state", _("State"), lambda p: p.get_state_display(), show=sign, sort="state", narrow=True),
            Column("sector", _("Sector"), lambda p: p.get_sector_display(), show=_sector, sort="sector"),
            Column("level", _("Whom of it"), lambda p: p.get_level_display(), sort="level"),
            Column("wave", _("Wave"), lambda p: p.wave.name if p.wave else "", sort="wave__name"),
            Column("populations", _("Whom it serves"), _semicolons("populations"), shown=False),
            Column("competences", _("What it is good at"), _semicolons("competences"), shown=False),
            Column("places", _("Where it works"), _semicolons("places"), sort="places"),
            Column("why", _("Why we think of it"), "why", shown=False),
            Column("moved", _("There since"), "moved_at", shown=False),
        ],
        filters=(
            Words(("name", "populations", "competences", "places", "why")),
            Choose("state", _("State"), ProspectState.choices),
            Choose("sector", _("Sector"), Sector.choices),
            Choose("level", _("Whom of it"), SeatLevel.choices),
            Choose("wave", _("Wave"), _waves, field="wave_id"),
            Choose("scored", _("Scored"), SCORED, apply=lambda rows, value: _scored(rows, value, request)),
        ),
        empty=_empty(request),
    )  # fmt: skip


def sign(prospect: Prospect) -> Any:
    """The state as word and sign."""
    return status(SIGNS[ProspectState(prospect.state)], str(prospect.get_state_display()))


def _sector(prospect: Prospect) -> Any:
    return tag("", prospect.sector) if prospect.sector else ""


def _semicolons(name: str) -> Any:
    return lambda prospect: "; ".join(getattr(prospect, name).splitlines())


def _waves() -> list[tuple[Any, str]]:
    return [(pk, name) for pk, name in RecruitingWave.objects.values_list("pk", "name")]


def _scored(rows: Any, value: str, request: CoalitionRequest) -> Any:
    mine = list(queries.scored_by(request.standing.person))
    return rows.filter(pk__in=mine) if value == "yes" else rows.exclude(pk__in=mine)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No prospects yet"), _("Whoever you might win as a partner stands here: who it is, and why you think of it."),
        "org", _("Enter a prospect"), reverse("founding:prospects-new", args=[request.coalition.slug]),
        _("“Quay School: teachers and parents of the harbour quarter. We want its head.”"),
    )  # fmt: skip
