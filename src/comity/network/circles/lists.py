"""Circles, their threads, meetings and ideas as lists. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import day, status, when
from comity.coalitions.requests import CoalitionRequest
from comity.network.circles import queries
from comity.network.models import Belongs, Circle, CircleIdea, CircleMeeting, CirclePost, PostState

GOES = [("on", gettext_lazy("Going on")), ("ended", gettext_lazy("Ended"))]
STATES = [
    ("open", gettext_lazy("Open")), ("promoted", gettext_lazy("An initiative")), ("dropped", gettext_lazy("Dropped")),
]  # fmt: skip
SIGNS = {PostState.SHOWN: "", PostState.HELD: "warn", PostState.REMOVED: "bad", PostState.TAKEN: ""}


def circles(request: CoalitionRequest) -> Listing:
    """All circles, ended ones too, by name."""
    page = addresses("network:circle", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("name", _("Circle"), "name", sort="name", head=True, link=lambda c: page(c.pk)),
        Column("purpose", _("What it is for"), "purpose"),
        Column("members", _("People"), "member_count", sort="member_count", numeric=True),
        Column("organisations", _("Organisations"), "organisation_count", sort="organisation_count", numeric=True),
        Column("next", _("Next meeting"), "next_at", sort="next_at", narrow=True,
               show=lambda c: day(c.next_at, short=True) if c.next_at else ""),
        Column("mine", _("You"), lambda c: mine_in_words(c.mine), show=lambda c: mine_sign(c.mine)),
        Column("state", _("Status"), lambda c: state_of(c)[1], sort="ended_at", show=lambda c: status(*state_of(c))),
        Column("address", _("Address of mail"), lambda c: c.address if c.mine == Belongs.IN else "", shown=False),
        Column("every", _("Rhythm"), lambda c: c.get_every_display(), shown=False),
    ]  # fmt: skip
    rows = queries.counted(queries.visible_to(request.standing), request.standing, at=now())
    return Listing(
        request, rows, name="circles", columns=columns, default="name", caption=_("Circles"),
        filters=(
            Words(("name", "purpose")),
            Choose("state", _("Status"), GOES,
                   apply=lambda found, value: found.filter(ended_at__isnull=value == "on")),
            Choose("whose", _("Whose"), [("mine", _("Mine"))], apply=lambda found, _value: found.filter(mine="in")),
        ),
        empty=Empty(
            _("There is no circle yet"),
            _("People who do the same work in different organisations learn most from each other."),
            "learn", _("Begin a circle"), reverse("network:begin-circle", args=[request.coalition.slug]),
            _("“Grant writers: we read each other’s drafts on the first Tuesday of each month.”"),
        ),
    )  # fmt: skip


def threads(request: CoalitionRequest, circle: Circle) -> Listing:
    """What is talked about in one circle, the newest word first."""
    page = addresses("network:circle-thread", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("subject", _("Subject"), "subject", sort="subject", head=True, link=lambda p: page(p.pk),
               show=lambda p: format_html("{} {}", p.subject, sign_of(p)) if said_of(p) else p.subject),
        Column("who", _("Begun by"), lambda p: p.person.name, sort="person__sort_name"),
        Column("organisation", _("Organisation"), "name", sort="name"),
        Column("answers", _("Answers"), "answer_count", sort="answer_count", numeric=True),
        Column("last", _("Last word"), "last_at", sort="last_at", narrow=True,
               show=lambda p: day(p.last_at, short=True)),
        Column("state", _("Status"), said_of, shown=False),
        Column("text", _("Text"), "text", shown=False),
    ]  # fmt: skip
    return Listing(
        request, queries.threads(request.standing, circle), name="circle-threads", columns=columns, default="-last",
        caption=_("What is talked about"),
        filters=(Words(("subject", "text", "answers__text")),),
        empty=Empty(
            _("Nobody has written yet"), _("Ask what you would ask a colleague at lunch. All members get it."), "say",
            _("Write to the circle"), reverse("network:write-circle", args=[request.coalition.slug, circle.pk]),
            _("“Has anyone a budget template that the county likes?”"),
        ),
    )  # fmt: skip


def people(request: CoalitionRequest, circle: Circle) -> Listing:
    """Who belongs to it."""
    place = addresses("coalitions:person", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("name", _("Name"), "person.name", sort="person__sort_name", head=True,
               link=lambda m: place(m.person_id)),
        Column("organisation", _("Organisation"), "name", sort="name"),
        Column("keeper", _("Keeper"), lambda m: _("Keeper") if m.keeper else "",
               show=lambda m: status("info", _("Keeper"), "star") if m.keeper else "", sort="-keeper"),
        Column("since", _("Since"), "joined_at", sort="joined_at", narrow=True,
               show=lambda m: day(m.joined_at, short=True)),
    ]  # fmt: skip
    if queries.belongs_to(request.standing, circle):
        columns.append(Column(
            "address", _("E-mail"), lambda m: m.person.email if m.shows_address else "", exported=False
        ))  # fmt: skip
    return Listing(
        request, queries.members_of(circle, at=now()), name="circle-people", columns=columns, default="name",
        caption=_("Who belongs"), filters=(Words(("person__name", "name")),),
        empty=Empty(
            _("Nobody belongs to it today"), _("Whoever belonged no longer acts for a member organisation."), "user"
        ),
    )  # fmt: skip


def meetings(request: CoalitionRequest, circle: Circle | None = None) -> Listing:
    """Meetings of one circle, or of all, the latest first."""
    page = addresses("network:circle-meeting", request.coalition.slug, like=UUID(int=0))
    at = now()
    columns = [
        Column("title", _("Meeting"), "title", sort="title", head=True, link=lambda m: page(m.pk)),
        *([] if circle else [Column("circle", _("Circle"), lambda m: m.circle.name, sort="circle__name")]),
        Column("on", _("When"), "starts_at", sort="starts_at", narrow=True, show=lambda m: when(m.starts_at)),
        Column("place", _("Where"), "place", sort="place"),
        Column("state", _("Status"), lambda m: meeting_state(m, at)[1], show=lambda m: status(*meeting_state(m, at))),
        Column("minutes", _("Minutes"), "minutes", shown=False),
    ]  # fmt: skip
    rows = queries.meetings_visible_to(request.standing)
    return Listing(
        request, rows.filter(circle=circle) if circle else rows, name="circle-meetings", columns=columns,
        default="-on", caption=_("Meetings"),
        filters=(
            Words(("title", "place", "circle__name")),
            Choose("when", _("When"), [("ahead", _("To come")), ("past", _("Past"))],
                   apply=lambda found, value: found.filter(
                       **{"starts_at__gt" if value == "ahead" else "starts_at__lte": at})),
        ),
        empty=Empty(
            _("No meeting is planned yet"),
            _("A fixed day does it: “the first Tuesday, at five”. Members are asked by mail, and calendars follow."),
            "cal",
        ),
    )  # fmt: skip


def ideas(request: CoalitionRequest, circle: Circle | None = None) -> Listing:
    """Ideas of one circle, or of all that one may read, the newest first."""
    page = addresses("network:circle-idea", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("title", _("Idea"), "title", sort="title", head=True, link=lambda i: page(i.pk)),
        *([] if circle else [Column("circle", _("Circle"), lambda i: i.circle.name, sort="circle__name")]),
        Column("who", _("From"), "name", sort="name"),
        Column("support", _("Would take part"), "support_count", sort="support_count", numeric=True),
        Column("on", _("Raised"), "raised_at", sort="raised_at", narrow=True,
               show=lambda i: day(i.raised_at, short=True)),
        Column("state", _("Status"), lambda i: idea_state(i)[1], show=lambda i: status(*idea_state(i))),
        Column("text", _("What we would do"), "text", shown=False),
    ]  # fmt: skip
    rows = queries.ideas_visible_to(request.standing)
    return Listing(
        request, rows.filter(circle=circle) if circle else rows, name="circle-ideas", columns=columns,
        default="-on", caption=_("Ideas"),
        filters=(Words(("title", "text", "name")), Choose("state", _("Status"), STATES, apply=_in_state)),
        empty=Empty(
            _("No idea has been raised yet"),
            _("What could several of you do better together? Others say whether they would take part."), "star",
        ),
    )  # fmt: skip


def _in_state(rows: Any, value: str) -> Any:
    if value == "promoted":
        return rows.filter(promoted_at__isnull=False)
    return rows.filter(promoted_at=None, dropped_at__isnull=value == "open")


def state_of(circle: Any) -> tuple[str, str]:
    """Sign and words."""
    return ("", _("Ended")) if circle.ended_at else ("ok", _("Going on"))


def mine_in_words(state: str | None) -> str:
    """What one is in it."""
    return {"in": _("You belong"), "asked": _("You asked to join")}.get(state or "", "")


def mine_sign(state: str | None) -> Any:
    """The same with a sign; nothing for those who don't belong."""
    words = mine_in_words(state)
    return status("info" if state == Belongs.IN else "warn", words) if words else ""


def said_of(post: CirclePost) -> str:
    """How a post stands, where there is something to say."""
    return "" if post.state == PostState.SHOWN else str(PostState(post.state).label)


def sign_of(post: CirclePost) -> Any:
    """The same with a sign."""
    return status(SIGNS[PostState(post.state)], said_of(post)) if said_of(post) else ""


def meeting_state(meeting: CircleMeeting, at: Any) -> tuple[str, str]:
    """Sign and words."""
    if meeting.cancelled_at:
        return "bad", _("Cancelled")
    if meeting.starts_at > at:
        return "info", _("To come")
    return ("ok", _("Held")) if meeting.noted_at else ("", _("Past"))


def idea_state(idea: CircleIdea) -> tuple[str, str]:
    """Sign and words."""
    if idea.promoted_at:
        return "ok", _("An initiative")
    return ("", _("Dropped")) if idea.dropped_at else ("info", _("Open"))
