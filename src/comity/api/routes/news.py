"""News that members post for each other."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.news import NewsAnswerShape, NewsShape, news_answer_shape, news_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.base.versions import Version
from comity.network.acts import news as acts
from comity.network.models import NewsItem
from comity.network.news import forms, queries
from comity.network.news.lists import news as listed
from comity.network.views.news import bodies_of, find

router = Router(tags=["news"])
ALL = f"{AT}/news"
ONE = f"{ALL}/{{uuid:news_item}}"
NEW = bodies.body("NewNews", forms.NewsForm)
CHANGES = bodies.body("NewsChanges", forms.NewsForm, optional=None)
ANSWERED = bodies.body("NewNewsAnswer", forms.AnswerForm)


class NewsAsked(lists.Asked):
    """What the list can be asked."""

    when: Literal["current", "archive"] | None = Field(None, description="What is current, or the archive.")
    whom: Literal["me"] | None = Field(None, description="Only what is meant for me.")


@reading(router, ALL, says=_("List news"), answers=lists.list_of(NewsShape), lists="news", asks=NewsAsked)
def news(request: Call, asked: NewsAsked) -> Any:
    """Newest first."""
    return lists.part(request, listed(request), asked, news_shape)


@deed(router, ALL, says=_("Post news"), act="network.news.posted", takes=NEW, answers=NewsShape, status=201)
def post(request: Call, given: Given) -> Any:
    """The next digest carries it to those it is meant for."""
    said = bodies.cleaned(forms.NewsForm, given, bodies=bodies_of(request))
    return _shape(request, acts.post_news(**said, by=request.capacity, at=now()))


@reading(router, ONE, says=_("Read one item of news"), answers=NewsShape)
def news_item(request: Call, news_item: UUID) -> Any:
    """With what was answered."""
    return _shape(request, find(request, news_item))


@deed(router, ONE, says=_("Change news"), act="network.news.changed", method="PATCH", takes=CHANGES,
      answers=NewsShape, versioned=True)  # fmt: skip
def change(request: Call, news_item: UUID, given: Given, read: Version | None) -> Any:
    """Send only what changes."""
    found = find(request, news_item)
    stands = {"title": found.title, "text": found.text, "sector": found.sector, "audience": found.audience_id,
              "until_on": found.until_on}  # fmt: skip
    said = bodies.changed(forms.NewsForm, given, stands, bodies=bodies_of(request))
    return _shape(request, acts.change_news(found, **said, by=request.capacity, at=now(), read=read))


@deed(router, f"{ONE}/withdraw", says=_("Withdraw news"), act="network.news.withdrawn", answers=NewsShape)
def withdraw(request: Call, news_item: UUID) -> Any:
    """What was answered goes with it."""
    return _shape(request, acts.withdraw_news(find(request, news_item), by=request.capacity, at=now()))


@deed(router, f"{ONE}/restore", says=_("Post withdrawn news again"), act="network.news.restored", answers=NewsShape)
def restore(request: Call, news_item: UUID) -> Any:
    """It was right after all."""
    return _shape(request, acts.restore_news(find(request, news_item), by=request.capacity, at=now()))


@deed(router, f"{ONE}/answers", says=_("Answer news"), act="network.news.answered", takes=ANSWERED,
      answers=NewsAnswerShape, status=201)  # fmt: skip
def answer(request: Call, news_item: UUID, given: Given) -> Any:
    """Who posted it is told."""
    words = bodies.cleaned(forms.AnswerForm, given)["words"]
    return news_answer_shape(acts.answer_news(find(request, news_item), words, by=request.capacity, at=now()))


def _shape(request: Call, item: NewsItem) -> NewsShape:
    return news_shape(item, queries.answers_visible_to(request.standing).filter(item=item).order_by("pk"))
