"""Answering and objecting, each checked before it is sent."""

from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.clock import now
from comity.base.editing import carry, save, status_of
from comity.base.questions import Question as Step
from comity.base.questions import Questions
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest
from comity.core.ballots.types import Choice
from comity.governing import acts, forms, permissions, queries
from comity.governing.models import Objection
from comity.governing.views.page import Sheet
from comity.governing.views.reading import asked, deed, objected, sealing_first

ANSWER = Questions(Step("answer", forms.AnswerAlone, gettext_lazy("What do you say?")))
#: the same as a part of the question's page, which has its own heading
ANSWER_HERE = Questions(Step("answer", forms.AnswerForm, gettext_lazy("What do you say?")))
OBJECTION = Questions(
    Step("objection", forms.ObjectionForm, gettext_lazy("Object, and propose a change instead"),
         gettext_lazy("An objection needs a reason and the change that would settle it."))
)  # fmt: skip


@sealing_first
def answer(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Our answer: checked, then given. Nothing is sent before the check."""
    found = asked(request, question)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.barred)
    walk = ANSWER.walk(request)
    if not walk.done:
        return walk.page(
            "governing/answer_check.html", title=_("Check your answer"), sheet=sheet, question=found,
            asked_about=found,
        )  # fmt: skip
    given = walk.answers["answer"]
    vote = acts.cast_vote(found, Choice(given["choice"]), why=given["why"], by=request.capacity, at=now())
    said = _("{name} answered “{answer}”.")
    toast(request, said.format(name=request.capacity.of_name, answer=forms.choice_in_words(vote.choice)))
    return redirect(reverse("governing:receipt", args=[request.coalition.slug, found.pk, vote.pk]))


@sealing_first
def object_(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Our objection: written, checked, then raised."""
    found = asked(request, question)
    sheet = Sheet(found, request.standing, request.capacity, now())
    require(sheet.no_objection)
    typed = request.POST.get("ballot-why", "")  # a reason that stood on the ballot already
    walk = OBJECTION.walk(request, initial={"objection": {"concern": typed}})
    if not walk.done:
        return walk.page(
            "governing/objection_check.html", title=_("Check your objection"), sheet=sheet, question=found,
            asked_about=found,
        )  # fmt: skip
    acts.raise_objection(found, **walk.answers["objection"], by=request.capacity, at=now())
    toast(request, _("Your objection stands with the question."))
    return redirect(found)


@deed
def take_back(request: CoalitionRequest, question: UUID, objection: UUID) -> HttpResponse:
    """Take one's own objection back."""
    found = objected(request, question, objection)
    acts.withdraw_objection(found, by=request.capacity, at=now())
    toast(request, _("Your objection is taken back. It stays readable as taken back."))
    return redirect(found.question)


@deed
def stand_aside(request: CoalitionRequest, question: UUID, objection: UUID) -> HttpResponse:
    """Let it go ahead; our objection stays on record."""
    found = objected(request, question, objection)
    acts.stand_aside(found, by=request.capacity, at=now())
    toast(request, _("You stand aside. Your objection stays on record."))
    return redirect(found.question)


@deed
def keep_objection(request: CoalitionRequest, question: UUID, objection: UUID) -> HttpResponse:
    """Keep our objection for good."""
    found = objected(request, question, objection)
    try:
        acts.keep_objection(found, by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("Your objection is kept. With it the question can’t be agreed."))
    return redirect(found.question)


@sealing_first
def reply(request: CoalitionRequest, question: UUID, objection: UUID) -> HttpResponse:
    """Answer an objection."""
    found = objected(request, question, objection)
    require(permissions.may_reply(request.capacity, found, at=now()))
    form = forms.ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.reply_to(found, form.cleaned_data["text"], by=request.capacity, at=now())
        toast(request, _("Your answer stands below the objection."))
        return redirect(found.question)
    context = {"question": found.question, "objection": found, "form": form}
    return render(request, "governing/reply.html", context, status=422 if form.errors else 200)


@sealing_first
def take_in(request: CoalitionRequest, question: UUID, objection: UUID) -> HttpResponse:
    """Take the proposed change into the text, before anyone has voted on it."""
    found = objected(request, question, objection)
    require(_may_take_in(request, found))
    first = {"lede": found.question.lede, "text": found.question.text}
    form = forms.TakeInForm(request.POST or None, initial=first)
    carry(form, found.question)
    if request.method == "POST" and form.is_valid():
        try:
            act = partial(acts.integrate_change, found, by=request.capacity, at=now())
            done = save(request, form, act)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            if done:
                toast(request, _("The change is taken in."))
                return redirect(found.question)
    context = {"question": found.question, "objection": found, "form": form}
    return render(request, "governing/take_in.html", context, status=status_of(form))


def _may_take_in(request: CoalitionRequest, objection: Objection) -> Reason | None:
    voted = queries.any_ballot(objection.question)
    return permissions.may_integrate(request.capacity, objection, voted=voted, at=now())
