"""The overview that is kept: made behind the pages, shown only while nothing that it rests on has changed.

It holds what everybody inside may know, and nothing else. While somebody may know of a tie that others may not, nothing
is kept at all, and each reader's page is made from that reader's own rows.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django_scopes import scope, scopes_disabled

from comity.base.clock import day_of, now
from comity.base.confidentiality import Confidentiality
from comity.base.ids import uuid7
from comity.coalitions.models import Coalition, Membership
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.network.measures import Figures
from comity.core.network.remarks import Kind, Remark
from comity.core.network.reports import Bounds, Rule
from comity.network.models import Evidence, Initiative, InitiativeSeat, KeptOverview, Tie
from comity.network.queries.overview import CloseTie, Overview, Shown
from comity.network.queries.pictures import as_drawing
from comity.network.queries.reading import Reading
from comity.network.rungs.carried import Carried
from comity.network.rungs.initiative_queries import LABEL
from comity.people.models import Organisation
from comity.tasks.models import Task

Glance = tuple[Overview, Shown]
RULES = (Rule.EITHER, Rule.CONFIRMED)
#: raised whenever what is kept, or how it comes about, changes: what an older version has made is then made anew
SHAPE = 3
HOLDS = models.Q(version=models.F("made_of"), shape=SHAPE)
#: so many ids stand in one query; a roster may hold more
MANY = 5000
RESTS_ON = (Tie, Membership, Evidence, Initiative, InitiativeSeat)
OPEN = (Confidentiality.PUBLIC, Confidentiality.COALITION)


def glance_of(standing: Standing, rule: Rule) -> Glance | None:
    """What is kept for those inside, if it still holds. One query; a second the first time in a process."""
    if not standing.inside:
        return None
    today = day_of(now())
    row = KeptOverview.objects.filter(HOLDS, coalition=standing.coalition, made_on=today)
    made_of = row.values_list("made_of", flat=True).first()
    return _glances(standing.coalition, made_of, today).get(rule) if made_of else None


@lru_cache(maxsize=32)
def _glances(coalition: UUID, made_of: UUID, made_on: date) -> dict[Rule, Glance]:
    """Unpacked once in a process: under one version and on one day there is ever the same."""
    with scope(coalition=coalition):
        row = KeptOverview.objects.filter(made_of=made_of, made_on=made_on)
        content = row.values_list("content", flat=True).first()
    return unpacked(bytes(content)) if content else {}


# ── going stale ──


def outdate(things: Iterable[models.Model]) -> None:
    """Within an act: what was kept of a network holds no longer, where these are what it rests on."""
    things = list(things)
    touched: set[UUID] = {thing.coalition_id for thing in things if _rests_on(thing)}  # type: ignore[attr-defined]
    organisations = [thing.pk for thing in things if isinstance(thing, Organisation)]
    with scopes_disabled():
        for start in range(0, len(organisations), MANY):
            there = Membership.objects.filter(organisation__in=organisations[start : start + MANY])
            touched |= set(there.values_list("coalition", flat=True).distinct())
        rows = [KeptOverview(coalition_id=one, version=uuid7()) for one in sorted(touched)]
        KeptOverview.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["coalition"], update_fields=["version"]
        )


def _rests_on(thing: models.Model) -> bool:
    """Ties, and all that their rungs follow from."""
    return isinstance(thing, RESTS_ON) or (isinstance(thing, Task) and thing.held_by == LABEL)


# ── making it anew ──


def outdated(at: datetime) -> list[UUID]:
    """Coalitions of which nothing is kept that holds on their day."""
    with scopes_disabled():
        made = dict(KeptOverview.objects.filter(HOLDS).values_list("coalition", "made_on"))
        return [one.pk for one in Coalition.objects.order_by("pk") if made.get(one.pk) != day_of(at, one.tz)]


def keep(coalition: UUID, *, at: datetime) -> None:
    """Make the overview of a coalition and keep it under the version that was read before anything else was.

    An act that comes in between gives another version, so that what was made is not shown.
    """
    with scope(coalition=coalition):
        row, _new = KeptOverview.objects.get_or_create(coalition_id=coalition)
        today = day_of(at, Coalition.objects.get(pk=coalition).tz)
        KeptOverview.objects.filter(pk=row.pk).update(
            made_of=row.version, made_on=today, shape=SHAPE, content=packed(_made(coalition, today))
        )


def _made(coalition: UUID, today: date) -> dict[Rule, Glance]:
    """For each rule, as somebody sees it who is inside and nothing more; nothing while some may see more."""
    every, done = list(Tie.objects.all()), Carried.read(coalition)
    rungs = done.on(every, today)
    ties = [tie for tie in every if tie.ended_on is None or tie.pk in rungs]
    if any(tie.confidentiality not in OPEN for tie in ties):
        return {}
    organisations = list(members_of(coalition))
    known = {one.pk for one in organisations}
    ties = [tie for tie in ties if tie.first_id in known and tie.second_id in known]
    readings = [Reading(organisations, ties, rule, done=rungs) for rule in RULES]
    return {reading.rule: (Overview.of(reading), Shown.of(reading)) for reading in readings}


# ── as text ──


def packed(glances: dict[Rule, Glance]) -> bytes:
    """Glances as they are kept."""
    plain = {rule.value: [asdict(overview), _plain(shown)] for rule, (overview, shown) in glances.items()}
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode())


def _plain(shown: Shown) -> dict[str, Any]:
    drawing = asdict(shown.drawing) if shown.drawing else None
    names = ("size", "some", "contact_only", "sector_unknown", "key")
    return {name: getattr(shown, name) for name in names} | {"drawing": drawing}


def unpacked(data: bytes) -> dict[Rule, Glance]:
    """Glances as they were."""
    plain: dict[str, Any] = json.loads(zlib.decompress(data))
    return {Rule(rule): (_overview(first), _shown(second)) for rule, (first, second) in plain.items()}


def _overview(plain: dict[str, Any]) -> Overview:
    return Overview(**plain | {
        "rule": Rule(plain["rule"]), "sources": tuple(plain["sources"]), "places": tuple(plain["places"]),
        "figures": Figures(**plain["figures"]),
        "closest": tuple(CloseTie(**one) for one in plain["closest"]),
        "remarks": tuple(map(_remark, plain["remarks"])), "names": tuple(map(tuple, plain["names"])),
        "bounds": Bounds(**plain["bounds"]) if plain["bounds"] else None,
    })  # fmt: skip


def _remark(plain: dict[str, Any]) -> Remark:
    return Remark(**plain | {"kind": Kind(plain["kind"]), "keys": tuple(plain["keys"])})


def _shown(plain: dict[str, Any]) -> Shown:
    drawing = plain.pop("drawing")
    return Shown(**plain, drawing=as_drawing(drawing) if drawing else None)
