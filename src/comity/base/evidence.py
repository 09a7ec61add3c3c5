"""What the records show to be real, told by every wing and counted all at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from comity.base import registry
from comity.base.tallies import tallied


@dataclass(frozen=True)
class Fact:
    """One fact with its numbers: `count` of `needed`."""

    text: str
    count: int
    needed: int
    url: str


def facts(standing: Any) -> list[Fact]:
    """Every fact that the wings find for this person. Whatever is given as rows is counted in one query."""
    return counted(fact for _, source in registry.evidence.items() for fact in source(standing))


def counted(shown: Iterable[registry.Shown]) -> list[Fact]:
    """These facts with numbers in the place of rows; of each at least one is needed."""
    told = list(shown)
    rows = {
        f"{place}.{name}": value
        for place, fact in enumerate(told)
        for name, value in (("count", fact.count), ("needed", fact.needed))
        if isinstance(value, QuerySet)
    }
    numbers: dict[str, Any] = dict(tallied(**rows)) if rows else {}

    return [
        Fact(
            fact.text, count=numbers.get(f"{place}.count", fact.count),
            needed=max(1, numbers.get(f"{place}.needed", fact.needed)), url=fact.url,
        )
        for place, fact in enumerate(told)
    ]  # fmt: skip
