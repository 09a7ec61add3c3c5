"""A message to a prospect is written, reviewed by a second person, sent, answered and followed up."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version, fresh
from comity.founding.diligence import queries, telling
from comity.founding.diligence.acts import for_committee
from comity.founding.models import Approach, ApproachState, Prospect
from comity.founding.prospects.permissions import may_know, search_of
from comity.notices.asks import close_asks

#: what of a message can be changed until it is sent
EDITABLE = ("to_name", "to_email", "urgent", "asks", "gains")
#: when one follows up, unless another day is chosen
USUAL = timedelta(days=10)


@act("founding.approach.written", says=gettext_noop("drafted a message to {about}"))
def write_approach(prospect: Prospect, *, by: Capacity, at: datetime, **said: Any) -> Changes[Approach]:
    """Draft a message: why it is urgent for them, what we ask, what they gain. said: the fields of EDITABLE."""
    search = for_committee(prospect, by, at)
    row = Approach(
        coalition_id=prospect.coalition_id, body_id=search.body_id, prospect=prospect, person_id=by.person,
        written_at=at, **said,
    ).store()  # fmt: skip
    return _told(row)


@act("founding.approach.rewritten", says=gettext_noop("rewrote the message to {about}"))
def rewrite_approach(
    row: Approach, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Approach]:
    """Change it until it is sent. What a second person said holds no longer; whoever changes it is its writer."""
    row = _fresh(row, by, at, read)
    _must_be(row, ApproachState.DRAFT, ApproachState.WAITING, ApproachState.CLEARED)
    for name in EDITABLE:
        if name in said:
            setattr(row, name, said[name])
    row.state, row.person_id, row.written_at = ApproachState.DRAFT, by.person, at
    row.reviewer_id, row.reviewed_at = None, None
    row.store()
    close_asks(row, at=at)
    return _told(row)


@act("founding.approach.shown", says=gettext_noop("asked for a second pair of eyes on the message to {about}"))
def show_approach(row: Approach, *, by: Capacity, at: datetime) -> Changes[Approach]:
    """Ask the others of the committee to look it over."""
    row = _fresh(row, by, at)
    _must_be(row, ApproachState.DRAFT)
    row.state = ApproachState.WAITING
    row.store()
    telling.ask_for_review(row, by, at=at)
    return _told(row)


@act("founding.approach.reviewed", says=gettext_noop("looked over the message to {about}"))
def review_approach(row: Approach, good: bool, *, words: str = "", by: Capacity, at: datetime) -> Changes[Approach]:
    """A second person says that it may go out, or what to change. Never who wrote it."""
    row = _fresh(row, by, at)
    _must_be(row, ApproachState.WAITING)
    if by.person == row.person_id:
        who = _("Anybody else of {body} can.").format(body=row.body.name)
        require(Reason(_("You wrote it: a second person looks it over."), who))
    if not good and not words.strip():
        raise ValidationError({"words": _("Say what to change.")})
    row.state = ApproachState.CLEARED if good else ApproachState.DRAFT
    row.reviewer_id, row.reviewed_at, row.review = by.person, at, words
    row.store()
    close_asks(row, at=at)
    telling.reviewed(row, good, at=at)
    return _told(row, good=good)


@act("founding.approach.sent", says=gettext_noop("sent the message to {about}"))
def send_approach(row: Approach, *, follow_up_on: date | None = None, by: Capacity, at: datetime) -> Changes[Approach]:
    """Send it by mail, with a link for the answer; somebody follows up on that day if none comes."""
    row = _fresh(row, by, at)
    _must_be(row, ApproachState.CLEARED)
    day = follow_up_on or day_of(at) + USUAL
    if day <= day_of(at):
        raise ValidationError({"follow_up_on": _("Choose a day that is still to come.")})
    row.state, row.sent_at, row.follow_up_on = ApproachState.SENT, at, day
    row.store()
    telling.send(row, at=at)
    return _told(row, follow_up_on=day)


@act("founding.approach.answered", says=gettext_noop("received the answer of {about}"))
def answer_approach(row: Approach, said: str, *, answer: str = "", by: Capacity, at: datetime) -> Changes[Approach]:
    """What they answered: behind the mailed link (the rule's to do), or told to one of the committee."""
    if by.acts_for == ActsFor.RULE:
        require(None if by.coalition == row.coalition_id else Reason("", bar=Bar.HIDDEN))
        row = fresh(row)
    else:
        row = _fresh(row, by, at)
    _must_be(row, ApproachState.SENT, ApproachState.ANSWERED)
    row.state, row.said, row.answer, row.answered_at = ApproachState.ANSWERED, said, answer, at
    row.store()
    close_asks(row, at=at)
    telling.came(row, by, at=at)
    return _told(row, said=said)


@act("founding.approach.due", says=gettext_noop("was reminded to follow up on the message to {about}"))
def remind_approach(row: Approach, *, by: Capacity, at: datetime, today: date) -> Changes[Approach]:
    """No answer came by the day: whoever wrote it is asked to follow up. The rule's to do."""
    row = fresh(row)
    if by.acts_for != ActsFor.RULE or not queries.to_follow_up(today).filter(pk=row.pk).exists():
        require(Reason(_("Nobody need be reminded of this."), bar=Bar.CONFLICT))
    row.reminded_on = today
    row.store()
    telling.ask_to_follow_up(row, at=at)
    return _told(row)


@act("founding.approach.followed", says=gettext_noop("followed up on the message to {about}"))
def follow_up(row: Approach, *, again_on: date, by: Capacity, at: datetime) -> Changes[Approach]:
    """Somebody called or wrote again; if still no answer comes, on which day to do so again."""
    row = _fresh(row, by, at)
    _must_be(row, ApproachState.SENT)
    if again_on <= day_of(at):
        raise ValidationError({"again_on": _("Choose a day that is still to come.")})
    row.followed_at, row.follow_up_on, row.reminded_on = at, again_on, None
    row.store()
    close_asks(row, at=at)
    return _told(row, again_on=again_on)


def _fresh(row: Approach, by: Capacity, at: datetime, read: Version | None = None) -> Approach:
    require(may_know(by, search_of(), at=at, thing=row))
    return fresh(row, read)


def _must_be(row: Approach, *states: ApproachState) -> None:
    if row.state not in states:
        why = _("The message stands at “{state}”.").format(state=row.get_state_display())
        require(Reason(why, bar=Bar.NOT_NOW))


def _told(row: Approach, **facts: Any) -> Changes[Approach]:
    return Changes(row, words={"about": row.prospect.name}, state=row.state, **facts)
