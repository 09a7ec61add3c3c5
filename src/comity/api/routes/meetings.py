"""Series, meetings, agendas, who comes."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies as given_as
from comity.api import lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.common import Done
from comity.api.shapes.meetings import (
    FeedShape,
    Hour,
    InvitationShape,
    ItemShape,
    MeetingRow,
    MeetingShape,
    SeriesRow,
    SeriesShape,
    invitation_shape,
    item_shape,
    meeting_row,
    meeting_shape,
    series_row,
    series_shape,
)
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.governing.models import Question
from comity.governing.queries import visible_to as questions_visible_to
from comity.meetings import acts, forms
from comity.meetings.lists import meetings as meetings_listed
from comity.meetings.lists import series as series_listed
from comity.meetings.models import Feed, Meeting, Reply, Series
from comity.meetings.views.feeds import address_of
from comity.meetings.views.page import Sheet
from comity.meetings.views.reading import bodies_to_lead, met, met_item, met_series

router = Router(tags=["meetings"])
ALL = f"{AT}/meetings"
ONE = f"{ALL}/{{uuid:meeting}}"
ITEM = f"{ONE}/items/{{uuid:item}}"
SERIES = f"{AT}/series"
ITS = f"{SERIES}/{{uuid:series}}"
STATES = Literal["ahead", "planned", "called", "running", "ended", "cancelled"]
HOUR = (Hour, Field(description=str(_("At what time, by the coalition’s clock."))))
BOUND = (Hour | None, Field(None, description=str(_("An hour at which it is bound to begin."))))


class MeetingsAsked(lists.Asked):
    """What the list of meetings can be asked."""

    body: UUID | None = Field(None, description="Only meetings of this body.")
    state: STATES | None = Field(None, description="Only these.")
    year: int | None = Field(None, ge=1900, le=9999, description="Only those of this year.")


class SeriesAsked(lists.Asked):
    """What the list of series can be asked."""

    body: UUID | None = Field(None, description="Only series of this body.")


class Place(Given):
    """Where on the agenda an item goes."""

    place: int | None = Field(None, ge=1, le=1000, description="From 1; left out or null: at the end.")


class Link(Given):
    """Which question an item decides."""

    question: UUID | None = Field(None, description="Null takes it away.")


NEW_SERIES = given_as.body("NewSeries", forms.NewSeriesForm, hour=HOUR)
SERIES_CHANGES = given_as.body(
    "SeriesChanges", forms.SeriesForm, optional=None, hour=(Hour | None, Field(None))
)
NEW = given_as.body("NewMeeting", forms.NewMeetingForm)
CHANGES = given_as.body("MeetingChanges", forms.DetailsForm, optional=None)
MOVE = given_as.body("MovedMeeting", forms.MoveForm)
WHY = given_as.body("Cancellation", forms.WhyForm)
NEW_ITEM = given_as.body("NewItem", forms.ItemForm, at_hour=BOUND)
ITEM_CHANGES = given_as.body("ItemChanges", forms.ItemForm, optional=None, at_hour=BOUND)
REPLY = given_as.body("ReplyToCall", forms.ReplyForm)


# ── series ──


@reading(router, SERIES, says=_("List series of meetings"), answers=lists.list_of(SeriesRow), lists="series",
         asks=SeriesAsked)  # fmt: skip
def all_series(request: Call, asked: SeriesAsked) -> Any:
    """How each body meets: how often, how long, with how much notice."""
    return lists.part(request, series_listed(request), asked, series_row)


@deed(router, SERIES, says=_("Begin a series"), act="meetings.series.begun", takes=NEW_SERIES, answers=SeriesShape,
      status=201)  # fmt: skip
def begin(request: Call, given: Given) -> Any:
    """Its meetings of the next three months are planned at once. Nobody is told before they are called."""
    said = given_as.cleaned(forms.NewSeriesForm, given, bodies=bodies_to_lead(request))
    return _series(request, acts.begin_series(by=request.capacity, at=now(), **said).pk)


@reading(router, ITS, says=_("Read one series"), answers=SeriesShape)
def series(request: Call, series: UUID) -> Any:
    """Its rhythm, rules and usual agenda, and which meetings are its own."""
    return _series(request, series)


@deed(router, ITS, says=_("Change a series"), act="meetings.series.changed", method="PATCH", takes=SERIES_CHANGES,
      answers=SeriesShape, versioned=True)  # fmt: skip
def change(request: Call, series: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes. Meetings that were called stay as they were told."""
    found = met_series(request, series)
    stands = {name: getattr(found, name) for name in acts.RULES}
    said = given_as.changed(forms.SeriesForm, given, stands)
    acts.change_series(found, by=request.capacity, at=now(), read=read, **said)
    return _series(request, series)


