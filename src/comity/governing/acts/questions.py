"""Questions are drafted, changed, opened, moved and withdrawn."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.held import follow
from comity.coalitions.models import Body, BodyKind
from comity.coalitions.openness import usual_level
from comity.coalitions.standing import home
from comity.core.ballots.types import Rule
from comity.governing import telling
from comity.governing.acts.discussing import word
from comity.governing.acts.matters import fresh_matter, let_go
from comity.governing.acts.reading import fresh_question
from comity.governing.amendments.permissions import all_answered
from comity.governing.amendments.votes import lose
from comity.governing.ballots import check_ballot, kept_ballot
from comity.governing.matters.applying import (
    ABOUT,
    About,
    about_of,
    apply_rule,
    binds,
    check_quorum,
    check_times,
    rule_for,
)
from comity.governing.matters.halting import withdrawable
from comity.governing.matters.permissions import asks_the_same, frozen, worked_on
from comity.governing.models import TRANSITIONS, Cause, Matter, MatterState, Question, State
from comity.governing.opening import kept_from_opening
from comity.governing.permissions import may_change, may_put_forward, must_be
from comity.governing.rulebook import adopts
from comity.governing.sealing import ballot_facts, rule_facts, seals
from comity.governing.sitting import Sitting, check_room, take_roll
from comity.notices.asks import close_asks

#: how long a question is open at least
SHORTEST = timedelta(hours=1)
#: what may change while a question is a draft
EDITABLE = {
    "body", "title", "lede", "text", "rule", "closes_at", "confidentiality", "effect", "effect_target", "review_on",
    "binding", "method", "settings", "private", "weights", "proxies", "budget", "currency",
}  # fmt: skip


@act("governing.question.drafted", says=gettext_noop("drafted a question"))
def draft_question(
    *, body: Body, title: str, lede: str, by: Capacity, at: datetime,
    text: str = "", rule: Rule | None = None, closes_at: datetime | None = None,
    confidentiality: Confidentiality | None = None,
    effect: str = "", effect_target: UUID | None = None, review_on: date | None = None, binding: bool | None = None,
    matter: Matter | None = None, **more: Any,
) -> Changes[Question]:  # fmt: skip
    """Begin a question to a body in the name of the capacity. Only those in whose name it stands see a draft.

    more: kind, amount (in minor units), topic and paid_from, by which the rulebook names body and rule; without a
    kind it is the body's own work. And of its ballot: method, settings, private, weights, proxies, budget, currency.
    confidentiality: None is what the ground rules say.
    rule: of advice alone. effect: the registered act that follows when it carries, upon `effect_target`. binding:
    False where it only asks for advice; nothing follows from that. matter: what it is to settle, where that is known.
    Refused where no rule applies; raises ValidationError by field.
    """
    require(may_put_forward(by, body, at=at))
    given = {
        "body": body, "title": title, "lede": lede, "text": text, "closes_at": closes_at, "review_on": review_on,
        "confidentiality": confidentiality or usual_level(home(by), at, body), "effect": effect,
        "effect_target": effect_target,
    }  # fmt: skip
    about = {name: more.pop(name) for name in ABOUT & set(more)}
    if unknown := set(more) - EDITABLE:
        raise TypeError(f"A question has no {sorted(unknown)}.")
    what = About(**about) if about or matter is None else about_of(matter)
    mine = matter and fresh_matter(matter, by)
    require(None if mine is None else worked_on(mine))
    question, also = begin_question(given | more, what, rule, binding, mine, by=by, at=at)
    return Changes(question, also=also, body=body.pk, seals=seals(question), **_ruled(question))


def begin_question(
    given: dict[str, Any], what: About, rule: Rule | None, binding: bool | None, matter: Matter | None, *,
    by: Capacity, at: datetime,
) -> tuple[Question, list[Any]]:  # fmt: skip
    """A draft in the name of the capacity, stored, with its matter. For acts, which have asked who may."""
    if matter is not None and matter.state == MatterState.DROPPED:
        matter.state = MatterState.OPEN
        matter.store()
    question = Question(
        coalition_id=home(by), person_id=by.person, acts_for=by.acts_for, organisation_id=by.organisation,
        for_body_id=by.body, for_name=by.of_name, drafted_at=at, matter=matter,
    )  # fmt: skip
    return question, _write(question, given, what, rule, binding, at)


@act("governing.question.edited", says=gettext_noop("changed a draft"))
def edit_question(
    question: Question, *, by: Capacity, at: datetime, read: Version | None = None, **changes: Any
) -> Changes[Question]:
    """Change any of EDITABLE, or what it is about, while the question is a draft; the rulebook is asked anew.

    Raises Changed when it no longer says what was `read`.
    """
    question = fresh_question(question, by, read)
    require(may_change(by, question, at=at) or must_be(question, State.DRAFT))
    about = {name: changes.pop(name) for name in ABOUT & set(changes)}
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"A draft has no {sorted(unknown)} to change.")
    if "body" in changes:
        require(may_put_forward(by, changes["body"], at=at))
    before, level = (question.lede, question.text), question.confidentiality
    rule, binding = changes.pop("rule", None), changes.pop("binding", question.binding)
    what = replace(about_of(question.matter), **about)
    kept = None if binding else rule or question.rule
    rows = _write(question, changes, what, kept, binding, at)
    shown = question.shared_at is not None and (question.lede, question.text) != before
    also = [*rows, *([word(question, Cause.AUTHOR, at=at)] if shown else [])]
    also += follow(question) if question.confidentiality != level else []
    changed = sorted({*changes, *about})
    return Changes(question, also=also, changed=changed, seals=seals(question), **_ruled(question))


@act("governing.question.opened", says=gettext_noop("asked {body}: {about} ({code})"))
def open_question(
    question: Question, *, by: Capacity, at: datetime, read: Version | None = None, sitting: Sitting | None = None
) -> Changes[Question]:
    """Put the question to its body: it gets its number, its rule is frozen, the roll is taken, the voters are asked.

    It must close at least an hour later, unless it is put to a sitting, where the roll notes who is present: whoever
    leads it opens what lies before it, whoever wrote it; what can't bind there is opened as advice. Refused where
    nobody is there to answer, and where its rule counts who is present and nobody meets. Raises Changed when the draft
    no longer says what was `read`.
    """
    question = fresh_question(question, by, read)
    require((None if sitting else may_change(by, question, at=at)) or must_be(question, State.DRAFT))
    elsewhere = question.routed_why or (question.matter and question.matter.reopens_id)
    require(None if elsewhere else may_put_forward(by, question.body, at=at))
    require(frozen(question, at) or asks_the_same(question, at) or all_answered(question))
    require(kept_from_opening(question, at))
    if sitting is None:
        _check_closing(question.closes_at, at)
    else:
        _bind_no_more_than(sitting, question, at)
        sitting.note(question, at)
    ruled = _apply_again(question, at, timed=sitting is None)
    check_ballot(question)
    check_room(question, sitting)
    _step(question, State.OPEN)
    question.opened_at, question.body_name = at, question.body.name
    question.number = _next_number(question)
    roll = take_roll(question, at, sitting)
    check_quorum(question, len(roll))
    first = [] if question.shared_at else [word(question, Cause.FIRST, at=at)]
    telling.ask(question, roll, at=at)
    words = {"about": question.title, "body": question.body_name}
    return Changes(
        question, also=[*roll, *first, *ruled], words=words, code=question.code, number=question.number,
        closes_at=question.closes_at, rule=rule_facts(question.rule), roll=[entry.organisation_id for entry in roll],
        seals=seals(question), roll_mark=question.roll_mark, lot_mark=question.lot_mark, **ballot_facts(question),
        **_ruled(question),
    )  # fmt: skip


def put_question(*, by: Capacity, at: datetime, **given: Any) -> Question:
    """Draft and open in one: both happen or neither. Takes what `draft_question` takes."""
    with transaction.atomic():
        return open_question(draft_question(by=by, at=at, **given), by=by, at=at)


@act("governing.question.moved", says=gettext_noop("moved the closing of {code} to {closes_at}"))
def move_closing(
    question: Question, closes_at: datetime, *, by: Capacity, at: datetime, read: Version | None = None
) -> Changes[Question]:
    """Let an open question close later, so that all can answer; never earlier. The voters are told."""
    question = fresh_question(question, by, read)
    require(may_change(by, question, at=at) or must_be(question, State.OPEN, at) or frozen(question, at))
    before = question.closes_at
    if before is None or closes_at <= before:
        raise ValidationError(
            {"closes_at": _("Choose a later time than now stands. Organisations rely on it.")}
        )
    if question.latest_at is not None and closes_at > question.latest_at:
        said = _("Clause {clause} of the rulebook lets it stay open until {day} only.")
        day = date_format(question.latest_at.astimezone(question.coalition.tz), "DATETIME_FORMAT")
        raise ValidationError({"closes_at": said.format(clause=question.clause, day=day)})
    question.closes_at, question.reminded_at = closes_at, None
    question.store()
    telling.tell_moved(question, at=at)
    words = {"about": question.title}
    return Changes(
        question, words=words, code=question.code, before=before, closes_at=closes_at, seals=seals(question)
    )


@act("governing.question.withdrawn", says=gettext_noop("withdrew {about}"))
def withdraw_question(question: Question, *, why: str = "", by: Capacity, at: datetime) -> Changes[Question]:
    """Take a question back before it closes, or while an objection or a tie keeps it from closing.

    It keeps its number, its answers and the reason; nothing is decided.
    """
    question = fresh_question(question, by)
    was_draft = question.state == State.DRAFT
    require(may_change(by, question, at=at) or (None if was_draft else withdrawable(question, at)))
    require(frozen(question, at))
    if not was_draft and not why.strip():
        raise ValidationError({"why": _("Say why, for those who have already answered.")})
    _step(question, State.WITHDRAWN)
    question.withdrawn_why, question.ended_at = why, at
    question.store()
    close_asks(question, at=at)
    lost = lose(question, at=at)
    if not was_draft:
        telling.tell_withdrawn(question, at=at)
    words = {"about": _("a draft") if was_draft else question.title, "why": why}
    return Changes(question, also=[*let_go(question), *lost], words=words, code=question.code, seals=seals(question))


def _write(
    question: Question, given: dict[str, Any], about: About, rule: Rule | None, binding: bool | None, at: datetime
) -> list[Any]:
    """Write into a draft, and ask the rulebook; returns the matter, where there is one."""
    given = given | kept_ballot(question, given)
    for name, value in given.items():
        setattr(question, name, value)
    question.binding = binds(question, about, rule, at) if binding is None else binding
    if "body" in given:
        question.routed_why = ""
    rows = apply_rule(question, about, rule=rule, at=at)
    question.body_name = question.body.name
    if not question.binding and question.effect:
        raise ValidationError({"effect": _("Nothing follows by itself from advice.")})
    question.effect_label = _effect_label(question)
    whole = question.body.kind == BodyKind.ASSEMBLY
    if whole and question.confidentiality == Confidentiality.BODY:
        raise ValidationError(
            {"confidentiality": _("In the assembly, all members are the body: choose them.")}
        )
    question.store()
    return rows


def _bind_no_more_than(sitting: Sitting, question: Question, at: datetime) -> None:
    """What the sitting can't decide is asked for as advice, and nothing follows from it."""
    if question.binding and not sitting.binds:
        given = {"effect": "", "effect_target": None}
        _write(question, given, about_of(question.matter), question.rule, False, at)


