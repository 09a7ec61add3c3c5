"""What this wing tells the rooms below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.clock import now
from comity.coalitions.standing import Standing
from comity.coalitions.unseating import on_unseated
from comity.meetings import jobs, letters, paper, queries, sealing, tables, telling, together
from comity.meetings.acts.erasing import part_from_meetings
from comity.meetings.floor import turns_table
from comity.meetings.linked import answer_by_link
from comity.meetings.models import (
    AgendaItem,
    Amendment,
    Attendance,
    Feed,
    Invitation,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
    Note,
    Told,
)
from comity.meetings.permissions import may_keep_papers, may_lead, not_approved
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people import erasure
from comity.people.belongings import register_belonging

#: kinds of mail this wing writes, and whether people can do without them: a call is a right of their organisation
KINDS = {
    "meetings.called": (gettext_lazy("Calls to meetings, with the agenda"), False),
    "meetings.moved": (gettext_lazy("A meeting is moved"), False),
    "meetings.cancelled": (gettext_lazy("A meeting is cancelled"), False),
    "meetings.changed": (gettext_lazy("Place or title of a meeting change"), True),
    "meetings.minutes": (gettext_lazy("Minutes of meetings"), True),
    "meetings.reminded": (gettext_lazy("A reminder two days before a meeting"), True),
}
#: meetings that begin within so many days stand in the digest
SOON = timedelta(days=10)


def register() -> None:
    """Fill the registries."""
    registry.together.register("meetings", together.met)
    for name, model, label, made in (
        ("meetings.meeting", Meeting, gettext_lazy("Meetings"), document),
        ("meetings.agendaitem", AgendaItem, gettext_lazy("Items of agendas"), item_document),
    ):
        registry.search.register(name, registry.Searchable(model, label, made, _rows_of(model)))
    _register_tables()
    _register_holders()
    registry.digest.register("meetings", digest_lines)
    registry.evidence.register("meetings.held", held_in_time)
    register_purpose(telling.LINK, answer_by_link)
    for kind, (words, quiet) in KINDS.items():
        register_kind(kind, words, can_be_quieted=quiet)
    on_unseated.append(telling.stop_asking)
    erasure.partings.append(part_from_meetings)
    every(Rhythm.HOURLY, "meetings.hour", jobs.by_hour, ":10")
    every(Rhythm.DAILY, "meetings.night", jobs.by_night, "03:50")
    _register_belongings()
    sealing.register()
    paper.register()


def _register_tables() -> None:
    for name, label, table, about in (
        ("meetings", gettext_lazy("Meetings"), queries.meetings_table,
         gettext_lazy("Each meeting: when, where, whether all were told in time, who was invited.")),
        ("agendas", gettext_lazy("Agendas"), queries.agenda_table,
         gettext_lazy("Each item of each agenda, with who brought it and the question it decided.")),
        ("attendance", gettext_lazy("Attendance"), queries.attendance_table,
         gettext_lazy("Who was at which meeting, for which organisation, from when until when.")),
        ("turns", gettext_lazy("Turns to speak"), turns_table,
         gettext_lazy("Which organisation had the floor when, and how long its turn was to be. No words are kept.")),
        ("told", gettext_lazy("Who was told of meetings"), queries.told_table,
         gettext_lazy("Proof of notice: each person who was told of a meeting, and when.")),
    ):  # fmt: skip
        registry.export.register(name, registry.Exportable(label, table, about))
    tables.register()


def _register_holders() -> None:
    registry.holders.register("meetings.meeting", registry.Holder(
        gettext_lazy("Meeting"), _find_meeting, lambda one: str(one.name), lambda one: str(one.get_absolute_url()),
        _may_write,
    ))  # fmt: skip
    registry.holders.register("meetings.minutes", registry.Holder(
        gettext_lazy("Minutes"), _find_minutes, str, lambda one: str(one.get_absolute_url()),
        lambda by, one, at: may_lead(by, one.meeting, at=at), settled=not_approved,
    ))  # fmt: skip
    registry.holders.register("meetings.agendaitem", registry.Holder(
        gettext_lazy("Item of an agenda"), _find_item, lambda one: str(one.title),
        lambda one: str(one.get_absolute_url()), lambda by, one, at: _may_write(by, one.meeting, at),
    ))  # fmt: skip


def _find_minutes(standing: Standing, pk: UUID) -> Minutes | None:
    rows = Minutes.objects.filter(meeting__in=queries.visible_to(standing))
    rows = rows.select_related("meeting__coalition", "meeting__body", "coalition")
    found: Minutes | None = rows.filter(pk=pk).first()
    return found


def _find_meeting(standing: Standing, pk: UUID) -> Meeting | None:
    return queries.visible_to(standing).select_related("coalition", "body").filter(pk=pk).first()


def _find_item(standing: Standing, pk: UUID) -> AgendaItem | None:
    rows = AgendaItem.objects.filter(meeting__in=queries.visible_to(standing))
    found: AgendaItem | None = (
        rows.select_related("meeting__coalition", "meeting__body").filter(pk=pk).first()
    )
    return found


def _may_write(by: Capacity, meeting: Meeting, at: datetime) -> Any:
    """Papers are added by those who lead, and by organisations of the body."""
    return may_lead(by, meeting, at=at) and may_keep_papers(by, meeting, at=at)


def _register_belongings() -> None:
    """What this wing keeps about a person: what they were told, said and brought, where they were, what they noted."""
    of = ("coalition", "meeting", "organisation")
    register_belonging("meetings_told", Told, *of, "what", "starts_at", "at")
    register_belonging("meetings_answered", Invitation, *of, "reply", "deputy", "words", "replied_at")
    said = ("coalition", "meeting", "acts_for", "organisation", "for_body")
    register_belonging("agenda_items", AgendaItem, *said, "kind", "title", "words", "brought_at")
    register_belonging("attendances", Attendance, *of, "name", "role", "remote", "arrived_at", "left_at")
    register_belonging("meeting_notes", Note, *said, "text", "written_at")
    register_belonging("minutes_approved", Minutes, "coalition", "meeting", "approved_at", "approved_for")
    register_belonging("minutes_amended", Amendment, "coalition", "minutes", "words", "written_at")
    register_belonging("calendar_feeds", Feed, "coalition", "made_at", "revoked_at")


def document(meeting: Meeting) -> registry.Document:
    """How a meeting is found: by its name and day, what it is for, and where."""
    return registry.Document(
        coalition=meeting.coalition_id, title=f"{meeting.name} · {letters.moment(meeting, meeting.starts_at)}",
        text=f"{meeting.purpose}\n{meeting.place}", url=meeting.get_absolute_url(), confidentiality=_level(meeting),
        body=meeting.body_id,
    )  # fmt: skip


def item_document(item: AgendaItem) -> registry.Document:
    """How an item is found, with what was written beforehand. One that was left out is found no longer."""
    gone = item.state == ItemState.DROPPED
    return registry.Document(
        coalition=item.coalition_id, title=item.title, text=f"{item.words}\n{item.lead}",
        url=item.get_absolute_url(), confidentiality="named" if gone else _level(item.meeting), body=item.body_id,
    )  # fmt: skip


def _level(meeting: Meeting) -> str:
    """One that is only planned is the coalition's own business."""
    planned = meeting.state == MeetingState.PLANNED and meeting.confidentiality == "public"
    return "coalition" if planned else str(meeting.confidentiality)


def _rows_of(model: Any) -> Any:
    related = {Meeting: ["coalition"], AgendaItem: ["meeting__coalition"]}[model]

    def rows(coalition: UUID) -> Iterator[Any]:
        with scope(coalition=coalition):
            yield from model.objects.select_related(*related).iterator(chunk_size=500)

    return rows


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """Which meetings were held in that time, and which come soon."""
    for meeting in queries.held_between(standing, since, until):
        yield _("Held: {name}").format(name=meeting.name), meeting.get_absolute_url()
    for meeting in queries.ahead_between(standing, until, until + SOON):
        when = letters.moment(meeting, meeting.starts_at)
        yield _("{when}: {name}").format(when=when, name=meeting.name), meeting.get_absolute_url()


def held_in_time(standing: Standing) -> Iterator[registry.Shown]:
    """Three meetings held, of which all were told in time, show that the coalition keeps its own rules of meeting."""
    held = queries.visible_to(standing).filter(state=MeetingState.ENDED, started_at__lte=now())
    count = sum(one.noticed for one in held.select_related("coalition").order_by("-started_at")[:50])
    yield registry.Shown(_("Meetings held, of which all were told in time"), count, 3)
