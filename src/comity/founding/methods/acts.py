"""Methods are named, said of, noted of prospects; and a “never” is passed over only by a decision."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.text import fold
from comity.base.versions import fresh
from comity.coalitions.models import Coalition
from comity.coalitions.standing import home
from comity.founding.diligence.acts import for_committee
from comity.founding.methods import permissions
from comity.founding.methods.queries import LEAVE, without_leave
from comity.founding.models import Method, MethodLeave, MethodWord, Prospect, ProspectMethod
from comity.governing.acts import put_question
from comity.governing.models import Question, State
from comity.governing.permissions import may_change
from comity.governing.rulebook import adopted
from comity.governing.rulebook.proposing import FOUNDING


@act("founding.method.named", says=gettext_noop("named the method {about}"))
def name_method(*, name: str, words: str = "", by: Capacity, at: datetime) -> Changes[Method]:
    """Put a method on the list, so that every organisation can say whether it uses it."""
    require(permissions.may_name(by, at=at))
    if Method.objects.filter(struck_at=None, folded=fold(name)[:200]).exists():
        raise ValidationError({"name": _("This method is on the list already.")})
    row = Method(coalition_id=home(by), name=name, words=words, person_id=by.person, named_at=at).store()
    return Changes(row, words={"about": row.name})


@act("founding.method.struck", says=gettext_noop("took the method {about} off the list"))
def strike_method(row: Method, *, by: Capacity, at: datetime) -> Changes[Method]:
    """Nobody is asked about it any more."""
    row = fresh(row)
    require(permissions.may_strike(by, row, at=at))
    row.struck_at = at
    row.store()
    return Changes(row, words={"about": row.name})


@act("founding.method.said", says=gettext_noop("said of the method {about}: {stance}"))
def say_method(method: Method, stance: str, *, why: str = "", by: Capacity, at: datetime) -> Changes[MethodWord]:
    """Say whether one's organisation uses it, accepts it, or never uses it. A later word replaces this one."""
    require(permissions.may_say(by, method, at=at))
    row = MethodWord.objects.filter(method=method, organisation=by.organisation).first() or MethodWord(method=method)
    before = row.stance or None
    row.speak_as(by)
    row.stance, row.why, row.said_at = stance, why, at
    row.store()
    return Changes(row, words={"about": method.name, "why": why}, stance=stance, before=before)


@act("founding.prospect.method_noted", says=gettext_noop("noted how {about} works"))
def note_prospect_method(
    prospect: Prospect, method: Method, stance: str, *, source: str, by: Capacity, at: datetime
) -> Changes[ProspectMethod]:
    """Note for the committee whether a prospect uses, accepts or never uses a method, and where one has that from."""
    search = for_committee(prospect, by, at)
    require(permissions.gone(method))
    row = ProspectMethod.objects.filter(prospect=prospect, method=method).first() or ProspectMethod(
        coalition_id=prospect.coalition_id, prospect=prospect, method=method
    )
    row.body_id, row.stance, row.source, row.person_id, row.noted_at = search.body_id, stance, source, by.person, at
    row.store()
    words = {"about": prospect.name, "method": method.name, "source": source}
    return Changes(row, words=words, stance=stance)


@act("founding.leave.asked", says=gettext_noop("asked for leave to use a method that somebody never uses: {about}"))
def ask_leave(
    question: Question, method: Method, *, reason: str, closes_at: datetime, by: Capacity, at: datetime
) -> Changes[MethodLeave]:
    """Put to the body of a draft, with its reason, that it may open although it names what a member never uses."""
    require(may_change(by, question, at=at))
    never = next((some for one, some in without_leave(question) if one.pk == method.pk), None)
    if question.state != State.DRAFT or never is None:
        raise Refused(Reason(_("Nothing is in the way of this question."), bar=Bar.CONFLICT))
    if MethodLeave.objects.filter(question=question, method=method, vote__state=State.OPEN).exists():
        raise Refused(Reason(_("This is being asked already."), bar=Bar.CONFLICT))
    row = MethodLeave(question=question, method=method, reason=reason, proposed_at=at)
    row.speak_as(by)
    row.store()
    row.vote = put_question(
        **_put(question, method, never, reason), closes_at=closes_at, effect=LEAVE, effect_target=row.pk, by=by, at=at,
        rule=None if adopted(question.coalition_id, at) else FOUNDING["half"][0],
    )  # fmt: skip
    row.store()
    return Changes(row, words={"about": method.name, "reason": reason}, asked_about=question.pk, vote=row.vote.pk)


@act("founding.method.allowed", says=gettext_noop("may use a method although somebody never uses it: {about}"))
def allow_method(row: MethodLeave, *, carried: Question, by: Capacity, at: datetime) -> Changes[MethodLeave]:
    """The question that waited may open. By the rule, once its body has carried it."""
    if by.acts_for != ActsFor.RULE or row.vote != carried:
        raise Refused(Reason(_("This is decided by the body’s vote."), bar=Bar.FORBIDDEN))
    row.carried_at = at
    row.store()
    return Changes(row, words={"about": row.method.name}, vote=carried.pk)


def _put(question: Question, method: Method, never: list[Any], reason: str) -> dict[str, Any]:
    """The question as it is put to the body, in the language of record."""
    coalition = Coalition.objects.get(pk=question.coalition_id)
    with translation.override(coalition.language):
        said = ", ".join(one.name for one in never)
        title = _("May we use this method all the same: {method}?").format(method=method.name)
        lede = _("{names} said that they never use it. What would use it: {title}").format(
            names=said, title=question.title
        )
    return {
        "body": question.body, "title": title[:160], "lede": lede[:500], "text": reason,
        "confidentiality": question.confidentiality,
    }  # fmt: skip