def _apply_again(question: Question, at: datetime, *, timed: bool) -> list[Any]:
    """The rulebook of the day of opening applies, with its times; it may be another than when the draft was written.

    timed: False in a room, where people have come for it, and notice was given of the meeting.
    """
    if not question.binding:
        return []
    about = about_of(question.matter)
    rows = apply_rule(question, about, rule=question.rule, at=at)
    if rows and timed:
        check_times(question, rule_for(question, about, at), at)
    return rows


def _ruled(question: Question) -> dict[str, Any]:
    """What named body and rule, as the record tells it."""
    if question.rulebook is None:
        return {"binding": question.binding}
    matter = {"matter": question.matter_id, "kind": question.matter and question.matter.kind}
    amount = question.matter and question.matter.amount
    ruled = {"rulebook": question.rulebook, "clause": question.clause, "routed": bool(question.routed_why)}
    return {"binding": True, "amount": amount, **matter, **ruled}


def _effect_label(question: Question) -> str:
    if not question.effect:
        return ""
    effect = registry.effects.get(question.effect)
    targets = effect.targets(question.coalition_id) if effect else {}
    if adopts(question) and question.effect_target not in targets:
        said = _("A version of the rulebook is put to the vote on its own page, and only once.")
        raise ValidationError({"effect": said})
    if question.effect_target not in targets:
        raise ValidationError({"effect": _("This can’t follow from a decision. Choose another.")})
    return targets[question.effect_target]


def _check_closing(closes_at: datetime | None, at: datetime) -> None:
    if closes_at is None:
        raise ValidationError({"closes_at": _("Say until when organisations can answer.")})
    if closes_at < at + SHORTEST:
        raise ValidationError({"closes_at": _("Give organisations at least an hour: choose a later time.")})


def _next_number(question: Question) -> int:
    """Of decisions or of advice. The chain's head is locked, so no other question takes the same."""
    alike = Question.objects.filter(binding=question.binding)
    return 1 + (alike.aggregate(last=Max("number"))["last"] or 0)


def _step(question: Question, state: State) -> None:
    if state not in TRANSITIONS[question.state]:
        raise ValueError(f"{question.state} → {state} is not a step of a question.")
    question.state = state
