"""Saying from a mail whether it was so. Opening the page changes nothing; the answer counts when it is posted."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Reason, require
from comity.coalitions.standing import capacities, standing_of
from comity.network.acts.evidence import confirm_evidence, withdraw_evidence
from comity.network.models import Evidence
from comity.network.rungs.forms import AnswerForm
from comity.network.rungs.permissions import sides_of, siding, still_stands
from comity.network.rungs.queries import evidence_visible_to
from comity.network.rungs.wording import item_in_words
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


class Visit:
    """Who came by which link, to which piece of evidence, and when."""

    def __init__(self, link: ActionLink, at: datetime) -> None:
        person = Person.objects.filter(pk=link.person, is_active=True).first()
        if person is None or link.coalition is None or link.thing is None:
            raise Http404
        self.link, self.at = link, at
        self.standing = standing_of(person.pk, link.coalition, at=at)
        found = evidence_visible_to(self.standing).filter(pk=link.thing).first()
        if found is None:
            raise Http404
        self.evidence: Evidence = found
        hats = capacities(self.standing, name=person.name)
        self.by: Capacity = next((hat for hat in hats if hat.organisation == link.organisation), hats[-1])

    @property
    def barred(self) -> Reason | None:
        """Why nothing can be said now, if so."""
        return still_stands(self.evidence) or siding(self.standing, self.by, sides_of(self.evidence.tie))

    @property
    def answered(self) -> bool:
        """Whether this side stands by it already."""
        return self.evidence.stands_by(self.by.of)


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link."""
    visit = Visit(link, now())
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"answer": request.GET.get("answer", "")}
    )
    if request.method == "POST":
        require(visit.barred)
        if form.is_valid():
            return _answer(request, visit, form.cleaned_data)
    return _page(request, visit, form)


def _answer(request: HttpRequest, visit: Visit, given: dict[str, Any]) -> HttpResponse:
    with using(visit.link, at=visit.at, said=_("Your answer is recorded.")):
        if given["answer"] == "no":
            withdraw_evidence(visit.evidence, why=given["why"], by=visit.by, at=visit.at)
        elif not visit.answered:
            confirm_evidence(visit.evidence, by=visit.by, at=visit.at)
    return redirect(request.path)


def _page(request: HttpRequest, visit: Visit, form: AnswerForm) -> HttpResponse:
    tapped = bool(request.GET.get("answer")) or form.is_bound or "more" in request.GET
    context = {
        "visit": visit, "evidence": visit.evidence, "form": form, "item": item_in_words(visit.evidence.item),
        "asking": visit.barred is None and (tapped or not visit.answered),
    }  # fmt: skip
    return render(request, "network/rungs/linked.html", context, status=422 if form.errors else 200)
