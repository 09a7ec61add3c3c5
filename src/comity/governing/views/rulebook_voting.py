"""A version is put to the vote, taken up again or given up; members say whether they accept it."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.editing import READ_AS, read_in
from comity.base.forms import DateTimeField, Form
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.base.versions import Version
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.queries import organisations_of
from comity.coalitions.requests import CoalitionRequest
from comity.core.rulebook.kinds import RULES
from comity.core.rulebook.ruling import Ruling
from comity.governing import acts
from comity.governing.models import RulebookVersion
from comity.governing.rulebook.asking import adopted, ruling_of
from comity.governing.rulebook.charter import changes, names_of_bodies
from comity.governing.rulebook.permissions import accepting
from comity.governing.rulebook.proposing import FOUNDERS, FOUNDING, rule_under
from comity.governing.rulebook.saying import SayForm
from comity.governing.rules import rule_in_words
from comity.governing.views.rulebook import found_version
from comity.governing.views.rulebook_editing import WRITTEN, draft


class ProposeForm(Form):
    """Until when members answer, and for the first rulebook by which rule."""

    founders = forms.ChoiceField(
        label=gettext_lazy("How do the founders adopt it?"), widget=forms.RadioSelect, initial=FOUNDERS,
        choices=[(key, words) for key, (_rule, words) in FOUNDING.items()],
        help_text=gettext_lazy("No rulebook is in force yet, so the founding members agree by this rule."),
    )  # fmt: skip
    closes_at = DateTimeField(label=gettext_lazy("Until when can organisations answer?"))


def propose(request: CoalitionRequest, number: int) -> HttpResponse:
    """The check before the vote: what changes, by which rule, until when."""
    version = draft(request, number)
    running = adopted(request.coalition.pk, now())
    body, rule = rule_under(running, founders=FOUNDERS)
    form = ProposeForm(posted(request), initial={"closes_at": _usual(request, body, running)})
    if running:
        del form.fields["founders"]
    context = _checked(request, version, rule=rule_in_words(rule) if running else "") | {"body_name": body.name}

    def run(**given: Any) -> Any:
        return acts.propose_rulebook(version, by=request.capacity, at=now(), read=read_in(request), **given)

    return ask(
        request, form, run, then=lambda made: made.question.get_absolute_url(), undo=False,
        said=_("The vote is open. Those who vote were asked."), template="governing/rulebook/propose.html",
        heading=_("Check the rules before you put them to the vote"), button=_("Put them to the vote"),
        back=version.get_absolute_url(), **context,
    )  # fmt: skip


def _checked(request: CoalitionRequest, version: RulebookVersion, *, rule: str) -> dict[str, Any]:
    """What the page of the check shows besides its form."""
    old = version.based_on
    read_as = request.POST.get(READ_AS, "") or str(Version.of(version, WRITTEN))
    found = changes(old.rules, version.rules, names_of_bodies()) if old else []
    return {"version": version, "rule": rule, "changes": found, "read_as": read_as}


@require_POST
def take_up(request: CoalitionRequest, number: int) -> HttpResponse:
    """Make a draft again of what was not agreed to."""
    made = acts.take_up_rulebook(found_version(request, number), by=request.capacity, at=now())
    toast(request, _("It is a draft again."))
    return redirect(made)


@require_POST
def drop(request: CoalitionRequest, number: int) -> HttpResponse:
    """Give a draft up."""
    made = acts.drop_rulebook(found_version(request, number), by=request.capacity, at=now())
    toast(request, _("The draft is given up."), undo_url(request, made))
    return redirect("governing:rulebook-versions", request.coalition.slug)


def accept(request: CoalitionRequest, number: int) -> HttpResponse:
    """Say for one's organisation whether it accepts the version in force."""
    version = found_version(request, number)
    require(accepting(request.standing, request.capacity, version))
    form = SayForm(posted(request), initial={"say": request.GET.get("say", "")})

    def run(say: str, why: str) -> Any:
        return acts.accept_rulebook(version, say == "yes", why=why, by=request.capacity, at=now())

    return ask(
        request, form, run, then=version.get_absolute_url(), said=_("It stands in the record."), undo=False,
        heading=_("Do we accept our rulebook?"), button=_("Say so"), back=version.get_absolute_url(),
        lede=_("Version {n} is in force for all. Each member says on record whether it accepts it.").format(n=number),
    )  # fmt: skip


def _usual(request: CoalitionRequest, body: Any, running: RulebookVersion | None) -> datetime:
    """At six in the evening of the first day that the rule allows and by which every organisation can decide."""
    today = now().astimezone(request.coalition.tz).date()
    found = ruling_of(running, RULES, None) if running else None
    least = found.notice + found.shortest + 1 if isinstance(found, Ruling) else 14
    needs = [one.lead_days or 0 for one in organisations_of(body, on=today)]
    return datetime.combine(today + timedelta(days=max(least, *needs, 0)), time(18), request.coalition.tz)
