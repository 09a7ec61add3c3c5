"""The rulebook applied to a question: it names body and rule, and what it doesn't let through can't bind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.base import registry
from comity.base.refusal import Refused
from comity.coalitions.models import Body, BodyKind
from comity.core.ballots.types import Rule
from comity.core.matters.times import Window, window
from comity.core.rulebook.kinds import RULES, WORK
from comity.core.rulebook.ruling import NoRuling, Ruling
from comity.core.rulebook.types import Unit
from comity.governing.ballots import follow
from comity.governing.models import Matter, Question
from comity.governing.rulebook import adopted, adopts, ruling
from comity.governing.rulebook.words import kind_in_words, routed_in_words, why_not
from comity.governing.rules import DEFAULT
from comity.topics.models import Topic


@dataclass(frozen=True)
class About:
    """What a question is to settle. kind "": a body's own work; amount in minor units; None where there is none."""

    kind: str = ""
    amount: int | None = None
    topic: Topic | None = None
    paid_from: str = ""


#: the same as names of what acts take
ABOUT = frozenset({"kind", "amount", "topic", "paid_from"})


def about_of(matter: Matter | None) -> About:
    """What a matter says."""
    if matter is None:
        return About()
    return About(matter.kind, matter.amount, matter.topic, matter.paid_from)


def binds(question: Question, about: About, rule: Rule | None, at: datetime) -> bool:
    """Whether a question binds if nobody said: under a rulebook, unless somebody chose a rule of their own for it.

    The vote that adopts the first rulebook, and what founders settle before, bind by a rule that the founders chose.
    """
    if adopts(question) or founding(question, at):
        return True
    ruled = bool(about.kind) or question.matter is not None or rule is None
    return ruled and adopted(question.coalition_id, at) is not None


def founding(question: Question, at: datetime) -> bool:
    """Whether it adopts the first rulebook, or settles before that something which founders settle by themselves."""
    effect = registry.effects.get(question.effect) if question.effect else None
    return (adopts(question) or (effect is not None and effect.founders)) and adopted(question.coalition_id, at) is None


def rule_for(question: Question, about: About, at: datetime) -> Ruling:
    """The clause that applies; Refused where none does, with what mends it."""
    kind = kind_of(question, about)
    found = ruling(question.coalition_id, kind, about.amount, at)
    if isinstance(found, NoRuling):
        raise Refused(why_not(found))
    return found


def kind_of(question: Question, about: About) -> str:
    """The kind of matter; an effect may ask for one, so that nobody admits a member as a body's own work."""
    if adopts(question):
        return RULES
    effect = registry.effects.get(question.effect) if question.effect else None
    asked = effect.kind if effect else ""
    if asked and about.kind not in ("", asked):
        why = _("“{effect}” is decided as “{kind}”. Choose that kind.")
        raise ValidationError({"kind": why.format(effect=effect and effect.label, kind=kind_in_words(asked))})
    return asked or about.kind or WORK


def apply_rule(question: Question, about: About, *, rule: Rule | None, at: datetime) -> list[Any]:
    """Freeze into a draft what applies to it: of advice the rule that was chosen, else what the rulebook names.

    Returns the matter, where there is one, stored; the question itself is the caller's to store.
    """
    if not question.binding or founding(question, at):
        question.rule = rule or DEFAULT
        question.rulebook, question.clause, question.routed_why, question.overrule = None, "", "", None
        question.unit, question.member_for = Unit.ORGANISATION, 0
        return []
    _check_taken_up(question, about)
    found = rule_for(question, about, at)
    _route(question, found)
    _not_below(question)
    question.rule, question.rulebook, question.clause = found.rule, found.version, found.clause
    question.overrule = found.way.overrule
    follow(question, found.way)
    return [_matter(question, about, found, at)]


def check_times(question: Question, found: Ruling, at: datetime) -> None:
    """Raise ValidationError where it closes too early or too late for its rule."""
    allowed = window_of(question, found, at)
    closes = question.closes_at
    question.earliest_at, question.latest_at = allowed.earliest, allowed.latest
    if closes is None or allowed.holds(closes):
        return
    early = closes < allowed.earliest
    said = (
        _("Clause {clause} asks for more time: it can close from {day} on.")
        if early
        else _("Clause {clause} asks for less time: it must close by {day}.")
    )
    day = _moment(question, allowed.earliest if early else allowed.latest)
    raise ValidationError({"closes_at": said.format(clause=found.clause, day=day)})


