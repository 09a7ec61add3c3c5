"""Search: everything one may see, by the beginnings of its words."""

from itertools import groupby

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from comity.base import registry
from comity.base.models import Findable
from comity.base.search import Hit, find
from comity.coalitions.confidentiality import allowed
from comity.coalitions.requests import CoalitionRequest

MOST = 100


def search(request: CoalitionRequest) -> HttpResponse:
    """Hits by kind, title matches first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    may = Q(coalition=request.coalition.pk) & allowed(request.standing, Findable, thing="thing")
    hits = find(words, may, limit=MOST)
    context = {"words": words, "groups": grouped(hits), "count": len(hits), "most": MOST}
    return render(request, "web/search.html", context)


def grouped(hits: list[Hit]) -> list[tuple[str, list[Hit]]]:
    """Hits under the name of their kind, in the registry's order."""
    by_label = sorted(hits, key=lambda hit: hit.label)
    return [(_name(label), list(rows)) for label, rows in groupby(by_label, key=lambda hit: hit.label)]


def _name(label: str) -> str:
    source = registry.search.get(label)
    return str(source.label) if source else label
