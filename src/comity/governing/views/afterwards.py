"""After the vote: decisions are looked at again, carried out, printed; and matters rest for a while."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.editing import status_of
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest
from comity.governing import acts
from comity.governing.matters import forms
from comity.governing.matters import permissions as around
from comity.governing.models import Decision, Matter, Question
from comity.governing.queries import visible_to
from comity.governing.sealing import decision_text, rows_read
from comity.governing.views.page import Sheet
from comity.governing.views.reading import asked, deed, sealing_first

#: for how long a matter rests if nobody says otherwise
USUAL_REST = timedelta(days=30)


@sealing_first
def review(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Say what came of a decision."""
    decision = decision_of(request, question)
    require(around.reviewing(request.standing, request.capacity, decision))
    form = forms.ReviewForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        upheld = given.pop("result") == forms.UPHELD
        try:
            acts.review_decision(decision, upheld=upheld, **given, by=request.capacity, at=now())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            toast(request, _("What you found stands with the decision."))
            return redirect(decision.question)
    context = {"question": decision.question, "decision": decision, "form": form}
    return render(request, "governing/review.html", context, status=status_of(form))


@deed
def carry_out(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Try again what should have followed from a decision."""
    decision = decision_of(request, question)
    try:
        acts.carry_out(decision, by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.NOT_NOW)) from fault
    toast(request, _("It is done: {what}.").format(what=decision.question.effect_label))
    return redirect(decision.question)


@deed
def put_to_all(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Draft the binding vote on what a meeting could only advise."""
    advice = asked(request, question)
    draft = acts.put_to_all(advice, by=request.capacity, at=now())
    toast(request, _("The ballot is drafted. Open it, and those who were absent can answer, too."))
    return redirect(draft)


def extract(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """The whole decision on paper: text, rule, roll, votes, dissent, seals, and how to check them."""
    found = asked(request, question)
    if not hasattr(found, "decision"):
        raise Http404
    sheet = Sheet(found, request.standing, request.capacity, now(), everything=True)
    context = {"question": found, "sheet": sheet, "sealed": decision_text(found.decision, rows_read(found))}
    return render(request, "governing/extract.html", context)


def freeze(request: CoalitionRequest, matter: UUID) -> HttpResponse:
    """Let a matter rest until a day."""
    found = matter_of(request, matter)
    require(around.freezing(request.standing, request.capacity))
    form = forms.FreezeForm(request.POST or None, initial={"until": now() + USUAL_REST})
    if form.is_valid():
        try:
            acts.freeze_matter(found, **form.cleaned_data, by=request.capacity, at=now())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            toast(request, _("The matter rests. Nothing in it can be opened or closed."))
            return redirect(_newest(found))
    context = {"question": _newest(found), "matter": found, "form": form}
    return render(request, "governing/freeze.html", context, status=status_of(form))


@deed
def thaw(request: CoalitionRequest, matter: UUID) -> HttpResponse:
    """Let a matter go on."""
    found = matter_of(request, matter)
    acts.thaw_matter(found, by=request.capacity, at=now())
    toast(request, _("The matter goes on."))
    return redirect(_newest(found))


def decision_of(request: CoalitionRequest, question: UUID) -> Decision:
    """The decision of a question that the reader may see."""
    rows = Decision.objects.filter(question__in=visible_to(request.standing))
    related = ("question__coalition", "question__body", "question__organisation", "question__for_body")
    found: Decision = get_object_or_404(rows.select_related(*related), question=question)
    return found


def matter_of(request: CoalitionRequest, matter: UUID) -> Matter:
    """A matter of which one may know some question."""
    mine = visible_to(request.standing).filter(matter=matter)
    rows: Any = Matter.objects.filter(pk__in=mine.values("matter")).select_related("coalition")
    found: Matter = get_object_or_404(rows, pk=matter)
    return found


def _newest(matter: Matter) -> Question:
    found: Question = matter.questions.select_related("coalition").order_by("-drafted_at", "-pk")[0]
    return found
