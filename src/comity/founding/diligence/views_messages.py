"""Messages to prospects: written, looked over, sent, answered, followed up."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import history
from comity.founding.diligence import acts_messages as acts
from comity.founding.diligence import forms, queries
from comity.founding.diligence.views import known
from comity.founding.models import Approach


def write(request: CoalitionRequest, prospect: UUID) -> HttpResponse:
    """Draft a message."""
    found = known(request, prospect)
    return ask(
        request, forms.MessageForm(posted(request)),
        lambda **said: acts.write_approach(found, **said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It is a draft. A second person looks it over."), undo=False,
        heading=_("A message to {name}").format(name=found.name), button=_("Keep the draft"),
        back=reverse("founding:diligence", args=[request.coalition.slug, found.pk]),
        lede=_("Say it with their eyes: why now, what you ask, what they gain."),
    )  # fmt: skip


def message(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """One message, as it reads and where it stands."""
    found = find(request, message)
    context = {
        "message": found, "today": day_of(now()), "due": found.is_due(day_of(now())),
        "mine": found.person_id == request.person.pk, "lines": history(request, found.pk, limit=30),
    }  # fmt: skip
    return render(request, "founding/diligence/message.html", context)


def rewrite(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Change it."""
    found = find(request, message)
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.MessageForm(posted(request), initial=start),
        lambda **said: acts.rewrite_approach(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("It is changed, and to be looked over again."), undo=False,
        heading=_("Change the message"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def show(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Ask for a second pair of eyes."""
    found = acts.show_approach(find(request, message), by=request.capacity, at=now())
    toast(request, _("The others of the committee are asked."))
    return redirect(found.get_absolute_url())


def review(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Look it over."""
    found = find(request, message)
    return _form(
        request, found, forms.ReviewForm(posted(request)), acts.review_approach, _("Can this go out?"), _("Say so"),
        _("Thank you. Who wrote it hears it."), template="founding/diligence/review.html",
    )  # fmt: skip


def send(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Send it."""
    found = find(request, message)
    form = forms.SendForm(posted(request), initial={"follow_up_on": day_of(now()) + acts.USUAL})
    return _form(
        request, found, form, acts.send_approach, _("Send it to {name}?").format(name=found.to_name), _("Send it"),
        _("It is on its way."), template="founding/diligence/review.html",
    )  # fmt: skip


def answered(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Write down what they said."""
    found, form = find(request, message), forms.SaidForm(posted(request))
    form.fields["said"].label, form.fields["answer"].label = _("What do they say?"), _("In their words")
    return _form(
        request, found, form, acts.answer_approach, _("They have answered"), _("Note it"), _("The committee hears it.")
    )  # fmt: skip


def followed(request: CoalitionRequest, message: UUID) -> HttpResponse:
    """Say that one followed up."""
    found = find(request, message)
    form = forms.FollowForm(posted(request), initial={"again_on": day_of(now()) + acts.USUAL})
    return _form(request, found, form, acts.follow_up, _("You followed up?"), _("Note it"), _("It is noted."))


def find(request: CoalitionRequest, message: UUID) -> Approach:
    """A message, for who may read it; 404 for all others."""
    return get_object_or_404(queries.approaches_visible_to(request.standing), pk=message)


def _form(
    request: CoalitionRequest, found: Approach, form: Any, act: Any, heading: str, button: str, said: str,
    template: str = "coalitions/form.html",
) -> HttpResponse:  # fmt: skip
    return ask(
        request, form, lambda **given: act(found, **given, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=said, undo=False, heading=heading, button=button,
        back=found.get_absolute_url(), message=found, template=template,
    )  # fmt: skip
