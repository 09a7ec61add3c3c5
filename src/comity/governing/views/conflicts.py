"""Conflicts: one's own cases with the way agreed beforehand, one case, and what can be done in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.models import Body
from comity.coalitions.queries import body_rank, members_of, visible_people
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.governing.acts import conflicts as acts
from comity.governing.acts import neutrals, outcomes
from comity.governing.conflicts import forms, lists, permissions, queries
from comity.governing.conflicts.page import Sheet
from comity.governing.conflicts.procedure import ladder_of
from comity.governing.models import STEP_KINDS, Case, CasePerson, Neutral, Outcome, State
from comity.governing.queries import visible_to as questions_visible_to


def conflicts(request: CoalitionRequest) -> HttpResponseBase:
    """One's own cases, and for everybody the way on which conflicts are settled here."""
    listing = lists.cases(request)
    if file := listing.export():
        return file
    ladder, words = ladder_of(request.coalition.pk, at=now()), dict(STEP_KINDS)
    context = {
        "page": listing.page(), "barred": permissions.opening(request.standing, request.capacity),
        "steps": [(words[step.kind], step.days) for step in ladder.steps], "freeze_days": ladder.freeze_days,
        "asked": list(queries.asked_of(request.person.pk).filter(state="proposed")),
    }  # fmt: skip
    return render(request, "governing/conflicts/conflicts.html", context)


def open_conflict(request: CoalitionRequest) -> HttpResponse:
    """Open a case."""
    require(permissions.opening(request.standing, request.capacity))
    form = case_form(request, posted(request))

    def run(other: str, **given: Any) -> Case:
        return acts.open_case(other=side_named(request, other), **given, by=request.capacity, at=now())

    return ask(
        request, form, run, then=lambda made: made.get_absolute_url(), heading=_("Open a case"),
        button=_("Open the case"),
        said=_("The case is open. Only those named know of it."), back=_all(request), undo=False,
        lede=_("Only you and who signs for both sides will know of it. Nobody else can see that it exists."),
    )  # fmt: skip


def case_form(request: CoalitionRequest, data: Any) -> forms.CaseForm:
    """The form with the sides and questions one can choose from."""
    open_ones = questions_visible_to(request.standing).filter(state__in=(State.DRAFT, State.OPEN))
    return forms.CaseForm(data, others=_others(request), questions=open_ones.order_by("-drafted_at"))


def _others(request: CoalitionRequest) -> list[tuple[str, str]]:
    own = request.capacity.of
    members: Any = members_of(request.coalition.pk).order_by("sort_name")
    bodies = Body.objects.filter(ended_on=None).order_by(body_rank(), "name")
    found = [(f"organisation:{one.pk}", one.shown_name) for one in members if one.pk != own]
    return found + [(f"body:{one.pk}", one.name) for one in bodies if one.pk != own]


def side_named(request: CoalitionRequest, value: str) -> Any:
    """The organisation or body that a choice of the form stands for."""
    kind, _colon, pk = value.partition(":")
    rows: Any = (
        members_of(request.coalition.pk) if kind == "organisation" else Body.objects.filter(ended_on=None)
    )
    return get_object_or_404(rows, pk=pk)


