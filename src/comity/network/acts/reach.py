"""Values are stated and affirmed; a go-between is asked for an introduction and answers."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.models import Membership, MembershipState
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.network.models import GoBetween, GoBetweenState, SharedValue, ValueWord
from comity.network.reach import permissions, telling
from comity.notices.asks import close_asks
from comity.people.models import Organisation


@act("network.value.stated", says=gettext_noop("asked all members about the value: {about}"))
def state_value(text: str, *, by: Capacity, at: datetime) -> Changes[SharedValue]:
    """Put one sentence to the members; each says whether it is its own too."""
    require(permissions.may_state(by, at=at))
    value = SharedValue(coalition_id=home(by), text=text, person_id=by.someone, stated_at=at).store()
    return Changes(value, words={"about": text})


@act("network.value.retired", says=gettext_noop("no longer asks about the value: {about}"))
def retire_value(value: SharedValue, *, by: Capacity, at: datetime) -> Changes[SharedValue]:
    """Nobody is asked any more. What was said stays on record."""
    value = _fresh(value, by)
    require(permissions.may_state(by, at=at))
    if value.retired_at is not None:
        require(Reason(_("It is retired already."), bar=Bar.NOT_NOW))
    value.retired_at = at
    value.store()
    return Changes(value, words={"about": value.text})


@act("network.value.restored", says=gettext_noop("asks about the value again: {about}"))
def restore_value(value: SharedValue, *, by: Capacity, at: datetime) -> Changes[SharedValue]:
    """Ask about it again."""
    value = _fresh(value, by)
    require(permissions.may_state(by, at=at))
    if value.retired_at is None:
        require(Reason(_("It is being asked."), bar=Bar.NOT_NOW))
    value.retired_at = None
    value.store()
    return Changes(value, words={"about": value.text})


@act("network.value.affirmed", says=gettext_noop("said of the value {about}: {answer}"))
def affirm_value(
    value: SharedValue, answer: str, *, words: str = "", by: Capacity, at: datetime
) -> Changes[SharedValue]:
    """Say for one's own organisation whether a value is its own too. A later word replaces the earlier one."""
    value = _fresh(value, by)
    require(permissions.may_affirm(by, value, at=at))
    us: Any = by.organisation
    known = ValueWord.objects.filter(value=value, organisation=us).first()
    said = known or ValueWord(coalition_id=value.coalition_id, value=value, organisation_id=us)
    before = said.answer
    said.answer, said.words, said.person_id, said.said_at = answer, words, by.someone, at
    said.store()
    told = {"about": value.text, "answer": str(said.get_answer_display())}
    return Changes(value, also=[said], words=told, said=answer, before=before)


@act("network.go_between.asked", says=gettext_noop("asked for an introduction"))
def ask_go_between(
    *, via: Organisation, target: Organisation, words: str, by: Capacity, at: datetime
) -> Changes[GoBetween]:
    """Ask a member that knows both to introduce one's own organisation to another member."""
    require(permissions.may_ask_between(by, at=at))
    if len({by.organisation, via.pk, target.pk}) < 3:
        raise ValidationError({"via": _("Three organisations are needed: yours, who introduces you, and to whom.")})
    for name, one in (("via", via), ("target", target)):
        if not Membership.objects.filter(organisation=one, state=MembershipState.MEMBER).exists():
            raise ValidationError({name: _("{name} is not a member here.").format(name=one.name)})
    us: Any = by.organisation
    ask = GoBetween(
        coalition_id=home(by), asker_id=us, via=via, target=target, words=words, person_id=by.someone,
        asked_at=at,
    ).store()  # fmt: skip
    telling.ask_go_between(ask, at=at)
    return Changes(ask)


@act("network.go_between.answered", says=gettext_noop("answered who asked for an introduction"))
def answer_go_between(
    ask: GoBetween, introduced: bool, *, words: str = "", by: Capacity, at: datetime
) -> Changes[GoBetween]:
    """Say that the two are in touch, or that it is not possible."""
    ask = _fresh_ask(ask, by)
    require(permissions.may_answer_between(by, ask, at=at))
    ask.state = GoBetweenState.DONE if introduced else GoBetweenState.DECLINED
    ask.answer, ask.answered_by_id, ask.answered_at = words, by.person, at
    ask.store()
    close_asks(ask, at=at)
    telling.tell_asker(ask, at=at)
    return Changes(ask, introduced=introduced)


@act("network.go_between.withdrawn", says=gettext_noop("no longer asks for an introduction"))
def withdraw_go_between(ask: GoBetween, *, by: Capacity, at: datetime) -> Changes[GoBetween]:
    """It is no longer needed."""
    ask = _fresh_ask(ask, by)
    require(permissions.may_withdraw_between(by, ask, at=at))
    ask.state = GoBetweenState.WITHDRAWN
    ask.store()
    close_asks(ask, at=at)
    return Changes(ask)


def _fresh(value: SharedValue, by: Capacity) -> SharedValue:
    require(same_coalition(by, value))
    found: SharedValue = SharedValue.objects.select_related("coalition").get(pk=value.pk)
    return found


def _fresh_ask(ask: GoBetween, by: Capacity) -> GoBetween:
    require(same_coalition(by, ask))
    found: GoBetween = GoBetween.objects.select_related("coalition", "asker", "via", "target", "person").get(pk=ask.pk)
    return found
