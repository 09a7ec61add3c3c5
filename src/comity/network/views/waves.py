"""Waves: the list, what one says, its organisations and pairs, and how one comes to be."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, put_right, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.reports import Rule
from comity.network.acts import drop_wave, keep_answers, keep_ties, restore_wave
from comity.network.models import Wave
from comity.network.waves import lists, queries
from comity.network.waves.forms import AnswersForm, DropForm, KeepForm
from comity.network.waves.material import rules_of
from comity.network.waves.page import WavePage
from comity.network.waves.permissions import keeping
from comity.network.waves.tables import figures_file
from comity.network.waves.wording import mend, told_in_words

SHOWN_FAULTS, SHOWN_ROWS = 100, 6
LOOK_AGAIN = "2"


def waves(request: CoalitionRequest) -> HttpResponseBase:
    """All waves."""
    listing = lists.waves(request)
    context = {"barred": keeping(request.standing, at=now())}
    return listing.export() or render(request, "network/waves/waves.html", {"page": listing.page(), **context})


def wave(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """What one wave says, under a rule."""
    found = find(request, wave)
    page = WavePage.read(found, rule_asked(request, found), request.GET.get("of", ""))
    context = {"wave": found, "page": page, "tab": "says", "barred": keeping(request.standing, at=now())}
    response = render(request, "network/waves/wave.html", context)
    if page.content is None:
        response.headers["Refresh"] = LOOK_AGAIN
    return response


def scores(request: CoalitionRequest, wave: UUID) -> HttpResponseBase:
    """What each organisation scores."""
    found = find(request, wave)
    rule = rule_asked(request, found)
    listing = lists.scores(request, found, rule)
    page = WavePage.read(found, rule, "")
    context = {"wave": found, "page": page, "tab": "scores"}
    return listing.export() or render(
        request, "network/waves/scores.html", {**context, "list": listing.page()}
    )


def pairs(request: CoalitionRequest, wave: UUID) -> HttpResponseBase:
    """Who says what of whom."""
    found = find(request, wave)
    listing = lists.pairs(request, found)
    context = {"wave": found, "page": WavePage.read(found, rule_asked(request, found), ""), "tab": "pairs"}
    return listing.export() or render(
        request, "network/waves/pairs.html", {**context, "list": listing.page()}
    )


def figures(request: CoalitionRequest, wave: UUID) -> HttpResponseBase:
    """Every figure of a wave under each rule, as a table to take along."""
    return figures_file(find(request, wave))


def keep(request: CoalitionRequest) -> HttpResponse:
    """Keep the ties of today as a wave."""
    require(keeping(request.standing, at=now()))
    return ask(
        request, KeepForm(posted(request)), lambda **said: keep_ties(by=request.capacity, at=now(), **said),
        then=lambda one: one.get_absolute_url(), said=_("The wave is kept. Nothing in it changes any more."),
        heading=_("Keep today’s ties as a wave"), button=_("Keep it"), back=_home(request),
        lede=_("What all members may see of who works with whom is held still as it stands now."),
    )  # fmt: skip


def bring(request: CoalitionRequest) -> HttpResponse:
    """Bring in answers that were gathered elsewhere: looked at first, then kept."""
    require(keeping(request.standing, at=now()))
    form = AnswersForm(posted(request), request.FILES or None, coalition=request.coalition.pk)
    if request.method == "POST" and form.is_valid() and form.read and not form.read.faults and form.keeps:
        kept = _keep(request, form)
        if kept is not None:
            toast(request, _("The wave is kept. Nothing in it changes any more."), undo_url(request, kept))
            return redirect(kept)
    return _look(request, form)


def _keep(request: CoalitionRequest, form: AnswersForm) -> Wave | None:
    said = {name: form.cleaned_data[name] for name in ("name", "question", "asked_on")}
    try:
        return keep_answers(form.brought, by=request.capacity, at=now(), **said)
    except ValidationError as error:
        put_right(form, error)
        return None


def _look(request: CoalitionRequest, form: AnswersForm) -> HttpResponse:
    """The form again, with what was understood, or what to mend."""
    read, sheet = form.read, form.sheet
    wrong = [mend(fault) for fault in read.faults[:SHOWN_FAULTS]] if read else []
    context: dict[str, Any] = {"form": form, "wrong": wrong, "read": read, "back": _home(request)}
    if read and sheet and not wrong:
        answers = sum(len(one.answers) for one in form.brought.filled)
        context |= {
            "header": sheet.header, "rows": sheet.rows[:SHOWN_ROWS], "told": told_in_words(read), "answers": answers,
            "speakers": len({one.by for one in read.filled}), "people": len(read.filled), "shape": form.shape.value,
        }  # fmt: skip
    bad = bool(wrong) or bool(form.errors)
    if read and request.method == "POST":
        form.show_what_was_read()
    context["today"] = day_of(now())
    return render(request, "network/waves/bring.html", context, status=422 if bad else 200)


def drop(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """Take a wave out of use."""
    found = find(request, wave)
    require(keeping(request.standing, at=now()))
    return ask(
        request, DropForm(posted(request)),
        lambda why: drop_wave(found, why=why, by=request.capacity, at=now()),
        then=_home(request), said=_("The wave is out of use. Its rows stay as they are."),
        heading=_("Take “{name}” out of use?").format(name=found.name), button=_("Take it out of use"), danger=True,
        back=found.get_absolute_url(), lede=_("It leaves the list and the comparisons. You can take it back into use."),
    )  # fmt: skip


@require_POST
def restore(request: CoalitionRequest, wave: UUID) -> HttpResponse:
    """Use a wave again."""
    found = find(request, wave)
    try:
        restore_wave(found, by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("The wave is in use again."))
    return redirect(found)


def find(request: CoalitionRequest, wave: UUID) -> Wave:
    """The wave of that id, if the reader may know of it."""
    found: Wave = get_object_or_404(queries.visible_to(request.standing), pk=wave)
    return found


def rule_asked(request: CoalitionRequest, wave: Wave) -> Rule:
    """The rule in the address; else the first that makes a difference."""
    rules = {rule.value: rule for rule in rules_of(wave)}
    return rules.get(request.GET.get("rule", ""), rules_of(wave)[0])


def _home(request: CoalitionRequest) -> str:
    return reverse("network:waves", args=[request.coalition.slug])


