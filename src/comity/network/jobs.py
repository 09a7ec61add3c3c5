"""Work done behind the page: large rosters, and the sweep of what is left over."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django_scopes import scope, scopes_disabled

from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.coalitions.standing import standing_of
from comity.core.network.drawing import Bond, Member, Sector, draw
from comity.core.network.reports import Rule
from comity.network.models import DraftState, DrawnMap, RosterDraft
from comity.network.queries.kept import keep, outdated
from comity.network.queries.maps import AT_ONCE, MOST, Places, bonds_of, members_of_map
from comity.network.queries.pictures import key_of, packed
from comity.network.queries.reading import read
from comity.network.roster.drafts import release, work_on
from comity.notices.jobs import enqueue, job, waiting

#: a large map that nobody asked for anew goes after so long
MAPS_LIVE = timedelta(days=30)
#: a list that is worked on for so long without a job, a page began with, and its process died
STUCK = timedelta(minutes=10)


@job(tries=3)
def work_on_draft(coalition: str, draft: str) -> None:
    """Check or enter a large roster. When a worker dies over it, the next begins anew: an import is all or nothing."""
    with scope(coalition=UUID(coalition)):
        found = RosterDraft.objects.select_related("person").filter(pk=draft).first()
        if found is not None:
            work_on(found, at=now())
            if found.state == DraftState.DONE:
                draw_ahead(found, at=now())


def sweep(_coalition: UUID | None, at: datetime) -> None:
    """Forget drafts that are a day old, and maps nobody asked for lately."""
    RosterDraft.objects.filter(expires_at__lt=at).delete()
    DrawnMap.objects.filter(asked_at__lt=at - MAPS_LIVE).delete()


def free_stuck(_coalition: UUID | None, at: datetime) -> None:
    """Free drafts over which a process died and which no job takes up again."""
    with scopes_disabled():
        stuck = RosterDraft.objects.filter(
            state__in=(DraftState.CHECKING, DraftState.RUNNING), busy_since_at__lt=at - STUCK
        )
        for draft in stuck.select_related("person").defer("tables"):
            if not waiting(work_on_draft, draft=draft.pk):
                release(draft)


def keep_overviews(_coalition: UUID | None, at: datetime) -> None:
    """Make the overviews of networks in which something has changed, and of each once a day: rungs fall by time."""
    for coalition in outdated(at):
        keep(coalition, at=at)


def draw_ahead(draft: RosterDraft, *, at: datetime) -> None:
    """After an import into a large coalition, begin to draw before somebody looks."""
    organisations = list(members_of(draft.coalition_id))
    if not AT_ONCE < len(organisations) <= MOST:
        return
    standing = standing_of(draft.person_id, draft.coalition_id, at=at)
    reading = read(standing, organisations, Rule.EITHER, 0)
    bonds = bonds_of(reading.reports, Rule.EITHER)
    if bonds:
        ask_for_map(draft.coalition_id, members_of_map(organisations), bonds, at=at)


def ask_for_map(
    coalition: UUID, members: Sequence[Member], bonds: Sequence[Bond], places: Places = (), *, at: datetime
) -> None:
    """Have a map drawn behind the page, once."""
    key = key_of(members, bonds, places)
    DrawnMap.objects.update_or_create(
        coalition_id=coalition, key=key, defaults={"asked_at": at, "picture": b""}
    )
    content = {"members": [asdict(one) for one in members], "bonds": [asdict(one) for one in bonds]}
    content["places"] = [{"key": one, "at": list(spot)} for one, spot in places]
    enqueue(draw_map, coalition=coalition, key=key, **content)


@job(tries=3)
def draw_map(
    coalition: str, key: str, members: list[dict[str, Any]], bonds: list[dict[str, Any]],
    places: list[dict[str, Any]] | None = None,
) -> None:  # fmt: skip
    """Draw a large map and keep it."""
    people = [Member(**{**one, "sector": Sector(one["sector"])}) for one in members]
    before = {one["key"]: (one["at"][0], one["at"][1]) for one in places or ()}
    drawing = draw(people, [Bond(**one) for one in bonds], before=before)
    with scope(coalition=UUID(coalition)):
        DrawnMap.objects.filter(key=key).update(picture=packed(drawing))
