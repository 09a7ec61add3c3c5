"""Accepting the rules: the form, and the page behind a mailed link, which is the person's key to this one word."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.base.forms import Form, LongField
from comity.coalitions.linked import hat_behind
from comity.governing.acts.adopting import accept_rulebook
from comity.governing.models import RulebookVersion
from comity.governing.rulebook.permissions import accepting
from comity.governing.rulebook.queries import versions_visible_to, word_of
from comity.notices.links import using
from comity.notices.models import ActionLink


class SayForm(Form):
    """Whether an organisation accepts the rules; if not, why."""

    say = forms.ChoiceField(
        label=gettext_lazy("What does your organisation say?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("We accept it")), ("no", gettext_lazy("We do not accept it"))],
    )  # fmt: skip
    why = LongField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Needed if you do not accept it. Members can read it, and answer."),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("say") == "no" and not said.get("why"):
            self.add_error("why", _("Say why, so that the others can answer it."))
        return said


def say_by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """Confirm it on this page; opening it changes nothing."""
    at = now()
    standing, by = hat_behind(link, at=at)
    version = versions_visible_to(standing).filter(pk=link.thing).first()
    if version is None:
        raise Http404
    said, barred = word_of(version, by.of), accepting(standing, by, version)
    form = _form(request, said)
    if request.method == "POST" and form.is_valid():
        return _said(request, link, version, form.cleaned_data, by, at)
    context = {
        "version": version, "by": by, "form": form, "said": said, "barred": barred,
        "asking": barred is None and (said is None or form.is_bound or "say" in request.GET),
    }  # fmt: skip
    return render(request, "governing/rulebook/linked.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, said: Any) -> SayForm:
    if request.method == "POST":
        return SayForm(request.POST)
    tapped = request.GET.get("say", "")
    first = {"say": "yes" if said.accepted else "no", "why": said.why} if said else {}
    return SayForm(initial=first | ({"say": tapped} if tapped in ("yes", "no") else {}))


def _said(
    request: HttpRequest,
    link: ActionLink,
    version: RulebookVersion,
    given: dict[str, Any],
    by: Capacity,
    at: datetime,
) -> HttpResponse:
    words = _("{name} accepts it.") if given["say"] == "yes" else _("{name} does not accept it.")
    with using(link, at=at, said=words.format(name=by.of_name)):
        accept_rulebook(version, given["say"] == "yes", why=given["why"], by=by, at=at)
    return redirect(request.path)
