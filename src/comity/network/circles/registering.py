"""What circles tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import doctor, registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.merging import on_merge
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.meetings.calendar import others
from comity.network.acts import circle_ideas, circle_posts, circles
from comity.network.circles import (
    calendar,
    health,
    jobs,
    linked,
    mailing,
    permissions,
    queries,
    receiving,
    tables,
    telling,
    together,
)
from comity.network.circles.merging import move_circles
from comity.network.circles.parting import part_from_circles
from comity.network.models import (
    Circle,
    CircleAnswer,
    CircleIdea,
    CircleMeeting,
    CircleMember,
    CirclePost,
    CircleSupport,
    PostState,
)
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people import erasure
from comity.people.belongings import register_belonging

#: kinds of mail, and whether they are done without one by one; how posts come is each member's choice in the circle
KINDS = {
    telling.JOINING: (gettext_lazy("Circles: who would like to join"), True),
    telling.MEETING: (gettext_lazy("Circles: whether I come"), True),
    telling.CHANGED: (gettext_lazy("Circles: what changed"), True),
    mailing.POST: (gettext_lazy("Circles: what is written"), False),
    mailing.DAILY: (gettext_lazy("Circles: what was written in a day"), False),
    receiving.ANSWER: (gettext_lazy("Why a mail did not reach a circle"), False),
}


def register() -> None:
    """Fill the registries."""
    for name, model, label, made in (
        ("network.circle", Circle, gettext_lazy("Circles"), document),
        ("network.circlepost", CirclePost, gettext_lazy("Posts of circles"), post_document),
        ("network.circlemeeting", CircleMeeting, gettext_lazy("Meetings of circles"), meeting_document),
        ("network.circleidea", CircleIdea, gettext_lazy("Ideas of circles"), idea_document),
    ):
        registry.search.register(name, registry.Searchable(model, label, made, _rows_of(model)))
    registry.holders.register("network.circle", registry.Holder(
        gettext_lazy("Circle"), find, lambda one: str(one.name), lambda one: str(one.get_absolute_url()),
        lambda by, one, at: permissions.may_take_part(by, one, at=at), things=_read_by, keeping=_keeping,
    ))  # fmt: skip
    tables.register()
    registry.digest.register("network.circles", digest_lines)
    registry.together.register("network.circle_meetings", together.met)
    registry.together.register("network.circle_posts", together.wrote)
    for act, run in UNDO.items():
        registry.undo.register(act, run)
    register_purpose(telling.LINK, linked.by_link)
    for kind, (words, quiet) in KINDS.items():
        register_kind(kind, words, can_be_quieted=quiet)
    every(Rhythm.HOURLY, "network.circles_hour", jobs.by_hour, ":20")
    every(Rhythm.DAILY, "network.circles_day", jobs.by_day, "06:40")
    on_merge.append(move_circles)
    others.append(calendar.mine)
    erasure.partings.append(part_from_circles)
    doctor.CHECKS.append(doctor.Check("circles", health.look, alone=True))
    _register_belongings()


def _register_belongings() -> None:
    register_belonging("circles_begun", Circle, "coalition", "begun_at", "ended_at")  # words are the coalition’s
    member = ("coalition", "circle", "organisation", "state", "keeper", "mails", "shows_address", "joined_at")
    register_belonging("circles", CircleMember, *member, "left_at")
    post = ("coalition", "circle", "subject", "text", "quoted", "withheld", "by_mail", "state", "posted_at")
    register_belonging("circle_posts", CirclePost, *post)
    register_belonging("circle_posts_kept", CirclePost, "coalition", "circle", "state", "kept_why", by="kept_by")
    planned = ("coalition", "circle", "starts_at", "minutes", "planned_at", "cancelled_at")
    register_belonging("circle_meetings_planned", CircleMeeting, *planned, by="planned_by")
    register_belonging("circle_answers", CircleAnswer, "coalition", "meeting", "says", "answered_at", "was_there")
    register_belonging("circle_ideas", CircleIdea, "coalition", "circle", "title", "text", "raised_at", "dropped_at")
    register_belonging("circle_support", CircleSupport, "coalition", "idea", "organisation", "said_at", "ended_at")


def find(standing: Standing, pk: UUID) -> Circle | None:
    """A circle of which one may read what is written."""
    found: Circle | None = queries.visible_to(standing).filter(queries.within(standing, "pk"), pk=pk).first()
    return found


def _read_by(standing: Standing) -> Any:
    return queries.visible_to(standing).filter(queries.within(standing, "pk"))


def _keeping(standing: Standing, by: Capacity, circle: Circle, _at: datetime) -> Any:
    return permissions.taking_part(standing, by, circle, queries.row_of(circle, standing.person))


def document(circle: Circle) -> registry.Document:
    """A circle by its name and what it is for: all inside know of it."""
    level = Confidentiality.COALITION
    return registry.Document(circle.coalition_id, circle.name, circle.purpose, circle.get_absolute_url(), level)


def post_document(post: CirclePost) -> registry.Document:
    """A post by its words, where everyone inside reads them; what is for members is found on their circle's page."""
    level = post.confidentiality if post.state == PostState.SHOWN else Confidentiality.NAMED
    return registry.Document(post.coalition_id, post.subject, post.text, post.get_absolute_url(), level)


