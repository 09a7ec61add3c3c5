"""Putting a question: drafted one page at a time, opened, moved, withdrawn."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.at_hand import once
from comity.base.clock import now
from comity.base.editing import carry, read_in, save, status_of, walk_conflict
from comity.base.questions import Question as Step
from comity.base.questions import Questions, Walk
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.base.versions import Changed, Version
from comity.coalitions.models import Body
from comity.coalitions.queries import organisations_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.matters.times import days_open
from comity.governing import acts, forms, permissions
from comity.governing.matters.forms import KindForm
from comity.governing.matters.preview import preview, ruling_typed
from comity.governing.models import Question
from comity.governing.rulebook import adopted
from comity.governing.views.answers import ANSWER_HERE
from comity.governing.views.ballots import ballot_walk
from comity.governing.views.page import Sheet, later_closing
from comity.governing.views.reading import asked, deed, sealing_first
from comity.governing.wording import on_paper

WHAT = Step("what", forms.WhatForm, gettext_lazy("What do you want to ask?"),
            gettext_lazy("One thing, so that a yes is clear."))  # fmt: skip
TEXT = Step("text", forms.TextForm, gettext_lazy("What should everyone know before they answer?"),
            gettext_lazy("Reasons, costs, who does what. Leave it empty if the two sentences say it all."))  # fmt: skip
WHOM = Step("whom", forms.WhomForm, gettext_lazy("Who is asked?"))
UNTIL = Step("until", forms.UntilForm, gettext_lazy("Until when?"))
#: what is to be decided: the rulebook names body and rule
ASKING = Questions(
    WHAT, TEXT,
    Step("kind", KindForm, gettext_lazy("What is it about?"),
         gettext_lazy("By kind and amount the rulebook names who decides, and how.")),
    WHOM, UNTIL,
    Step("then", forms.ThenForm, gettext_lazy("And then?")),
)  # fmt: skip
#: advice, by a rule of one's own: it binds nobody
ADVISING = Questions(
    WHAT, TEXT, WHOM,
    Step("rule", forms.RuleForm, gettext_lazy("When do you call it a yes?"),
         gettext_lazy("It is advice and binds nobody. Each organisation has one vote.")),
    UNTIL,
)  # fmt: skip
#: how long a question is open if nobody needs longer
USUAL = timedelta(days=7)


def question(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """One question: what it says, our answer, the count, the rule; once closed, the decision with its dissent."""
    found = asked(request, question)
    everything = "all" in request.GET
    sheet = Sheet(found, request.standing, request.capacity, now(), everything=everything)
    context = {"sheet": sheet, "question": found, "at": sheet.at, "walk": _own_walk(request, found)}
    if sheet.is_draft:
        context["read_as"] = Version.of(found, acts.EDITABLE)
        return render(request, "governing/draft.html", context)
    return render(request, "governing/question.html", context)


def _own_walk(request: CoalitionRequest, found: Question) -> Walk:
    """Our answer or our ballot, as a part of the page."""
    return ballot_walk(request, found) if on_paper(found) else ANSWER_HERE.walk(request)


def new(request: CoalitionRequest) -> HttpResponse:
    """Put something forward, one page a question; kept as a draft or opened at the end."""
    require(permissions.drafting(request.standing, request.capacity))
    return _put(request, ASKING)


def advice(request: CoalitionRequest) -> HttpResponse:
    """Ask for advice, by a rule of one's own: it binds nobody, and needs no rulebook."""
    require(permissions.drafting(request.standing, request.capacity))
    return _put(request, ADVISING)


def _put(request: CoalitionRequest, questions: Questions) -> HttpResponse:
    with once():
        if questions is ASKING and adopted(request.coalition.pk, now()) is None:
            return redirect("governing:new-advice", request.coalition.slug)
        walk = questions.walk(request, initial={"until": lambda: {"closes_at": _proposed(request)}})
        if not _finished(walk):
            return _step(walk, _("Check the question before you ask it"))
    try:
        put = acts.put_question if walk.done else acts.draft_question
        draft = put(**forms.draft_from(walk.answers), by=request.capacity, at=now())
    except ValidationError as fault:
        return _step(walk, _("Check the question before you ask it"), fault=fault)
    toast(request, _("{code} is open.").format(code=draft.code) if draft.code else _("The draft is kept."))
    if walk.data.get("keep") == "options":
        return redirect("governing:options", request.coalition.slug, draft.pk)
    return redirect(draft)


