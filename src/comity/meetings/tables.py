"""What is taken along of meetings besides agendas and attendance: series, invitations, rounds, notes, minutes."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.meetings.models import Amendment, Invitation, Minutes, Note, Round
from comity.meetings.permissions import hearing
from comity.meetings.queries import visible_series, visible_to

Rows = Iterator[tuple[Any, ...]]


def register() -> None:
    """Fill the registry."""
    tables: list[tuple[str, Any, Callable[[Standing], Rows], Any]] = [
        ("meeting-series", gettext_lazy("Series of meetings"), series,
         gettext_lazy("How each body meets: rhythm, length, place, notice, least number, basic rules.")),
        ("invitations", gettext_lazy("Invitations"), invitations,
         gettext_lazy("Which organisation was invited to which meeting, and what it answered.")),
        ("rounds", gettext_lazy("Rounds"), rounds,
         gettext_lazy("When all spoke in turn or in pairs, how long each, and who sat together.")),
        ("meeting-notes", gettext_lazy("Notes of meetings"), notes,
         gettext_lazy("Each line that was noted, and what became of it.")),
        ("minutes", gettext_lazy("Minutes"), minutes,
         gettext_lazy("When the minutes of a meeting were drafted and approved, their text and their seal.")),
        ("minutes-amendments", gettext_lazy("Amendments of minutes"), amendments,
         gettext_lazy("What was put right beside approved minutes.")),
    ]  # fmt: skip
    for name, label, rows, about in tables:
        registry.export.register(name, registry.Exportable(label, rows, about))


def series(standing: Standing) -> Rows:
    """Header first."""
    yield ("id", "series", "body", "every", "first_on", "hour", "minutes", "place", "link", "notice_days", "minimum",
           "basic_rules", "usual_agenda", "begun_at", "ended_on")  # fmt: skip
    for s in visible_series(standing).order_by("begun_at", "pk").iterator(chunk_size=200):
        yield (s.pk, s.name, s.body_name, s.every, s.first_on, s.hour.isoformat(), s.minutes, s.place, s.link,
               s.notice_days, s.minimum, s.ground_rules, s.pattern, s.begun_at, s.ended_on)  # fmt: skip


def invitations(standing: Standing) -> Rows:
    """Header first; for those inside. A word to the chair leaves with those who may read it."""
    yield "meeting", "starts_at", "organisation", "has_place", "answer", "deputy", "words", "answered_by", "answered_at"
    rows = _of_meetings(Invitation, standing, "person").order_by("meeting__starts_at", "meeting", "place")
    for one in rows.iterator(chunk_size=500):
        by = one.person.name if one.person else ""
        words = one.words if hearing(standing, one.meeting, one.organisation_id) else ""
        yield (one.meeting.name, one.meeting.starts_at, one.name, one.seated, one.reply, one.deputy, words, by,
               one.replied_at)  # fmt: skip


def rounds(standing: Standing) -> Rows:
    """Header first; for those inside. `groups` are ids of organisations: groups by “;”, those of one by a space."""
    yield "meeting", "starts_at", "kind", "minutes", "groups", "begun_at", "ended_at"
    for one in _of_meetings(Round, standing).order_by("begun_at", "pk").iterator(chunk_size=500):
        groups = "; ".join(" ".join(str(who) for who in group) for group in one.groups)
        yield one.meeting.name, one.meeting.starts_at, one.kind, one.minutes, groups, one.begun_at, one.ended_at


def notes(standing: Standing) -> Rows:
    """Header first; for those inside; struck ones too."""
    yield "meeting", "starts_at", "item", "kind", "text", "became", "written_by", "for", "written_at", "struck_at"
    rows = _of_meetings(Note, standing, "item", "person").order_by("written_at", "pk")
    for one in rows.iterator(chunk_size=500):
        item, by = one.item.title if one.item else "", one.person.name if one.person else ""
        yield (one.meeting.name, one.meeting.starts_at, item, one.kind, one.text, one.became_id, by, one.for_name,
               one.written_at, one.struck_at)  # fmt: skip


def minutes(standing: Standing) -> Rows:
    """Header first; for those inside. Their words stand among the texts, under this id and version."""
    yield "meeting", "starts_at", "drafted_at", "approved_at", "approved_for", "text", "version", "seal"
    for one in _of_meetings(Minutes, standing).order_by("drafted_at", "pk").iterator(chunk_size=500):
        yield (one.meeting.name, one.meeting.starts_at, one.drafted_at, one.approved_at, one.approved_for, one.text,
               one.version, one.seal)  # fmt: skip


def amendments(standing: Standing) -> Rows:
    """Header first; for those inside."""
    yield "meeting", "starts_at", "words", "written_by", "for", "written_at"
    if not standing.inside:
        return
    rows: Any = Amendment.objects.filter(minutes__meeting__in=visible_to(standing))
    rows = rows.select_related("minutes__meeting", "person").order_by("written_at", "pk")
    for one in rows.iterator(chunk_size=500):
        by = one.person.name if one.person else ""
        yield one.meeting.name, one.meeting.starts_at, one.words, by, one.for_name, one.written_at


def _of_meetings(model: Any, standing: Standing, *related: str) -> Any:
    """The rows that belong to meetings one may know of, for those inside."""
    rows = model.objects.filter(meeting__in=visible_to(standing)).select_related("meeting", *related)
    return rows if standing.inside else rows.none()
