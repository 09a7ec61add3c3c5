"""What the pages of circles show: read here, so that views only translate."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from comity.base.refusal import Reason
from comity.coalitions.requests import CoalitionRequest
from comity.network.circles import lists, permissions, queries
from comity.network.circles.forms import ReplyForm
from comity.network.circles.unreached import unreached, with_last_try
from comity.network.models import (
    Belongs,
    Circle,
    CircleAnswer,
    CircleIdea,
    CircleMeeting,
    CircleMember,
    CirclePost,
    CirclePostFile,
    CircleSupport,
    Comes,
    PostState,
)

#: so many faces are shown beside a circle; the rest is on the page of its people
FACES = 12


@dataclass(frozen=True)
class Sheet:
    """The page of one circle. writes, joins, keeps, ends: why the reader may not, or None."""

    me: CircleMember | None
    state: tuple[str, str]
    reads: bool
    writes: Reason | None
    joins: Reason | None
    keeps: Reason | None
    leaves: Reason | None
    ends: Reason | None
    members: list[CircleMember]
    more: int
    organisations: int
    meetings: list[CircleMeeting]
    ideas: list[CircleIdea]
    waiting: int
    unreached: list[CircleMember]

    @property
    def belongs(self) -> bool:
        """Whether the reader is a member, under whichever hat."""
        return self.me is not None and self.me.state == Belongs.IN

    @property
    def asked(self) -> bool:
        """Whether the reader waits for a keeper's yes."""
        return self.me is not None and self.me.state == Belongs.ASKED


def sheet(request: CoalitionRequest, circle: Circle, *, at: datetime) -> Sheet:
    """Read it: three queries, whatever the length of anything."""
    standing, by, reads = request.standing, request.capacity, queries.reads(request.standing, circle)
    rows = queries.roster(circle, at=at, rows=with_last_try(CircleMember.objects.all(), at=at))
    me, members = own(rows, request), queries.belonging(rows)
    ahead = queries.meetings_visible_to(standing).filter(circle=circle, starts_at__gt=at, cancelled_at=None)
    ideas = queries.ideas_visible_to(standing).filter(circle=circle, promoted_at=None, dropped_at=None)
    keeps = permissions.keeping(standing, by, circle, me)
    return Sheet(
        me=me, state=lists.state_of(circle), reads=reads, writes=permissions.taking_part(standing, by, circle, me),
        joins=permissions.joining(standing, by, circle, me), keeps=keeps,
        leaves=permissions.leaving(circle, me, sum(one.keeper for one in members)),
        ends=permissions.ending(standing, by, me, at=at), members=members[:FACES], more=max(0, len(members) - FACES),
        organisations=len({one.organisation_id for one in members}), meetings=list(ahead.order_by("starts_at")[:3]),
        ideas=list(ideas.order_by("-support_count", "-raised_at")[:4]) if reads else [],
        waiting=sum(one.state == Belongs.ASKED for one in rows) if keeps is None else 0,
        unreached=unreached(members) if keeps is None else [],
    )  # fmt: skip


def own(rows: list[CircleMember], request: Any) -> CircleMember | None:
    """The reader's own row among those of a circle."""
    return next((one for one in rows if one.person_id == request.person.pk), None)


@dataclass(frozen=True)
class Said:
    """A post as the thread shows it. files: those that came along and are still given out."""

    post: CirclePost
    sign: Any
    mine: bool
    words: str
    subject: str
    files: list[Any] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def idea(self) -> Any:
        """The idea that was made of it, if any."""
        return getattr(self.post, "idea", None)


@dataclass(frozen=True)
class Talk:
    """A thread: its posts, and what the reader may do."""

    posts: list[Said]
    keeps: Reason | None
    writes: Reason | None
    form: ReplyForm


