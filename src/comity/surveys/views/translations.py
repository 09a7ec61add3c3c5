"""A survey in other languages: begun, put into words beside the original, taken out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.base.versions import Version
from comity.coalitions.asking import ask, posted
from comity.coalitions.requests import CoalitionRequest
from comity.surveys import acts, permissions, queries
from comity.surveys.acts.translations import being_read
from comity.surveys.forms_translations import LanguageForm, TranslationForm, changed
from comity.surveys.models import Translation
from comity.surveys.translating import language_name, said_of, share_of, slots_of
from comity.surveys.views.surveys import find


def begin(request: CoalitionRequest, survey: UUID) -> HttpResponse:
    """Offer a survey in another language."""
    found = find(request, survey)
    require(permissions.keeping(request.standing, request.capacity, found) or permissions.usable(found))
    return ask(
        request, LanguageForm(posted(request)),
        lambda language: acts.begin_translation(found, language=language, by=request.capacity, at=now()),
        then=lambda one: one.get_absolute_url(), said=_("Now put its words beside the original."),
        heading=_("Which language?"), button=_("Add it"), lede=found.title, back=found.get_absolute_url(),
    )  # fmt: skip


def translation(request: CoalitionRequest, translation: UUID) -> HttpResponse:
    """The original and the other language side by side."""
    found = find_translation(request, translation)
    survey = found.survey
    require(permissions.keeping(request.standing, request.capacity, survey) or permissions.usable(survey))
    slots = slots_of(survey, queries.questions_of(survey))
    form = TranslationForm(posted(request), translation=found, slots=slots)

    def run(*, read: Version | None = None, **said: str) -> Translation:
        return acts.translate(found, changed(said, read), by=request.capacity, at=now(), read=read)

    return ask(
        request, form, run, of=said_of(found, slots), names=list(form.fields), then=found.get_absolute_url(),
        said=_("The words are kept."), undo=False, template="surveys/translation.html", translation=found,
        survey=survey, share=share_of(found, slots), name=language_name(found.language), back=survey.get_absolute_url(),
        stays=being_read(survey),
    )  # fmt: skip


@require_POST
def remove(request: CoalitionRequest, translation: UUID) -> HttpResponse:
    """Offer it in this language no longer."""
    survey = acts.remove_translation(find_translation(request, translation), by=request.capacity, at=now())
    toast(request, _("The language is taken out."))
    return redirect(survey)


def find_translation(request: CoalitionRequest, translation: UUID) -> Translation:
    """A language of a survey that one may know of; else 404."""
    found: Translation = get_object_or_404(queries.translations_visible_to(request.standing), pk=translation)
    return found
