"""Rules taken over to another coalition: its own bodies in the place of those they name."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from comity.core.ballots.types import Quorum, Threshold
from comity.core.rulebook.types import Band, Rulebook, Way


def moved(rules: Rulebook, bodies: Mapping[UUID, UUID], otherwise: UUID, sizes: Mapping[UUID, int]) -> Rulebook:
    """The same rules over there.

    bodies: a body of the rules → its counterpart; one without goes to `otherwise`. sizes: of the new bodies, how many
    have a place; a fixed quorum above that is lowered to it, where anybody has one.
    """

    def way(one: Way) -> Way:
        if one.body is None:
            return one
        body = bodies.get(one.body, otherwise)
        quorum = _lowered(one.rule.quorum, sizes.get(body, 0))
        return replace(one, body=body, rule=replace(one.rule, quorum=quorum))

    def band(one: Band) -> Band:
        return replace(one, way=way(one.way))

    ground = rules.ground
    speaker = ground.speaker_body and bodies.get(ground.speaker_body, otherwise)
    own = tuple(replace(one, owner=one.owner and bodies.get(one.owner, otherwise)) for one in ground.own)
    return replace(
        rules,
        kinds=tuple(replace(kind, bands=tuple(map(band, kind.bands))) for kind in rules.kinds),
        ground=replace(ground, speaker_body=speaker, own=own),
    )


def lowered_in(before: Rulebook, after: Rulebook) -> int:
    """How many ways of deciding ask for a smaller quorum after the move."""
    pairs = zip(_quorums(before), _quorums(after), strict=True)
    return sum(one != other for one, other in pairs)


def _quorums(rules: Rulebook) -> list[Quorum | None]:
    return [band.way.rule.quorum for kind in rules.kinds for band in kind.bands]


def _lowered(quorum: Quorum | None, size: int) -> Quorum | None:
    if quorum is None or isinstance(quorum.need, Threshold) or not 0 < size < quorum.need:
        return quorum
    return replace(quorum, need=size)
