"""What the structure of a coalition is: kind, bodies, rules, methods, criteria. Never people, records, or places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django_scopes import scope, scopes_disabled

from comity.base.confidentiality import OPEN_TO_MEMBERS
from comity.coalitions.models import Body, BodyKind, Coalition, Structure
from comity.coalitions.queries import body_rank
from comity.founding.models import Criterion, Method
from comity.governing.models import RulebookVersion
from comity.governing.rulebook import adopted
from comity.meetings.models import Series

#: what of a structure sheet is structure; its places, its days and who works between meetings are of that coalition
SHEET = ("seats", "term_months", "renewals", "every", "hour", "minutes", "notice_days", "minimum")
#: the first meeting is at least so many days ahead
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class BodyPlan:
    """A body without its people. above: the body it stands under. sheet: any of SHEET, and `weekday` of its rhythm."""

    key: UUID
    name: str
    kind: str
    own_kind: str
    purpose: str
    above: UUID | None
    sheet: Mapping[str, Any]

    @property
    def whole(self) -> bool:
        """Whether it is the general assembly, which every coalition has from its first day."""
        return self.kind == BodyKind.ASSEMBLY

    def said(self, on: date) -> dict[str, Any]:
        """The sheet as it is written over there; a rhythm begins on the same day of the week, some time ahead."""
        said = {name: value for name, value in self.sheet.items() if name in SHEET}
        if said.get("every"):
            said["first_on"] = first_day(self.sheet["weekday"], on)
        return said


@dataclass(frozen=True)
class Blueprint:
    """All that is copied. bodies: each after the one it stands under. rules: those in force, if any are."""

    source: Coalition
    kind: str
    bodies: tuple[BodyPlan, ...]
    rules: RulebookVersion | None
    methods: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, int], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing but an assembly of which nothing was agreed."""
        only = all(one.whole and not one.sheet for one in self.bodies)
        return only and not (self.kind or self.rules or self.methods or self.criteria)


def blueprint_of(source: Coalition, at: datetime, bodies: Iterable[Any] | None = None) -> Blueprint:
    """The structure of that coalition as it is now. For those who coordinate it; ask `may_copy` first.

    bodies: its bodies as `running_bodies` gives them, where they are known. Four queries, three where they are.
    """
    known = running_bodies(source.pk) if bodies is None else bodies
    with scope(coalition=source.pk):
        methods, criteria = _lists()
        return Blueprint(source, source.type, tuple(_bodies(known)), adopted(source.pk, at), methods, criteria)


def running_bodies(*coalitions: UUID) -> list[Any]:
    """Their bodies with sheet and seats `held`, the assembly first. One query. For those who may read all of these."""
    with scopes_disabled():
        rows = Body.objects.filter(coalition__in=coalitions, ended_on=None).select_related("structure")
        rows = rows.annotate(held=Count("seats", filter=Q(seats__ended_on=None)))
        return list(rows.order_by(body_rank(), "since_on", "pk"))


def _lists() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, int], ...]]:
    """Methods by name with their words, and criteria in the order in which they were stated. One query."""
    texts, number, moment = CharField(), IntegerField(), DateTimeField(null=True)
    methods = Method.objects.filter(struck_at=None).order_by().annotate(
        line=F("name"), more=Cast("words", texts), much=Value(0, number), since=Value(None, moment), by=F("sort_name"),
    )  # fmt: skip
    criteria = Criterion.objects.filter(struck_at=None).order_by().annotate(
        line=F("text"), more=Value("", texts), much=F("weight"), since=F("stated_at"), by=Value("", texts),
    )  # fmt: skip
    rows = [one.values_list("since", "by", "pk", "line", "more", "much") for one in (methods, criteria)]
    found = list(rows[0].union(rows[1], all=True))
    named = sorted(one for one in found if one[0] is None)
    stated = sorted(one for one in found if one[0] is not None)
    return (
        tuple((line, more) for *_order, line, more, _much in named),
        tuple((line, much) for *_order, line, _more, much in stated),
    )


def first_day(weekday: int, on: date) -> date:
    """The first such day of the week (Monday is 0) that lies at least AHEAD of that day."""
    earliest = on + AHEAD
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


def _bodies(bodies: Iterable[Any]) -> list[BodyPlan]:
    rhythms: dict[UUID, Series] = {}
    for series in Series.objects.filter(ended_on=None, confidentiality__in=OPEN_TO_MEMBERS).order_by("-begun_at"):
        rhythms[series.body_id] = series
    plans = [
        BodyPlan(body.pk, body.name, body.kind, body.own_kind, body.purpose, body.parent_id,
                 _sheet(body, getattr(body, "structure", None), rhythms.get(body.pk)))
        for body in bodies
    ]  # fmt: skip
    return _from_above(plans)


def _sheet(body: Any, sheet: Structure | None, series: Series | None) -> dict[str, Any]:
    """What is agreed of it; where the sheet names no rhythm, that of its meetings; and how many seats are held."""
    said: dict[str, Any] = {name: getattr(sheet, name) for name in SHEET} if sheet is not None else {}
    rhythm: Any = sheet if sheet is not None and sheet.every else series
    if rhythm is not None:
        said |= {name: getattr(rhythm, name) for name in ("every", "hour", "minutes")}
        said["weekday"] = rhythm.first_on.weekday()
    if series is not None:
        said |= {name: said.get(name) or getattr(series, name) for name in ("notice_days", "minimum")}
    if body.kind != BodyKind.ASSEMBLY:
        said["seats"] = said.get("seats") or body.held or None
    said = {name: value for name, value in said.items() if value not in (None, "")}
    if said.get("seats") and said.get("minimum", 0) > said["seats"]:
        del said["minimum"]
    return said


def _from_above(plans: Iterable[BodyPlan]) -> list[BodyPlan]:
    """Each body after the one it stands under; one whose upper body has ended stands by itself."""
    left, done = list(plans), list[BodyPlan]()
    while left:
        placed = {one.key for one in done}
        waiting = {one.key for one in left}
        ready = [one for one in left if one.above is None or one.above in placed or one.above not in waiting]
        done += ready or left
        left = [one for one in left if one not in done]
    return done
