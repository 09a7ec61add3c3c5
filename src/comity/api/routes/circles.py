"""Circles of peers, who belongs to them, and what they write."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.circles import (
    CircleMemberShape,
    CirclePostShape,
    CircleShape,
    MyCircleShape,
    circle_shape,
    member_shape,
    my_circle_shape,
    post_shape,
)
from comity.api.values import Given, Yes
from comity.base.clock import now
from comity.base.refusal import require
from comity.base.versions import Version
from comity.network.acts import circle_posts
from comity.network.acts import circles as acts
from comity.network.circles import forms, permissions, queries
from comity.network.circles import lists as listed
from comity.network.models import CircleMember, CirclePost, CirclePostFile
from comity.network.views.circle_posts import find as find_post
from comity.network.views.circles import find, find_read, own_row

router = Router(tags=["circles"])
ALL = f"{AT}/circles"
ONE = f"{ALL}/{{uuid:circle}}"
MEMBER = f"{AT}/circle-members/{{uuid:circle_member}}"
POST = f"{AT}/circle-posts/{{uuid:circle_post}}"
NEW = bodies.body("NewCircle", forms.NewCircleForm)
CHANGES = bodies.body("CircleChanges", forms.CircleForm, optional=None)
ENDED = bodies.body("CircleEnded", forms.EndForm)
MAILS = bodies.body("CircleMails", forms.MailsForm)
SAYS = bodies.body("CircleRequestAnswered", yes=(Yes, Field(description=str(_("Whether they are taken in.")))))
KEEPS = bodies.body("CircleKeeper", keeper=(Yes, Field(description=str(_("Whether they keep the circle.")))))
WRITTEN = bodies.body("NewCirclePost", forms.PostForm)
REPLIED = bodies.body("NewCircleReply", forms.ReplyForm)
HELD = bodies.body("CirclePostHeld", forms.HoldForm)
REMOVED = bodies.body("CirclePostRemoved", forms.WhyForm)


class CirclesAsked(lists.Asked):
    """What the list can be asked."""

    state: Literal["on", "ended"] | None = Field(None, description="Going on, or ended.")
    whose: Literal["mine"] | None = Field(None, description="Only those to which you belong.")


@reading(router, ALL, says=_("List circles"), answers=lists.list_of(CircleShape), lists="circles", asks=CirclesAsked)
def circles(request: Call, asked: CirclesAsked) -> Any:
    """Ended ones too."""
    return lists.part(request, listed.circles(request), asked, circle_shape)


@deed(router, ALL, says=_("Begin a circle"), act="network.circle.begun", takes=NEW, answers=CircleShape, status=201)
def begin(request: Call, given: Given) -> Any:
    """You are its first keeper."""
    said = bodies.cleaned(forms.NewCircleForm, given)
    return circle_shape(acts.begin_circle(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one circle"), answers=CircleShape)
def circle(request: Call, circle: UUID) -> Any:
    """What it is for, and who may join."""
    return circle_shape(find(request, circle))


@deed(router, ONE, says=_("Change a circle"), act="network.circle.changed", method="PATCH", takes=CHANGES,
      answers=CircleShape, versioned=True)  # fmt: skip
def change(request: Call, circle: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes. Who reads what is written there never does."""
    found = find(request, circle)
    said = bodies.changed(forms.CircleForm, given, {name: getattr(found, name) for name in acts.EDITABLE})
    return circle_shape(acts.change_circle(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/end", says=_("End a circle"), act="network.circle.ended", takes=ENDED, answers=CircleShape)
def end(request: Call, circle: UUID, given: Given) -> Any:
    """What was written stays to be read."""
    said = bodies.cleaned(forms.EndForm, given)
    return circle_shape(acts.end_circle(find(request, circle), **said, by=request.capacity, at=now()))


@deed(router, f"{ONE}/reopen", says=_("Take a circle up again"), act="network.circle.reopened", answers=CircleShape)
def reopen(request: Call, circle: UUID) -> Any:
    """It goes on as it was."""
    return circle_shape(acts.reopen_circle(find(request, circle), by=request.capacity, at=now()))


# ── people ──


@reading(router, f"{ONE}/people", says=_("List who belongs to a circle"), answers=lists.list_of(CircleMemberShape),
         lists="circle-people", asks=lists.Asked)  # fmt: skip
def people(request: Call, circle: UUID, asked: lists.Asked) -> Any:
    """Who belongs today."""
    return lists.part(request, listed.people(request, find(request, circle)), asked, member_shape)


@deed(router, f"{ONE}/join", says=_("Join a circle, or ask to"), act="network.circle.joined", answers=MyCircleShape)
def join(request: Call, circle: UUID) -> Any:
    """For the organisation for which you act."""
    return my_circle_shape(acts.join_circle(find(request, circle), by=request.capacity, at=now()))


@deed(router, f"{ONE}/leave", says=_("Leave a circle"), act="network.circle.left", answers=MyCircleShape)
def leave(request: Call, circle: UUID) -> Any:
    """What you wrote stays, unless you take it back."""
    return my_circle_shape(acts.leave_circle(find(request, circle), by=request.capacity, at=now()))


@deed(router, f"{ONE}/mails", says=_("Say how posts of a circle reach you"), act="network.circle.tuned", takes=MAILS,
      answers=MyCircleShape)  # fmt: skip
def mails(request: Call, circle: UUID, given: Given) -> Any:
    """Each post, one mail a day, or none."""
    found, said = find(request, circle), bodies.cleaned(forms.MailsForm, given)
    return my_circle_shape(acts.choose_mails(found, **said, by=request.capacity, at=now()))


@deed(router, f"{MEMBER}/answer", says=_("Take somebody into a circle, or not"), act="network.circle.admitted",
      takes=SAYS, answers=CircleMemberShape)  # fmt: skip
def answer(request: Call, circle_member: UUID, given: Any) -> Any:
    """They are told."""
    return member_shape(acts.answer_request(_member(request, circle_member), given.yes, by=request.capacity, at=now()))


@deed(router, f"{MEMBER}/keeper", says=_("Make somebody keeper of a circle, or no longer"), act="network.circle.kept",
      takes=KEEPS, answers=CircleMemberShape)  # fmt: skip
def keeper(request: Call, circle_member: UUID, given: Any) -> Any:
    """One is left at least."""
    return member_shape(acts.name_keeper(_member(request, circle_member), given.keeper, by=request.capacity, at=now()))


# ── what is written ──


@reading(router, f"{ONE}/threads", says=_("List the threads of a circle"), answers=lists.list_of(CirclePostShape),
         lists="circle-threads", asks=lists.Asked)  # fmt: skip
def threads(request: Call, circle: UUID, asked: lists.Asked) -> Any:
    """What began each, the newest word first; for those who may read the circle."""
    listing = listed.threads(request, find_read(request, circle))
    listing.all_rows = listing.all_rows.prefetch_related(_files())
    return lists.part(request, listing, asked, post_shape)


@deed(router, f"{ONE}/threads", says=_("Write to a circle"), act="network.circle_post.written", takes=WRITTEN,
      answers=CirclePostShape, status=201)  # fmt: skip
def write(request: Call, circle: UUID, given: Given) -> Any:
    """It goes to the members."""
    found, said = find_read(request, circle), bodies.cleaned(forms.PostForm, given)
    return post_shape(circle_posts.write_post(found, **said, by=request.capacity, at=now()))


@reading(router, POST, says=_("Read one post of a circle"), answers=CirclePostShape)
def post(request: Call, circle_post: UUID) -> Any:
    """With the ids of the files that came along."""
    return post_shape(find_post(request, circle_post))


@reading(router, f"{POST}/thread", says=_("Read a whole thread"), answers=lists.list_of(CirclePostShape))
def thread(request: Call, circle_post: UUID) -> Any:
    """All posts of the thread in which this one stands, the oldest first."""
    first = find_post(request, circle_post).first
    rows = queries.posts_visible_to(request.standing).filter(queries.of_thread(first)).prefetch_related(_files())
    found = [post_shape(one) for one in rows.order_by("posted_at", "pk")]
    return {"items": found, "total": len(found), "next": None}


@deed(router, f"{POST}/reply", says=_("Answer a post of a circle"), act="network.circle_post.written", takes=REPLIED,
      answers=CirclePostShape, status=201)  # fmt: skip
def reply(request: Call, circle_post: UUID, given: Given) -> Any:
    """It goes to the members."""
    found, said = find_post(request, circle_post), bodies.cleaned(forms.ReplyForm, given)
    made = circle_posts.write_post(
        found.circle, subject=found.first.subject, answers=found, **said, by=request.capacity, at=now()
    )
    return post_shape(made)


@deed(router, f"{POST}/hold", says=_("Hold a post"), act="network.circle_post.held", takes=HELD,
      answers=CirclePostShape)  # fmt: skip
def hold(request: Call, circle_post: UUID, given: Given) -> Any:
    """Only its writer and the keepers read it then."""
    found = _kept(request, circle_post)
    said = bodies.cleaned(forms.HoldForm, given)
    return post_shape(circle_posts.hold_post(found, **said, by=request.capacity, at=now()))


@deed(router, f"{POST}/show", says=_("Let a post be read"), act="network.circle_post.shown", answers=CirclePostShape)
def show(request: Call, circle_post: UUID) -> Any:
    """One that was held or removed."""
    return post_shape(circle_posts.show_post(find_post(request, circle_post), by=request.capacity, at=now()))


@deed(router, f"{POST}/remove", says=_("Remove a post"), act="network.circle_post.removed", takes=REMOVED,
      answers=CirclePostShape)  # fmt: skip
def remove(request: Call, circle_post: UUID, given: Given) -> Any:
    """Its writer is told why."""
    found = _kept(request, circle_post)
    said = bodies.cleaned(forms.WhyForm, given)
    return post_shape(circle_posts.remove_post(found, **said, by=request.capacity, at=now()))


@deed(router, f"{POST}/take-back", says=_("Take a post of yours back"), act="network.circle_post.taken_back",
      answers=CirclePostShape)  # fmt: skip
def take_back(request: Call, circle_post: UUID) -> Any:
    """Its words are gone for good."""
    return post_shape(circle_posts.take_post_back(find_post(request, circle_post), by=request.capacity, at=now()))


def _files() -> Any:
    return Prefetch("files", CirclePostFile.objects.select_related("file"))


def _kept(request: Call, circle_post: UUID) -> CirclePost:
    found = find_post(request, circle_post)
    require(permissions.keeping(request.standing, request.capacity, found.circle, own_row(request, found.circle)))
    return found


def _member(request: Call, pk: UUID) -> CircleMember:
    rows = CircleMember.objects.filter(circle__in=queries.visible_to(request.standing).values("pk"))
    rows = rows.select_related("person", "organisation", "circle__coalition")
    found: CircleMember = get_object_or_404(rows, pk=pk)
    return found
