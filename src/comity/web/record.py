"""The record of acts: readable, checkable by anyone inside, and the place from which a step is taken back."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from comity.audit.queries import entries_of, head_of, lines
from comity.base.paging import page_of
from comity.base.refusal import require
from comity.coalitions.requests import CoalitionRequest

UNDO_WITHIN = timedelta(minutes=10)


def record(request: CoalitionRequest) -> HttpResponse:
    """Every act of the coalition, newest first, with the newest seal."""
    require(may_read_record(request))
    page = page_of(request, entries_of(request.coalition.pk))
    context = {"page": page, "lines": lines(page.rows), "head": head_of(request.coalition.pk)}
    return render(request, "web/record.html", context)
