"""Which rule applies: the clause for a kind of matter and an amount, and why a smaller body may not decide it."""

from dataclasses import dataclass
from enum import StrEnum

from comity.core.rulebook.types import Band, Kind, Rulebook, Way


class Missing(StrEnum):
    """Why no rule applies."""

    NOT_ADOPTED = "not_adopted"
    NO_KIND = "no_kind"
    NO_AMOUNT = "no_amount"
    NEGATIVE = "negative"
    NO_BAND = "no_band"


@dataclass(frozen=True, slots=True)
class Exceeds:
    """A smaller body's limit that the amount exceeds. clause: where that limit stands."""

    clause: str
    way: Way
    limit: int
    amount: int


@dataclass(frozen=True, slots=True)
class Found:
    """The clause that applies. routed: the limits of smaller bodies that it exceeds, the nearest last."""

    clause: str
    kind: Kind
    band: Band
    routed: tuple[Exceeds, ...] = ()


def find(rules: Rulebook, key: str, amount: int | None) -> Found | Missing:
    """The clause for a kind of matter. An amount is asked only of kinds decided by amount, in minor units."""
    kind = rules.kind(key)
    if kind is None:
        return Missing.NO_KIND
    if not kind.money:
        return _band(rules, kind, 0, ())
    if amount is None:
        return Missing.NO_AMOUNT
    if amount < 0:
        return Missing.NEGATIVE
    smaller = tuple(
        Exceeds(clause(rules, kind, place), band.way, band.upto, amount)
        for place, band in enumerate(kind.bands)
        if band.upto is not None and band.upto < amount
    )
    return _band(rules, kind, amount, smaller)


def clause(rules: Rulebook, kind: Kind, band: int | None = None) -> str:
    """The number of a clause in the charter: "1.3", and "1.3.2" for a band where there are several."""
    number = f"1.{rules.kinds.index(kind) + 1}"
    return number if band is None or len(kind.bands) == 1 else f"{number}.{band + 1}"


def _band(rules: Rulebook, kind: Kind, amount: int, routed: tuple[Exceeds, ...]) -> Found | Missing:
    for place, band in enumerate(kind.bands):
        if band.holds(amount):
            return Found(clause(rules, kind, place), kind, band, _of_others(routed, band))
    return Missing.NO_BAND


def _of_others(routed: tuple[Exceeds, ...], band: Band) -> tuple[Exceeds, ...]:
    """A limit of the very body that decides is no reason to route to it."""
    return tuple(one for one in routed if one.way.body != band.way.body)
