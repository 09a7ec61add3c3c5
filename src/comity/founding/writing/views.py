"""The pages of mission and structure, and what is done with each founding text."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.founding.brief.queries import answers_for, first_draft
from comity.founding.models import Kind
from comity.founding.writing import acts
from comity.founding.writing.forms import BeginForm, PutForm
from comity.founding.writing.page import page_of
from comity.founding.writing.permissions import keeping, not_waiting
from comity.founding.writing.queries import visible_to
from comity.founding.writing.words import ABOUT

#: how long members have to answer, unless another day is chosen
USUAL = timedelta(days=14)


def structure(request: CoalitionRequest) -> HttpResponse:
    """How we shall be organised."""
    context = {"page": page_of(request, Kind.STRUCTURE), "about": ABOUT[Kind.STRUCTURE]}
    return render(request, "founding/writing/structure.html", context)


def begin(request: CoalitionRequest, kind: str) -> HttpResponse:
    """Begin one of them; the brief begins with all answers."""
    chosen = _known(kind)
    require(keeping(request.standing, request.capacity, chosen))
    found = answers_for(request.standing) if chosen == Kind.BRIEF else None
    all_read = found is not None and not found.missing
    return ask(
        request, BeginForm(posted(request), initial={"words": first_draft() if all_read else ""}),
        lambda words: acts.begin_founding_text(chosen, words, by=request.capacity, at=now()),
        then=lambda made: made.text.get_absolute_url(), said=_("It is begun. Everybody can suggest changes now."),
        undo=False, heading=ABOUT[chosen].heading, lede=ABOUT[chosen].why, button=_("Begin it"),
        back=_page(request, chosen),
    )  # fmt: skip


def put(request: CoalitionRequest, kind: str) -> HttpResponse:
    """Put one of them to the vote as it reads."""
    chosen = _known(kind)
    thing = get_object_or_404(visible_to(request.standing), kind=chosen)
    require(keeping(request.standing, request.capacity, chosen) or not_waiting(thing))
    return ask(
        request, PutForm(posted(request), until=now() + USUAL),
        lambda closes_at: acts.put_founding_text(thing, closes_at=closes_at, by=request.capacity, at=now()),
        then=lambda done: done.vote.get_absolute_url(), said=_("All members are asked."), undo=False,
        heading=_("Put “{title}” to the vote?").format(title=thing.text.title),
        lede=_("Version {n} stands still until the vote is over.").format(n=thing.text.number),
        button=_("Ask all members"), back=_page(request, chosen),
    )  # fmt: skip


def _page(request: CoalitionRequest, kind: Kind) -> str:
    return reverse(f"founding:{kind.value}", args=[request.coalition.slug])


def _known(value: str) -> Any:
    try:
        return Kind(value)
    except ValueError as unknown:
        raise Http404 from unknown
