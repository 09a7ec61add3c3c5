"""What the mails about meetings say. Each is put together in the language of its reader."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.audit.queries import grouped
from comity.base.reasons import reasons_of
from comity.meetings.calendar import is_secret
from comity.meetings.models import AgendaItem, Invitation, Meeting, Minutes, Reply, Said
from comity.notices.links import absolute

Context = dict[str, Any]


def asked_whether(meeting: Meeting) -> str:
    """What an ask is called."""
    return _("Do you come? {meeting}").format(meeting=meeting.name)[:300]


def asked_to_place(item: AgendaItem) -> str:
    return _("{name} brings an item: {title}").format(name=item.for_name, title=item.title)[:300]


def asked_to_call(meeting: Meeting) -> str:
    return _("Send the agenda: {meeting}").format(meeting=meeting.name)[:300]


def asked_for_minutes(meeting: Meeting) -> str:
    return _("Write the minutes: {meeting}").format(meeting=meeting.name)[:300]


def minutes_letter(minutes: Minutes, *, approved: bool, amended: str) -> Context:
    """A draft to look at, approved minutes with their seal, or a correction beside them."""
    meeting = minutes.meeting
    name = _("a meeting") if is_secret(meeting) else meeting.name
    if amended:
        subject, lede = (
            _("Put right: minutes of {meeting}"),
            _("Something is put right beside the approved minutes."),
        )
    elif approved:
        subject, lede = _("Approved: minutes of {meeting}"), _("The minutes are approved and sealed.")
    else:
        subject = _("Draft: minutes of {meeting}")
        lede = _("If something is wrong or missing, suggest how it should read.")
    return {
        "subject": subject.format(meeting=name)[:200], "title": str(minutes), "lede": lede, "quote": amended,
        "paragraphs": [_("Seal: {seal}").format(seal=grouped(minutes.seal))] if minutes.seal else [],
        "why_you": _("You get this because you were called to this meeting."),
        "link_text": _("Read the minutes"), "link_url": absolute(minutes.get_absolute_url()),
    }  # fmt: skip


def letter(
    meeting: Meeting,
    invitation: Invitation,
    agenda: list[AgendaItem],
    what: Said,
    why: str,
    *,
    link: str,
    reader: Any,
) -> Context:
    """The whole mail: when and where, the agenda, and two buttons; each opens the page where it is confirmed.

    link: where the reader answers; empty for who fills a seat and has no word for the organisation.
    """
    asks = bool(link) and what != Said.CANCELLED and not invitation.reply
    mail = {
        "subject": _subject(meeting, what)[:200], "title": meeting.name, "lede": _lede(meeting, what),
        "to_line": _("To {person}, for {name}").format(person=reader.name, name=invitation.name),
        "quote": why or "", "quote_from": meeting.body_name if why else "",
        "why_you": _why_you(invitation, what, linked=bool(link)), "link_text": _("Agenda and papers"),
        "link_url": absolute(meeting.get_absolute_url()),
    }  # fmt: skip
    if asks:
        mail["buttons"] = [(label, f"{link}?reply={reply}") for reply, label in Reply.choices]
        mail["under_buttons"] = _(
            "A tap opens a page that shows your answer. It counts when you confirm it there."
        )
    elif what != Said.CANCELLED and not invitation.reply:
        mail["under_buttons"] = _("Who speaks or votes for {name} says whether you come.").format(name=invitation.name)
    elif what != Said.CANCELLED:
        mail["under_buttons"] = _("You answered: {reply}.").format(reply=invitation.get_reply_display())
    shown = [] if what == Said.CANCELLED else [_line(item) for item in agenda]
    return {"mail": mail, "agenda": shown, "facts": _facts(meeting, what), "reasons": _reasons(meeting)}


def bare_letter(meeting: Meeting, invitation: Invitation) -> Context:
    """To those who may know of it no longer: that the hour is free again, and nothing else."""
    when = moment(meeting, meeting.starts_at)
    mail = {
        "subject": _("Cancelled: a meeting on {when}").format(when=when)[:200], "title": _("A meeting is cancelled"),
        "lede": _("This meeting on {when} will not take place.").format(when=when),
        "why_you": _why_you(invitation, Said.CANCELLED),
        "link_text": _("Meetings"), "link_url": absolute(reverse("meetings:register", args=[meeting.coalition.slug])),
    }  # fmt: skip
    return {"mail": mail, "agenda": [], "facts": [], "reasons": []}


def moment(meeting: Meeting, at: datetime) -> str:
    """A moment by the coalition's clock: "Tuesday 17 November, 18:00"."""
    pattern = pgettext("date format, as in Friday 20 November, 18:00", "l j F, H:i")
    return date_format(at.astimezone(meeting.coalition.tz), pattern)


def _subject(meeting: Meeting, what: Said) -> str:
    """Of a meeting for one body's eyes, the subject says no more than that there is one."""
    if is_secret(meeting):
        return _("About a meeting on {when}").format(when=moment(meeting, meeting.starts_at))
    said = {
        Said.CALLED: _("{meeting}: {when}"),
        Said.MOVED: _("New time: {meeting}, {when}"),
        Said.CHANGED: _("Changed: {meeting}, {when}"),
        Said.CANCELLED: _("Cancelled: {meeting}, {when}"),
        Said.REMINDED: _("Do you come? {meeting}, {when}"),
    }
    return said[what].format(meeting=meeting.name, when=moment(meeting, meeting.starts_at))


def _lede(meeting: Meeting, what: Said) -> str:
    when = moment(meeting, meeting.starts_at)
    if what == Said.MOVED and meeting.moved_from:
        return _("It is moved from {before} to {when}.").format(
            before=moment(meeting, meeting.moved_from), when=when
        )
    said = {
        Said.CALLED: _("You are called to this meeting on {when}."),
        Said.CHANGED: _("Something about this meeting on {when} has changed."),
        Said.CANCELLED: _("This meeting on {when} will not take place."),
        Said.REMINDED: _("It is on {when}. We do not know yet whether you come."),
    }
    return said.get(what, said[Said.CALLED]).format(when=when)


def _why_you(invitation: Invitation, what: Said, *, linked: bool = False) -> str:
    if what == Said.CANCELLED:
        return _("You get this because you were called for {name}.").format(name=invitation.name)
    if not linked:
        return _("You get this because you come for {name}.").format(name=invitation.name)
    return _(
        "You get this because you come for {name}. This link is yours alone; please do not forward it."
    ).format(name=invitation.name)


def _facts(meeting: Meeting, what: Said) -> list[tuple[str, str]]:
    if what == Said.CANCELLED:
        return []
    facts = [
        (_("When"), moment(meeting, meeting.starts_at)),
        (_("How long"), _("{n} minutes").format(n=meeting.minutes)),
        (_("Where"), meeting.place),
        (_("From afar"), meeting.link),
    ]
    return [fact for fact in facts if fact[1]]


def _reasons(meeting: Meeting) -> list[str]:
    said = [line.strip() for line in meeting.coalition.reasons.splitlines() if line.strip()]
    return reasons_of(meeting.coalition_id) or said


def _line(item: AgendaItem) -> tuple[str, str, str]:
    """Kind, title, and the minutes with who leads it."""
    more = ", ".join(filter(None, (_("{n} min").format(n=item.minutes), item.lead)))
    return str(item.get_kind_display()), item.title, more
