"""Founders are asked for the brief and answer it, each for itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.versions import Version
from comity.coalitions.models import Coalition
from comity.coalitions.permissions import may_coordinate
from comity.coalitions.standing import home
from comity.core.advice.briefing import Brief
from comity.founding.brief import telling
from comity.founding.brief.permissions import may_answer
from comity.founding.brief.queries import own_answers, unanswered_by
from comity.founding.brief.words import ASKED
from comity.founding.founders import founders_of
from comity.founding.models import BriefAnswer, FoundingText, Kind
from comity.founding.permissions import BEING_FOUNDED
from comity.founding.sealing import seals
from comity.notices.asks import close_asks


@act("founding.brief.asked", says=gettext_noop("asked {n} founding organisations for the brief"))
def ask_for_brief(*, by: Capacity, at: datetime) -> Changes[Coalition]:
    """Ask each founder that has not answered all four questions, by an ask and a mail. Coordinators, once a day."""
    require(may_coordinate(by, at=at))
    coalition = Coalition.objects.get(pk=home(by))
    if coalition.stage not in BEING_FOUNDED:
        raise Refused(Reason(_("The coalition is founded. Its checklist is closed."), bar=Bar.NOT_NOW))
    if FoundingText.objects.filter(kind=Kind.BRIEF).exists():
        raise ValidationError(_("The joint brief is being written by now."))
    missing = [one for one in founders_of(coalition.pk) if unanswered_by(one.pk)]
    if not missing:
        raise ValidationError(_("All founding organisations have answered."))
    if telling.asked_lately(coalition, at):
        raise ValidationError(_("They were asked today. Give them until tomorrow."))
    telling.ask(coalition, missing, at=at)
    return Changes(coalition, words={"n": str(len(missing))}, organisations=[one.pk for one in missing])


@act("founding.brief.answered", says=gettext_noop("answered for the brief: {about}"))
def answer_brief(
    answers: Mapping[Brief, str], *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[BriefAnswer]:
    """Answer some or all of the four questions for one's organisation; a later answer replaces an earlier one.

    read: the version of the answer that was read, where one is given; raises Changed when a colleague answered since.

    The record names the questions, never the words: others are to answer before they read them. ValidationError for
    an empty answer; Refused for those who don't speak for a founder, and once the joint brief is begun.
    """
    coalition = Coalition.objects.get(pk=home(by))
    require(may_answer(by, coalition, at=at))
    if not answers or not all(words.strip() for words in answers.values()):
        raise ValidationError(_("Answer at least one question."))
    known = own_answers(by.spoken_for)
    if read is not None:
        for one in answers:
            read.require(known.get(one) or BriefAnswer(question=one))
    rows = [_answered(known.get(one), coalition, one, words, by, at) for one, words in answers.items()]
    if not unanswered_by(by.spoken_for):
        close_asks(coalition, at=at, kind=telling.ASK, organisation=by.spoken_for)
    said = ", ".join(str(ASKED[one].short) for one in answers)
    return Changes(
        rows[0], also=rows[1:], words={"about": said}, organisation=by.organisation,
        answered=[one.value for one in answers], seals=seals(*rows),
    )  # fmt: skip


def _answered(
    row: Any, coalition: Coalition, question: Brief, words: str, by: Capacity, at: datetime
) -> BriefAnswer:
    found: BriefAnswer = row or BriefAnswer(coalition=coalition, question=question)
    found.speak_as(by)
    found.words, found.answered_at = words, at
    return found.store()
