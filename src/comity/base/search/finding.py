"""Finding things by words: every word must begin a word of the thing. Ranked with title matches first."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from comity.base.models import Findable
from comity.base.text import fold

#: so many matches are put in order
ENOUGH = 1000


@dataclass(frozen=True)
class Hit:
    """One thing found: its kind (model label), title, a piece of its text, and where it lives."""

    thing: UUID
    label: str
    title: str
    text: str
    url: str


def find(words: str, allowed: Q, *, limit: int = 50) -> list[Hit]:
    """Things whose words begin with each of the given ones, among those `allowed` (the viewer's filter).

    Of very many, only the ENOUGH that came last are ranked: whoever asks for "s" adds a letter anyway.
    """
    terms = [term for term in fold("".join(c if c.isalnum() else " " for c in words)).split() if term][:8]
    if not terms:
        return []
    found = Findable.objects.filter(allowed).filter(_matches(terms)).order_by("-pk").values("pk")[:ENOUGH]
    first = Case(
        When(title__icontains=words.strip()[:100], then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = Findable.objects.filter(pk__in=found).annotate(order=first).order_by("order", "title", "thing")
    return [Hit(row.thing, row.label, row.title, _beyond_title(row), row.url) for row in rows[:limit]]


def _beyond_title(row: Findable) -> str:
    """The first words that the title has not said."""
    return row.text.removeprefix(row.title).strip()[:240]


_SQLITE = "SELECT rowid FROM base_findable_words WHERE base_findable_words MATCH %s"
_POSTGRES = "SELECT id FROM base_findable WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', %s)"


def _matches(terms: list[str]) -> Q:
    if connection.vendor == "postgresql":
        return Q(id__in=RawSQL(_POSTGRES, [" & ".join(f"{term}:*" for term in terms)]))
    return Q(id__in=RawSQL(_SQLITE, [" ".join(f'"{term}"*' for term in terms)]))
