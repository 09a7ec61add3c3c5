"""What is taken along of news."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.standing import Standing
from comity.network.news.lists import meant_for
from comity.network.news.queries import answers_visible_to, visible_to


def register() -> None:
    """Fill the registry."""
    about = gettext_lazy("News that members posted for each other, for whom and until when.")
    registry.export.register("news", registry.Exportable(gettext_lazy("News"), news, about))
    about = gettext_lazy("What was answered to news, and by whom.")
    registry.export.register("news-answers", registry.Exportable(gettext_lazy("Answers to news"), answers, about))


def news(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "id", "title", "text", "from", "for", "until_on", "posted_at"
    for n in visible_to(standing).order_by("posted_at", "pk").iterator(chunk_size=500):
        yield n.pk, n.title, n.text, n.for_name, meant_for(n), n.until_on, n.posted_at


def answers(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """Header first."""
    yield "item", "title", "from", "words", "answered_at"
    for a in answers_visible_to(standing).order_by("answered_at", "pk").iterator(chunk_size=500):
        yield a.item_id, a.item.title, a.for_name, a.words, a.answered_at
