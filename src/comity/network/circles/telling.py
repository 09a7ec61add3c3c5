"""Mails of circles to one person each: asked, taken in, invited to a meeting, told that it is moved or off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.meetings.calendar import CANCEL, PUBLISH, calendar_of_occasions
from comity.network.circles.calendar import occasion_of
from comity.network.circles.queries import members_of
from comity.network.models import Circle, CircleMeeting, CircleMember, CirclePost
from comity.notices.asks import close_asks, open_asks
from comity.notices.links import absolute, action_links
from comity.notices.mails import Addressee, write
from comity.notices.models import Ask
from comity.people.models import Person

#: kinds of asks and mails, and the purpose of the link in an invitation
JOINING, HELD = "network.circle-joining", "network.circle-held"
MEETING, CHANGED = "network.circle-meeting", "network.circle-change"
LINK = "circle-meeting"


def ask_keepers(row: CircleMember, *, at: datetime) -> None:
    """Somebody would like to join: each keeper is asked."""
    title = _("Join {circle}? {name}, {organisation}").format(
        circle=row.circle.name, name=row.person.name, organisation=row.name
    )
    _ask_keepers(row.circle, JOINING, "network.circlemember", row.pk, title, row.circle.get_absolute_url(), at)
    keepers = [one.person for one in members_of(row.circle, at=at).filter(keeper=True)]
    _plain(row.circle, keepers, lambda: title, _("A keeper of the circle answers."), row.circle.get_absolute_url(), at)


def tell_answer(row: CircleMember, *, at: datetime) -> None:
    """Whoever asked to join learns what was answered."""
    close_asks(row, at=at)
    taken = row.state == "in"

    def title() -> str:
        said = _("You belong to the circle {name} now") if taken else _("The circle {name} did not take you in")
        return said.format(name=row.circle.name)

    more = _("What was written so far stands on its page.") if taken else _("Ask one of its keepers why, if you like.")
    _plain(row.circle, [row.person], title, more, row.circle.get_absolute_url(), at)


def ask_to_check(post: CirclePost, *, at: datetime) -> None:
    """A post waits for a keeper's yes."""
    title = _("A post waits in {circle}: {subject}").format(circle=post.circle.name, subject=post.subject)
    _ask_keepers(post.circle, HELD, "network.circlepost", post.pk, title, post.get_absolute_url(), at)


def tell_kept(post: CirclePost, *, at: datetime) -> None:
    """Whoever wrote a post learns that a keeper held or removed it, and why."""
    def title() -> str:
        said = _("Your post is held: {subject}") if post.state == "held" else _("Your post was removed: {subject}")
        return said.format(subject=post.withheld["subject"] if post.withheld else post.subject)

    _plain(post.circle, [post.person], title, post.kept_why, post.get_absolute_url(), at)


def invite(meeting: CircleMeeting, *, at: datetime) -> None:
    """Ask every member whether they come: two taps in the mail answer, and the calendar gets the day."""
    rows = list(members_of(meeting.circle, at=at))
    open_asks(
        Ask(
            person=one.person_id, coalition=meeting.coalition_id, organisation=one.organisation_id, acts_for=one.name,
            kind=MEETING, label="network.circlemeeting", thing=meeting.pk, url=meeting.get_absolute_url(),
            title=_("Do you come? {circle}: {title}").format(circle=meeting.circle.name, title=meeting.title)[:300],
            due_at=meeting.starts_at, opened_at=at,
        )
        for one in rows
    )  # fmt: skip
    by_person = {one.person_id: one for one in rows}
    pairs = [(one.organisation_id, one.person_id) for one in rows]
    links = action_links(
        LINK, pairs, expires_at=meeting.starts_at, coalition=meeting.coalition_id, thing=meeting.pk
    )

    def context(reader: Addressee) -> dict[str, Any]:
        url = links[by_person[reader.person].organisation_id, reader.person]
        said = _("{circle}: do you come on {day}?").format(circle=meeting.circle.name, day=day_in_words(meeting))
        return {"mail": {
            "subject": said[:200], "title": meeting.title, "lede": when_and_where(meeting),
            "buttons": [(_("I’m coming"), f"{url}?answer=coming"), (_("I can’t come"), f"{url}?answer=away")],
            "under_buttons": _("A tap opens a page with your answer. It counts only when you confirm it there."),
            "link_text": _("All about this meeting"), "link_url": absolute(meeting.get_absolute_url()),
            "why_you": _("You get this because you belong to the circle {name}.").format(name=meeting.circle.name),
        }}  # fmt: skip

    write(
        MEETING, addressees(one.person for one in rows), template="base/mail/base.html", at=at,
        coalition=meeting.coalition_id, context=context,
        calendar=lambda _reader: calendar_of_occasions([occasion_of(meeting, link=True)], method=PUBLISH, at=at),
    )  # fmt: skip


