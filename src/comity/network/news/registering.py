"""What news tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.standing import Standing
from comity.network.acts import news as acts
from comity.network.models import NewsAnswer, NewsItem
from comity.network.news import queries, tables, telling
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(NewsItem, gettext_lazy("News"), document, rows)
    registry.search.register("network.newsitem", found)
    tables.register()
    registry.digest.register("network.news", digest_lines)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_kind(telling.ANSWERED, gettext_lazy("Answers to news that I posted"))
    register_belonging("news_posted", NewsItem, "coalition", "title", "text", "posted_at", "until_on")
    register_belonging("news_answered", NewsAnswer, "coalition", "words", "answered_at")


def document(item: NewsItem) -> registry.Document:
    """News by their words; what was withdrawn is found no longer."""
    gone = item.withdrawn_at is not None
    title, text = ("", "") if gone else (item.title, f"{item.text}\n{item.for_name}")
    level = Confidentiality.NAMED if gone else Confidentiality.COALITION
    return registry.Document(item.coalition_id, title, text, item.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[NewsItem]:
    """All news of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from NewsItem.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """News of that time that are meant for the reader."""
    for item in queries.posted_between(standing, since, until):
        yield _("News from {name}: {title}").format(name=item.for_name, title=item.title), item.get_absolute_url()


def _thing(entry: Entry, model: Any) -> Any:
    label = model._meta.label_lower
    return model.objects.get(pk=entry.ids_of(label)[0])


def posted(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The news are withdrawn."""
    return acts.withdraw_news(_thing(entry, NewsItem), by=by, at=at)


def withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The news stand there again."""
    return acts.restore_news(_thing(entry, NewsItem), by=by, at=at)


def answered(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The answer is taken back."""
    return acts.take_answer_back(_thing(entry, NewsAnswer), by=by, at=at)


UNDO = {"network.news.posted": posted, "network.news.withdrawn": withdrawn, "network.news.answered": answered}
