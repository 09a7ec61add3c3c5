"""News as a list: what is current, and the archive. Pages and other programs read the same."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.coalitions.requests import CoalitionRequest
from comity.network.models import NewsItem
from comity.network.news import queries

WHEN = [("current", gettext_lazy("Current")), ("archive", gettext_lazy("Archive"))]


def news(request: CoalitionRequest) -> Listing:
    """All news, newest first."""
    today = today_in(request)
    meant = queries.meant_for(request.standing)
    return Listing(
        request, queries.visible_to(request.standing), name="news", columns=_columns(request, today),
        default="-posted", caption=_("News"), empty=_empty(request),
        filters=(
            Words(("title", "text", "for_name")),
            Choose("when", _("When"), WHEN, apply=lambda rows, value: _when(rows, value, today)),
            Choose("whom", _("For whom"), [("me", gettext_lazy("Meant for me"))],
                   apply=lambda rows, _value: rows.filter(meant), every=_("Anyone")),
        ),
    )  # fmt: skip


def today_in(request: CoalitionRequest) -> date:
    """The day it is where the coalition is."""
    return now().astimezone(request.coalition.tz).date()


def meant_for(item: NewsItem) -> str:
    """For whom it is, in words."""
    if item.audience is not None:
        return str(item.audience.name)
    return item.get_sector_display() if item.sector else _("All")


def _columns(request: CoalitionRequest, today: date) -> list[Column]:
    page = addresses("network:news-item", request.coalition.slug, like=UUID(int=0))
    return [
        Column("title", _("News"), "title", sort="title", head=True, link=lambda n: page(n.pk)),
        Column("who", _("From"), "for_name", sort="for_name"),
        Column("whom", _("For whom"), meant_for),
        Column("answers", _("Answers"), "answer_count", sort="answer_count", numeric=True),
        Column("posted", _("Posted"), "posted_at", sort="posted_at", narrow=True),
        Column("until", _("Until"), "until_on", sort="until_on", narrow=True),
        Column("text", _("The news"), "text", shown=False),
    ]  # fmt: skip


def _when(rows: Any, value: str, today: date) -> Any:
    now_ = queries.current(today)
    return rows.filter(now_) if value == "current" else rows.exclude(now_)


def _empty(request: CoalitionRequest) -> Empty:
    return Empty(
        _("No news yet"), _("What you know may save others a week. The digest carries it to those it is for."), "say",
        _("Post news"), reverse("network:post-news", args=[request.coalition.slug]),
        _("“The city answers letters about damp again. Ask for Mrs Holm.”"),
    )  # fmt: skip
