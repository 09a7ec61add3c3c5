"""What everyone may see: the front page, and the pages of coalitions and organisations that want one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_scopes import scope

from comity.base.clock import now
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing, coalitions_of
from comity.credits.models import State as CreditState
from comity.founding.mission.queries import running
from comity.governing.models import StatementKind
from comity.governing.queries import fresh_decisions
from comity.governing.statements.queries import corrections, lines_of, published, shown_text, to_read
from comity.network.crowd.queries import public_calls
from comity.people.demo import entry_link
from comity.people.sectors import by_sector
from comity.public.queries import (
    coalitions_with,
    invented_entrants,
    open_coalitions,
    open_organisations,
)

#: how many coalitions and decisions a page names
SHOWN = 12
#: how many members stand on one page
A_PAGE = 60
ROBOTS = "User-agent: *\nAllow: /$\nAllow: /p/\nAllow: /o/\nAllow: /static/\nDisallow: /\n"


@require_safe
def front(request: Any) -> HttpResponse:
    """For strangers what Comity is; for people signed in the way to their coalition."""
    if request.person is not None:
        return _mine(request)
    entrants = invented_entrants(on=now().date()) if settings.DEMO else []
    entries = [(person, label, entry_link(person)) for person, label in entrants]
    return render(request, "public/front.html", {"coalitions": open_coalitions()[:SHOWN], "entries": entries})


def _mine(request: Any) -> HttpResponse:
    """One coalition: straight in. Several: choose. None: start one, or wait for an invitation."""
    mine = list(coalitions_of(request.person.pk, at=now()))
    if len(mine) == 1:
        return redirect(reverse("inside:home", args=[mine[0].slug]))
    return render(request, "public/mine.html", {"coalitions": mine})


@require_safe
def coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """Why a coalition exists, who belongs to it, and what it decided in public."""
    one = get_object_or_404(open_coalitions(), slug=slug)
    members = members_of(one.pk)
    with scope(coalition=one.pk):
        nobody = Standing(None, one.pk)
        decisions = fresh_decisions(nobody, limit=SHOWN)
        statements = list(published(nobody).filter(kind=StatementKind.COALITION)[:SHOWN])
        today = now().astimezone(one.tz).date()
        calls, drive = list(public_calls(today)[:SHOWN]), running(today)
    sectors, pages = by_sector(members), Paginator(members, A_PAGE)
    pages.count = sum(one.number for one in sectors)  # all members, counted already
    page = pages.get_page(request.GET.get("page"))
    context = {"one": one, "members": page, "sectors": sectors, "decisions": decisions}
    context |= {"statements": statements, "calls": calls, "drive": drive}
    return render(request, "public/coalition.html", context | {"reasons": one.reasons.splitlines()})


@require_safe
def statement(request: HttpRequest, slug: str, statement: UUID) -> HttpResponse:
    """A published statement with its credit, its corrections, and whether it was withdrawn."""
    one = get_object_or_404(open_coalitions(), slug=slug)
    with scope(coalition=one.pk):
        outside = Standing(None, one.pk)
        found = get_object_or_404(to_read(published(outside), outside), pk=statement)
        lines = list(lines_of(found).filter(state=CreditState.CONFIRMED))
    context = {"one": one, "statement": found, "text": shown_text(found), "corrections": corrections(found)}
    return render(request, "public/statement.html", context | {"lines": lines})


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation says of itself."""
    one = get_object_or_404(open_organisations(), slug=slug)
    return render(request, "public/organisation.html", {"one": one, "coalitions": coalitions_with(one)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Only public pages are for search engines."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
