"""Around the vote: a proposal is shared, asked about and answered; how its text came to be."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.editing import read_in, status_of
from comity.base.refusal import Reason, require
from comity.base.toasts import toast
from comity.coalitions.requests import CoalitionRequest
from comity.governing import acts, permissions
from comity.governing.matters import forms
from comity.governing.matters import permissions as around
from comity.governing.models import Inquiry, Question, Wording
from comity.governing.queries import visible_to
from comity.governing.views.reading import deed, sealing_first
from comity.texts.comparing import Comparison, with_changes


@dataclass
class Thread:
    """Something asked, and what was answered."""

    inquiry: Inquiry
    answers: list[Inquiry] = field(default_factory=list)


class Discussion:
    """The page of what was asked and of how the text changed, for one reader."""

    def __init__(self, question: Question, request: CoalitionRequest, at: datetime) -> None:
        self.question, self.standing, self.by, self.at = question, request.standing, request.capacity, at

    @cached_property
    def threads(self) -> list[Thread]:
        """What was asked, oldest first. One query."""
        rows = Inquiry.objects.filter(question=self.question).select_related(
            "organisation", "for_body", "person"
        )
        threads = {row.pk: Thread(row) for row in rows if row.answers_id is None}
        for row in rows:
            if row.answers_id in threads:
                threads[row.answers_id].answers.append(row)
        return list(threads.values())

    @cached_property
    def wordings(self) -> list[tuple[Wording, Comparison | None]]:
        """The versions of the text, newest first, each with what changed since the one before. One query."""
        rows = Wording.objects.filter(question=self.question).select_related("amendment__person").order_by("number")
        named = ((row, _("Version {n}").format(n=row.number), f"{row.lede}\n\n{row.text}") for row in rows)
        return list(with_changes(named))[::-1]

    @cached_property
    def barred(self) -> Reason | None:
        """Why this hat can't ask, if it can't."""
        return around.inquiring(self.standing, self.by, self.question, at=self.at)

    @cached_property
    def may_answer(self) -> bool:
        changing = permissions.changing(self.standing, self.by, self.question)
        return changing is None and around.discussed(self.question, self.at) is None


@sealing_first
def discussion(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """What was asked and answered, a form to ask, and the versions of the text."""
    found = _about(request, question)
    page = Discussion(found, request, now())
    form = forms.InquiryForm(request.POST or None)
    if request.method == "POST":
        require(page.barred)
    if form.is_valid():
        acts.inquire(found, form.cleaned_data["text"], by=request.capacity, at=now())
        toast(request, _("Your question stands here. Those who put it forward were told by mail."))
        return redirect(reverse("governing:discussion", args=[request.coalition.slug, found.pk]))
    context = {"question": found, "page": page, "form": form, "at": page.at}
    return render(request, "governing/discussion.html", context, status=status_of(form))


@sealing_first
def answer_inquiry(request: CoalitionRequest, question: UUID, inquiry: UUID) -> HttpResponse:
    """Answer what was asked."""
    asked = inquiry_of(request, question, inquiry)
    require(around.may_reply_to_inquiry(request.capacity, asked.question, at=now()))
    form = forms.InquiryAnswerForm(request.POST or None)
    if form.is_valid():
        acts.answer_inquiry(asked, form.cleaned_data["text"], by=request.capacity, at=now())
        toast(request, _("Your answer stands below the question."))
        return redirect(reverse("governing:discussion", args=[request.coalition.slug, asked.question_id]))
    context = {"question": asked.question, "inquiry": asked, "form": form}
    return render(request, "governing/answer_inquiry.html", context, status=status_of(form))


@deed
def share(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Show a draft to those who will decide."""
    found = _about(request, question)
    acts.share_question(found, by=request.capacity, at=now(), read=read_in(request))
    toast(request, _("Those who will decide can read it now, and were told by mail."))
    return redirect(found)


def _about(request: CoalitionRequest, question: UUID) -> Question:
    rows = visible_to(request.standing).select_related(
        "coalition", "body", "organisation", "for_body", "matter"
    )
    found: Question = get_object_or_404(rows, pk=question)
    return found


def inquiry_of(request: CoalitionRequest, question: UUID, inquiry: UUID) -> Inquiry:
    """Something asked about a question that the reader may see."""
    rows = Inquiry.objects.filter(question__in=visible_to(request.standing), answers=None)
    rows = rows.select_related("question__coalition", "question__body", "organisation", "for_body", "person")
    found: Inquiry = get_object_or_404(rows, pk=inquiry, question=question)
    return found
