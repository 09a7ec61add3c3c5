"""How many organisations are of each sector, in words."""

from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from comity.people.models import Organisation, Sector


class Counted(NamedTuple):
    """A sector, how many organisations are of it, and both in words: "3 citizen groups"."""

    sector: str
    number: int
    words: str


def by_sector(organisations: "QuerySet[Organisation]") -> list[Counted]:
    """Counts in the sectors' own order; those without an organisation are left out. One query that counts."""
    counts = dict(organisations.order_by().values_list("sector").annotate(n=Count("pk")))
    return [Counted(one.value, counts[one], in_words(one, counts[one])) for one in Sector if one in counts]


def in_words(sector: Sector, n: int) -> str:
    """So many of a sector, as a short phrase."""
    match sector:
        case Sector.PUBLIC:
            words = ngettext("{n} public", "{n} public", n)
        case Sector.PRIVATE:
            words = ngettext("{n} private", "{n} private", n)
        case Sector.NONPROFIT:
            words = ngettext("{n} nonprofit", "{n} nonprofits", n)
        case Sector.CITIZEN:
            words = ngettext("{n} citizen group", "{n} citizen groups", n)
    return words.format(n=n)
