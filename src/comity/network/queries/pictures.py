"""Large maps: drawn behind the page, and kept under a fingerprint of what they show. Needs the coalition's scope."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from comity.audit.canonical import fingerprint
from comity.core.network.drawing import Bond, Drawing, DrawnNode, DrawnTie, Member, Sector
from comity.core.network.labels import Label, Line
from comity.network.models import DrawnMap
from comity.network.queries.maps import Places


def key_of(members: Sequence[Member], bonds: Sequence[Bond], places: Places = ()) -> str:
    """The same organisations and ties, in any order and in the same places, have the same key."""
    parts = sorted(map(repr, members)) + sorted(map(repr, bonds)) + ([repr(places)] if places else [])
    return fingerprint("\n".join(parts))


def kept(coalition: UUID, key: str) -> DrawnMap | None:
    """The map with that key, drawn or asked for. One query."""
    found: DrawnMap | None = DrawnMap.objects.filter(coalition=coalition, key=key).first()
    return found


def packed(drawing: Drawing) -> bytes:
    """A drawing as it is kept."""
    return zlib.compress(json.dumps(asdict(drawing), ensure_ascii=False).encode())


def unpacked(data: bytes) -> Drawing:
    """A drawing as it was."""
    return as_drawing(json.loads(zlib.decompress(data)))


def as_drawing(plain: dict[str, Any]) -> Drawing:
    """A drawing, of the plain values that `asdict` gives."""
    return Drawing(
        view_box=tuple(plain.pop("view_box")),
        ties=tuple(map(_tie, plain.pop("ties"))),
        nodes=tuple(map(_node, plain.pop("nodes"))),
        **plain,
    )


def _tie(plain: dict[str, Any]) -> DrawnTie:
    end, mark, heads = plain.pop("open_end"), plain.pop("mark", None), tuple(plain.pop("heads", ()))
    return DrawnTie(
        **plain, open_end=tuple(end) if end else None, mark=tuple(mark) if mark else None, heads=heads
    )


def _node(plain: dict[str, Any]) -> DrawnNode:
    label = plain.pop("label")
    lines = tuple(Line(**line) for line in label.pop("lines"))
    placed = Label(**{**label, "box": tuple(label["box"])}, lines=lines)
    return DrawnNode(**{**plain, "sector": Sector(plain["sector"])}, label=placed)