def conflict(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """One case with everything in it."""
    return _page(request, found(request, case), forms.MessageForm())


@require_POST
def write(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Write to the others; what was typed stays if it can’t be taken."""
    one, form = found(request, case), forms.MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    acts.write_in_case(one, form.cleaned_data["text"], by=request.capacity, at=now())
    toast(request, _("Your message is sent to all who are named here."))
    return redirect(one)


def _page(request: CoalitionRequest, one: Case, form: Any, status: int = 200) -> HttpResponse:
    sheet = Sheet(one, request.standing, request.capacity, now())
    context = {"case": one, "sheet": sheet, "form": form, "lines": history(request, one.pk, limit=60)}
    return render(request, "governing/conflicts/conflict.html", context, status=status)


def name_person(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Let one more of one's own people know of it."""
    one = found(request, case)
    require(permissions.may_speak_for_side(request.capacity, one, at=now()))
    side: Any = permissions.side_of(request.capacity, one)
    known = [row.person_id for row in one.people.all()]
    people = queries.may_be_named(side, on=day_of(now())).exclude(pk__in=known)
    return ask(
        request, forms.PersonForm(posted(request), people=people),
        lambda person: acts.name_in_case(one, person, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("This person knows of the case now."), back=one.get_absolute_url(),
        heading=_("Name one of our people"), button=_("Let them know"),
        lede=_("They read everything, also what was written before."),
    )  # fmt: skip


@require_POST
def unname_person(request: CoalitionRequest, case: UUID, named: UUID) -> HttpResponse:
    """Take one of one's own people out of it."""
    one = found(request, case)
    row = get_object_or_404(CasePerson.objects.select_related("case"), pk=named, case=one, ended_at=None)
    said = _("This person no longer sees the case.")
    if _done(request, lambda: acts.unname_in_case(row, by=request.capacity, at=now()), said):
        return redirect(one if row.person_id != request.person.pk else _all(request))
    return redirect(one)


def propose_neutral(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Propose who could help."""
    one = found(request, case)
    require(permissions.may_speak_for_side(request.capacity, one, at=now()))
    named = [row.person_id for row in one.people.all()]
    people = visible_people(request.standing).exclude(pk__in=named).order_by("sort_name", "pk")
    return ask(
        request, forms.NeutralForm(posted(request), people=people),
        lambda person, why: neutrals.propose_neutral(one, person, why=why, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("This person is asked. They see no more than who the sides are."),
        heading=_("Propose a neutral"), button=_("Ask this person"), back=one.get_absolute_url(),
    )  # fmt: skip


def answer_as_neutral(request: CoalitionRequest, neutral: UUID) -> HttpResponse:
    """The page of somebody who is asked to be the neutral: who the sides are, and nothing more."""
    one = get_object_or_404(queries.asked_of(request.person.pk), pk=neutral)
    form = forms.ReadyForm(posted(request))

    def run(answer: str, interests: str) -> Neutral:
        if answer == forms.YES:
            return neutrals.agree_to_help(one, interests=interests, by=request.capacity, at=now())
        return neutrals.decline_to_help(one, by=request.capacity, at=now())

    return ask(
        request, form, run, then=_all(request), said=_("Your answer is noted."), back=_all(request), undo=False,
        template="governing/conflicts/neutral.html", neutral=one, button=_("Give my answer"),
        heading=_("Can you help two members?"), parties=list(one.case.parties.all()), open=one.state == "proposed",
    )  # fmt: skip


def accept_neutral(request: CoalitionRequest, case: UUID, neutral: UUID) -> HttpResponse:
    """Accept a neutral for one's side, or not."""
    one = found(request, case)
    row = get_object_or_404(Neutral.objects.select_related("case", "person"), pk=neutral, case=one)
    require(permissions.may_assent(request.capacity, one, row, at=now()))
    return _assent(
        request, one, lambda yes, why: neutrals.answer_neutral(row, yes, why=why, by=request.capacity, at=now()),
        heading=_("Do we accept {name}?").format(name=row.person.name), lede=row.interests,
    )  # fmt: skip


def propose_outcome(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Say how it could be settled."""
    one = found(request, case)
    require(permissions.may_write(request.capacity, one, at=now()))
    return ask(
        request, forms.OutcomeForm(posted(request)),
        lambda text: outcomes.propose_outcome(one, text, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("Your proposal stands there, and both sides are asked."),
        heading=_("How can it be settled?"), button=_("Propose it"), back=one.get_absolute_url(),
        lede=_("It holds once somebody who signs for each side has accepted it."),
    )  # fmt: skip


def answer_outcome(request: CoalitionRequest, case: UUID, outcome: UUID) -> HttpResponse:
    """Accept how it is settled, or not."""
    one = found(request, case)
    row = get_object_or_404(Outcome.objects.select_related("case"), pk=outcome, case=one)
    require(permissions.may_assent(request.capacity, one, row, at=now()))
    return _assent(
        request, one, lambda yes, why: outcomes.answer_outcome(row, yes, why=why, by=request.capacity, at=now()),
        heading=_("Do we accept this?"), lede=row.text,
    )  # fmt: skip


def _assent(request: CoalitionRequest, one: Case, run: Any, **words: Any) -> HttpResponse:
    return ask(
        request, forms.AssentForm(posted(request)), lambda answer, why: run(answer == forms.YES, why), undo=False,
        then=one.get_absolute_url(), said=_("Your side’s answer is noted."), button=_("Give our answer"),
        back=one.get_absolute_url(), **words,
    )  # fmt: skip


def bind(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Accept beforehand what an arbitrator will decide."""
    one = found(request, case)
    require(permissions.may_sign_for_side(request.capacity, one, at=now()))
    return ask(
        request, SureForm(posted(request)), lambda **_none: acts.bind_side(one, by=request.capacity, at=now()),
        then=one.get_absolute_url(), said=_("Your side has accepted it."), back=one.get_absolute_url(), undo=False,
        heading=_("Accept what an arbitrator decides?"), button=_("Accept it beforehand"),
        lede=_("If both sides do so before the arbitrator speaks, the decision binds both. This can’t be taken back."),
    )  # fmt: skip


@require_POST
def hurry(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Ask for the next step before its time."""
    one = found(request, case)
    try:
        after = acts.ask_for_next(one, by=request.capacity, at=now())
    except ValidationError as error:
        toast(request, " ".join(error.messages))
    else:
        waits = _("It is noted. Once both sides ask, the next step begins.")
        toast(request, waits if after.place == one.place else _("Both sides asked: the next step has begun."))
    return redirect(one)


def take_back(request: CoalitionRequest, case: UUID) -> HttpResponse:
    """Take the case back."""
    one = found(request, case)
    require(permissions.may_take_case_back(request.capacity, one, at=now()))
    return ask(
        request, forms.TakeBackForm(posted(request)),
        lambda why: acts.withdraw_case(one, why=why, by=request.capacity, at=now()), undo=False,
        then=one.get_absolute_url(), said=_("The case is taken back."), back=one.get_absolute_url(), danger=True,
        heading=_("Take the case back?"), button=_("Take it back"),
        lede=_("What rested goes on. Those named can still read everything."),
    )  # fmt: skip


def _done(request: CoalitionRequest, run: Callable[[], object], said: str) -> bool:
    """Do it and say so; or say why not."""
    try:
        run()
    except ValidationError as error:
        toast(request, " ".join(error.messages))
        return False
    toast(request, said)
    return True


def found(request: CoalitionRequest, case: UUID) -> Case:
    """The case, if the reader is named in it; absent for everybody else."""
    one = queries.read_one(queries.visible_to(request.standing), case)
    if one is None:
        raise Http404
    return one


def _all(request: CoalitionRequest) -> str:
    return reverse("governing:conflicts", args=[request.coalition.slug])
