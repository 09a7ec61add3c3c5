"""Rules in another currency: amounts keep their figure before the point."""

from dataclasses import replace

from comity.core.rulebook.money import digits
from comity.core.rulebook.types import Band, Rulebook


def in_currency(rules: Rulebook, currency: str) -> Rulebook:
    """The same rules with the same whole amounts in another currency; parts that it does not have are dropped."""
    old, new = digits(rules.currency), digits(currency)

    def moved(amount: int) -> int:
        return int(amount * 10**new) // int(10**old)

    def band(one: Band) -> Band:
        return Band(one.way, moved(one.above), None if one.upto is None else moved(one.upto))

    dues = rules.membership.dues
    by_sector = {key: moved(amount) for key, amount in dues.by_sector.items()}
    return replace(
        rules,
        currency=currency,
        kinds=tuple(replace(kind, bands=tuple(map(band, kind.bands))) for kind in rules.kinds),
        ground=replace(rules.ground, commit_upto=moved(rules.ground.commit_upto)),
        membership=replace(rules.membership, dues=replace(dues, flat=moved(dues.flat), by_sector=by_sector)),
    )
