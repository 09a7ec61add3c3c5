"""Minutes as they are drafted: what the records know of the meeting, in the coalition's language of record."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.confidentiality import more_secret
from comity.core.meetings.presence import Lapse, quorum_of
from comity.governing.models import Question
from comity.governing.rules import why_in_words
from comity.meetings.letters import moment
from comity.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    ItemState,
    Meeting,
    Note,
    NoteKind,
    Reply,
)
from comity.meetings.quorum import lapses_of


def drafted(meeting: Meeting) -> str:
    """The whole draft, in Markdown. Four queries."""
    with translation.override(meeting.coalition.language):
        return "\n\n".join(part for part in _parts(meeting) if part)


def _parts(meeting: Meeting) -> Iterator[str]:
    invited = list(Invitation.objects.filter(meeting=meeting, seated=True).order_by("place"))
    there = [one for one in Attendance.objects.filter(meeting=meeting) if one.left_at != one.arrived_at]
    notes = list(Note.objects.filter(meeting=meeting, struck_at=None))
    yield _opening(meeting)
    yield from _who(meeting, invited, there)
    items = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED).select_related(
        "question__decision"
    )
    for number, item in enumerate(items.order_by("place", "pk"), start=1):
        item.meeting = meeting
        yield from _item(number, item, [note for note in notes if note.item_id == item.pk])
    yield from _noted(_("Besides"), [note for note in notes if note.item_id is None])
    yield from _listed(_("Concerns"), [note.text for note in notes if note.kind == NoteKind.CONCERN])


def _opening(meeting: Meeting) -> str:
    place = f", {meeting.place}" if meeting.place else ""
    words = _("{when}{place}. Opened at {start}, ended at {end}.").format(
        when=moment(meeting, meeting.starts_at), place=place, start=_hour(meeting, meeting.started_at),
        end=_hour(meeting, meeting.ended_at),
    )  # fmt: skip
    told = (
        _("All were told in time.")
        if meeting.noticed
        else _("Not all were told in time: the meeting advised only.")
    )
    return f"{words} {told}"


def _who(meeting: Meeting, invited: list[Invitation], there: list[Attendance]) -> Iterator[str]:
    came = {one.organisation_id for one in there if one.counts}
    needed = quorum_of(len(invited), meeting.minimum)
    yield _heading(_("Who was there"))
    yield _points([_person(one) for one in there]) or _("Nobody was noted.")
    away = [one.name for one in invited if one.organisation_id not in came and one.reply == Reply.AWAY]
    silent = [one.name for one in invited if one.organisation_id not in came and one.reply != Reply.AWAY]
    yield _("Sent word that they can’t come: {names}.").format(names=", ".join(away)) if away else ""
    yield _("Not there: {names}.").format(names=", ".join(silent)) if silent else ""
    words = ngettext("{n} of {all} organisations was there; {needed} make a quorum.",
                     "{n} of {all} organisations were there; {needed} make a quorum.", len(came))  # fmt: skip
    yield words.format(n=len(came), all=len(invited), needed=needed)
    for lapse in lapses_of(meeting, there, len(invited)):
        yield _lapse(meeting, lapse)


def _person(one: Attendance) -> str:
    whom = _("for {name}").format(name=one.organisation_name) if one.organisation_name else ""
    role = "" if one.role == "representative" else str(one.get_role_display()).lower()
    remote = _("by phone or video") if one.remote else ""
    more = ", ".join(filter(None, (whom, role if not one.counts or one.role == "deputy" else "", remote)))
    return f"{one.name} ({more})" if more else one.name


def _lapse(meeting: Meeting, lapse: Lapse) -> str:
    since, until = _hour(meeting, lapse.since), _hour(meeting, lapse.until)
    return _("There was no quorum from {since} to {until}.").format(since=since, until=until)


def _item(number: int, item: AgendaItem, notes: list[Note]) -> Iterator[str]:
    kind = str(item.get_kind_display()).lower()
    yield _heading(f"{number}. {item.title} ({kind})")
    if item.started_at is None and not notes:
        yield _("Not taken up.")
    yield _outcome(item.question) if item.question and _known(item.question, item.meeting) else ""
    yield _points([_line(note) for note in notes])


def _known(question: Question, meeting: Meeting) -> bool:
    """Whether whoever may read the minutes may know of the question: not of a draft, nor of a more secret one."""
    return question.opened_at is not None and not more_secret(question.confidentiality, meeting.confidentiality)


def _outcome(question: Question) -> str:
    decision = getattr(question, "decision", None)
    name = f"{question.code} {question.title}".strip()
    if decision is None:
        return _("The question stays open: {name}.").format(name=name)
    said = _("Agreed: {name}.") if decision.carried else _("Not agreed: {name}.")
    return f"{said.format(name=name)} {why_in_words(decision)}"


def _noted(title: str, notes: list[Note]) -> Iterator[str]:
    yield from _listed(title, [_line(note) for note in notes if note.kind != NoteKind.CONCERN])


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield _heading(title)
        yield _points(lines)


def _line(note: Note) -> str:
    kind = "" if note.kind == NoteKind.NOTE else f"{note.get_kind_display()}: "
    return f"{kind}{note.text}"


def _heading(words: str) -> str:
    return f"**{words}**"


def _points(lines: list[str]) -> str:
    return "\n".join("- " + " ".join(line.split()) for line in lines)


def _hour(meeting: Meeting, at: datetime | None) -> str:
    return date_format(at.astimezone(meeting.coalition.tz), "H:i") if at else "–"
