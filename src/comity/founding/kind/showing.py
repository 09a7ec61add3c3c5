"""The page of the kinds: what is wanted, and five kinds side by side, the best first."""

from dataclasses import dataclass
from typing import Any

from comity.base.clock import now
from comity.coalitions.models import CoalitionType
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.kinds import Fit, Trait, fits
from comity.founding.copying.queries import standing_here as copied_to
from comity.founding.kind.permissions import choosing
from comity.founding.kind.queries import changes_visible_to, chosen
from comity.founding.kind.words import ASKED, FITS, MEANS
from comity.founding.reasons.permissions import naming
from comity.governing.rulebook import adopted


@dataclass(frozen=True)
class Cell:
    """How a kind fits in one respect: sign and words."""

    short: Any
    sign: str
    word: Any


@dataclass(frozen=True)
class Column:
    """One kind: its name, what it is, how well it fits in hundredths, and why."""

    kind: CoalitionType
    means: Any
    share: int
    cells: list[Cell]
    here: bool


def page(request: CoalitionRequest) -> dict[str, Any]:
    """What the page shows. Three queries."""
    standing, by, at = request.standing, request.capacity, now()
    said, ruled = chosen(standing), adopted(request.coalition.pk, at) is not None
    barred = naming(standing, by)
    rows = [
        (asked.short, asked.choices[said[trait]][0] if trait in said else "", trait.value)
        for trait, asked in ASKED.items()
    ]
    return {
        "rows": rows, "columns": [_column(fit, request.coalition.type, said) for fit in fits(said)], "said": said,
        "left": next((trait.value for trait in Trait if trait not in said), ""), "barred": barred, "ruled": ruled,
        "unchosen": barred if ruled else choosing(standing, at=at, ruled=False),
        "changes": list(changes_visible_to(standing)[:10]),
        "copies": not ruled and standing.coordinates and not copied_to(standing).exists(),
    }  # fmt: skip


def _column(fit: Fit, here: str, said: dict[Trait, str]) -> Column:
    kind = CoalitionType(fit.kind.value)
    cells = [Cell(ASKED[trait].short, *FITS[fit.points[trait]]) for trait in said]
    return Column(kind, MEANS[fit.kind], round(100 * fit.share), cells, kind == here)
