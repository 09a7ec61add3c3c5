"""The library: the list, one initiative, entering, bringing in, linking."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.founding.library import acts, forms, lists, permissions, queries
from comity.founding.models import Precedent


def library(request: CoalitionRequest) -> HttpResponseBase:
    """All of them."""
    listing = lists.precedents(request)
    context = {"page": listing.page(), "barred": permissions.entering(request.standing, request.capacity, at=now())}
    return listing.export() or render(request, "founding/library/library.html", context)


def one(request: CoalitionRequest, precedent: UUID) -> HttpResponse:
    """One initiative."""
    found = find(request, precedent)
    context = {
        "precedent": found, "topics": queries.topics_of(found), "today": day_of(now()),
        "links": queries.links_visible_to(request.standing).filter(precedent=found).order_by("linked_at"),
        "barred": permissions.entering(request.standing, request.capacity, at=now()),
        "lines": history(request, found.pk, limit=20),
    }  # fmt: skip
    return render(request, "founding/library/precedent.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Enter one."""
    require(permissions.entering(request.standing, request.capacity, at=now()))
    return ask(
        request, forms.PrecedentForm(posted(request), standing=request.standing),
        lambda **said: acts.enter_precedent(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It is in the library."), heading=_("Enter an initiative"),
        button=_("Enter it"), back=_all(request),
        lede=_("What others did, in your own words, and where you have it from."),
    )  # fmt: skip


def edit(request: CoalitionRequest, precedent: UUID) -> HttpResponse:
    """Change it."""
    found = _kept(request, precedent)
    start = {name: getattr(found, name) for name in acts.EDITABLE} | {"topics": queries.topics_of(found)}
    return ask(
        request, forms.PrecedentForm(posted(request), standing=request.standing, initial=start),
        lambda **said: acts.change_precedent(found, **said, by=request.capacity, at=now()), of=found,
        names=acts.EDITABLE, then=found.get_absolute_url(), said=_("It is changed."), undo=False,
        heading=_("Change this initiative"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def bring_in(request: CoalitionRequest) -> HttpResponse:
    """Bring in a table: first shown as it was read, then entered."""
    require(permissions.entering(request.standing, request.capacity, at=now()))
    form = forms.ImportForm(posted(request), request.FILES or None, standing=request.standing)
    context: dict[str, Any] = {
        "form": form, "heading": _("Bring in a table"), "button": _("Look at it first"), "back": _all(request),
        "lede": _("All rows are entered, or none. You see them before."),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["sure"]:
            return _enter(request, form)
        context |= {"rows": form.batch.rows, "text": form.as_text(), "button": _("Enter all of them")}
        return render(request, "founding/library/preview.html", context)
    return render(request, "coalitions/form.html", context, status=422 if form.errors else 200)


def _enter(request: CoalitionRequest, form: forms.ImportForm) -> HttpResponse:
    before = queries.visible_to(request.standing).count()
    made = acts.import_precedents(form.batch.rows, by=request.capacity, at=now())
    n = queries.visible_to(request.standing).count() - before
    said = ngettext("{n} initiative is in the library.", "{n} initiatives are in the library.", n).format(n=n)
    toast(request, f"{said} {_('Those that were there already are left as they are.')}", undo_url(request, made))
    return redirect(_all(request))


@require_POST
def strike(request: CoalitionRequest, precedent: UUID) -> HttpResponse:
    """Take it out."""
    found = _kept(request, precedent)
    acts.strike_precedent(found, by=request.capacity, at=now())
    toast(request, _("It is out of the library."), undo_url(request, found))
    return redirect(_all(request))


def link(request: CoalitionRequest, precedent: UUID) -> HttpResponse:
    """Link it to a question of ours."""
    found = _kept(request, precedent)
    questions = queries.questions_to_link(request.standing, found)
    return ask(
        request, forms.LinkForm(posted(request), questions=questions),
        lambda question: acts.link_precedent(found, question, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("They are linked."), undo=False,
        heading=_("Which question has it to do with?"), button=_("Link them"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def unlink(request: CoalitionRequest, link: UUID) -> HttpResponse:
    """Take the link away."""
    found = get_object_or_404(queries.links_visible_to(request.standing), pk=link)
    row = acts.unlink_precedent(found, by=request.capacity, at=now())
    toast(request, _("The link is gone."))
    return redirect(row.get_absolute_url())


def find(request: CoalitionRequest, precedent: UUID) -> Precedent:
    """An initiative in the library."""
    return get_object_or_404(queries.visible_to(request.standing), pk=precedent)


def _kept(request: CoalitionRequest, precedent: UUID) -> Precedent:
    found = find(request, precedent)
    require(permissions.entering(request.standing, request.capacity, at=now()))
    return found


def _all(request: CoalitionRequest) -> str:
    return reverse("founding:library", args=[request.coalition.slug])
