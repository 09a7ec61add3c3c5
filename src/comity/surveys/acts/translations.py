"""A survey is put into other languages, word by word. Nothing of what it asks changes by it."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.text import tidy
from comity.base.versions import Changed, Version, fresh, mark
from comity.surveys.models import Round, RoundState, Survey, Translation
from comity.surveys.permissions import may_keep, usable
from comity.surveys.queries import questions_of
from comity.surveys.translating import ALWAYS, Slot, language_name, said_in, said_of, slots_of


@act("surveys.translation.begun", says=gettext_noop("began to put {about} into another language: {language}"))
def begin_translation(survey: Survey, *, language: str, by: Capacity, at: datetime) -> Changes[Translation]:
    """Offer a survey in another language; its words follow. Until then the original is shown in their place."""
    require(may_keep(by, survey, at=at))
    survey = fresh(survey)
    require(usable(survey))
    if language.casefold() == survey.language.casefold():
        raise ValidationError({"language": _("The questions are written in this language already.")})
    if Translation.objects.filter(survey=survey, language__iexact=language).exists():
        raise ValidationError({"language": _("This language is there already.")})
    made = Translation(
        coalition_id=survey.coalition_id, survey=survey, language=language, made_by_id=by.person,
        made_name=by.of_name or by.person_name, made_at=at,
    ).store()  # fmt: skip
    return Changes(made, also=[survey], words={"about": survey.named, "language": language_name(language)})


@act("surveys.translation.worded", says=gettext_noop("put words of {about} into another language: {language}"))
def translate(
    translation: Translation, words: Mapping[str, str], *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Translation]:
    """Say how words read in the language, by the key of their place; an empty text leaves them in the original.

    Once a round was opened only what is missing can be added, since questions stand still then. ValidationError names
    each place that is not there, stands still, or gets too long. read: the version of the whole, or of its places: then
    Changed only if one of these words came from somebody else meanwhile.
    """
    require(may_keep(by, translation.survey, at=at))
    fresh(translation)
    require(usable(translation.survey))
    slots = {one.key: one for one in slots_of(translation.survey, questions_of(translation.survey))}
    _as_read(translation, said_of(translation, list(slots.values())), words, read)
    still = standing_still(translation, list(slots.values()))
    faults = {key: fault for key, said in words.items() if (fault := _fault(slots.get(key), said, key in still))}
    if faults:
        raise ValidationError(faults)
    kept = {key: value for key, value in translation.words.items() if key in slots}
    kept |= {key: [tidy(said), slots[key].original] for key, said in words.items()}
    translation.words = {key: value for key, value in kept.items() if value[0]}
    translation.store()
    named = {"about": translation.survey.named, "language": language_name(translation.language)}
    return Changes(translation, also=[translation.survey], words=named, places=len(words))


@act("surveys.translation.removed", says=gettext_noop("took a language out of {about}: {language}"))
def remove_translation(translation: Translation, *, by: Capacity, at: datetime) -> Changes[Survey]:
    """Offer a survey in a language no longer. Not while a round is open: somebody may be reading it."""
    require(may_keep(by, translation.survey, at=at))
    survey = fresh(translation).survey
    require(being_read(survey))
    gone, language = translation.pk, translation.language
    Translation.objects.filter(pk=gone).delete()
    return Changes(survey, words={"about": survey.named, "language": language_name(language)}, gone=gone)


def _as_read(
    translation: Translation, now: dict[str, str], words: Mapping[str, str], read: Version | None
) -> None:
    """Raise Changed when somebody else said one of these words since they were read."""
    if read is None:
        return
    if "words" in read.marks:
        read.require(translation)
    fields = [key for key, digits in read.marks.items() if key in now and mark(now[key]) != digits]
    if set(fields) & set(words):
        raise Changed({**dict.fromkeys(read.marks, ""), **now}, fields)


def being_read(survey: Survey) -> Reason | None:
    """Whether somebody may be answering in any of its languages now."""
    if not Round.objects.filter(survey=survey, state=RoundState.OPEN).exists():
        return None
    why = _("A round is open: somebody may be answering in this language.")
    return Reason(why, _("Take it out once the round has closed."), Bar.CONFLICT)


def standing_still(translation: Translation, slots: list[Slot]) -> set[str]:
    """The places whose translated words can't change any more: all that were said once a round was opened."""
    return set() if translation.survey.is_draft else set(said_in(translation, slots)) - ALWAYS


def _fault(slot: Slot | None, said: str, still: bool) -> str:
    if slot is None:
        return _("There are no such words in this survey.")
    if still:
        return _("These words stand still: a round was opened with them.")
    return _("This text is too long.") if len(said) > slot.most else ""
