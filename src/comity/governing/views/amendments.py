"""Amendments on pages: made, read beside the proposal, answered, put to the vote."""

from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Reason, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.governing.acts import amendments as acts
from comity.governing.amendments import forms, permissions, queries
from comity.governing.models import Amendment, AmendmentState, Question
from comity.governing.queries import visible_to
from comity.governing.views.page import later_closing
from comity.governing.views.reading import deed
from comity.texts.comparing import Comparison, beside

A = AmendmentState
SIGNS = {
    A.WAITING: ("info", "clock"), A.ACCEPTED: ("ok", "check"), A.DECLINED: ("bad", "x"), A.WITHDRAWN: ("", "x"),
    A.PUT: ("info", "ballot"), A.CARRIED: ("ok", "check"), A.LOST: ("bad", "x"),
}  # fmt: skip


class Sheet:
    """One amendment for one reader: what would change, and what they can do about it."""

    def __init__(self, amendment: Amendment, request: CoalitionRequest) -> None:
        self.amendment, self.standing, self.by = amendment, request.standing, request.capacity

    @property
    def look(self) -> tuple[str, str]:
        return SIGNS[A(self.amendment.state)]

    @cached_property
    def comparison(self) -> Comparison:
        """The proposal on which it was made beside the text it would have."""
        return beside(self.amendment.base, self.amendment.text, _("The proposal then"), _("As amended"))

    @property
    def moved(self) -> bool:
        """Whether the proposal has changed since."""
        return not self.amendment.is_settled and self.amendment.question.text != self.amendment.base

    @cached_property
    def no_answer(self) -> Reason | None:
        """Why this hat can't accept or decline it, if it can't."""
        return permissions.settling(self.standing, self.by, self.amendment, A.ACCEPTED)

    @cached_property
    def may_put(self) -> bool:
        return permissions.putting(self.standing, self.by, self.amendment, at=now()) is None

    @cached_property
    def own(self) -> bool:
        """Whether the reader can take it back."""
        return permissions.withdrawing(self.standing, self.by, self.amendment, at=now()) is None


def amendments(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """All amendments to a proposal, and the way to make one."""
    found = about(request, question)
    rows = [(one, SIGNS[A(one.state)]) for one in queries.of(found)]
    barred = permissions.amending(request.standing, request.capacity, found, at=now())
    return render(request, "governing/amendments/amendments.html", {"question": found, "rows": rows, "barred": barred})


def amend(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Say how the proposal should read."""
    found = about(request, question)
    require(permissions.amending(request.standing, request.capacity, found, at=now()))
    return ask(
        request, forms.AmendForm(posted(request), initial={"text": found.text}),
        lambda text, why: acts.amend(found, text, why=why, by=request.capacity, at=now()),
        then=lambda made: at(request, "amendment", made), undo=False,
        said=_("Your amendment stands with the proposal. Those who put it forward were told."),
        heading=_("How should it read?"), lede=found.title, button=_("Propose the amendment"),
        back=found.get_absolute_url(),
    )  # fmt: skip


def amendment(request: CoalitionRequest, question: UUID, number: int) -> HttpResponse:
    """One amendment, word for word beside the proposal."""
    found = one(request, question, number)
    sheet = Sheet(found, request)
    context = {"amendment": found, "question": found.question, "sheet": sheet, "comparison": sheet.comparison}
    return render(request, "governing/amendments/amendment.html", context)


def accept(request: CoalitionRequest, question: UUID, number: int) -> HttpResponse:
    """Write it into the proposal: both joined, to be put right where they don't fit."""
    found = one(request, question, number)
    require(permissions.settling(request.standing, request.capacity, found, A.ACCEPTED))
    try:
        first = acts.merged(found)
    except ValidationError:
        first = found.text
    return ask(
        request, forms.AcceptForm(posted(request), initial={"text": first}),
        lambda text, read: acts.accept_amendment(found, text=text, by=request.capacity, at=now(), read=read),
        of=found.question, then=found.question.get_absolute_url(), undo=False,
        said=_("The proposal reads so now, and names who made the amendment."), heading=_("Accept the amendment"),
        lede=_("It becomes a new version. The older ones stay readable."), button=_("Accept it"),
        back=at(request, "amendment", found),
    )  # fmt: skip


def decline(request: CoalitionRequest, question: UUID, number: int) -> HttpResponse:
    """Say why not."""
    found = one(request, question, number)
    require(permissions.settling(request.standing, request.capacity, found, A.DECLINED))
    return ask(
        request, forms.DeclineForm(posted(request)),
        lambda reason: acts.decline_amendment(found, reason, by=request.capacity, at=now()),
        then=at(request, "amendment", found), undo=False, said=_("It is declined. Whoever made it was told why."),
        heading=_("Decline the amendment"), lede=str(found), button=_("Decline it"),
        back=at(request, "amendment", found),
    )  # fmt: skip


def put(request: CoalitionRequest, question: UUID, number: int) -> HttpResponse:
    """Let those who decide vote on it before the proposal."""
    found = one(request, question, number)
    require(permissions.putting(request.standing, request.capacity, found, at=now()))
    return ask(
        request, forms.PutForm(posted(request), first=later_closing(found.question, now())),
        lambda closes_at: acts.put_amendment(found, closes_at=closes_at, by=request.capacity, at=now()),
        then=lambda done: done.vote.get_absolute_url(), undo=False,
        said=_("Those who decide were asked. The proposal waits for their answer."),
        heading=_("Put the amendment to the vote"), button=_("Ask them now"),
        lede=_("They answer it by the same rule as the proposal, before the proposal."),
        back=at(request, "amendment", found),
    )  # fmt: skip


@deed
def take_back(request: CoalitionRequest, question: UUID, number: int) -> HttpResponse:
    """Take one's own amendment back."""
    found = one(request, question, number)
    acts.withdraw_amendment(found, by=request.capacity, at=now())
    toast(request, _("Your amendment is taken back. It stays readable."))
    return redirect(found.question)


def about(request: CoalitionRequest, question: UUID) -> Question:
    """The proposal, if the reader may know of it."""
    rows = visible_to(request.standing).select_related("coalition", "body", "organisation", "for_body", "matter")
    found: Question = get_object_or_404(rows, pk=question)
    return found


def one(request: CoalitionRequest, question: UUID, number: int) -> Amendment:
    """One of its amendments."""
    found: Amendment = get_object_or_404(queries.of(about(request, question)), number=number)
    found.question = about(request, question)
    return found


def at(request: CoalitionRequest, name: str, amendment: Amendment) -> str:
    """The address of a page of an amendment."""
    return reverse(f"governing:{name}", args=[request.coalition.slug, amendment.question_id, amendment.number])
