"""What the records show to be real, told by every wing and counted all at once."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from comity.base import registry
from comity.base.tallies import tallied

_COUNTED = ("count", "needed", "fresh", "fresh_of")


@dataclass(frozen=True)
class Fact:
    """One fact with its numbers: `count` of `needed`; `fresh` of `fresh_of` are still current, None where nothing ages.

    key: by which rules name it. waits: whose turn it is, in words.
    """

    text: str
    count: int
    needed: int
    url: str
    key: str = ""
    fresh: int | None = None
    fresh_of: int = 0
    waits: str = ""

    @property
    def there(self) -> bool:
        """Enough of it is, or was, there."""
        return self.count >= self.needed

    @property
    def stale(self) -> bool:
        """It was there, and too little of it is current."""
        return self.there and self.fresh is not None and self.fresh < self.fresh_of


def facts(standing: Any, keys: AbstractSet[str]) -> dict[str, Fact]:
    """What the wings find under these keys for this person. Whatever is given as rows is counted in one query.

    A source is asked where a key is its name, or begins with it and a dot.
    """
    found = counted(
        shown
        for name, source in registry.evidence.items()
        if _tells(name, keys)
        for fact in source(standing)
        if (shown := replace(fact, key=fact.key or name)).key in keys
    )
    return {fact.key: fact for fact in found}


def _tells(name: str, keys: AbstractSet[str]) -> bool:
    return name in keys or any(key.startswith(f"{name}.") for key in keys)


def counted(shown: Iterable[registry.Shown]) -> list[Fact]:
    """These facts with numbers in the place of rows; of each at least one is needed."""
    told = list(shown)
    rows = {
        f"{place}.{name}": value
        for place, fact in enumerate(told)
        for name in _COUNTED
        if isinstance(value := getattr(fact, name), QuerySet)
    }
    numbers: dict[str, Any] = dict(tallied(**rows)) if rows else {}
    return [_fact(fact, {name: numbers.get(f"{place}.{name}", getattr(fact, name)) for name in _COUNTED})
            for place, fact in enumerate(told)]  # fmt: skip


def _fact(shown: registry.Shown, numbers: dict[str, Any]) -> Fact:
    needed = max(1, numbers["needed"])
    fresh_of = needed if numbers["fresh_of"] is None else numbers["fresh_of"]
    return Fact(
        shown.text, numbers["count"], needed, shown.url, shown.key, numbers["fresh"], fresh_of, shown.waits
    )