@deed(router, f"{ITS}/plan", says=_("Plan further meetings of a series"), act="meetings.series.planned",
      answers=SeriesShape)  # fmt: skip
def plan_on(request: Call, series: UUID) -> Any:
    """Those that have come within three months; it happens each night by itself."""
    acts.plan_ahead(met_series(request, series), by=request.capacity, at=now())
    return _series(request, series)


@deed(router, f"{ITS}/end", says=_("End a series"), act="meetings.series.ended", answers=SeriesShape)
def end(request: Call, series: UUID) -> Any:
    """Meetings nobody was called to are dropped. This can’t be taken back."""
    acts.end_series(met_series(request, series), by=request.capacity, at=now())
    return _series(request, series)


# ── meetings ──


@reading(
    router,
    ALL,
    says=_("List meetings"),
    answers=lists.list_of(MeetingRow),
    lists="meetings",
    asks=MeetingsAsked,
)
def meetings(request: Call, asked: MeetingsAsked) -> Any:
    """All meetings one may know of, the latest first."""
    return lists.part(request, meetings_listed(request), asked, meeting_row)


@deed(
    router,
    ALL,
    says=_("Plan a meeting"),
    act="meetings.meeting.planned",
    takes=NEW,
    answers=MeetingShape,
    status=201,
)
def plan(request: Call, given: Given) -> Any:
    """A single one, outside any series. Nobody is told before it is called."""
    said = given_as.cleaned(forms.NewMeetingForm, given, bodies=bodies_to_lead(request))
    return _meeting(request, acts.plan_meeting(by=request.capacity, at=now(), **said).pk)


@reading(router, ONE, says=_("Read one meeting"), answers=MeetingShape)
def meeting(request: Call, meeting: UUID) -> Any:
    """When and where, the agenda, who is invited and who comes."""
    return _meeting(request, meeting)


@deed(router, ONE, says=_("Change a meeting"), act="meetings.meeting.changed", method="PATCH", takes=CHANGES,
      answers=MeetingShape, versioned=True)  # fmt: skip
def edit(request: Call, meeting: UUID, given: Given, read: Version | None) -> Any:
    """Anything but its time. Once called, all are told of another place, link, title or length."""
    found = met(request, meeting)
    said = given_as.changed(forms.DetailsForm, given, {name: getattr(found, name) for name in acts.DETAILS})
    acts.change_meeting(found, by=request.capacity, at=now(), read=read, **said)
    return _meeting(request, meeting)


@deed(router, f"{ONE}/call", says=_("Call a meeting"), act="meetings.meeting.called", answers=MeetingShape)
def call(request: Call, meeting: UUID) -> Any:
    """Send the agenda to all, and keep who was told. Later than agreed, the meeting can advise and not decide."""
    acts.call_meeting(met(request, meeting), by=request.capacity, at=now())
    return _meeting(request, meeting)


@deed(router, f"{ONE}/move", says=_("Move a meeting"), act="meetings.meeting.moved", takes=MOVE, answers=MeetingShape,
      versioned=True)  # fmt: skip
def move(request: Call, meeting: UUID, given: Given, read: Version | None) -> Any:
    """Once called, all are told at once and asked anew whether they come."""
    said = given_as.cleaned(forms.MoveForm, given)
    acts.move_meeting(met(request, meeting), by=request.capacity, at=now(), read=read, **said)
    return _meeting(request, meeting)


@deed(router, f"{ONE}/cancel", says=_("Cancel a meeting"), act="meetings.meeting.cancelled", takes=WHY,
      answers=MeetingShape)  # fmt: skip
def cancel(request: Call, meeting: UUID, given: Given) -> Any:
    """Once called, a reason is needed, which all get by mail."""
    said = given_as.cleaned(forms.WhyForm, given)
    acts.cancel_meeting(met(request, meeting), by=request.capacity, at=now(), **said)
    return _meeting(request, meeting)


@deed(router, f"{ONE}/reply", says=_("Say whether your organisation comes"), act="meetings.invitation.answered",
      takes=REPLY, answers=InvitationShape)  # fmt: skip
