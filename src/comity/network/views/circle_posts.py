"""Posts of circles: a thread, and what can be done with each post."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted
from comity.coalitions.forms.people import SureForm
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import circle_ideas, circle_posts
from comity.network.circles import forms, page, permissions, queries
from comity.network.models import CirclePost
from comity.network.views.circles import find_read, own_row


def write(request: CoalitionRequest, circle: UUID) -> HttpResponse:
    """Write to the circle."""
    found = find_read(request, circle)
    require(permissions.taking_part(request.standing, request.capacity, found, own_row(request, found)))
    return ask(
        request, forms.PostForm(posted(request)),
        lambda **said: circle_posts.write_post(found, **said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It stands here, and goes to the members."), undo=False,
        heading=_("Write to the circle"), button=_("Send it"), back=found.get_absolute_url(), lede=found.name,
    )  # fmt: skip


def thread(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """One thread, from its first word on."""
    first = find(request, circle_post)
    if first.thread_id:
        return redirect(first)
    return render(request, "network/circles/thread.html", {"first": first, "sheet": page.talk(request, first)})


def reply(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Answer a post."""
    found = find(request, circle_post)
    require(permissions.taking_part(request.standing, request.capacity, found.circle, own_row(request, found.circle)))
    return ask(
        request, forms.ReplyForm(posted(request)),
        lambda text: circle_posts.write_post(
            found.circle, subject=found.first.subject, text=text, answers=found, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("Your answer stands here, and goes to the members."),
        undo=False, heading=_("Answer"), button=_("Send it"), back=found.get_absolute_url(), lede=found.first.subject,
    )  # fmt: skip


def hold(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Let only its writer and keepers read it for now."""
    found = _kept(request, circle_post)
    return ask(
        request, forms.HoldForm(posted(request)),
        lambda why: circle_posts.hold_post(found, why=why, by=request.capacity, at=now()),
        then=found.first.get_absolute_url(), said=_("It is held. Its writer is told."), heading=_("Hold this post?"),
        button=_("Hold it"), back=found.get_absolute_url(),
        lede=_("Only its writer and the keepers read it then. Mails that went out can’t be called back."),
    )  # fmt: skip


@require_POST
def show(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Let it be read."""
    found = find(request, circle_post)
    circle_posts.show_post(found, by=request.capacity, at=now())
    toast(request, _("All members can read it now."))
    return redirect(found)


def remove(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Nobody reads its words any more."""
    found = _kept(request, circle_post)
    return ask(
        request, forms.WhyForm(posted(request)),
        lambda why: circle_posts.remove_post(found, why=why, by=request.capacity, at=now()),
        then=found.first.get_absolute_url(), said=_("It is removed. Its writer is told why."), danger=True,
        heading=_("Remove this post?"), button=_("Remove it"), back=found.get_absolute_url(),
        lede=_("Its words are gone from the page. Mails that went out can’t be called back."),
    )  # fmt: skip


def take_back(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Take one's own words back."""
    found = find(request, circle_post)
    require(permissions.taking_back(request.capacity, found))
    return ask(
        request, SureForm(posted(request)),
        lambda **_none: circle_posts.take_post_back(found, by=request.capacity, at=now()), undo=False, danger=True,
        then=found.circle.get_absolute_url(), said=_("Your words are gone."), heading=_("Take this post back?"),
        button=_("Take it back"), back=found.get_absolute_url(),
        lede=_("Its words are gone for good. Mails that went out can’t be called back."),
    )  # fmt: skip


def idea(request: CoalitionRequest, circle_post: UUID) -> HttpResponse:
    """Make it an idea that others can join."""
    found = find(request, circle_post)
    require(permissions.taking_part(request.standing, request.capacity, found.circle, own_row(request, found.circle)))
    start = {"title": found.subject, "text": found.text[:4000]}
    return ask(
        request, forms.IdeaForm(posted(request), initial=start),
        lambda **said: circle_ideas.raise_idea(found.circle, **said, post=found, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("The idea stands here. Others can say that they take part."),
        undo=False, heading=_("Make it an idea"), button=_("Raise it"), back=found.get_absolute_url(),
        lede=_("Something that several of you could take on. Write it so that others can say yes."),
    )  # fmt: skip


def find(request: CoalitionRequest, circle_post: UUID) -> CirclePost:
    """A post that the reader may know of."""
    found: CirclePost = get_object_or_404(queries.posts_visible_to(request.standing), pk=circle_post)
    return found


def _kept(request: CoalitionRequest, circle_post: UUID) -> CirclePost:
    found = find(request, circle_post)
    require(permissions.keeping(request.standing, request.capacity, found.circle, own_row(request, found.circle)))
    return found
