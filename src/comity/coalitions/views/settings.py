"""What the coalition says of itself, and the stage it is in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.templatetags.marks import day
from comity.coalitions.acts import change_settings, enter_stage
from comity.coalitions.asking import ask, inside, posted
from comity.coalitions.forms.settings import SettingsForm, StageForm, languages
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.permissions import coordinating
from comity.coalitions.requests import CoalitionRequest
from comity.coalitions.views.showing import desk, history


def settings(request: CoalitionRequest) -> HttpResponse:
    """Everything about the coalition that can be set, for all to read."""
    one = request.coalition
    yes, no = _("Yes"), _("No")
    rows = [
        (_("Name"), one.name),
        (_("Place"), one.place),
        (_("Kind"), one.get_type_display()),
        (_("Stage"), one.get_stage_display()),
        (_("Founded on"), day(one.founded_on, now())),
        (_("Time zone"), one.zone),
        (_("Language of record"), dict(languages()).get(one.language, one.language)),
        (_("Public page"), yes if one.has_page else no),
        (_("Officers need a second factor"), yes if one.officers_need_second_factor else no),
    ]
    context = {
        "rows": rows,
        "desk": desk(request.standing, at=now()),
        "lines": history(request, one.pk, limit=20),
    }
    return render(request, "coalitions/settings.html", context | {"reasons": one.reasons.splitlines()})


def edit(request: CoalitionRequest) -> HttpResponse:
    """Change the settings."""
    require(coordinating(request.standing, at=now()))
    row = Coalition.objects.get(pk=request.coalition.pk)
    return ask(
        request, SettingsForm(posted(request), instance=row),
        lambda **answers: change_settings(row, by=request.capacity, at=now(), **answers), of=row,
        then=inside(request, "settings"), said=_("The settings are changed."), button=_("Save the settings"),
        heading=_("Change the settings"), back=inside(request, "settings"),
    )  # fmt: skip


def stage(request: CoalitionRequest) -> HttpResponse:
    """Enter another stage."""
    require(coordinating(request.standing, at=now()))
    one = Coalition.objects.get(pk=request.coalition.pk)
    return ask(
        request, StageForm(posted(request), here=one.stage),
        lambda stage, read: enter_stage(one, Stage(stage), by=request.capacity, at=now(), read=read), of=one,
        then=inside(request, "settings"), said=_("The coalition is in another stage."), button=_("Enter this stage"),
        back=inside(request, "settings"), heading="",
    )  # fmt: skip
