"""Surveys are drafted (freely, from a template, as a copy), changed and withdrawn."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.coalitions.held import place_of
from comity.surveys.models import Question, Readers, Round, RoundState, Survey, SurveyState, Translation
from comity.surveys.patterns import patterns, settled
from comity.surveys.permissions import drafting, may_draft, may_keep
from comity.surveys.queries import questions_of, translations_of

#: what may change while a survey is drafted; and the rest of it, at any time
EDITABLE = ("title", "intro", "thanks", "language", "anonymous", "readers", "results_open")
ALWAYS = {"title", "thanks"}


@act("surveys.survey.drafted", says=gettext_noop("drafted {about}"))
def draft_survey(
    *, thing: Any, title: str, by: Capacity, at: datetime, pattern: str = "", like: Survey | None = None,
    intro: str = "", thanks: str = "", language: str = "", anonymous: bool | None = None,
    readers: str = Readers.KEEPERS, results_open: bool = True,
) -> Changes[Survey]:  # fmt: skip
    """Draft a survey that belongs to a thing or the coalition: with no questions yet, those of a template, or a copy's.

    Refused for those who may not add to the thing; ValidationError for a template that is not there.
    """
    require(may_draft(by, thing, at=at))
    if pattern and pattern not in patterns:
        raise ValidationError({"pattern": _("This template is not there. Choose another.")})
    found = patterns.get(pattern)
    survey = Survey(
        title=title, intro=intro or (str(found.intro) if found else ""), thanks=thanks, language=language,
        pattern=pattern, anonymous=found.anonymous if anonymous is None and found else bool(anonymous),
        readers=readers, results_open=results_open, held_title=place_of(thing).title[:300], kept_by_id=by.person,
        kept_as=by.acts_for, kept_for=by.of, kept_name=by.of_name or by.person_name, made_at=at,
    )  # fmt: skip
    if like is not None:
        require(may_keep(by, like, at=at))
        survey.pattern, survey.intro = like.pattern, survey.intro or like.intro
    survey.belong_to(thing)
    survey.store()
    items = [one.store() for one in (_copied(survey, like) if like else _of_pattern(survey, pattern))]
    turned = [one.store() for one in _translated(survey, like, by)] if like else []
    also = [*items, *turned, thing, *([like] if like else [])]
    return Changes(survey, also=also, words={"about": survey.named}, pattern=pattern, anonymous=survey.anonymous)


@act("surveys.survey.changed", says=gettext_noop("changed {about}"))
def change_survey(
    survey: Survey, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Survey]:
    """Change its words, and while it is drafted who may read what: any of EDITABLE."""
    require(may_keep(by, survey, at=at))
    fresh(survey, read)
    if unknown := set(said) - set(EDITABLE):
        raise TypeError(f"A survey has no {sorted(unknown)}.")
    changed = sorted(name for name, value in said.items() if getattr(survey, name) != value)
    if set(changed) - ALWAYS:
        require(drafting(survey))
    for name in changed:
        setattr(survey, name, said[name])
    survey.store()
    return Changes(
        survey, words={"about": survey.named}, changed=changed, anonymous=survey.anonymous, readers=survey.readers,
        results_open=survey.results_open,
    )  # fmt: skip


@act("surveys.survey.withdrawn", says=gettext_noop("withdrew {about}"))
def withdraw_survey(survey: Survey, *, by: Capacity, at: datetime) -> Changes[Survey]:
    """Nobody is asked any more. What was answered stays; an open round must be closed or called off before."""
    require(may_keep(by, survey, at=at))
    fresh(survey)
    if survey.state == SurveyState.WITHDRAWN:
        raise ValidationError(_("This survey was withdrawn already."))
    if Round.objects.filter(survey=survey, state=RoundState.OPEN).exists():
        raise ValidationError(_("A round is open. Close it or call it off first."))
    named = survey.named
    survey.state, survey.withdrawn_at = SurveyState.WITHDRAWN, at
    survey.store()
    return Changes(survey, words={"about": named})


def _of_pattern(survey: Survey, name: str) -> Iterator[Question]:
    pattern = patterns.get(name)
    for place, item in enumerate(pattern.items if pattern else (), start=1):
        yield Question(
            coalition_id=survey.coalition_id, survey=survey, key=item.key, place=place, kind=item.kind,
            text=str(item.text), help=str(item.help), required=item.required, settings=settled(item.settings),
        )  # fmt: skip


def _translated(survey: Survey, like: Survey, by: Capacity) -> Iterator[Translation]:
    """A copy reads in the same languages; its questions keep their keys."""
    for one in translations_of(like):
        yield Translation(
            coalition_id=survey.coalition_id, survey=survey, language=one.language, words=one.words,
            made_by_id=by.person, made_name=by.of_name or by.person_name, made_at=survey.made_at,
        )  # fmt: skip


def _copied(survey: Survey, like: Survey) -> Iterator[Question]:
    names = ("key", "place", "kind", "text", "help", "required", "settings")
    for one in questions_of(like):
        kept = {name: getattr(one, name) for name in names}
        yield Question(coalition_id=survey.coalition_id, survey=survey, **kept)
