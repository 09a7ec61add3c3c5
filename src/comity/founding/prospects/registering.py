"""What looking for partners tells the rooms below."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.coalitions.merging import on_merge
from comity.coalitions.models import SeatLevel
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.founding.models import (
    Criterion,
    Judgement,
    Need,
    PartnerSearch,
    Prospect,
    ProspectState,
    RecruitingWave,
)
from comity.founding.prospects import acts, acts_gaps, jobs, sealing, tables, telling
from comity.founding.prospects.coverage import closed_of
from comity.founding.prospects.merging import move_along
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging

#: of whom somebody is invited, or left out with a reason; and states of those that were asked
WANTED = (SeatLevel.RESIDENT, SeatLevel.YOUTH, SeatLevel.POLITICIAN, SeatLevel.EXPERT)
APPROACHED = (ProspectState.INVITED, ProspectState.JOINED, ProspectState.DECLINED)


def register() -> None:
    """Fill the registries."""
    sealing.register()
    tables.register()
    on_merge.append(move_along)
    found = registry.Searchable(Prospect, gettext_lazy("Prospects"), document, rows)
    registry.search.register("founding.prospect", found)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    registry.evidence.register("founding.criteria", evidence)
    registry.evidence.register("founding.prospects", coverage)
    register_kind(telling.WAVE, gettext_lazy("A wave of recruiting whose time has come"))
    every(Rhythm.DAILY, "founding.waves", jobs.waves, "07:20")
    register_belonging("partner_searches", PartnerSearch, "coalition", "begun_at")
    register_belonging("partner_criteria", Criterion, "coalition", "text", "stated_at")
    register_belonging("prospects_entered", Prospect, "coalition", "name", "entered_at")
    register_belonging("prospects_scored", Judgement, "coalition", "prospect", "words", "given_at")
    register_belonging("needs_named", Need, "coalition", "population", "competence", "place", "named_at")
    register_belonging("recruiting_waves", RecruitingWave, "coalition", "name", "planned_at")


def document(prospect: Prospect) -> registry.Document:
    """A prospect by what all members may read of it; a struck one is found no longer."""
    gone = prospect.struck_at is not None
    words = (prospect.why, prospect.populations, prospect.competences, prospect.places)
    return registry.Document(
        prospect.coalition_id, "" if gone else prospect.name, "" if gone else "\n".join(filter(None, words)),
        prospect.get_absolute_url(), Confidentiality.NAMED if gone else Confidentiality.COALITION,
    )  # fmt: skip


def rows(coalition: UUID) -> Iterator[Prospect]:
    """All prospects of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Prospect.objects.select_related("coalition").iterator(chunk_size=500)


@alike
def evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Criteria agreed before scoring; prospects that two have scored; whom of each one wants; who was invited."""
    if not standing.inside:
        return
    slug = slug_of(standing.coalition)
    agreed = PartnerSearch.objects.filter(adopted_at__isnull=False)
    page = reverse("founding:prospects-criteria", args=[slug])
    yield registry.Shown(_("Criteria for partners agreed before anybody scored"), agreed, 1, page)
    live = Prospect.objects.filter(struck_at=None).exclude(state=ProspectState.ASIDE)
    twice = Judgement.objects.values("prospect").annotate(n=Count("pk")).filter(n__gte=2).values("prospect")
    board = reverse("founding:prospects", args=[slug])
    scored = live.filter(pk__in=twice)
    yield registry.Shown(_("Prospects scored blind by two people or more"), scored, live, board, "founding.scores")
    settled = _("Whom of each prospect you want is settled")
    yield registry.Shown(settled, live.exclude(level=""), live, board, "founding.levels")
    asked = Prospect.objects.filter(struck_at=None, level__in=WANTED).filter(
        Q(state__in=APPROACHED) | Q(state=ProspectState.ASIDE) & ~Q(why_state="")
    )
    first = asked.filter(level=OuterRef("level"), pk__lt=OuterRef("pk"))
    told = _("Residents, youth leaders, politicians and experts: invited, or left out with a reason")
    yield registry.Shown(told, asked.filter(~Exists(first)), len(WANTED), board, "founding.asked")


def coverage(standing: Standing) -> Iterator[registry.Shown]:
    """Cells covered, or left open with a reason."""
    if not standing.inside:
        return
    closed = closed_of(standing)
    url = reverse("founding:prospects-coverage", args=[slug_of(standing.coalition)])
    told = _("What has to be covered is covered, or left open with a reason")
    yield registry.Shown(told, closed.ever, closed.cells, url, fresh=closed.now, fresh_of=closed.cells)


# ── taking back ──


def _prospect(entry: Entry) -> Prospect:
    found: Prospect = Prospect.objects.get(pk=entry.ids_of("founding.prospect")[0])
    return found


def entered(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The prospect is struck."""
    return acts.strike_prospect(_prospect(entry), by=by, at=at)


def brought_in(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """All that came in are struck, as far as they are still there."""
    for row in Prospect.objects.filter(pk__in=entry.ids_of("founding.prospect"), struck_at=None):
        acts.strike_prospect(row, by=by, at=at)


def moved(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It stands where it stood."""
    return acts.move_prospect(_prospect(entry), json.loads(entry.text)["facts"]["before"], by=by, at=at)


def struck(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It stands in the list again."""
    return acts.restore_prospect(_prospect(entry), by=by, at=at)


def need_struck(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It has to be covered again."""
    return acts_gaps.restore_need(Need.objects.get(pk=entry.ids_of("founding.need")[0]), by=by, at=at)


def needs_named(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """None of them has to be covered."""
    for row in Need.objects.filter(pk__in=entry.ids_of("founding.need"), struck_at=None):
        acts_gaps.strike_need(row, by=by, at=at)


UNDO = {
    "founding.prospect.entered": entered, "founding.prospects.imported": brought_in,
    "founding.prospects.taken": brought_in, "founding.prospect.moved": moved, "founding.prospect.struck": struck,
    "founding.need.struck": need_struck, "founding.needs.named": needs_named,
}  # fmt: skip
