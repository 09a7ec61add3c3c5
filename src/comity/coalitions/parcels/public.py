"""What a parcel says to everyone: what the coalition's public page says, if it wants one."""

from collections.abc import Iterator
from typing import Any

from comity.coalitions.models import Coalition
from comity.coalitions.queries import members_of


def profile(coalition: Coalition) -> dict[str, Any]:
    """The coalition as its public page shows it; without such a page only its name in addresses."""
    if not coalition.has_page:
        return {"slug": coalition.slug}
    names = ("slug", "name", "place", "purpose", "reasons", "founded_on")
    return {name: getattr(coalition, name) for name in names}


def members(coalition: Coalition) -> Iterator[tuple[Any, ...]]:
    """The member organisations, header first; more of those that have a public page of their own."""
    yield "name", "sector", "place", "website", "in_its_own_words"
    if not coalition.has_page:
        return
    for one in members_of(coalition.pk):
        own = (one.place, one.website, one.words) if one.has_page else ("", "", "")
        yield (getattr(one, "shown_name", one.name), one.sector, *own)


def logos(coalition: Coalition) -> Iterator[str]:
    """Pictures of members that have a public page."""
    if coalition.has_page:
        yield from (str(one.logo) for one in members_of(coalition.pk) if one.has_page and one.logo)
