"""What the figures of a balance say, in sentences."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.governing.balance.reading import Balance

HALF = Fraction(1, 2)


def percent(share: Fraction) -> str:
    """A share as whole percent; "under 1 %" for what is there and rounds to nothing."""
    if share and share < Fraction(1, 200):
        return _("under 1 %")
    return _("{n} %").format(n=round(100 * share))


def remarks(told: Balance) -> list[str]:
    """What is worth knowing, most telling first."""
    if told.told is None:
        return []
    return [words for words in (_fewest(told), _community(told), *_names(told), _absent(told)) if words]


def _fewest(told: Balance) -> str:
    assert told.told is not None
    all_, few = len(told.members), told.told.fewest
    if few == 0:
        return ""
    words = ngettext("{few} organisation alone can carry.", "{few} of {all} organisations can carry.", few)
    return words.format(few=few, all=all_)


def _community(told: Balance) -> str:
    group = told.community
    if group is None or group.seats == len(told.members):
        return ""
    held = _("Community-based organisations hold {share} of the seats").format(share=percent(group.of_seats))
    if group.of_weight > HALF:
        return _("{held} and can carry a simple majority by themselves.").format(held=held)
    if group.power < group.of_seats:
        return _("{held}, and {power} of the voting power.").format(held=held, power=percent(group.power))
    return _("{held}. They need others to carry anything.").format(held=held)


def _names(told: Balance) -> Iterable[str]:
    needed, idle = told.needed, told.idle
    if needed and len(needed) < len(told.members):
        words = ngettext(
            "Nothing carries without {names}.", "Nothing carries without each of these: {names}.", len(needed)
        )
        yield words.format(names=_listed(needed))
    if idle:
        words = ngettext(
            "The vote of {names} never decides.", "The votes of these never decide: {names}.", len(idle)
        )
        yield words.format(names=_listed(idle))


def _absent(told: Balance) -> str:
    stopping = [group for group in (*told.bases, *told.sectors) if not group.without.quorate and group.key]
    if not stopping or told.quorum == 0:
        return ""
    names = ", ".join(dict.fromkeys(str(group.label) for group in stopping))
    words = ngettext(
        "If this group stays away, there is no quorum: {names}.",
        "If one of these groups stays away, there is no quorum: {names}.",
        len(stopping),
    )
    return words.format(names=names)


def _listed(organisations: list[Any], most: int = 5) -> str:
    names = [one.name for one in organisations[:most]]
    more = len(organisations) - most
    if more > 0:
        names.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return ", ".join(names)
