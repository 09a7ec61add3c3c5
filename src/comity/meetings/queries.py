"""Meetings as people may read them; every read starts from `visible_to`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from comity.base.clock import day_of
from comity.coalitions.confidentiality import readable
from comity.coalitions.models import Mandate, Role, Term
from comity.coalitions.queries import organisations_of, voters_for
from comity.coalitions.standing import Standing, live
from comity.core.meetings.presence import quorum_of
from comity.files.models import Attachment
from comity.files.queries import counting
from comity.governing.queries import visible_to as questions_visible_to
from comity.meetings.models import (
    AHEAD,
    AgendaItem,
    Attendance,
    Invitation,
    ItemState,
    Meeting,
    MeetingState,
    Note,
    Reply,
    Series,
    Told,
)
from comity.meetings.permissions import FORGOTTEN
from comity.people.models import Person
from comity.texts.models import Text
from comity.texts.queries import visible_to as texts_visible_to

RELATED = ("coalition", "body", "series__coalition", "minutes_of")


def visible_to(standing: Standing) -> "QuerySet[Meeting]":
    """The meetings a person may know of. Those that are only planned are seen from inside."""
    rows = readable(Meeting.objects.all(), standing)
    return rows if standing.inside else rows.exclude(state=MeetingState.PLANNED)


def visible_series(standing: Standing) -> "QuerySet[Series]":
    """The series a person may know of."""
    return readable(Series.objects.all(), standing)


def with_counts(rows: "QuerySet[Meeting]") -> "QuerySet[Meeting]":
    """Each with how many organisations are invited (`invited`), come (`coming`) and stay away (`away`)."""
    seated = Q(invitations__seated=True)
    return rows.select_related("coalition").annotate(
        invited=Count("invitations", filter=seated, distinct=True),
        coming=Count("invitations", filter=seated & Q(invitations__reply=Reply.COMING), distinct=True),
        away=Count("invitations", filter=seated & Q(invitations__reply=Reply.AWAY), distinct=True),
    )


def to_read(standing: Standing) -> "QuerySet[Meeting]":
    """Meetings with what every page of theirs shows that reader: minutes, invitations and items. Three queries."""
    return visible_to(standing).select_related(*RELATED).prefetch_related(*_parts(standing))


def read_one(standing: Standing, pk: UUID) -> Meeting | None:
    """One meeting in the same way; where nobody is invited yet, no invitations are looked for."""
    rows = visible_to(standing)
    asked = Exists(Invitation.objects.filter(meeting=OuterRef("pk")))
    found: Any = rows.select_related(*RELATED).annotate(has_invited=asked).filter(pk=pk).first()
    if found is not None:
        prefetch_related_objects([found], *_parts(standing, invited=found.has_invited))
    meeting: Meeting | None = found
    return meeting


def _parts(standing: Standing, *, invited: bool = True) -> tuple[Prefetch[Any], Prefetch[Any]]:
    """Invitations and items; of a question of which fewer may know than of the meeting, an item tells them alone."""
    invitations = Invitation.objects.select_related("organisation", "person")
    items = AgendaItem.objects.select_related(
        "organisation", "for_body", "person", "question__coalition", "question__ratification__coalition"
    ).annotate(sees_question=_seen(standing, "question"), sees_ratification=_seen(standing, "question__ratification"))
    return Prefetch("invitations", invitations if invited else invitations.none()), Prefetch("items", items)


def _seen(standing: Standing, name: str) -> Exists:
    """Whether the reader may know of the question that stands in the field of that name."""
    return Exists(questions_visible_to(standing).filter(pk=OuterRef(name)))


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Everybody who was there at all, in the order of arrival; slips left out. One query."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("organisation", "person")
    return [one for one in rows if one.left_at != one.arrived_at]


def notes_of(meeting: Meeting) -> list[Note]:
    """What was noted and not struck. One query."""
    rows = Note.objects.filter(meeting=meeting, struck_at=None).select_related("organisation", "person")
    return list(rows)


def placed(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order. Needs `to_read`."""
    return [item for item in meeting.items.all() if item.state == ItemState.PLACED]


def proposed(meeting: Meeting) -> list[AgendaItem]:
    """What was brought and not placed yet, oldest first. Needs `to_read`."""
    found = [item for item in meeting.items.all() if item.state == ItemState.PROPOSED]
    return sorted(found, key=lambda item: (item.brought_at, str(item.pk)))


def seated_in(meeting: Meeting, *, at: datetime) -> list[Any]:
    """The organisations with a place: as they were invited; of a meeting nobody was called to, those of today."""
    invited = [one for one in meeting.invitations.all() if one.seated]
    return invited or list(organisations_of(meeting.body, on=day_of(at)))


def needed_for(meeting: Meeting, seated: int) -> int:
    """How many organisations make its quorum."""
    return quorum_of(seated, meeting.minimum)


# ── whom to tell ──


def people_of(meeting: Meeting, organisations: Iterable[UUID], *, at: datetime) -> dict[UUID, list[Person]]:
    """Whom to tell for each organisation: who fills its seat; where there is none, those who vote or speak for it.

    Two queries.
    """
    wanted, day = list(organisations), day_of(at)
    found = voters_for(wanted, on=day)
    for organisation, person in _fillers(meeting.body_id, wanted, day):
        found[organisation] = [person] + [one for one in found[organisation] if one.pk != person.pk]
    return found


def _fillers(body: UUID, organisations: list[UUID], day: Any) -> Iterator[tuple[UUID, Person]]:
    terms = Term.objects.filter(
        live(day), seat__body=body, seat__ended_on=None, seat__organisation__in=organisations
    ).select_related("person", "seat")
    for term in terms.order_by("starts_on", "pk"):
        yield term.seat.organisation_id, term.person


