"""Credit: the list of all of it, one line, and what can be done with it."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.audit.queries import history_of, lines
from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.held import adding, known_thing, place_of, thing_asked_for
from comity.coalitions.queries import acting_people, visible_organisations
from comity.coalitions.requests import CoalitionRequest
from comity.credits import acts, lists, permissions, queries
from comity.credits.forms import AmendForm, CreditForm
from comity.credits.models import Credit


def credits(request: CoalitionRequest) -> HttpResponseBase:
    """Who is credited for what, over everything one may know of."""
    listing = lists.credits(request)
    return listing.export() or render(request, "credits/credits.html", {"page": listing.page()})


def credit(request: CoalitionRequest, credit: UUID) -> HttpResponse:
    """One line, with what the reader can do about it, and its history."""
    found = find(request, credit)
    thing = known_thing(request.standing, found)
    context = {
        "credit": found,
        "place": place_of(thing) if thing else None,
        "not_ours": permissions.answering(request.standing, request.capacity, found),
        "not_dropping": permissions.dropping(request.standing, request.capacity, found),
        "is_me": found.person_id == request.person.pk,
        "lines": lines(with_openness(history_of(found.pk), request.standing)[:50]),
    }
    return render(request, "credits/credit.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Propose a line for a thing."""
    thing = thing_asked_for(request)
    require(adding(request, thing))
    place, people = place_of(thing), acting_people(request.standing, on=day_of(now()))
    organisations = visible_organisations(request.standing).order_by("sort_name")
    start = {"organisation": request.GET.get("organisation")}
    return ask(
        request, CreditForm(posted(request), organisations=organisations, people=people, initial=start),
        lambda **answers: acts.give_credit(thing=thing, by=request.capacity, at=now(), **answers),
        then=place.url, said=_("The credit is proposed. They are asked by mail whether it is right."),
        heading=_("Who did what?"), button=_("Propose the credit"), lede=f"{place.kind}: {place.title}", back=place.url,
    )  # fmt: skip


def amend(request: CoalitionRequest, credit: UUID) -> HttpResponse:
    """Put it into one's own words."""
    found = find(request, credit)
    require(permissions.answering(request.standing, request.capacity, found))
    start = {"what": found.what, "name": found.name}
    return ask(
        request, AmendForm(posted(request), initial=start),
        lambda **answers: acts.amend_credit(found, by=request.capacity, at=now(), **answers), of=found,
        then=_line(request, found), said=_("It stands there in your own words."), undo=False,
        heading=_("Say it in your own words"), button=_("Save and confirm"), back=_line(request, found),
    )  # fmt: skip


@require_POST
def confirm(request: CoalitionRequest, credit: UUID) -> HttpResponse:
    """It is right as it stands."""
    found = find(request, credit)
    acts.confirm_credit(found, by=request.capacity, at=now())
    toast(request, _("The credit is confirmed."))
    return redirect(_line(request, found))


@require_POST
def drop(request: CoalitionRequest, credit: UUID) -> HttpResponse:
    """Take the line out."""
    found = find(request, credit)
    acts.drop_credit(found, by=request.capacity, at=now())
    toast(request, _("The line is taken out."), undo_url(request, found))
    return redirect(_line(request, found))


@require_POST
def naming(request: CoalitionRequest, credit: UUID) -> HttpResponse:
    """Whether one's own name may stand there."""
    found = find(request, credit)
    named = request.POST.get("named") == "yes"
    acts.answer_naming(found, named=named, by=request.capacity, at=now())
    toast(request, _("Your name stands there now.") if named else _("Your name does not stand there."))
    return redirect(_line(request, found))


@require_POST
def order(request: CoalitionRequest) -> HttpResponse:
    """Put the lines of a thing in another order: the one named goes up."""
    thing = thing_asked_for(request)
    rows = queries.of_thing(request.standing, thing._meta.label_lower, thing.pk)
    lines_now = [str(pk) for pk in rows.values_list("pk", flat=True)]
    up = request.POST.get("up", "")
    if up in lines_now[1:]:
        place = lines_now.index(up)
        lines_now[place - 1], lines_now[place] = lines_now[place], lines_now[place - 1]
    acts.order_credits(thing, [UUID(one) for one in lines_now], by=request.capacity, at=now())
    return redirect(f"{place_of(thing).url}#credit")


def find(request: CoalitionRequest, credit: UUID) -> Credit:
    """The line of that id, as far as the reader may know of it."""
    found: Credit = get_object_or_404(queries.visible_to(request.standing), pk=credit)
    return found


def _line(request: CoalitionRequest, credit: Credit) -> str:
    return reverse("credits:credit", args=[request.coalition.slug, credit.pk])
