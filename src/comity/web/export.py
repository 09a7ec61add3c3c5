"""Everything the coalition holds, table by table, in open formats; only what the reader may see."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django_scopes import scope

from comity.base import registry
from comity.base.lists.export import as_file
from comity.coalitions.requests import CoalitionRequest

KINDS = ("csv", "xlsx")


def contents(request: CoalitionRequest) -> HttpResponse:
    """The tables that can be taken along."""
    tables = [(name, source.label) for name, source in registry.export.items()]
    return render(request, "web/export.html", {"tables": tables})


def table(request: CoalitionRequest, name: str, kind: str) -> HttpResponseBase:
    """One table as CSV or XLSX."""
    source = registry.export.get(name)
    if source is None or kind not in KINDS:
        raise Http404
    rows: Any = source.rows(request.standing)
    header = next(rows, ())
    return as_file(header, _inside(request.coalition.pk, rows), kind, f"{slugify(request.coalition.name)}-{name}")


def _inside(coalition: UUID, rows: Iterator[Any]) -> Iterator[Any]:
    """Rows of a CSV are read while it is sent, when the request and its scope are over."""
    with scope(coalition=coalition):
        yield from rows
