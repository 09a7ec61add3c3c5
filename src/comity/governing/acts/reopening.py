"""A decided matter is taken up again on a ground of the rulebook, or the request is refused with the reason."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.core.matters.reopening import Ground, Verdict
from comity.governing.acts.questions import begin_question
from comity.governing.acts.reading import fresh_question
from comity.governing.matters import telling
from comity.governing.matters.applying import about_of
from comity.governing.matters.reopening import (
    may_reopen,
    may_support,
    may_withdraw_request,
    refusal_in_words,
    verdict_on,
)
from comity.governing.models import Matter, MatterState, Question, Reopening, RequestState, Support
from comity.people.models import Organisation


@act("governing.reopening.asked", says=gettext_noop("asked to take up {code} again ({ground}): {about}"))
def ask_reopening(
    question: Question, ground: Ground, *, why: str, proof: str = "", known_on: date | None = None, by: Capacity,
    at: datetime,
) -> Changes[Reopening]:  # fmt: skip
    """Ask on a ground of the rulebook to take a decided matter up again.

    It is judged at once: taken up, refused with the reason, or left waiting until enough members support it. A refused
    request is kept. New facts need a proof and the day since when they are known.
    """
    question = fresh_question(question, by)
    require(may_reopen(by, question, at=at))
    if ground is Ground.NEW_FACTS and not (proof.strip() and known_on):
        raise ValidationError({"proof": _("Say what is new, since when it is known, and how it can be checked.")})
    request = Reopening(
        coalition_id=home(by), question=question, ground=ground, why=why, proof=proof, known_on=known_on,
        state=RequestState.GATHERING, person_id=by.someone, acts_for=by.acts_for, organisation_id=by.organisation,
        for_body_id=by.body, asked_at=at,
    )  # fmt: skip
    _check(request)
    rows = _support(request, by, at) if ground is Ground.SHARE and by.organisation else []
    rows += _judge(request, by, at)
    if request.state == RequestState.GATHERING:
        telling.tell_gathering(request, at=at)
    words = {"about": question.title}
    return Changes(
        request, also=rows, words=words, code=question.code, ground=str(ground), state=str(request.state),
        question=question.pk, clause=request.clause, needed=request.needed,
    )  # fmt: skip


@act("governing.reopening.supported", says=gettext_noop("supports taking up {code} again: {about}"))
def support_reopening(request: Reopening, *, by: Capacity, at: datetime) -> Changes[Reopening]:
    """Support a request for one's organisation. Once enough members do, the matter is taken up."""
    request = fresh_request(request, by)
    require(may_support(by, request, at=at))
    rows = _support(request, by, at)
    rows += _judge(request, _asker(request), at)
    words = {"about": request.question.title}
    code = request.question.code
    return Changes(
        request, also=rows, words=words, code=code, organisation=by.of, state=str(request.state)
    )


@act("governing.reopening.withdrawn", says=gettext_noop("no longer asks to take up {code} again: {about}"))
def withdraw_reopening(request: Reopening, *, by: Capacity, at: datetime) -> Changes[Reopening]:
    """Take a request back that waits for supporters."""
    request = fresh_request(request, by)
    require(may_withdraw_request(by, request, at=at))
    request.state, request.settled_at = RequestState.WITHDRAWN, at
    request.store()
    return Changes(request, words={"about": request.question.title}, code=request.question.code)


def fresh_request(request: Reopening, by: Capacity) -> Reopening:
    """The request with its question, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, request))
    found: Reopening = Reopening.objects.select_related("person", "organisation", "for_body").get(pk=request.pk)
    found.question = fresh_question(request.question, by)
    return found


def _check(request: Reopening) -> None:
    request.clean_fields(
        exclude={"words_mark", "salt", "known_on", "settled_at", "matter", "organisation", "for_body", "state"}
    )
    request.seal_words()
    request.store()


def _support(request: Reopening, by: Capacity, at: datetime) -> list[Any]:
    name = Organisation.objects.get(pk=by.spoken_for).name
    row = Support(
        coalition_id=request.coalition_id, reopening=request, organisation_id=by.spoken_for, name=name,
        person_id=by.someone, given_at=at,
    )  # fmt: skip
    return [row.store()]


def _judge(request: Reopening, by: Capacity, at: datetime) -> list[Any]:
    """Let the rulebook decide on it; returns what was opened."""
    clause, verdict = verdict_on(request, at)
    request.clause, request.needed = clause, verdict.needed
    rows: list[Any] = []
    if verdict.refusal is not None:
        request.state, request.settled_at = RequestState.REFUSED, at
        request.refused_why = refusal_in_words(request.question, verdict)
    elif verdict.granted:
        rows = _take_up(request, by, at, verdict)
    request.store()
    return rows


def _take_up(request: Reopening, by: Capacity, at: datetime, verdict: Verdict) -> list[Any]:
    """Open a matter that is linked to the old one, with a draft to begin from. The decision stands until then."""
    old = request.question
    about = about_of(old.matter)
    matter = Matter(
        coalition_id=old.coalition_id, title=old.title, kind=about.kind or "work", kind_name="", amount=about.amount,
        topic=about.topic, paid_from=about.paid_from, body=old.body, confidentiality=old.confidentiality,
        state=MatterState.OPEN, reopens=old, begun_at=at,
    )  # fmt: skip
    matter.kind_name = old.matter.kind_name if old.matter else matter.kind
    matter.store()
    given = {
        "body": old.body, "title": old.title, "lede": old.lede, "text": old.text,
        "confidentiality": old.confidentiality, "closes_at": None, "review_on": None, "effect": "",
        "effect_target": None,
    }  # fmt: skip
    draft, rows = begin_question(given, about_of(matter), None, True, matter, by=by, at=at)
    request.state, request.settled_at, request.matter = RequestState.GRANTED, at, matter
    telling.tell_taken_up(request, draft, at=at)
    return [matter, draft, *rows]


def _asker(request: Reopening) -> Capacity:
    """The capacity in which it was asked: in that name the draft is begun, whoever's support was the last."""
    of = request.speaker()
    return Capacity(
        request.person_id, request.person.name, ActsFor(request.acts_for), of and of.pk, of.name if of else "",
        request.coalition_id,
    )  # fmt: skip
