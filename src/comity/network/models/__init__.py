"""Ties between organisations, the rosters they come in, and large maps once they are drawn."""

from comity.network.models.contacts import Acquaintance, AcquaintanceKind, Every, Touch, Way
from comity.network.models.drafts import DraftState, RosterDraft
from comity.network.models.evidence import Evidence, noted
from comity.network.models.maps import DrawnMap, KeptOverview
from comity.network.models.ties import Contact, Rung, Tie

__all__ = [
    "Acquaintance", "AcquaintanceKind", "Contact", "DraftState", "DrawnMap", "Every", "Evidence", "KeptOverview",
    "RosterDraft", "Rung", "Tie", "Touch", "Way", "noted",
]  # fmt: skip