def reply(request: Call, meeting: UUID, given: Given) -> Any:
    """For the organisation of your hat. A later answer replaces an earlier one."""
    said, found = given_as.cleaned(forms.ReplyForm, given), met(request, meeting)
    own = Sheet(found, request.standing, request.capacity, now()).own
    if own is None:
        raise Http404
    own.meeting = found
    answer = Reply(said.pop("reply"))
    answered = acts.answer_invitation(own, answer, by=request.capacity, at=now(), **said)
    return invitation_shape(answered, found, request.standing)


# ── agendas ──


@deed(router, f"{ONE}/items", says=_("Bring an item"), act="meetings.item.brought", takes=NEW_ITEM, answers=ItemShape,
      status=201)  # fmt: skip
def bring(request: Call, meeting: UUID, given: Given) -> Any:
    """From those who lead the meeting it stands on the agenda at once; from others it waits to be placed."""
    said = given_as.cleaned(forms.ItemForm, given)
    return item_shape(acts.bring_item(met(request, meeting), by=request.capacity, at=now(), **said))


@deed(router, ITEM, says=_("Change an item"), act="meetings.item.changed", method="PATCH", takes=ITEM_CHANGES,
      answers=ItemShape, versioned=True)  # fmt: skip
def edit_item(request: Call, meeting: UUID, item: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes. With another title or kind, all must be told of it anew to decide it."""
    found = met_item(request, meeting, item)
    said = given_as.changed(forms.ItemForm, given, {name: getattr(found, name) for name in acts.ITEM})
    return item_shape(acts.change_item(found, by=request.capacity, at=now(), read=read, **said))


@deed(router, f"{ITEM}/place", says=_("Put an item on the agenda"), act="meetings.item.placed", takes=Place,
      answers=ItemShape)  # fmt: skip
def place(request: Call, meeting: UUID, item: UUID, given: Place) -> Any:
    """Or to another place of it. The others make room."""
    found = met_item(request, meeting, item)
    return item_shape(acts.place_item(found, given.place, by=request.capacity, at=now()))


@deed(
    router,
    f"{ITEM}/drop",
    says=_("Leave an item out"),
    act="meetings.item.dropped",
    takes=WHY,
    answers=ItemShape,
)
def drop(request: Call, meeting: UUID, item: UUID, given: Given) -> Any:
    """What another organisation brought needs a reason. It stays readable."""
    said = given_as.cleaned(forms.WhyForm, given)
    return item_shape(acts.drop_item(met_item(request, meeting, item), by=request.capacity, at=now(), **said))


@deed(router, f"{ITEM}/question", says=_("Tie a question to an item"), act="meetings.item.linked", takes=Link,
      answers=ItemShape)  # fmt: skip
def link(request: Call, meeting: UUID, item: UUID, given: Link) -> Any:
    """A draft or open question to the same body."""
    question: Question | None = None
    if given.question is not None:
        question = get_object_or_404(questions_visible_to(request.standing), pk=given.question)
    return item_shape(
        acts.link_question(met_item(request, meeting, item), question, by=request.capacity, at=now())
    )


# ── calendars ──


@deed(router, f"{AT}/calendar-address", says=_("Make your calendar address"), act="meetings.feed.made",
      answers=FeedShape, status=201)  # fmt: skip
def make_feed(request: Call) -> Any:
    """A private address for calendar programs. It makes an earlier one useless."""
    made = acts.make_feed(by=request.capacity, at=now())
    return FeedShape(address=address_of(made), made_at=made.made_at)


@deed(router, f"{AT}/calendar-address", says=_("Revoke your calendar address"), act="meetings.feed.revoked",
      method="DELETE", answers=Done)  # fmt: skip
def revoke_feed(request: Call) -> Any:
    """Whoever fetches by it finds nothing from now on."""
    mine = get_object_or_404(Feed.objects.filter(person=request.person.pk, revoked_at=None))
    acts.revoke_feed(mine, by=request.capacity, at=now())
    return Done(done=True)


def _meeting(request: Call, pk: UUID) -> MeetingShape:
    return meeting_shape(met(request, pk), request.standing, now())


def _series(request: Call, pk: UUID) -> SeriesShape:
    found: Series = met_series(request, pk)
    rows = Meeting.objects.filter(series=found).order_by("-starts_at").values_list("pk", flat=True)
    return series_shape(found, list(rows[:100]))