def edit(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Change a draft by the same pages."""
    draft = asked(request, question)
    require(permissions.changing(request.standing, request.capacity, draft))
    pages, read_as = ASKING if draft.binding else ADVISING, Version.of(draft, acts.EDITABLE)
    with once():
        walk = pages.walk(request, initial=forms.as_typed(draft), of=read_as)
        if not _finished(walk):
            return _step(walk, _("Check the draft"), draft=draft)
    answers, read = _changes(draft, forms.draft_from(walk.answers)), Version.from_text(walk.read_as)
    try:
        acts.edit_question(draft, **answers, by=request.capacity, at=now(), read=read)
    except Changed as changed:
        return _both(walk, changed, answers, draft)
    except ValidationError as fault:
        return _step(walk, _("Check the draft"), draft=draft, fault=fault)
    toast(request, _("The draft is kept."))
    return redirect(draft)


@deed
def open_(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Open a draft."""
    draft = asked(request, question)
    try:
        opened = acts.open_question(draft, by=request.capacity, at=now(), read=read_in(request))
    except ValidationError as fault:
        sheet = Sheet(draft, request.standing, request.capacity, now())
        context = {"sheet": sheet, "question": draft, "faults": fault.messages, "page_has_errors": True}
        context["read_as"] = Version.of(draft, acts.EDITABLE)
        return render(request, "governing/draft.html", context, status=422)
    toast(request, _("{code} is open. Those who vote were asked by mail.").format(code=opened.code))
    return redirect(opened)


@sealing_first
def later(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Let it close later; the first day that lets all answer is proposed."""
    found = asked(request, question)
    require(permissions.changing(request.standing, request.capacity, found))
    form = forms.LaterForm(request.POST or None, initial={"closes_at": later_closing(found, now())})
    carry(form, found)
    if request.method == "POST" and form.is_valid():
        try:
            moved = save(request, form, partial(acts.move_closing, found, by=request.capacity, at=now()))
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            if moved:
                toast(request, _("It closes later now. Those who vote were told by mail."))
                return redirect(found)
    return _alone(request, "governing/later.html", found, form)


@sealing_first
def withdraw(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Take a question back for good, on a page of its own."""
    found = asked(request, question)
    require(permissions.changing(request.standing, request.capacity, found))
    form = forms.WithdrawForm(request.POST or None)
    if found.opened_at is None:
        form.fields["why"].required = False
    if request.method == "POST" and form.is_valid():
        acts.withdraw_question(found, why=form.cleaned_data["why"], by=request.capacity, at=now())
        toast(request, _("The question is withdrawn. Nothing is decided."))
        return redirect("governing:register", request.coalition.slug)
    return _alone(request, "governing/withdraw.html", found, form)


@deed
def close(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """Close early, once all have answered."""
    found = asked(request, question)
    acts.close_question(found, by=request.capacity, at=now())
    toast(request, _("The question is closed and sealed."))
    return redirect(found)


def _changes(draft: Question, given: dict[str, Any]) -> dict[str, Any]:
    """A body that was not changed is left out: it may be the one to which the rulebook sent the draft."""
    return {name: value for name, value in given.items() if name != "body" or value.pk != draft.body_id}


def _alone(request: CoalitionRequest, template: str, found: Question, form: Any) -> HttpResponse:
    context = {
        "question": found,
        "form": form,
        "sheet": Sheet(found, request.standing, request.capacity, now()),
    }
    return render(request, template, context, status=status_of(form))


def _finished(walk: Walk) -> bool:
    """All is checked, and the reader opened it or kept it as a draft."""
    return walk.done or (walk.checking and "keep" in walk.data)


def _step(
    walk: Walk, title: str, *, fault: ValidationError | None = None, draft: Question | None = None
) -> HttpResponse:
    faults = fault.messages if fault else []
    if isinstance(walk.form, forms.ThenForm):
        walk.form.narrow(walk.data.get("kind-kind", ""))
    named = preview(walk, draft) if walk.checking else None
    return walk.page(
        "governing/asking.html", title=title, faults=faults, draft=draft, page_has_errors=bool(faults), named=named
    )


def _both(walk: Walk, changed: Changed, mine: dict[str, Any], draft: Question) -> HttpResponse:
    """Somebody saved the draft in between: the check once more, with both texts."""
    now = forms.as_typed(cast(Question, changed.thing))
    typed = {key: values for key, values in now.items() if key in walk.questions}
    anew, conflict = walk_conflict(walk, changed, mine=mine, typed=typed, made_of=forms.MADE_OF)
    page = anew.page("governing/asking.html", title=_("Check the draft"), draft=draft, conflict=conflict)
    page.status_code = 409
    return page


def _proposed(request: CoalitionRequest) -> datetime:
    """At six in the evening of the first day by which every organisation asked can decide, within the rule's times."""
    today = now().astimezone(request.coalition.tz).date()
    found = ruling_typed(request.coalition.pk, request.POST)
    body = Body.objects.filter(pk=(found and found.body) or _chosen(request)).first()
    needs = [one.lead_days or 0 for one in organisations_of(body, on=today)] if body else []
    days = max(USUAL.days, max(needs, default=0))
    if found:
        days = days_open(days, notice=found.notice, shortest=found.shortest, longest=found.longest)
    return datetime.combine(today + timedelta(days=days), time(18), request.coalition.tz)


def _chosen(request: CoalitionRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("whom-body", ""))
    except ValueError:
        return None
