"""Answering from a mail: the link is the person's key to this one question, for this one organisation.

Opening the page changes nothing, however often a mail program does so; the answer counts when its form is posted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.forms import Form
from comity.base.refusal import Reason, Refused
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.core.ballots.types import Choice
from comity.governing import queries
from comity.governing.acts import cast_paper, cast_vote
from comity.governing.ballot_forms import ballot_form, marks_typed, parts_typed, said_of
from comity.governing.forms import ConfirmForm, choice_in_words
from comity.governing.jobs import seal_due
from comity.governing.models import Question, RollEntry, State, Vote
from comity.governing.permissions import answering, paper_is_in
from comity.governing.rules import figures_in_words
from comity.governing.sealing import receipt
from comity.governing.wording import about, choice_said, on_paper, vote_in_words
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person


@dataclass(frozen=True)
class Visit:
    """Who came by which link, to which question, with which hat, and when."""

    link: ActionLink
    question: Question
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def barred(self) -> Reason | None:
        """Why the organisation can't answer now, if it can't."""
        roll = {entry.organisation_id for entry in self.question.roll.all()}
        barred = answering(self.standing, self.by, self.question, roll, at=self.at)
        return barred or (paper_is_in() if self.paper_in else None)

    @property
    def paper_in(self) -> bool:
        """Whether the organisation's private ballot was given."""
        return self.question.private and self.entry is not None and self.entry.answered

    @property
    def entry(self) -> RollEntry | None:
        """The organisation as it stands on the roll."""
        return next(
            (entry for entry in self.question.roll.all() if entry.organisation_id == self.by.of), None
        )

    @property
    def vote(self) -> Vote | None:
        """The organisation's answer as it stands."""
        live = queries.live_votes(self.question)
        return next((vote for vote in live if vote.organisation_id == self.by.of), None)


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link: confirm the answer; then what was answered; at the end the result."""
    if request.method == "POST":
        if link.coalition is not None:
            seal_due(link.coalition, now())
        return _answer(request, visit(link))
    return _show(request, visit(link))


def visit(link: ActionLink) -> Visit:
    """Read anew who the person is here. Refused once the mandate is over; what one may not know of is absent."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    hats = capacities(standing, name=person.name)
    by = next((hat for hat in hats if hat.organisation == link.organisation), None)
    if by is None:
        raise Refused(
            Reason(_("You no longer act for this organisation."), _("Somebody else votes for it now."))
        )
    question = queries.to_read(queries.visible_to(standing)).filter(pk=link.thing).first()
    if question is None:
        raise Http404
    return Visit(link, question, standing, by, at)


def _answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = _form(visit)(request.POST)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    if on_paper(visit.question):
        return _mark(request, visit, form)
    choice = Choice(form.cleaned_data["choice"])
    said = _("You answered “{answer}” for {name}.")
    with using(
        visit.link, at=visit.at, said=said.format(answer=choice_in_words(choice), name=visit.by.of_name)
    ):
        cast_vote(visit.question, choice, why=form.cleaned_data["why"], by=visit.by, at=visit.at)
    return redirect(request.path)


def _mark(request: HttpRequest, visit: Visit, form: Form) -> HttpResponse:
    """A ballot filled in behind the link. Of a private one the link remembers only that it was given."""
    given, question = form.cleaned_data, visit.question
    said = _("The ballot of {name} is in.").format(name=visit.by.of_name)
    with using(visit.link, at=visit.at, said=said):
        if question.private:
            cast = cast_paper(question, **said_of(given), by=visit.by, at=visit.at)
            return render(request, "governing/dropped.html", {"question": question, "key": cast.paper_key})
        answer = {**said_of(given), "split": given.get("split"), "why": given["why"]}
        cast_vote(question, **answer, by=visit.by, at=visit.at)
    return redirect(request.path)


def _form(visit: Visit) -> type[Form]:
    weight = visit.entry.weight if visit.entry else 1
    return ballot_form(visit.question, weight) if on_paper(visit.question) else ConfirmForm


def _show(request: HttpRequest, visit: Visit) -> HttpResponse:
    tapped = request.GET.get("choice", "")
    tapped = tapped if tapped in list(Choice) else ""
    given = {**parts_typed(visit.vote), "why": visit.vote.why} if visit.vote else {}
    if visit.entry:
        given["at_home"] = visit.entry.at_home
    if visit.vote and visit.vote.marked():
        given |= marks_typed(visit.question, visit.vote.marked())
    form = _form(visit)(initial=given | ({"choice": tapped} if tapped else {}))
    return _page(request, visit, form, tapped=tapped, changing="change" in request.GET)


def _page(
    request: HttpRequest,
    visit: Visit,
    form: Form,
    *,
    tapped: str = "",
    changing: bool = False,
    status: int = 200,
) -> HttpResponse:
    vote, figures = visit.vote, queries.figures(visit.question)
    context = {
        "visit": visit,
        "question": visit.question,
        "form": form,
        "tapped": choice_said(visit.question, tapped) if tapped else "",
        "answered": vote_in_words(visit.question, vote) if vote else "",
        "is_in": visit.paper_in,
        "paper": on_paper(visit.question),
        "about": about(visit.question.method),
        "receipt": receipt(vote) if vote else "",
        "asking": visit.barred is None and (changing or bool(tapped) or vote is None or form.is_bound),
        "open": visit.question.reads(visit.at) == State.OPEN,
        "figures": figures,
        "came": figures_in_words(figures) if getattr(visit.question, "decision", None) else "",
    }
    return render(request, "governing/linked.html", context, status=status)
