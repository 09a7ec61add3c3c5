"""Ties between organisations, the rosters they come in, large maps once they are drawn, and waves of answers."""

from comity.network.models.calls import OFFER_STEPS, HelpCall, HelpKind, HelpOffer, HelpState, OfferState
from comity.network.models.contacts import Acquaintance, AcquaintanceKind, Every, Touch, Way
from comity.network.models.crowd import AnswerDraft, AnswerState, OpenAnswer, OpenCall
from comity.network.models.drafts import DraftState, RosterDraft
from comity.network.models.evidence import Evidence, noted
from comity.network.models.initiatives import Initiative, InitiativeSeat, InitiativeState
from comity.network.models.maps import DrawnMap, KeptOverview
from comity.network.models.news import NewsAnswer, NewsItem
from comity.network.models.reach import Affirms, GoBetween, GoBetweenState, SharedValue, ValueWord
from comity.network.models.ties import Contact, Rung, Tie
from comity.network.models.waves import (
    HowTogether,
    KeptChange,
    KeptWave,
    Report,
    Score,
    TieKind,
    Wave,
    WaveMember,
    WaveSource,
)
from comity.network.models.weighings import Weighing, WeighingSide, WeighingState

__all__ = [
    "Acquaintance", "AcquaintanceKind", "Contact", "DraftState", "DrawnMap", "Every", "Evidence", "HowTogether",
    "KeptChange", "KeptOverview", "KeptWave", "Report", "RosterDraft", "Rung", "Score", "Tie", "TieKind", "Touch",
    "Wave", "WaveMember", "WaveSource", "Way", "noted",
    "Initiative", "InitiativeSeat", "InitiativeState", "Weighing", "WeighingSide", "WeighingState",
    "AnswerDraft", "AnswerState", "OpenAnswer", "OpenCall",
    "Affirms", "GoBetween", "GoBetweenState", "SharedValue", "ValueWord",
    "OFFER_STEPS", "HelpCall", "HelpKind", "HelpOffer", "HelpState", "NewsAnswer", "NewsItem", "OfferState",
]  # fmt: skip