def window_of(question: Question, found: Ruling, at: datetime) -> Window:
    """From when until when it may close if it opens at that moment."""
    tz = question.coalition.tz
    shared = question.shared_at.astimezone(tz) if question.shared_at else None
    return window(
        at.astimezone(tz), shared_at=shared, notice=found.notice, shortest=found.shortest, longest=found.longest
    )


def check_quorum(question: Question, asked: int) -> None:
    """Raise ValidationError where the rule asks for more organisations than are there."""
    quorum = question.rule.quorum
    if question.binding and quorum is not None and asked and quorum.units(asked) > asked:
        said = _("The rule asks for {needed} organisations, and {body} has only {asked}. It could never be decided.")
        raise ValidationError(
            {"body": said.format(needed=quorum.units(asked), asked=asked, body=question.body_name)}
        )


def _route(question: Question, found: Ruling) -> None:
    """Send it to the body that the clause names, and say why it went there."""
    if found.body is None or found.body == question.body_id:
        question.routed_why = "\n".join(_limits(question, found)) or question.routed_why
        return
    put_to, question.body = question.body, Body.objects.get(pk=found.body)
    with translation.override(question.coalition.language):
        named = _("It was put to {put_to}. Clause {clause} of the rulebook lets {body} decide it.").format(
            put_to=put_to.name, clause=found.clause, body=question.body.name
        )
        question.routed_why = "\n".join(_limits(question, found)) or named


def _check_taken_up(question: Question, about: About) -> None:
    """What a decision was about stays, while it is taken up again: else a smaller body could overturn it."""
    old = _taken_up(question)
    if old is None or question.matter is None:
        return
    if (about.kind or WORK, about.amount) != (question.matter.kind, question.matter.amount):
        said = _("It takes up {code} again, so its kind and amount stay. For another matter, put a new question.")
        raise ValidationError({"kind": said.format(code=old.code)})
    if question.body_id != question.matter.body_id and not _decides_at_least(question.body, old):
        said = _("It takes up {code} again, which {body} decided. That body or the assembly decides on it.")
        raise ValidationError({"body": said.format(code=old.code, body=old.body_name)})


def _not_below(question: Question) -> None:
    """Where the rules name another body by now, the one that decided then still decides, or the assembly."""
    old = _taken_up(question)
    if old is None or _decides_at_least(question.body, old):
        return
    question.body = old.body
    with translation.override(question.coalition.language):
        said = _("It takes up {code} again, which {body} decided: no smaller body overturns that.")
        question.routed_why = said.format(code=old.code, body=old.body_name)


def _taken_up(question: Question) -> Question | None:
    """The question whose decision is taken up again."""
    return question.matter.reopens if question.matter is not None else None


def _decides_at_least(body: Body, old: Question) -> bool:
    """Whether it is the body that decided then, or the assembly; a body that has ended holds nobody."""
    return body.pk == old.body_id or body.kind == BodyKind.ASSEMBLY or old.body.ended_on is not None


def _limits(question: Question, found: Ruling) -> list[str]:
    if not found.routed:
        return []
    names = dict(Body.objects.values_list("pk", "name"))
    with translation.override(question.coalition.language):
        return routed_in_words(found, names)


def _matter(question: Question, about: About, found: Ruling, at: datetime) -> Matter:
    known = question.matter
    if known is not None and known.questions.exclude(pk=question.pk).exists():
        return known  # the first question said what it is about
    matter = known or Matter(coalition_id=question.coalition_id, begun_at=at)
    with translation.override(question.coalition.language):
        named = adopted(question.coalition_id, at)
        matter.kind_name = kind_in_words(found.kind, named.rules.kind(found.kind) if named else None)
    matter.title, matter.kind, matter.amount, matter.currency = question.title, found.kind, found.amount, found.currency
    matter.topic, matter.paid_from = _usable(about.topic, matter), about.paid_from
    matter.body, matter.confidentiality = question.body, question.confidentiality
    question.matter = matter.store()
    return matter


def _usable(topic: Topic | None, matter: Matter) -> Topic | None:
    """A topic of this coalition: one that it had before, or one that can still be chosen."""
    if topic is None or topic.pk == matter.topic_id:
        return topic
    if topic.coalition_id != matter.coalition_id or not topic.is_live:
        raise ValidationError({"topic": _("This topic is not in use any more. Choose another.")})
    return topic


def _moment(question: Question, at: datetime) -> str:
    pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
    return date_format(at.astimezone(question.coalition.tz), pattern)


