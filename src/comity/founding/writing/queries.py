"""The founding texts as people may read them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from comity.coalitions.standing import Standing
from comity.founding.models import FoundingText
from comity.texts.models import Version

#: what is shown beside a text: its votes by their addresses, which name the coalition
WITH = ("coalition", "text", "vote__coalition", "adopted_by__coalition")


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All of them, for those inside."""
    rows: Any = FoundingText.objects.all() if standing.inside else FoundingText.objects.none()
    found: QuerySet[Any] = rows.select_related(*WITH, "organisation", "person")
    return found


def text_of(kind: str) -> Any:
    """The founding text of that kind, if it was begun. For acts, and for what everyone may read."""
    rows: Any = FoundingText.objects.filter(kind=kind)
    return rows.select_related(*WITH).first()


def adopted_words(thing: Any) -> str:
    """How the version that holds reads; nothing where none does. One query unless it is the newest."""
    if thing is None or thing.text is None or not thing.is_adopted:
        return ""
    if thing.holds_as_written:
        return str(thing.text.words)
    return str(Version.objects.get(text=thing.text_id, number=thing.adopted_number).words)


def table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All founding texts with how they read now, header first."""
    yield ("kind", "title", "version", "words", "begun_by", "begun_at", "vote", "voted_version", "adopted_version",
           "adopted_by", "adopted_at")  # fmt: skip
    for row in visible_to(standing).order_by("begun_at", "pk").iterator(chunk_size=500):
        text, vote, by = row.text, row.vote, row.adopted_by
        yield (
            row.kind, text.title if text else "", text.number if text else None, text.words if text else "",
            row.said_for, row.begun_at, vote.code if vote else "", row.voted_number, row.adopted_number,
            by.code if by else "", row.adopted_at,
        )  # fmt: skip
