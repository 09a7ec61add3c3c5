"""Votes in the room: an item's question is put to those there; what could only be advised is put to all after."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.governing.acts import open_question, put_to_all
from comity.governing.matters.permissions import advised
from comity.governing.models import State
from comity.governing.sitting import Sitting
from comity.meetings.acts.reading import fresh_item
from comity.meetings.models import AgendaItem
from comity.meetings.permissions import may_lead, running
from comity.meetings.quorum import quorum_at


def sitting_of(item: AgendaItem, at: datetime) -> Sitting:
    """The meeting as a vote sees it: who is there, whether all were told of this item, whether enough are there."""
    meeting = item.meeting
    found = quorum_at(meeting, at)
    return Sitting(
        label=meeting._meta.label_lower, id=meeting.pk, title=meeting.name, url=meeting.get_absolute_url(),
        present=tuple(sorted(found.here)), noticed=item.noticed, quorate=found.enough,
    )  # fmt: skip


@act(
    "meetings.item.put_to_vote", says=gettext_noop("put {question} to those who are there; it binds: {binds}")
)
def put_to_vote(item: AgendaItem, *, by: Capacity, at: datetime) -> Changes[AgendaItem]:
    """Open the item's question in the room, whoever wrote it. Not told in time, or without quorum, it is advice."""
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or running(item.meeting) or votable(item))
    question, sitting = item.question, sitting_of(item, at)
    assert question is not None  # votable says so
    opened = open_question(question, by=by, at=at, sitting=sitting)
    words = {"about": item.title, "question": opened.title}
    return Changes(
        item, words=words, of_meeting=item.meeting_id, of_question=opened.pk, binds=opened.binding,
        noticed=sitting.noticed, quorate=sitting.quorate, present=list(sitting.present),
    )  # fmt: skip


@act("meetings.item.ratified", says=gettext_noop("drafted an open ballot on what {about} could only advise"))
def ratify(item: AgendaItem, *, by: Capacity, at: datetime) -> Changes[AgendaItem]:
    """Put what the meeting advised to all: a draft of a binding vote, so that those who were absent can answer, too."""
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or ratifiable(item))
    assert item.question is not None  # ratifiable says so
    found = put_to_all(item.question, by=by, at=at)
    item.question.ratification = found
    return Changes(
        item, also=[found], words={"about": item.title}, of_meeting=item.meeting_id, of_question=found.pk
    )


def votable(item: AgendaItem) -> Reason | None:
    """Whether the item has a question that can be opened now."""
    if item.question is None:
        return Reason(_("No question hangs on this item."), _("Tie one to it first."), Bar.NOT_NOW)
    if item.question.state == State.DRAFT:
        return None
    return Reason(_("Its question is not a draft any more."), bar=Bar.CONFLICT)


def ratifiable(item: AgendaItem) -> Reason | None:
    """Whether the item's question was closed as advice, and was not put to all yet."""
    if item.question is None:
        return Reason(_("No question hangs on this item."), bar=Bar.NOT_NOW)
    return advised(item.question)
