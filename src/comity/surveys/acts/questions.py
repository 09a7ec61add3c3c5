"""Questions of a draft are added, changed, moved and removed."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version, fresh
from comity.surveys.kinds import kinds
from comity.surveys.models import Question, Survey
from comity.surveys.models.surveys import SECTION
from comity.surveys.permissions import drafting, may_keep
from comity.surveys.queries import places

#: how many questions and headings a survey may have
MOST = 200
EDITABLE = ("text", "help", "required", "settings")
NUMBERED = re.compile(r"q(\d+)")


@act("surveys.question.added", says=gettext_noop("added a question to {about} {question}"))
def add_question(
    survey: Survey, *, kind: str, text: str, by: Capacity, at: datetime, help: str = "", required: bool = False,
    settings: dict[str, Any] | None = None,
) -> Changes[Question]:  # fmt: skip
    """Add a question at the end, or a heading that begins a page. settings: as `Kind.settings` gave them."""
    _draft(survey, by, at)
    if kind != SECTION and kind not in kinds:
        raise ValidationError({"kind": _("There is no such kind of question.")})
    rows = list(places(survey))
    if len(rows) >= MOST:
        raise ValidationError(_("Two hundred questions are more than anybody answers."))
    question = Question(
        coalition_id=survey.coalition_id, survey=survey, key=_free_key(rows), place=len(rows) + 1, kind=kind, text=text,
        help=help, required=required and kind != SECTION, settings=settings or {},
    ).store()  # fmt: skip
    words = {"about": survey.named, "question": survey.unless_drafted(question.text)}
    return Changes(question, also=[survey], words=words, kind=kind)


@act("surveys.question.changed", says=gettext_noop("changed a question of {about} {question}"))
def change_question(
    question: Question, *, text: str, by: Capacity, at: datetime, help: str = "", required: bool = False,
    settings: dict[str, Any] | None = None, read: Version | None = None,
) -> Changes[Question]:  # fmt: skip
    """Change its words and what its kind asks about it."""
    survey = _draft(question.survey, by, at)
    fresh(question, read)
    question.text, question.help, question.required = text, help, required and not question.is_section
    question.settings = settings or {}
    question.store()
    words = {"about": survey.named, "question": survey.unless_drafted(question.text)}
    return Changes(question, also=[survey], words=words)


@act("surveys.question.moved", says=gettext_noop("moved a question of {about} {question}"))
def move_question(question: Question, *, up: bool, by: Capacity, at: datetime) -> Changes[Question]:
    """One place up or down. At its end nothing moves."""
    survey = _draft(question.survey, by, at)
    rows = list(places(survey))
    here = next(n for n, one in enumerate(rows) if one.pk == question.pk)
    there = min(max(here + (-1 if up else 1), 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    moved = _numbered(rows)
    also = [one for one in moved if one.pk != question.pk]
    words = {"about": survey.named, "question": survey.unless_drafted(question.text)}
    return Changes(rows[there], also=[*also, survey], words=words, place=there + 1)


@act("surveys.question.removed", says=gettext_noop("took a question out of {about} {question}"))
def remove_question(question: Question, *, by: Capacity, at: datetime) -> Changes[Survey]:
    """Take a question out of a draft. It is gone; the record keeps its words."""
    survey = _draft(question.survey, by, at)
    key, text = question.pk, question.text
    Question.objects.filter(pk=key).delete()
    moved = _numbered(list(places(survey)))
    words = {"about": survey.named, "question": survey.unless_drafted(text)}
    return Changes(survey, also=moved, words=words, gone=key)


def _draft(survey: Survey, by: Capacity, at: datetime) -> Survey:
    """The survey, read anew and locked, while its questions can still change."""
    require(may_keep(by, survey, at=at))
    require(drafting(fresh(survey)))
    return survey


def _numbered(rows: list[Question]) -> list[Question]:
    """Give each the place where it stands; those that changed."""
    moved = []
    for place, one in enumerate(rows, start=1):
        if one.place != place:
            one.place = place
            moved.append(one.store())
    return moved


def _free_key(rows: list[Question]) -> str:
    found = [int(match[1]) for one in rows if (match := NUMBERED.fullmatch(one.key))]
    return f"q{max(found, default=0) + 1}"
