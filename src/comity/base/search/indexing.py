"""Keeping the search up to date: acts hand over what they touched."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django_scopes import scope

from comity.base import registry
from comity.base.models import Findable
from comity.base.text import fold


def index(things: Iterable[models.Model]) -> None:
    """Bring the search up to date with these things; those of a kind nobody registered are passed over."""
    rows = []
    for thing in things:
        source = registry.search.get(thing._meta.label_lower)
        if source is not None:
            rows.append(_findable(thing, source.document(thing)))
    _keep(list({row.thing: row for row in rows}.values()))


def rebuild(coalition: UUID) -> int:
    """Index everything of a coalition anew; returns how many things. Opens the coalition's scope by itself."""
    with scope(coalition=coalition):
        things = [thing for _, source in registry.search.items() for thing in source.rows(coalition)]
        index(things)
    return len(things)


def _findable(thing: models.Model, document: registry.Document) -> Findable:
    return Findable(
        thing=thing.pk,
        label=thing._meta.label_lower,
        coalition=document.coalition,
        title=document.title[:300],
        text=document.text[:20_000],
        url=document.url,
        confidentiality=document.confidentiality,
        body=document.body,
        folded=fold(f"{document.title} {document.text[:20_000]}"),
    )


def _keep(rows: list[Findable]) -> None:
    changed = ["label", "coalition", "title", "text", "url", "confidentiality", "body", "folded"]
    Findable.objects.bulk_create(
        rows, 200, update_conflicts=True, unique_fields=["thing"], update_fields=changed
    )