def leads_of(meeting: Meeting, *, at: datetime) -> list[Person]:
    """Who leads the body's meetings: its chair and conveners and who holds a mandate for it; else the coordinators."""
    day = day_of(at)
    terms = Term.objects.filter(
        live(day), seat__body=meeting.body_id, seat__ended_on=None, role__in=(Role.CHAIR, Role.CONVENER)
    ).select_related("person")
    mandates = Mandate.objects.filter(live(day), body__isnull=False).filter(
        Q(body=meeting.body_id) | Q(coordinates=True)
    )
    held = list(mandates.select_related("person").order_by("starts_on", "pk"))
    own = [term.person for term in terms] + [one.person for one in held if one.body_id == meeting.body_id]
    found = own or [one.person for one in held if one.coordinates]
    return list({one.pk: one for one in found if not one.erased_at}.values())


def papers_of(standing: Standing, meeting: Meeting, *, besides: UUID | None = None) -> list[Text]:
    """The texts that belong to a meeting and to its items, in the order in which they were begun; and the one `besides`
    (the words of its minutes). One query."""
    wanted = Q(_held(meeting), withdrawn_at=None) | Q(pk__in=[besides] if besides else [])
    return list(texts_visible_to(standing).filter(wanted).select_related("coalition").order_by("begun_at", "pk"))


def files_of(standing: Standing, meeting: Meeting) -> list[Attachment]:
    """The files that belong to a meeting and to its items, by name. One query."""
    return list(counting(standing).filter(_held(meeting)).select_related("coalition").order_by("name", "pk"))


def _held(meeting: Meeting) -> Q:
    """What belongs to a meeting or to one of its items. Needs `to_read`."""
    items = [item.pk for item in meeting.items.all()]
    mine = Q(held_by="meetings.meeting", held_id=meeting.pk)
    return mine | Q(held_by="meetings.agendaitem", held_id__in=items)


# ── for other rooms ──


def next_meeting(standing: Standing, at: datetime, bodies: Iterable[UUID] | None = None) -> Meeting | None:
    """The next meeting a person may know of, of these bodies if any are named. One query."""
    rows = with_counts(visible_to(standing)).filter(
        Q(state=MeetingState.RUNNING) | Q(state__in=AHEAD, starts_at__gt=at - FORGOTTEN)
    )
    if bodies is not None:
        rows = rows.filter(body__in=list(bodies))
    found: Any = rows.order_by("starts_at", "pk").first()
    if found is not None:
        found.needed = quorum_of(found.invited, found.minimum)
    meeting: Meeting | None = found
    return meeting


def held_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Meeting]":
    """Meetings that ended in that time."""
    rows = visible_to(standing).filter(state=MeetingState.ENDED, ended_at__gt=since, ended_at__lte=until)
    return rows.select_related("coalition").order_by("ended_at")


def ahead_between(standing: Standing, since: datetime, until: datetime) -> "QuerySet[Meeting]":
    """Called meetings that begin in that time."""
    rows = visible_to(standing).filter(state=MeetingState.CALLED, starts_at__gt=since, starts_at__lte=until)
    return rows.select_related("coalition").order_by("starts_at")


# ── tables for the export ──


def meetings_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All meetings, header first."""
    yield (
        "number", "meeting", "body", "starts_at", "minutes", "place", "state", "told_at", "in_time", "started_at",
        "ended_at", "organisations_invited", "organisations_coming",
    )  # fmt: skip
    rows: Any = with_counts(visible_to(standing)).order_by("starts_at", "pk")
    for one in rows.iterator(chunk_size=500):
        yield (
            one.number, one.name, one.body_name, one.starts_at, one.minutes, one.place, one.state, one.told_at,
            one.noticed, one.started_at, one.ended_at, one.invited, one.coming,
        )  # fmt: skip


def agenda_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All items of agendas, header first."""
    yield (
        "meeting",
        "starts_at",
        "place",
        "kind",
        "title",
        "minutes",
        "lead",
        "state",
        "brought_by",
        "question",
    )
    rows = AgendaItem.objects.filter(meeting__in=visible_to(standing)).select_related("meeting", "question")
    rows = rows.annotate(sees_question=_seen(standing, "question"))
    for one in rows.order_by("meeting__starts_at", "meeting_id", "place", "pk").iterator(chunk_size=500):
        code = one.seen_question.code if one.seen_question else ""
        yield (
            one.meeting.name, one.meeting.starts_at, one.place, one.kind, one.title, one.minutes, one.lead, one.state,
            one.for_name, code,
        )  # fmt: skip


def attendance_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Who was where, header first; for those inside."""
    yield "meeting", "starts_at", "organisation", "name", "role", "remote", "arrived_at", "left_at"
    if not standing.inside:
        return
    rows = Attendance.objects.filter(meeting__in=visible_to(standing)).select_related("meeting")
    for one in rows.order_by("meeting__starts_at", "arrived_at", "pk").iterator(chunk_size=500):
        yield (
            one.meeting.name, one.meeting.starts_at, one.organisation_name, one.name, one.role, one.remote,
            one.arrived_at, one.left_at,
        )  # fmt: skip


def told_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Who was told of which meeting, when; header first; for those inside."""
    yield "meeting", "starts_at", "organisation", "person", "what", "told_at"
    if not standing.inside:
        return
    rows = Told.objects.filter(meeting__in=visible_to(standing)).select_related(
        "meeting", "organisation", "person"
    )
    for one in rows.order_by("at", "pk").iterator(chunk_size=500):
        organisation = one.organisation.name if one.organisation else ""
        yield one.meeting.name, one.starts_at, organisation, one.person.name, one.what, one.at