def talk(request: CoalitionRequest, first: CirclePost) -> Talk:
    """Read it."""
    circle, standing, by = first.circle, request.standing, request.capacity
    me = queries.row_of(circle, request.person.pk)
    files = Prefetch("files", CirclePostFile.objects.select_related("file"))
    rows = queries.posts_visible_to(standing).filter(circle=circle).filter(queries.of_thread(first))
    found = rows.select_related("idea", "circle__coalition", "person", "organisation").prefetch_related(files)
    keeps = permissions.keeping(standing, by, circle, me)
    posts = [_said(one, request.person.pk, keeps is None) for one in found.order_by("posted_at", "pk")]
    return Talk(posts, keeps, permissions.taking_part(standing, by, circle, me), ReplyForm())


def _said(post: CirclePost, person: Any, keeps: bool) -> Said:
    """Who wrote a removed post, and the keepers, still read its words here."""
    withheld = post.withheld if post.withheld and (keeps or post.person_id == person) else {}
    files = [one for one in post.carried if one.withdrawn_at is None] if post.state != PostState.TAKEN else []
    return Said(
        post, lists.sign_of(post), post.person_id == person, withheld.get("text", post.text),
        withheld.get("subject", post.subject), files, post.uncarried.splitlines(),
    )  # fmt: skip


@dataclass(frozen=True)
class Gathering:
    """A meeting. link: how one joins from afar, for members alone."""

    state: tuple[str, str]
    coming: list[CircleAnswer]
    away: list[CircleAnswer]
    there: list[CircleAnswer]
    mine: str
    answers: Reason | None
    keeps: Reason | None
    belongs: bool
    reads: bool
    ahead: bool
    notable: bool


def gathering(request: CoalitionRequest, meeting: CircleMeeting, *, at: datetime) -> Gathering:
    """Read it."""
    circle, standing, by = meeting.circle, request.standing, request.capacity
    me = queries.row_of(circle, request.person.pk)
    reads = queries.reads(standing, circle)
    rows = list(CircleAnswer.objects.filter(meeting=meeting).select_related("person", "organisation"))
    told = rows if reads else []
    own = next((one for one in rows if one.person_id == request.person.pk), None)
    return Gathering(
        state=lists.meeting_state(meeting, at), coming=[one for one in told if one.says == Comes.COMING],
        away=[one for one in told if one.says == Comes.AWAY], there=[one for one in told if one.was_there],
        mine=own.says if own else "", answers=permissions.taking_part(standing, by, circle, me),
        keeps=permissions.keeping(standing, by, circle, me), belongs=belongs(request, circle), reads=reads,
        ahead=permissions.ahead(meeting, at=at) is None, notable=permissions.notable(meeting, at=at) is None,
    )  # fmt: skip


def belongs(request: CoalitionRequest, circle: Circle) -> bool:
    """Whether the reader is a member."""
    return queries.belongs_to(request.standing, circle)


def there(meeting: CircleMeeting, members: Any) -> list[Any]:
    """Who is ticked at first: those noted before; else those who said that they come."""
    rows = CircleAnswer.objects.filter(meeting=meeting)
    rows = rows.filter(was_there=True) if meeting.noted_at else rows.filter(says=Comes.COMING)
    people = set(rows.values_list("person", flat=True))
    return [one.pk for one in members if one.person_id in people]


@dataclass(frozen=True)
class Thought:
    """An idea, who would take part, and what the reader may do."""

    state: tuple[str, str]
    supports: list[CircleSupport]
    ours: bool
    takes_part: Reason | None
    keeps: Reason | None
    drops: Reason | None


def thought(request: CoalitionRequest, idea: CircleIdea) -> Thought:
    """Read it."""
    circle, standing, by = idea.circle, request.standing, request.capacity
    me = queries.row_of(circle, request.person.pk)
    rows = list(CircleSupport.objects.filter(idea=idea, ended_at=None).select_related("organisation", "person"))
    takes, keeps = permissions.taking_part(standing, by, circle, me), permissions.keeping(standing, by, circle, me)
    return Thought(
        state=lists.idea_state(idea), supports=rows, ours=any(one.organisation_id == by.organisation for one in rows),
        takes_part=takes, keeps=keeps, drops=takes if idea.person_id == request.person.pk else keeps,
    )  # fmt: skip