def meeting_document(meeting: CircleMeeting) -> registry.Document:
    """A meeting by what it is about."""
    title = f"{meeting.circle.name}: {meeting.title}"[:300]
    url, level = meeting.get_absolute_url(), Confidentiality.COALITION
    return registry.Document(meeting.coalition_id, title, meeting.place, url, level)


def idea_document(idea: CircleIdea) -> registry.Document:
    """An idea by its words, as far as its circle is read."""
    return registry.Document(idea.coalition_id, idea.title, idea.text, idea.get_absolute_url(), idea.confidentiality)


def _rows_of(model: Any) -> Any:
    related = ("coalition",) if model is Circle else ("coalition", "circle__coalition")

    def rows(coalition: UUID) -> Iterator[Any]:
        with scope(coalition=coalition):
            yield from model.objects.select_related(*related).iterator(chunk_size=500)

    return rows


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """New circles, and how much was written in one's own."""
    for circle in queries.visible_to(standing).filter(begun_at__gte=since, begun_at__lt=until).order_by("begun_at"):
        yield _("A new circle: {name}").format(name=circle.name), circle.get_absolute_url()
    posts = queries.posts_visible_to(standing).filter(
        state=PostState.SHOWN, shown_at__gte=since, shown_at__lt=until, circle__members__person=standing.person,
        circle__members__state="in",
    )  # fmt: skip
    count = posts.count()
    if count:
        said = ngettext("{n} post in your circles.", "{n} posts in your circles.", count).format(n=count)
        yield said, reverse("network:circles", args=[slug_of(standing.coalition)])


# ── undo ──


def _thing(entry: Entry, label: str) -> UUID:
    return entry.ids_of(label)[0]


def _undo_end(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    return circles.reopen_circle(Circle.objects.get(pk=_thing(entry, "network.circle")), by=by, at=at)


def _undo_joined(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    return circles.leave_circle(Circle.objects.get(pk=_thing(entry, "network.circle")), by=by, at=at)


def _undo_removed(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    return circle_posts.show_post(CirclePost.objects.get(pk=_thing(entry, "network.circlepost")), by=by, at=at)


def _undo_dropped(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    idea = CircleIdea.objects.get(pk=_thing(entry, "network.circleidea"))
    return circle_ideas.drop_idea(idea, again=True, by=by, at=at)


UNDO = {
    "network.circle.ended": _undo_end, "network.circle.joined": _undo_joined,
    "network.circle_post.removed": _undo_removed, "network.circle_post.held": _undo_removed,
    "network.circle_idea.dropped": _undo_dropped,
}  # fmt: skip
