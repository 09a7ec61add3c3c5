"""Answering for credit from a mail: confirming it, saying it otherwise, or whether one wants to be named.

Opening the page changes nothing; the answer counts when its form is posted.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Reason, require
from comity.coalitions.standing import standing_of
from comity.credits import acts, permissions, queries
from comity.credits.forms import NamingForm, SayingForm
from comity.credits.hats import hat_for
from comity.credits.models import Credit, State
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


class Visit:
    """Who came by which link, to which line, and when. about_naming: the link asks the person for their own name."""

    def __init__(self, link: ActionLink, at: datetime) -> None:
        person = Person.objects.filter(pk=link.person, is_active=True).first()
        if person is None or link.coalition is None or link.thing is None:
            raise Http404
        self.link, self.at = link, at
        self.standing = standing_of(person.pk, link.coalition, at=at)
        found = queries.visible_to(self.standing).filter(pk=link.thing).first()
        if found is None:
            raise Http404
        self.credit: Credit = found
        self.about_naming = link.organisation is None
        self.by = hat_for(self.standing, person.name, found, about_naming=self.about_naming)

    @property
    def barred(self) -> Reason | None:
        """Why nothing can be said now, if so."""
        over = permissions.still_there(self.credit)
        if self.about_naming:
            return over or permissions.may_be_named(self.by, self.credit)
        return over or permissions.answering(self.standing, self.by, self.credit)

    @property
    def answered(self) -> bool:
        """Whether it has been answered already."""
        if self.about_naming:
            return not permissions.unanswered(self.credit)
        return bool(self.credit.state == State.CONFIRMED)

    def form(self, data: Any = None, tapped: str = "") -> forms.Form:
        """The question behind the link, with the tapped answer chosen."""
        if self.about_naming:
            return NamingForm(data, initial={"named": tapped if tapped in ("yes", "no") else ""})
        start = {"answer": tapped, "what": self.credit.what, "name": self.credit.name}
        return SayingForm(data, initial=start)


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link."""
    visit = Visit(link, now())
    if request.method == "POST":
        require(visit.barred)
        form = visit.form(request.POST)
        if form.is_valid():
            return _answer(request, visit, form.cleaned_data)
        return _page(request, visit, form, status=422)
    return _page(request, visit, visit.form(tapped=request.GET.get("answer", "")))


def _answer(request: HttpRequest, visit: Visit, given: dict[str, Any]) -> HttpResponse:
    with using(visit.link, at=visit.at, said=_("Your answer is recorded.")):
        if visit.about_naming:
            acts.answer_naming(visit.credit, named=given["named"] == "yes", by=visit.by, at=visit.at)
        elif given["answer"] == "confirm":
            acts.confirm_credit(visit.credit, by=visit.by, at=visit.at)
        else:
            acts.amend_credit(visit.credit, what=given["what"], name=given["name"], by=visit.by, at=visit.at)
    return redirect(request.path)


def _page(request: HttpRequest, visit: Visit, form: forms.Form, *, status: int = 200) -> HttpResponse:
    tapped = bool(request.GET.get("answer")) or form.is_bound or "more" in request.GET
    asking = visit.barred is None and (tapped or not visit.answered)
    context = {"visit": visit, "credit": visit.credit, "form": form, "asking": asking}
    return render(request, "credits/linked.html", context, status=status)
