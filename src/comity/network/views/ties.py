"""All ties as a list, and one organisation's own word about its own."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comity.base.addresses import addresses
from comity.base.clock import day_of, now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.questions import Question, Questions
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import undo_url
from comity.coalitions.queries import members_of
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import end_tie, report_tie
from comity.network.forms.ties import changed, words_form
from comity.network.models import Contact, Rung, Tie
from comity.network.permissions import importing, reporting
from comity.network.queries.ties import (
    BOTH,
    EVIDENCE,
    LIST,
    ONE,
    shown_to,
    ties_visible_to,
    words_visible_to,
)
from comity.network.views.telling import rung_in_words, who_says


def listed(request: CoalitionRequest) -> Listing:
    """Every tie one may know of."""
    known = shown_to(request.standing, day_of(now()))
    rows = known.select_related("first", "second")
    return Listing(
        request, rows, name="ties", caption=_("Ties"), default="-rung", columns=_columns(request),
        filters=_filters(known), empty=_empty(request),
    )  # fmt: skip


def ties(request: CoalitionRequest) -> HttpResponseBase:
    """The list of ties."""
    listing = listed(request)
    context = {
        "may_say": reporting(request.standing, request.capacity),
        "may_import": importing(request.standing, at=now()) is None,
    }
    return listing.export() or render(request, "network/ties.html", context | {"page": listing.page()})


def _columns(request: CoalitionRequest) -> list[Column]:
    page = addresses("coalitions:organisation", request.coalition.slug)
    tie_page = addresses("network:tie", request.coalition.slug, like=UUID(int=0))
    contacts = {value: str(label) for value, label in Contact.choices}
    return [
        Column(
            "one",
            _("Organisation"),
            "first.name",
            sort="first__sort_name",
            head=True,
            link=lambda t: page(t.first.slug),
        ),
        Column(
            "other", _("With"), "second.name", sort="second__sort_name", link=lambda t: page(t.second.slug)
        ),
        Column("rung", _("Relationship"), lambda t: rung_in_words(t.rung), sort="rung", link=lambda t: tie_page(t.pk)),
        Column("contact", _("In contact"), lambda t: contacts.get(t.contact, "")),
        Column("who", _("Who says so"), _who, sort="who"),
        Column("said", _("Said on"), "said_on", sort="said_on"),
        Column("source", _("Where it comes from"), "source", shown=False),
        Column("first_says", _("The first says"), lambda t: _word(t.first_says), shown=False),
        Column("second_says", _("The second says"), lambda t: _word(t.second_says), shown=False),
        Column("list_says", _("The list says"), lambda t: _word(t.list_says), shown=False),
    ]


def _who(tie: Any) -> str:
    return who_says(tie, tie.first.name, tie.second.name, done=tie.who == EVIDENCE)


def _word(level: int | None) -> str:
    return "" if level is None else str(Rung(level).label)


def _filters(known: "QuerySet[Tie]") -> list[Words | Choose]:
    rungs = [(0, _("In contact")), *((one.value, one.label) for one in Rung if one)]
    who = [
        (EVIDENCE, _("What they did together")), (BOTH, _("Both sides")), (ONE, _("One side only")),
        (LIST, _("A list")),
    ]  # fmt: skip
    return [
        Words(("first__name", "second__name")),
        Choose("rung", _("Relationship"), rungs),
        Choose("who", _("Who says so"), who, every=_("Anyone")),
        Choose("source", _("Where it comes from"), lambda: _sources(known), every=_("Anywhere")),
    ]


def _sources(known: "QuerySet[Tie]") -> list[tuple[str, str]]:
    found = known.exclude(source="").order_by("source").values_list("source", flat=True)
    return [(source, source) for source in found.distinct()[:50]]


def _empty(request: CoalitionRequest) -> Empty:
    slug = request.coalition.slug
    action, name = _("Say how we work with the others"), "network:say"
    if importing(request.standing, at=now()) is None:
        action, name = _("Bring in a list of ties"), "network:roster"
    return Empty(
        _("No ties are known yet"), _("Nobody has said yet who works with whom."), "net", action,
        reverse(name, args=[slug]), _("“We coordinate opening hours with the shelter.”"),
    )  # fmt: skip


# ── our own word ──


def say(request: CoalitionRequest) -> HttpResponse:
    """Say for each other member how closely we work with it; then look at it once more."""
    require(reporting(request.standing, request.capacity))
    us: Any = request.capacity.of
    others = [one for one in members_of(request.coalition.pk) if one.pk != us]
    said = _said(request, us)
    title = _("How closely does {name} work with the others?").format(name=request.capacity.of_name)
    lede = _("Say what you really do today, not what would be good. Leave open what you don’t know.")
    walk = Questions(Question("ties", words_form(others, said), title, lede=lede)).walk(request)
    anew = changed(walk.answers["ties"], said) if walk.key == "check" else {}
    if walk.done:
        return _report(request, {one.pk: one for one in others}, anew)
    rows = (
        [row for row, one in zip(walk.rows, others, strict=True) if one.pk in anew] if walk.checking else []
    )
    return walk.page("network/say_check.html", title=_("Is this what you want to say?"), rows=rows)


def _said(request: CoalitionRequest, us: UUID) -> dict[UUID, int | None]:
    """Our own words so far, by the other organisation."""
    rows = words_visible_to(request.standing).filter(Q(first=us) | Q(second=us))
    return {row.second_id if row.first_id == us else row.first_id: row.said_by(us) for row in rows}


def _report(request: CoalitionRequest, others: dict[UUID, Any], anew: dict[UUID, int]) -> HttpResponse:
    with transaction.atomic():
        for pk, level in anew.items():
            report_tie(others[pk], level=level, by=request.capacity, at=now())
    said = ngettext("{n} relationship is noted.", "{n} relationships are noted.", len(anew)).format(
        n=len(anew)
    )
    toast(request, said if anew else _("Nothing was changed."))
    return redirect(reverse("network:map", args=[request.coalition.slug]))


@require_POST
def end(request: CoalitionRequest, pk: UUID) -> HttpResponse:
    """Say that we no longer work with the other."""
    tie = get_object_or_404(ties_visible_to(request.standing), pk=pk)
    try:
        end_tie(tie, by=request.capacity, at=now())
    except ValidationError as error:
        toast(request, " ".join(error.messages))
    else:
        toast(request, _("It is noted that this has ended."), undo_url(request, tie))
    other = tie.second if tie.first_id == request.capacity.of else tie.first
    return redirect(reverse("coalitions:organisation", args=[request.coalition.slug, other.slug]))
