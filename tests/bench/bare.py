"""Bare views: for each main page the same queries, written by hand, and a template of one line.

They show what a page costs beside its queries. The harness proves that a page and its bare view send the same
statements. Addresses: those of the product and, below each coalition and `/p/`, `bare/<name>/`.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Engine
from django.urls import include, path
from django_scopes import scope

from comity.audit.queries import entries_of, head_of, history_of
from comity.base.clock import day_of, now
from comity.base.evidence import facts
from comity.base.models import Findable
from comity.base.search import find
from comity.coalitions.confidentiality import allowed, with_openness
from comity.coalitions.models import Body, Mandate, Term
from comity.coalitions.permissions import editing
from comity.coalitions.queries import (
    mandates_of,
    members_of,
    seats_on,
    visible_bodies,
    visible_organisations,
    visible_people,
)
from comity.coalitions.standing import INSIDE, Standing, live
from comity.coalitions.views.organisations import _passed_through as passed_through
from comity.founding.mission.queries import running
from comity.governing.models import Matter, Review, State, StatementKind
from comity.governing.queries import fresh_decisions, read_one, visible_to, with_counts
from comity.governing.statements.queries import published
from comity.journey.queries import KEYS, steps_visible_to
from comity.meetings.queries import next_meeting
from comity.network.crowd.queries import public_calls
from comity.network.models import KeptOverview
from comity.network.queries.kept import HOLDS
from comity.network.queries.reading import rows_of
from comity.network.queries.ties import shown_to, ties_of
from comity.notices.asks import asks_of
from comity.public.queries import open_coalitions
from comity.topics.models import Topic

A_PAGE = 50
LINE = Engine().from_string("{{ rows }} rows")
Bare = Callable[..., int]
BARE: dict[str, Bare] = {}


def bare(view: Bare) -> Bare:
    """Note a function of the request that runs a page's queries and says how many rows it read."""
    BARE[view.__name__.rstrip("_")] = view
    return view


def answer(rows: int) -> HttpResponse:
    return HttpResponse(LINE.render(Context({"rows": rows})))


def inside(request: Any, name: str, **which: Any) -> HttpResponse:
    """A bare view inside a coalition: what the frame of every page asks, then what the page asks."""
    return answer(
        count(asks_of(request.person.pk, request.coalition.pk)[:200]) + BARE[name](request, **which)
    )


def outside(request: HttpRequest, slug: str) -> HttpResponse:
    return answer(BARE["public"](request, slug))


def count(*readings: Any) -> int:
    """Read them all; how many rows they had."""
    return sum(len(list(rows)) for rows in readings)


def listed(rows: Any, *order: Any) -> int:
    """A page of a list: how many there are, and the first fifty."""
    return int(rows.count()) + count(rows.order_by(*order, "pk")[:A_PAGE])


def up(name: str) -> Any:
    return F(name).asc(nulls_last=True)


def down(name: str) -> Any:
    return F(name).desc(nulls_last=True)


@bare
def home(request: Any) -> int:
    members = members_of(request.coalition.pk)
    sectors = members.order_by().values_list("sector").annotate(n=Count("pk"))
    rows = count(fresh_decisions(request.standing, limit=3), sectors)
    if request.member_count <= 40:
        rows += count(members, rows_of(request.standing))
    return rows + (next_meeting(request.standing, now()) is not None)


@bare
def path_(request: Any) -> int:
    return count(facts(request.standing, KEYS).values(), steps_visible_to(request.standing)[:20])


@bare
def register(request: Any) -> int:
    opened = with_counts(visible_to(request.standing)).filter(opened_at__isnull=False)
    rows = opened.filter(Q(binding=True) | Q(state=State.OPEN))
    bodies = Body.objects.order_by("name").values_list("pk", "name")
    matters = Matter.objects.filter(questions__in=visible_to(request.standing)).order_by()
    kinds = list(matters.values_list("kind", "kind_name", "topic").distinct())
    topics = Topic.objects.filter(pk__in={topic for *_, topic in kinds if topic})
    topics = topics.select_related("parent", "merged_into__parent")
    return count(bodies, kinds, topics, [head_of(request.coalition.pk)]) + listed(rows, down("number"))


