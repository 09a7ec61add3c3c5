"""News: the list with its archive, one item with its answers, and what can be done with it."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.base.clock import day_of, now
from comity.base.refusal import require
from comity.base.toasts import toast
from comity.coalitions.asking import ask, posted, undo_url
from comity.coalitions.queries import visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.network.acts import news as acts
from comity.network.models import NewsItem
from comity.network.news import forms, lists, permissions, queries

#: so long are news, unless another day is chosen
FRESH = timedelta(days=28)


def news(request: CoalitionRequest) -> HttpResponseBase:
    """All news."""
    listing = lists.news(request)
    context = {"page": listing.page(), "barred": permissions.posting(request.standing, request.capacity, at=now())}
    return listing.export() or render(request, "network/news/news.html", context)


def new(request: CoalitionRequest) -> HttpResponse:
    """Post news."""
    require(permissions.posting(request.standing, request.capacity, at=now()))
    start = {"until_on": day_of(now()) + FRESH}
    return ask(
        request, forms.NewsForm(posted(request), bodies=bodies_of(request), initial=start),
        lambda **said: acts.post_news(**said, by=request.capacity, at=now()),
        then=lambda made: made.get_absolute_url(), said=_("It stands here. The next digest carries it."),
        heading=_("Post news"), button=_("Post it"), back=_all(request),
        lede=_("What do you know that helps others? Short is best."),
    )  # fmt: skip


def item(request: CoalitionRequest, item: UUID) -> HttpResponse:
    """One item with what was answered."""
    found, today, at = find(request, item), lists.today_in(request), now()
    answers = queries.answers_visible_to(request.standing).filter(item=found).order_by("answered_at", "pk")
    context = {
        "item": found, "today": today, "current": found.is_current(today), "whom": lists.meant_for(found),
        "answers": list(answers), "form": forms.AnswerForm(),
        "not_answering": permissions.answering(request.standing, request.capacity, found, at=at),
        "not_changing": permissions.changing(request.standing, request.capacity, found, at=at),
    }  # fmt: skip
    return render(request, "network/news/item.html", context)


def edit(request: CoalitionRequest, item: UUID) -> HttpResponse:
    """Change it."""
    found = find(request, item)
    require(permissions.changing(request.standing, request.capacity, found, at=now()))
    start = {name: getattr(found, name) for name in acts.EDITABLE}
    return ask(
        request, forms.NewsForm(posted(request), bodies=bodies_of(request), initial=start),
        lambda **said: acts.change_news(found, **said, by=request.capacity, at=now()), of=found,
        then=found.get_absolute_url(), said=_("The news are changed."), undo=False,
        heading=_("Change these news"), button=_("Save"), back=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def withdraw(request: CoalitionRequest, item: UUID) -> HttpResponse:
    """Take it back."""
    found = find(request, item)
    acts.withdraw_news(found, by=request.capacity, at=now())
    toast(request, _("The news are withdrawn."), undo_url(request, found))
    return redirect(_all(request))


def answer(request: CoalitionRequest, item: UUID) -> HttpResponse:
    """Answer it."""
    found = find(request, item)
    require(permissions.answering(request.standing, request.capacity, found, at=now()))
    return ask(
        request, forms.AnswerForm(posted(request)),
        lambda words: acts.answer_news(found, words, by=request.capacity, at=now()),
        then=found.get_absolute_url(), said=_("Your answer stands there. Who posted it is told."),
        heading=_("Answer"), button=_("Answer"), back=found.get_absolute_url(), lede=found.title,
    )  # fmt: skip


def bodies_of(request: CoalitionRequest) -> object:
    """For which bodies news can be meant."""
    return visible_bodies(request.standing).filter(ended_on=None).order_by("name")


def find(request: CoalitionRequest, item: UUID) -> NewsItem:
    """An item that the reader may know of."""
    return get_object_or_404(queries.known_to(request.standing), pk=item)


def _all(request: CoalitionRequest) -> str:
    return reverse("network:news", args=[request.coalition.slug])
