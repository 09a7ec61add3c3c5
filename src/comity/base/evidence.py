"""What the records show to be real, told by every wing and counted all at once.

Most of it is the same for everyone inside. Such a source is marked `alike`: how its rows are asked for is then put into
the database's words once, and only asked again from there on. Kept is the question, never an answer.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django_scopes import scope

from comity.base import registry
from comity.base.tallies import Tally, counts, worded

_COUNTED = ("count", "needed", "fresh", "fresh_of")
Source = Callable[[Any], Iterator[registry.Shown]]


@dataclass(frozen=True)
class Insider:
    """Anyone inside: all that a source which is alike for them may know of its reader."""

    coalition: UUID
    inside: bool = True


@dataclass(frozen=True)
class Alike:
    """A source that gives everyone inside the same rows. It names the time by `base.moments`, and reads no clock."""

    source: Source

    def __call__(self, standing: Any) -> Iterator[registry.Shown]:
        return self.source(standing)


def alike(source: Source) -> Alike:
    """Mark a source as alike for everyone inside."""
    return Alike(source)


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
        for fact in _told(source, standing)
        if (shown := fact if fact.key else replace(fact, key=name)).key in keys
    )
    return {fact.key: fact for fact in found}


def _tells(name: str, keys: AbstractSet[str]) -> bool:
    return name in keys or any(key.startswith(f"{name}.") for key in keys)


def _told(source: Source, standing: Any) -> Iterable[registry.Shown]:
    """What a source says; of one that is alike for all, in words that were found before."""
    if isinstance(source, Alike) and standing.inside:
        return questions(source, standing.coalition, get_language())
    return source(standing)


@lru_cache(maxsize=4096)
def questions(source: Alike, coalition: UUID, language: str | None) -> tuple[registry.Shown, ...]:
    """What such a source asks for in a coalition, with its words in a language. It holds for good.

    Neither who reads nor when is known here, and only rows may be told: a number would be an answer.
    """
    with scope(coalition=coalition):
        return tuple(_asked(fact) for fact in source(Insider(coalition)))


def _asked(fact: registry.Shown) -> registry.Shown:
    told = {name: getattr(fact, name) for name in _COUNTED}
    if not isinstance(fact.count, QuerySet) or not isinstance(fact.fresh, QuerySet | None):
        raise TypeError(f"{fact.key or fact.text} is alike for all and has to be given as rows")
    said: dict[str, Any] = {name: worded(one) for name, one in told.items() if isinstance(one, QuerySet)}
    return replace(fact, **said)


def counted(shown: Iterable[registry.Shown]) -> list[Fact]:
    """These facts with numbers in the place of rows; of each at least one is needed."""
    told = [(fact, {name: _wording(getattr(fact, name)) for name in _COUNTED}) for fact in shown]
    found = counts(one for _shown, said in told for one in said.values() if isinstance(one, Tally))
    return [
        _fact(fact, {name: found[one] if isinstance(one, Tally) else one for name, one in said.items()})
        for fact, said in told
    ]


def _wording(value: Any) -> Any:
    return worded(value) if isinstance(value, QuerySet) else value


def _fact(shown: registry.Shown, numbers: dict[str, Any]) -> Fact:
    needed = max(1, numbers["needed"])
    fresh_of = needed if numbers["fresh_of"] is None else numbers["fresh_of"]
    return Fact(
        shown.text, numbers["count"], needed, shown.url, shown.key, numbers["fresh"], fresh_of, shown.waits
    )
