"""How mixed the members are: by sector, place, size and the values they affirm, each in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.base.text import fold
from comity.core.network.groups import Mixture, mixture
from comity.people.models import Sector

#: sizes as people say them: up to so many people
SIZES = ((9, 0), (49, 10), (249, 50))


@dataclass(frozen=True)
class Facet:
    """One way to look: its name, how many of which, and what it means."""

    key: str
    title: str
    mixture: Mixture
    counts: Sequence[tuple[str, int]]
    says: str

    @property
    def blau(self) -> float | None:
        return self.mixture.blau


def facets(organisations: Iterable[Any], values: Iterable[tuple[Any, Sequence[Any]]]) -> list[Facet]:
    """By sector, place and size; and by each value with what was said of it, as `words_visible_to` gives them."""
    listed = list(organisations)
    keys = [str(one.pk) for one in listed]
    sectors = {str(one.pk): str(one.sector) for one in listed if one.sector}
    towns = {str(one.pk): town(one.place) for one in listed if one.place}
    places, called = {key: fold(name) for key, name in towns.items()}, {fold(name): name for name in towns.values()}
    sizes = {str(one.pk): size_class(one.people_count) for one in listed if one.people_count}
    labels = {value: str(label) for value, label in Sector.choices}
    found = [
        _facet("sector", _("Sector"), keys, sectors, labels), _facet("place", _("Place"), keys, places, called),
        _facet("size", _("Size"), keys, sizes, {}),
    ]  # fmt: skip
    for value, rows in values:
        said = {str(one.organisation_id): str(one.answer) for one in rows}
        words = {one.answer: str(one.get_answer_display()) for one in rows}
        found.append(_facet("value", value.text, keys, said, words))
    return [one for one in found if one.counts]


def town(place: str) -> str:
    """The town of a place, without street and number: what stands after the last comma."""
    return place.rpartition(",")[2].strip() or place


def size_class(people: int) -> str:
    """In which class an organisation of so many people falls."""
    for most, least in SIZES:
        if people <= most:
            return _("{least} to {most} people").format(least=max(least, 1), most=most)
    return _("250 people and more")


def _facet(
    key: str, title: str, keys: Sequence[str], attribute: Mapping[str, str], labels: Mapping[str, str]
) -> Facet:
    mixed = mixture(keys, attribute)
    counts = [(labels.get(value, value), count) for value, count in mixed.counts.items()]
    return Facet(key, title, mixed, counts, _says(mixed))


def _says(mixed: Mixture) -> str:
    """What Blau's index means, in a sentence, and how many have told nothing."""
    if mixed.blau is None:
        return _("Nobody has said it.")
    if len(mixed.counts) == 1:
        words = _("All who say it are alike.")
    else:
        words = _("Draw one by lot, then one again: in {n} of 100 cases they differ. It could be {most} at most.")
        words = words.format(n=round(100 * mixed.blau), most=round(100 * (mixed.highest or 0)))
    silent = mixed.missing
    if not silent:
        return words
    rest = ngettext("{n} has not said it.", "{n} have not said it.", silent).format(n=silent)
    return f"{words} {rest}"
