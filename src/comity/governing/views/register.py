"""The register: everything agreed, and what was not, with the dissent."""

from django.http.response import HttpResponseBase
from django.shortcuts import render

from comity.audit.queries import grouped, head_of
from comity.coalitions.requests import CoalitionRequest
from comity.governing.lists import decisions
from comity.governing.permissions import drafting


def register(request: CoalitionRequest) -> HttpResponseBase:
    """All questions one may know of, newest first; drafts only under their own filter."""
    listing = decisions(request)
    context = {
        "head": grouped(head_of(request.coalition.pk).hash),
        "barred": drafting(request.standing, request.capacity),
    }
    return listing.export() or render(request, "governing/register.html", context | {"page": listing.page()})
