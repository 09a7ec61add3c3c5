"""One organisation lets another vote for it: offered, accepted, ended by either."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.clock import day_of
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import require
from comity.coalitions.permissions import same_coalition
from comity.coalitions.queries import members_of, organisations_of
from comity.coalitions.standing import home
from comity.governing import telling
from comity.governing.acts.reading import fresh_question
from comity.governing.ballot_permissions import may_accept_proxy, may_end_proxy, may_offer_proxy
from comity.governing.models import Proxy, Question
from comity.notices.asks import close_asks
from comity.people.models import Organisation


@act("governing.proxy.offered", says=gettext_noop("asked {holder} to vote for {giver}"))
def offer_proxy(
    holder: Organisation, *, question: Question | None = None, until_on: date | None = None, by: Capacity,
    at: datetime,
) -> Changes[Proxy]:  # fmt: skip
    """Ask another member to vote for ours: on one question, or on all until a day. It holds once the other accepts.

    Refused for those without our vote. ValidationError for ourselves, for others than members or, on a question for one
    body's eyes, than those of that body; and without an end.
    """
    question = fresh_question(question, by) if question is not None else None
    require(may_offer_proxy(by, question, at=at))
    if (question is None) == (until_on is None):
        raise ValidationError({"until_on": _("Choose one question, or a day until which it holds.")})
    if until_on is not None and until_on < day_of(at):
        raise ValidationError({"until_on": _("Choose a day to come.")})
    members = members_of(home(by), on=day_of(at))
    if holder.pk == by.of or not members.filter(pk=holder.pk).exists():
        raise ValidationError({"holder": _("Choose another member of the coalition.")})
    if question is not None and not _may_know(holder, question, at):
        said = _("Only {body} may know of this question. Choose an organisation that has a place there.")
        raise ValidationError({"holder": said.format(body=question.body_name)})
    if Proxy.objects.filter(giver=by.of, question=question, ended_at=None).exists():
        raise ValidationError({"holder": _("Your organisation has asked somebody already. Take that back first.")})
    proxy = Proxy(
        coalition_id=home(by), giver_id=by.spoken_for, holder=holder, question=question, until_on=until_on,
        person_id=by.someone, offered_at=at,
    ).store()  # fmt: skip
    telling.ask_holder(proxy, by.of_name, at=at)
    words = {"holder": holder.name, "giver": by.of_name}
    asked = question.pk if question else None
    return Changes(proxy, words=words, of=by.of, to=holder.pk, question=asked, until_on=until_on)


def _may_know(holder: Organisation, question: Question, at: datetime) -> bool:
    """Whether the holder may read what it is asked to vote on."""
    if question.confidentiality != Confidentiality.BODY:
        return True
    return bool(organisations_of(question.body, on=day_of(at)).filter(pk=holder.pk).exists())


def _anew(proxy: Proxy, by: Capacity) -> Proxy:
    require(same_coalition(by, proxy))
    found: Proxy = Proxy.objects.select_related("giver", "holder").get(pk=proxy.pk)
    return found


@act("governing.proxy.accepted", says=gettext_noop("will vote for {giver}"))
def accept_proxy(proxy: Proxy, *, by: Capacity, at: datetime) -> Changes[Proxy]:
    """Agree to vote for the other organisation. Refused for those without the vote of the one that was asked."""
    proxy = _anew(proxy, by)
    require(may_accept_proxy(by, proxy, at=at))
    proxy.accepted_at, proxy.accepted_by_id = at, by.someone
    proxy.store()
    close_asks(proxy, at=at)
    return Changes(proxy, words={"giver": proxy.giver.name}, of=proxy.giver_id, to=proxy.holder_id)


@act("governing.proxy.ended", says=gettext_noop("ended the proxy of {giver} for {holder}"))
def end_proxy(proxy: Proxy, *, by: Capacity, at: datetime) -> Changes[Proxy]:
    """Take it back, or give it back. A vote already given with it stands until its organisation gives another."""
    proxy = _anew(proxy, by)
    require(may_end_proxy(by, proxy, at=at))
    proxy.ended_at = at
    proxy.store()
    close_asks(proxy, at=at)
    words = {"giver": proxy.giver.name, "holder": proxy.holder.name}
    return Changes(proxy, words=words, of=proxy.giver_id, to=proxy.holder_id)

