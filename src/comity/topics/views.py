"""The list of topics and the page of one, with what hangs on it."""

from collections import Counter
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import now
from comity.base.refusal import Bar, Reason, Refused, require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.requests import CoalitionRequest
from comity.topics import acts, lists, permissions, queries
from comity.topics.forms import MergeForm, TopicForm
from comity.topics.models import Topic


def topics(request: CoalitionRequest) -> HttpResponseBase:
    """All topics with what hangs on each."""
    listing = lists.topics(request)
    context = {"barred": permissions.keeping(request.standing, at=now())}
    return listing.export() or render(request, "topics/topics.html", {"page": listing.page(), **context})


def topic(request: CoalitionRequest, topic: UUID) -> HttpResponse:
    """One topic: what belongs to it, what hangs on it, what is below it."""
    found = find(request, topic)
    tally = queries.counts(request.standing).get(found.pk, Counter())
    context = {
        "topic": found,
        "hung": queries.hung(found, tally),
        "below": Topic.objects.filter(parent=found, merged_into=None).order_by("sort_name"),
        "aliases": Topic.objects.filter(merged_into=found).order_by("sort_name"),
        "barred": permissions.keeping(request.standing, at=now()),
    }
    return render(request, "topics/topic.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Add a topic."""
    require(permissions.keeping(request.standing, at=now()))
    return ask(
        request, TopicForm(posted(request), standing=request.standing),
        lambda **answers: acts.add_topic(by=request.capacity, at=now(), **answers),
        then=lambda one: one.get_absolute_url(), said=_("The topic can be chosen from now on."),
        heading=_("Add a topic"), button=_("Add it"), back=reverse("topics:topics", args=[request.coalition.slug]),
    )  # fmt: skip


def edit(request: CoalitionRequest, topic: UUID) -> HttpResponse:
    """Change what a topic is called, and what belongs to it."""
    found = find(request, topic)
    require(permissions.keeping(request.standing, at=now()))
    start = {name: getattr(found, name) for name in ("name", "description", "parent")}
    return ask(
        request, TopicForm(posted(request), standing=request.standing, without=found.pk, initial=start),
        lambda **answers: acts.change_topic(found, by=request.capacity, at=now(), **answers), of=found,
        then=found.get_absolute_url(), said=_("The topic is changed, wherever it stands."), undo=False,
        heading=_("Change {name}").format(name=found.name), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


def merge(request: CoalitionRequest, topic: UUID) -> HttpResponse:
    """Two names for one thing become one."""
    found = find(request, topic)
    require(permissions.keeping(request.standing, at=now()))
    return ask(
        request, MergeForm(posted(request), standing=request.standing, without=found.pk),
        lambda into: acts.merge_topics(found, into, by=request.capacity, at=now()),
        then=lambda one: one.whole.get_absolute_url(), said=_("The two topics are one now."),
        heading=_("Make {name} part of another topic").format(name=found.name), button=_("Make them one"),
        lede=_("What hangs on it is found under the other topic from then on."), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def retire(request: CoalitionRequest, topic: UUID) -> HttpResponse:
    """Let a topic be chosen no longer."""
    found = find(request, topic)
    try:
        acts.retire_topic(found, by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("The topic is retired. What hangs on it stays."), undo_url(request, found))
    return redirect(found)


@require_POST
def restore(request: CoalitionRequest, topic: UUID) -> HttpResponse:
    """Let it be chosen again."""
    found = find(request, topic)
    try:
        acts.restore_topic(found, by=request.capacity, at=now())
    except ValidationError as fault:
        raise Refused(Reason(" ".join(fault.messages), bar=Bar.CONFLICT)) from fault
    toast(request, _("The topic can be chosen again."))
    return redirect(found)


def find(request: CoalitionRequest, topic: UUID) -> Topic:
    """The topic of that id, retired or not; 404 for an alias: its whole has the page."""
    found: Topic = get_object_or_404(queries.visible_to(request.standing), pk=topic)
    return found
