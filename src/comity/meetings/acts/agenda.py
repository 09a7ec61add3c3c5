"""Items are brought by members, placed by who leads the meeting, changed, ordered, left out."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.confidentiality import more_secret
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.governing.models import Question
from comity.meetings import telling
from comity.meetings.acts.reading import fresh_item, fresh_meeting
from comity.meetings.models import AgendaItem, ItemKind, ItemState, Meeting
from comity.meetings.permissions import may_change_item, may_lead, may_propose, not_over
from comity.notices.asks import close_asks

#: what of an item can be changed
ITEM = {"kind", "title", "words", "minutes", "at_hour", "lead", "reserved_for"}
#: what makes it another item, of which all must be told anew
ANOTHER = {"kind", "title"}


@act("meetings.item.brought", says=gettext_noop("brought to {meeting}: {about}"))
def bring_item(
    meeting: Meeting, *, kind: str, title: str, by: Capacity, at: datetime, words: str = "", minutes: int = 10,
    at_hour: time | None = None, lead: str = "", reserved_for: str = "",
) -> Changes[AgendaItem]:  # fmt: skip
    """Bring an item. From those who lead it stands on the agenda at once; from others it waits to be placed."""
    meeting = fresh_meeting(meeting, by)
    require(may_propose(by, meeting, at=at))
    leads = may_lead(by, meeting, at=at) is None
    item = AgendaItem(
        coalition_id=home(by), meeting=meeting, kind=kind, title=title, words=words, minutes=minutes, at_hour=at_hour,
        lead=lead, reserved_for=reserved_for, person_id=by.person, acts_for=by.acts_for,
        organisation_id=by.organisation, for_body_id=by.body, for_name=by.of_name, brought_at=at,
        state=ItemState.PLACED if leads else ItemState.PROPOSED, place=len(_placed(meeting)) + 1 if leads else 0,
    ).store()  # fmt: skip
    if not leads:
        telling.ask_to_place(item, at=at)
    told = {"about": item.title, "meeting": meeting.name}
    return Changes(item, words=told, of_meeting=meeting.pk, kind=kind, placed=leads)


@act("meetings.item.placed", says=gettext_noop("put {about} on the agenda, as number {place}"))
def place_item(
    item: AgendaItem, place: int | None = None, *, by: Capacity, at: datetime
) -> Changes[AgendaItem]:
    """Put an item on the agenda, or at another place of it (from 1; None: at the end)."""
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or not_over(item.meeting))
    others = [one for one in _placed(item.meeting) if one.pk != item.pk]
    index = len(others) if place is None else max(0, min(place - 1, len(others)))
    item.state, item.dropped_why, item.place = ItemState.PLACED, "", 0
    moved = _renumber([*others[:index], item, *others[index:]])
    close_asks(item, at=at)
    also = [one for one in moved if one.pk != item.pk]
    return Changes(item, also=also, words={"about": item.title}, of_meeting=item.meeting_id, place=item.place)


@act("meetings.item.changed", says=gettext_noop("changed the item {about}: {changed}"))
def change_item(
    item: AgendaItem, *, by: Capacity, at: datetime, read: Version | None = None, **changes: Any
) -> Changes[AgendaItem]:
    """Change any of ITEM. Another title or kind makes it another item: all must be told of it anew."""
    item = fresh_item(item, by, read)
    require(may_change_item(by, item, at=at))
    unknown = set(changes) - ITEM
    if unknown:
        raise TypeError(f"An item has no {sorted(unknown)} to change.")
    changed = sorted(name for name, value in changes.items() if getattr(item, name) != value)
    for name, value in changes.items():
        setattr(item, name, value)
    if ANOTHER & set(changed):
        item.told_at = None
    if item.question_id and item.kind != ItemKind.DECIDE:
        raise ValidationError({"kind": _("A question hangs on this item, so it is one to decide.")})
    item.store()
    return Changes(item, words={"about": item.title}, of_meeting=item.meeting_id, changed=changed)


@act("meetings.item.dropped", says=gettext_noop("left out the item {about}"))
def drop_item(item: AgendaItem, *, why: str = "", by: Capacity, at: datetime) -> Changes[AgendaItem]:
    """Leave an item out; what somebody else brought, with a reason. It stays readable among what was left out."""
    item = fresh_item(item, by)
    require(may_change_item(by, item, at=at) or _not_taken_up(item))
    if item.organisation_id not in (None, by.of) and not why.strip():
        words = _("Say why, for {name}, who brought it.")
        raise ValidationError({"why": words.format(name=item.for_name)})
    item.state, item.place, item.dropped_why = ItemState.DROPPED, 0, why
    item.store()
    moved = _renumber(_placed(item.meeting))
    close_asks(item, at=at)
    return Changes(item, also=moved, words={"about": item.title, "why": why}, of_meeting=item.meeting_id)


@act("meetings.item.linked", says=gettext_noop("laid the question “{question}” to the item {about}"))
def link_question(
    item: AgendaItem, question: Question | None, *, by: Capacity, at: datetime
) -> Changes[AgendaItem]:
    """Say which question to this body an item to decide is about; None takes it away.

    It must not be more confidential than the meeting. Another one than all were told of makes it another item.
    """
    item = fresh_item(item, by)
    require(may_lead(by, item.meeting, at=at) or not_over(item.meeting))
    if question is not None:
        require(same_coalition(by, question))
        if item.kind != ItemKind.DECIDE or question.body_id != item.meeting.body_id:
            raise ValidationError(
                {"question": _("Choose a question to {body}.").format(body=item.meeting.body_name)}
            )
        if more_secret(question.confidentiality, item.meeting.confidentiality):
            wrong = _("Fewer people may know of this question than of the meeting. Choose another one.")
            raise ValidationError({"question": wrong})
    if item.question_id != (question and question.pk):
        item.told_at = None
    item.question = question
    item.store()
    words = {"about": item.title, "question": question.title if question else "–"}
    return Changes(item, words=words, of_meeting=item.meeting_id, of_question=question and question.pk)


def _placed(meeting: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED)
    return list(rows.order_by("place", "brought_at", "pk"))


def _renumber(items: list[AgendaItem]) -> list[AgendaItem]:
    """Number them through; returns those whose number changed."""
    moved = []
    for place, item in enumerate(items, start=1):
        if item.place != place:
            item.place = place
            moved.append(item.store())
    return moved


def _not_taken_up(item: AgendaItem) -> Reason | None:
    if item.started_at is None:
        return None
    return Reason(_("This item was taken up already. It stays on the agenda."), bar=Bar.CONFLICT)
