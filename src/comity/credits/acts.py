"""Credit is proposed, confirmed, put into one's own words, ordered and taken out; people say whether they are named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.held import place_of, thing_of
from comity.coalitions.models import Membership
from comity.coalitions.permissions import same_coalition
from comity.credits import telling
from comity.credits.models import Credit, Naming, State
from comity.credits.permissions import may_answer, may_be_named, may_drop, may_propose, still_there
from comity.notices.asks import close_asks
from comity.people.models import Organisation, Person


@act("credits.credit.proposed", says=gettext_noop("proposed to credit {about} for {what}"))
def give_credit(
    *, thing: Any, organisation: Organisation, what: str, by: Capacity, at: datetime, person: Person | None = None
) -> Changes[Credit]:
    """Propose a line of credit for a thing. The organisation is asked to confirm it, the person whether to be named.

    Who speaks for the organisation confirms by proposing. ValidationError for one that the coalition does not know.
    """
    require(may_propose(by, thing, at=at))
    if not Membership.objects.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("The coalition does not know this organisation.")})
    credit = Credit(
        held_title=place_of(thing).title[:300], organisation=organisation, name=organisation.name, what=what,
        person=person, naming=Naming.ASKED if person else Naming.NOBODY, place=_last(thing) + 1,
        given_by_id=by.person, given_as=by.acts_for, given_for=by.of, given_name=by.of_name or by.person_name,
        given_at=at,
    )  # fmt: skip
    credit.belong_to(thing)
    if may_answer(by, credit, at=at) is None:
        credit.state, credit.answered_by_id, credit.answered_at = State.CONFIRMED, by.person, at
    if person is not None and person.pk == by.person:
        credit.naming = Naming.YES
    credit.store()
    telling.ask(credit, at=at)
    return _told(credit, also=[organisation])


@act("credits.credit.confirmed", says=gettext_noop("confirmed its credit for {what}"))
def confirm_credit(credit: Credit, *, by: Capacity, at: datetime) -> Changes[Credit]:
    """Say that the line is right as it stands."""
    credit = _fresh(credit, by)
    require(may_answer(by, credit, at=at) or still_there(credit))
    _answered(credit, by, at)
    return _told(credit)


@act("credits.credit.amended", says=gettext_noop("put its credit into its own words: {what}"))
def amend_credit(
    credit: Credit, *, what: str, by: Capacity, at: datetime, name: str = "", read: Version | None = None
) -> Changes[Credit]:
    """The credited organisation says it in its own words, and by which name; that confirms it."""
    credit = _fresh(credit, by, read)
    require(may_answer(by, credit, at=at) or still_there(credit))
    before, credit.what, credit.name = credit.what, what, name or credit.name
    _answered(credit, by, at)
    return _told(credit, words={"before": before})


@act("credits.credit.dropped", says=gettext_noop("took out the credit of {about} for {what}"))
def drop_credit(credit: Credit, *, by: Capacity, at: datetime) -> Changes[Credit]:
    """Take a line out. It stays on record."""
    credit = _fresh(credit, by)
    require(may_drop(by, credit, at=at) or still_there(credit))
    before, credit.state = credit.state, State.DROPPED
    credit.store()
    close_asks(credit, at=at)
    return _told(credit, before=before)


@act("credits.credit.restored", says=gettext_noop("put the credit of {about} for {what} back"))
def restore_credit(credit: Credit, *, by: Capacity, at: datetime) -> Changes[Credit]:
    """A line that was taken out too soon stands there again, as it did before."""
    credit = _fresh(credit, by)
    require(may_drop(by, credit, at=at))
    if credit.state != State.DROPPED:
        raise ValidationError(_("This line stands there already."))
    credit.state = State.PROPOSED if credit.answered_at is None else State.CONFIRMED
    credit.store()
    telling.ask(credit, at=at)
    return _told(credit)


@act("credits.credits.ordered", says=gettext_noop("put the credit of {about} in another order"))
def order_credits(thing: Any, lines: Sequence[UUID], *, by: Capacity, at: datetime) -> Changes[Any]:
    """Put the lines of a thing in this order; those not named come after, as they stood."""
    require(may_propose(by, thing, at=at))
    credits = list(_standing(thing).order_by("place", "pk"))
    wanted = {pk: place for place, pk in enumerate(lines)}
    credits.sort(key=lambda credit: wanted.get(credit.pk, len(wanted)))
    for place, credit in enumerate(credits, start=1):
        credit.place = place
        credit.store()
    order = [credit.pk for credit in credits]
    return Changes(thing, also=credits, words={"about": place_of(thing).title}, order=order)


@act("credits.credit.naming", says=gettext_noop("said whether to be named in the credit of {about}"))
def answer_naming(credit: Credit, *, named: bool, by: Capacity, at: datetime) -> Changes[Credit]:
    """A person says whether they want to be named; they can think again at any time."""
    credit = _fresh(credit, by)
    require(may_be_named(by, credit) or still_there(credit))
    credit.naming = Naming.YES if named else Naming.NO
    credit.store()
    close_asks(credit, at=at, kind=telling.NAME)
    return _told(credit, naming=credit.naming)


def _fresh(credit: Credit, by: Capacity, read: Version | None = None) -> Credit:
    require(same_coalition(by, credit))
    fresh: Credit = Credit.objects.select_related("coalition", "organisation", "person").get(pk=credit.pk)
    if read is not None:
        read.require(fresh)
    return fresh


def _answered(credit: Credit, by: Capacity, at: datetime) -> None:
    credit.state, credit.answered_by_id, credit.answered_at = State.CONFIRMED, by.person, at
    credit.store()
    close_asks(credit, at=at, kind=telling.CONFIRM)


def _standing(thing: Any) -> Any:
    """The lines of a thing that are not taken out."""
    return Credit.objects.filter(held_id=thing.pk).exclude(state=State.DROPPED)


def _last(thing: Any) -> int:
    return int(Credit.objects.filter(held_id=thing.pk).aggregate(last=Max("place"))["last"] or 0)


def _told(credit: Credit, *, also: Any = (), words: dict[str, str] | None = None, **facts: Any) -> Changes[Credit]:
    thing = thing_of(credit)
    said = {"about": credit.name, "what": credit.what, **(words or {})}
    rows = [*also, *([thing] if thing is not None else []), *([credit.person] if credit.person else [])]
    return Changes(
        credit, also=rows, words=said, state=credit.state, organisation=credit.organisation_id, **facts
    )
