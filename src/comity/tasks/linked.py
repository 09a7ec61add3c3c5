"""Answering for a task from a mail: the link is the person's key to this one task.

Opening the page changes nothing, however often a mail program does so; the answer counts when its form is posted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.standing import Standing, standing_of
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.people.models import Person
from comity.tasks import acts, permissions, queries
from comity.tasks.forms import AnswerForm
from comity.tasks.hats import own_hat
from comity.tasks.models import State, Task

STATES = {"accept": State.ACCEPTED, "decline": State.DECLINED, "done": State.DONE}


@dataclass(frozen=True)
class Visit:
    """Who came by which link, to which task, with which hat, and when."""

    link: ActionLink
    task: Task
    standing: Standing
    by: Capacity
    at: datetime

    @property
    def barred(self) -> Reason | None:
        """Why the person can't answer for it, if so."""
        return permissions.owning(self.standing, self.by, self.task)

    @property
    def answers(self) -> list[str]:
        """What can be said now."""
        return [key for key, state in STATES.items() if permissions.answering(self.task, state) is None]


def answer_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The page behind a mailed link: confirm, decline with a reason, or say that it is done."""
    found = visit(link)
    if request.method == "POST" and found.barred is None:
        return _answer(request, found)
    tapped = request.GET.get("answer", "")
    tapped = tapped if tapped in found.answers else ""
    return _page(request, found, AnswerForm(answers=found.answers, initial={"answer": tapped}), tapped)


def visit(link: ActionLink) -> Visit:
    """Read anew who the person is here; what one may not know of is absent."""
    at = now()
    person = Person.objects.filter(pk=link.person, is_active=True).first()
    if person is None or link.coalition is None or link.thing is None:
        raise Http404
    standing = standing_of(person.pk, link.coalition, at=at)
    task = queries.visible_to(standing).filter(pk=link.thing).first()
    if task is None:
        raise Http404
    return Visit(link, task, standing, own_hat(standing, person.name, task), at)


def _answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = AnswerForm(request.POST, answers=visit.answers)
    if form.is_valid() and form.cleaned_data["answer"] == "decline" and not form.cleaned_data["why"].strip():
        form.add_error("why", _("Say why, so that another way can be found."))
    if not form.is_valid():
        return _page(request, visit, form, "", status=422)
    answer, why = form.cleaned_data["answer"], form.cleaned_data["why"]
    with using(visit.link, at=visit.at, said=_said(answer)):
        _run(visit, answer, why)
    return redirect(request.path)


def _run(visit: Visit, answer: str, why: str) -> None:
    if answer == "decline":
        acts.decline_task(visit.task, why=why, by=visit.by, at=visit.at)
    elif answer == "done":
        acts.finish_task(visit.task, by=visit.by, at=visit.at)
    else:
        acts.accept_task(visit.task, by=visit.by, at=visit.at)


def _said(answer: str) -> str:
    return {
        "accept": _("You said yes to this task."),
        "decline": _("You said no to this task."),
        "done": _("You said that this task is done."),
    }[answer]


def _page(request: HttpRequest, visit: Visit, form: AnswerForm, tapped: str, *, status: int = 200) -> HttpResponse:
    wanted = tapped or form.is_bound or visit.task.state == State.GIVEN or "more" in request.GET
    asking = visit.barred is None and bool(visit.answers) and bool(wanted)
    context = {"visit": visit, "task": visit.task, "form": form, "tapped": tapped, "asking": asking}
    return render(request, "tasks/linked.html", context, status=status)