@bare
def question(request: Any, pk: UUID) -> int:
    day = day_of(now(), request.coalition.tz)
    one: Any = read_one(visible_to(request.standing), pk, holder=request.capacity.organisation, on=day)
    if (decision := getattr(one, "decision", None)) is not None and decision.carried:
        count(Review.objects.filter(decision=decision).select_related("organisation", "for_body", "person"))
    return count([one], with_openness(history_of(pk), request.standing)[:50])


BARE["open"] = BARE["decided"] = question


@bare
def organisations(request: Any) -> int:
    acting = Mandate.objects.filter(live(now().date()), organisation=OuterRef("pk")).order_by()
    counted = acting.values("organisation").annotate(n=Count("person", distinct=True)).values("n")
    rows = visible_organisations(request.standing).filter(merged_into=None).exclude(passed_through())
    return listed(rows.annotate(speakers=Coalesce(Subquery(counted), 0)), up("sort_name"))


@bare
def organisation(request: Any, slug: str) -> int:
    one = get_object_or_404(visible_organisations(request.standing), slug=slug)
    editing(request.standing, one.pk, at=now())
    seats = seats_on(now().date(), organisation=one.pk, body__ended_on=None).order_by("body__name", "pk")
    return count([one], ties_of(request.standing, one.pk, day_of(now())), mandates_of(one.pk), seats)


@bare
def people(request: Any) -> int:
    day = now().date()
    mandates = Mandate.objects.filter(live(day)).select_related("organisation", "body")
    terms = Term.objects.filter(live(day), seat__ended_on=None).select_related("seat__body")
    rows = visible_people(request.standing).prefetch_related(
        Prefetch("mandates", mandates.order_by("starts_on", "pk"), to_attr="hats"),
        Prefetch("terms", terms.order_by("starts_on", "pk"), to_attr="fills"),
    )
    gives = visible_organisations(request.standing).filter(merged_into=None, state_here__in=INSIDE).exists()
    return listed(rows, up("sort_name")) + gives


@bare
def bodies(request: Any) -> int:
    known = visible_bodies(request.standing)
    running, ended = known.filter(ended_on=None).order_by("name", "pk"), known.exclude(ended_on=None)
    seats = seats_on(now().date(), body__ended_on=None)
    members = members_of(request.coalition.pk)[:40]
    return count(running, seats, members, ended.order_by("-ended_on", "name")[:20])


@bare
def map_(request: Any) -> int:
    kept = KeptOverview.objects.filter(HOLDS, coalition=request.coalition.pk, made_on=day_of(now()))
    return count(kept.values_list("made_of", flat=True).order_by("pk")[:1])


@bare
def ties(request: Any) -> int:
    rows = shown_to(request.standing, day_of(now()))
    sources = rows.exclude(source="").order_by("source").values_list("source", flat=True).distinct()[:50]
    return count(sources) + listed(rows.select_related("first", "second"), down("rung"))


@bare
def record(request: Any) -> int:
    rows = with_openness(entries_of(request.coalition.pk), request.standing)
    return count([head_of(request.coalition.pk)]) + listed(rows, down("seq"))


@bare
def search(request: Any) -> int:
    may = Q(coalition=request.coalition.pk) & allowed(request.standing, Findable, thing="thing")
    return count(find(request.GET.get("q", ""), may, limit=100))


@bare
def public(request: HttpRequest, slug: str) -> int:
    one = get_object_or_404(open_coalitions(), slug=slug)
    members = members_of(one.pk)
    sectors = members.order_by().values_list("sector").annotate(n=Count("pk"))
    with scope(coalition=one.pk):
        nobody = Standing(None, one.pk)
        said = published(nobody).filter(kind=StatementKind.COALITION)
        today = now().astimezone(one.tz).date()
        rows = count(fresh_decisions(nobody, limit=12), said[:12], public_calls(today)[:12], [running(today)])
    return rows + count(members[: min(60, one.member_count)], sectors)


in_coalition = [
    path("bare/organisation/<slug:slug>/", inside, {"name": "organisation"}),
    path("bare/<str:name>/<uuid:pk>/", inside),
    path("bare/<str:name>/", inside),
]
handler500 = "comity.base.views.broken"
urlpatterns = [
    path("c/<slug:coalition>/", include(in_coalition)),
    path("p/bare/<slug:slug>/", outside),
    path("", include("comity.urls")),
]
