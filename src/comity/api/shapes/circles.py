"""Circles, what is written in them, when they meet, and their ideas. No address of a person is told."""

from typing import Any
from uuid import UUID

from pydantic import Field

from comity.api.shapes.common import Ref
from comity.api.values import Answer, Moment
from comity.base.versions import Version
from comity.network.acts.circle_meetings import CHANGEABLE
from comity.network.acts.circles import EDITABLE
from comity.network.models import Circle, CircleAnswer, CircleIdea, CircleMeeting, CircleMember, CirclePost
from comity.network.models import CircleSupport as Support


class CircleShape(Answer):
    """A circle of peers across organisations."""

    id: UUID
    name: str = Field(examples=["Grant writers"])
    purpose: str = Field(examples=["We read each other’s drafts."])
    joining: str = Field(description="open, or asked: a keeper says yes first.", examples=["open"])
    every: str = Field(description="The usual rhythm, as series of meetings have it; empty: none.", examples=["month"])
    checked: bool = Field(description="Whether each post waits for a keeper’s yes.")
    read_by: str = Field(description="named: its members; coalition: everyone inside.", examples=["named"])
    begun_name: str = Field(description="For which organisation it was begun.", examples=["Harbour Health Service"])
    begun_at: Moment
    ended_at: Moment | None = Field(examples=[None])
    ended_why: str = Field(examples=[""])
    version: str = Field(description="As the ETag names it.", examples=["name=3f2a91c07b14"])


class CircleMemberShape(Answer):
    """A person in a circle, for an organisation."""

    id: UUID
    circle: UUID
    person: Ref
    organisation: Ref
    state: str = Field(description="asked, in, declined or left.", examples=["in"])
    keeper: bool
    joined_at: Moment | None


class MyCircleShape(Answer):
    """How one belongs to a circle. What concerns oneself alone."""

    circle: UUID
    state: str = Field(examples=["in"])
    mails: str = Field(description="each, daily or none.", examples=["each"])
    shows_address: bool
    address: str = Field(description="Where mails to the circle go; empty where none are taken.", examples=[""])


class CirclePostShape(Answer):
    """What somebody wrote to a circle."""

    id: UUID
    circle: UUID
    thread: UUID = Field(description="The post that began the thread; of that one its own id.")
    answers: UUID | None = Field(description="The post it answers.", examples=[None])
    person: Ref
    organisation: Ref
    subject: str = Field(examples=["Budget template"])
    text: str = Field(examples=["Has anyone a budget template?"])
    quoted: str = Field(description="What stood below the writer’s own words.", examples=[""])
    state: str = Field(description="shown, held, removed or taken (taken back).", examples=["shown"])
    by_mail: bool
    files: list[UUID] = Field(description="Files of the circle that came along.")
    posted_at: Moment


class ComesShape(Answer):
    """Whether somebody comes, and was there."""

    person: Ref
    organisation: Ref
    says: str = Field(description="coming, away, or empty.", examples=["coming"])
    was_there: bool


class CircleMeetingShape(Answer):
    """A meeting of a circle."""

    id: UUID
    circle: UUID
    title: str = Field(examples=["Budgets that hold"])
    starts_at: Moment
    minutes: int = Field(ge=5, examples=[60])
    place: str = Field(examples=["Library, upper floor"])
    cancelled_at: Moment | None = Field(examples=[None])
    notes: str = Field(description="What came of it, for those who read the circle.", examples=[""])
    answers: list[ComesShape] = Field(description="Who comes and was there, for those who read the circle.")
    version: str = Field(description="As the ETag names it.", examples=["name=3f2a91c07b14"])


class CircleIdeaShape(Answer):
    """An idea of a circle."""

    id: UUID
    circle: UUID
    post: UUID | None = Field(description="The post it came from.", examples=[None])
    title: str = Field(examples=["One calendar of deadlines"])
    text: str = Field(examples=["We keep one list of deadlines of all foundations."])
    person: Ref
    organisation: Ref
    supports: list[Ref] = Field(description="Organisations that would take part.")
    initiative: UUID | None = Field(description="The initiative that it became.", examples=[None])
    raised_at: Moment
    dropped_at: Moment | None = Field(examples=[None])
    dropped_why: str = Field(examples=[""])


def _ref(thing: Any) -> Ref:
    return Ref(id=thing.pk, name=thing.name)


def circle_shape(circle: Circle) -> CircleShape:
    """A circle as programs see it."""
    return CircleShape(
        id=circle.pk, name=circle.name, purpose=circle.purpose, joining=circle.joining, every=circle.every,
        checked=circle.checked, read_by=circle.confidentiality, begun_name=circle.begun_name, begun_at=circle.begun_at,
        ended_at=circle.ended_at, ended_why=circle.ended_why, version=str(Version.of(circle, EDITABLE)),
    )  # fmt: skip


def member_shape(row: CircleMember) -> CircleMemberShape:
    """A member as programs see them."""
    return CircleMemberShape(
        id=row.pk, circle=row.circle_id, person=_ref(row.person), organisation=_ref(row.organisation), state=row.state,
        keeper=row.keeper, joined_at=row.joined_at,
    )  # fmt: skip


def my_circle_shape(row: CircleMember) -> MyCircleShape:
    """One's own row."""
    return MyCircleShape(
        circle=row.circle_id, state=row.state, mails=row.mails, shows_address=row.shows_address,
        address=row.circle.address if row.state == "in" else "",
    )  # fmt: skip


def post_shape(post: CirclePost) -> CirclePostShape:
    """A post as programs see it: of one removed or taken back no word."""
    return CirclePostShape(
        id=post.pk, circle=post.circle_id, thread=post.thread_id or post.pk, answers=post.parent_id,
        person=_ref(post.person), organisation=_ref(post.organisation), subject=post.subject, text=post.text,
        quoted=post.quoted, state=post.state, by_mail=post.by_mail, files=[one.pk for one in post.carried],
        posted_at=post.posted_at,
    )  # fmt: skip


def meeting_shape(meeting: CircleMeeting, answers: Any, *, reads: bool) -> CircleMeetingShape:
    """A meeting as programs see it. answers: the rows; reads: whether they may be told."""
    told: list[CircleAnswer] = list(answers) if reads else []
    return CircleMeetingShape(
        id=meeting.pk, circle=meeting.circle_id, title=meeting.title, starts_at=meeting.starts_at,
        minutes=meeting.minutes, place=meeting.place, cancelled_at=meeting.cancelled_at,
        notes=meeting.notes if reads else "", version=str(Version.of(meeting, CHANGEABLE)),
        answers=[
            ComesShape(person=_ref(a.person), organisation=_ref(a.organisation), says=a.says, was_there=a.was_there)
            for a in told
        ],
    )  # fmt: skip


def idea_shape(idea: CircleIdea, supports: Any) -> CircleIdeaShape:
    """An idea as programs see it."""
    rows: list[Support] = list(supports)
    return CircleIdeaShape(
        id=idea.pk, circle=idea.circle_id, post=idea.post_id, title=idea.title, text=idea.text,
        person=_ref(idea.person), organisation=_ref(idea.organisation),
        supports=[_ref(one.organisation) for one in rows], initiative=idea.initiative_id, raised_at=idea.raised_at,
        dropped_at=idea.dropped_at,
        dropped_why=idea.dropped_why,
    )  # fmt: skip
