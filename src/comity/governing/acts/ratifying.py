"""What a meeting could only advise is put to a binding vote, in which those who were absent can answer, too."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import require
from comity.core.matters.times import days_open
from comity.governing.acts.matters import fresh_matter
from comity.governing.acts.questions import begin_question
from comity.governing.acts.reading import fresh_question
from comity.governing.counting import agreed
from comity.governing.matters.applying import about_of, rule_for
from comity.governing.matters.permissions import may_put_to_all, worked_on
from comity.governing.models import Option, Question
from comity.governing.sealing import seals

#: such a vote is proposed to last so long
USUAL = 10
#: what of the ballot stays as it was
BALLOT = ("method", "private", "proxies", "budget", "currency")


@act("governing.question.put_to_all", says=gettext_noop("put to a binding vote what {code} could only advise"))
def put_to_all(question: Question, *, by: Capacity, at: datetime) -> Changes[Question]:
    """Draft the binding vote on what a sitting without notice or quorum could only advise; returns the draft.

    It is a vote on the same matter, so the rulebook names body and rule as for any other; ballot and options are the
    same. The advice stands as it is, and leads to the vote.
    """
    advice = fresh_question(question, by)
    require(may_put_to_all(by, advice, at=at))
    about, matter = about_of(advice.matter), advice.matter and fresh_matter(advice.matter, by)
    require(None if matter is None else worked_on(matter))
    draft, rows = begin_question(_as_before(advice, at), about, None, True, matter, by=by, at=at)
    advice.ratification = draft
    advice.store()
    also = [advice, *rows, *_same_options(advice, draft)]
    words = {"about": draft.title}
    return Changes(draft, also=also, words=words, code=advice.code, advice=advice.pk, seals=seals(draft))


def _as_before(advice: Question, at: datetime) -> dict[str, Any]:
    given = {name: getattr(advice, name) for name in BALLOT}
    return given | {
        "body": advice.body, "title": advice.title, "lede": advice.lede, "text": _with_advice(advice),
        "settings": agreed(advice), "closes_at": _until(advice, at), "review_on": advice.review_on, "effect": "",
        "effect_target": None, "confidentiality": Confidentiality(advice.confidentiality),
    }  # fmt: skip


def _until(advice: Question, at: datetime) -> datetime:
    """At six in the evening of a day that the rule allows."""
    found, tz = rule_for(advice, about_of(advice.matter), at), advice.coalition.tz
    days = days_open(USUAL, notice=found.notice, shortest=found.shortest, longest=found.longest)
    return datetime.combine(at.astimezone(tz).date() + timedelta(days=days), time(18), tz)


def _with_advice(advice: Question) -> str:
    with translation.override(advice.coalition.language):
        words = _("{meeting} could only advise on this: {code}. Here all can answer, those who were absent, too.")
        said = words.format(meeting=advice.sitting_title, code=advice.code)
    return "\n\n".join(filter(None, (said, advice.text)))


def _same_options(advice: Question, draft: Question) -> list[Any]:
    return [
        Option(
            coalition_id=draft.coalition_id, question=draft, place=one.place, title=one.title, text=one.text,
            cost=one.cost,
        ).store()
        for one in Option.objects.filter(question=advice).order_by("place")
    ]  # fmt: skip