def tell_changed(meeting: CircleMeeting, *, at: datetime) -> None:
    """Those who were invited learn of another time or place, or that it is off; their calendars, too."""
    if meeting.invited_at is None:
        return
    off = meeting.cancelled_at is not None

    def context(_reader: Addressee) -> dict[str, Any]:
        said = _("Cancelled: {title}") if off else _("Changed: {title}")
        return {"mail": {
            "subject": said.format(title=f"{meeting.circle.name}, {meeting.title}")[:200],
            "title": said.format(title=meeting.title), "lede": when_and_where(meeting),
            "paragraphs": [meeting.cancelled_why] if meeting.cancelled_why else [],
            "link_text": _("All about this meeting"), "link_url": absolute(meeting.get_absolute_url()),
            "why_you": _("You get this because you belong to the circle {name}.").format(name=meeting.circle.name),
        }}  # fmt: skip

    write(
        CHANGED, addressees(one.person for one in members_of(meeting.circle, at=at)), template="base/mail/base.html",
        at=at, coalition=meeting.coalition_id, context=context,
        calendar=lambda _reader: calendar_of_occasions(
            [occasion_of(meeting, link=True)], method=CANCEL if off else PUBLISH, at=at
        ),
    )  # fmt: skip


def stop_asking(circle: Circle, person: Any, *, at: datetime) -> None:
    """Whoever left is asked nothing any more."""
    things = [circle.pk, *CircleMeeting.objects.filter(circle=circle, starts_at__gt=at).values_list("pk", flat=True)]
    things += CirclePost.objects.filter(circle=circle, state="held").values_list("pk", flat=True)
    things += CircleMember.objects.filter(circle=circle, state="asked").values_list("pk", flat=True)
    Ask.objects.filter(person=person, thing__in=things, closed_at=None).update(closed_at=at)


def day_in_words(meeting: CircleMeeting) -> str:
    """The day by the coalition's clock."""
    day = meeting.starts_at.astimezone(meeting.circle.coalition.tz)
    return date_format(day, pgettext("date format, as in Friday 20 November", "l j F"))


def when_and_where(meeting: CircleMeeting) -> str:
    """Day, hour and place in one line."""
    begins, zone = meeting.starts_at, meeting.circle.coalition.tz
    hours = f"{begins.astimezone(zone):%H:%M}–{meeting.ends_at.astimezone(zone):%H:%M}"
    return " · ".join(filter(None, (day_in_words(meeting), hours, meeting.place, meeting.link)))


def addressees(people: Iterable[Person]) -> list[Addressee]:
    """Those who have an address."""
    return [Addressee(p.pk, p.email, p.name, p.speaks()) for p in people if p.email and not p.erased_at]


def _ask_keepers(circle: Circle, kind: str, label: str, thing: UUID, title: str, url: str, at: datetime) -> None:
    open_asks(
        Ask(
            person=one.person_id, coalition=circle.coalition_id, organisation=one.organisation_id, acts_for=one.name,
            kind=kind, label=label, thing=thing, title=title[:300], url=url, opened_at=at,
        )
        for one in members_of(circle, at=at).filter(keeper=True)
    )  # fmt: skip


def _plain(circle: Circle, people: Iterable[Person], title: Any, words: str, url: str, at: datetime) -> None:
    write(
        CHANGED, addressees(people), template="base/mail/base.html", at=at, coalition=circle.coalition_id,
        context=lambda _reader: {"mail": {
            "subject": title()[:200], "title": title(), "paragraphs": [words] if words else [],
            "link_text": circle.name, "link_url": absolute(url),
        }},
    )  # fmt: skip
