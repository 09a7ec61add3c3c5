"""Ties between organisations, the rosters they come in, large maps once they are drawn, and waves of answers."""

from comity.network.models.calls import OFFER_STEPS, HelpCall, HelpKind, HelpOffer, HelpState, OfferState
from comity.network.models.circle_meetings import (
    CircleAnswer,
    CircleIdea,
    CircleMeeting,
    CircleSupport,
    Comes,
)
from comity.network.models.circles import (
    Belongs,
    Circle,
    CircleMember,
    CirclePost,
    CirclePostFile,
    Joining,
    Mails,
    PostState,
)
from comity.network.models.contacts import Acquaintance, AcquaintanceKind, Every, Touch, Way
from comity.network.models.crowd import AnswerDraft, AnswerState, OpenAnswer, OpenCall
from comity.network.models.drafts import DraftState, RosterDraft
from comity.network.models.evidence import Evidence, noted
from comity.network.models.initiatives import Initiative, InitiativeSeat, InitiativeState
from comity.network.models.introductions import (
    INTRODUCTION_STEPS,
    Introduction,
    IntroductionNote,
    IntroductionRound,
    IntroductionSide,
    IntroductionState,
    SideSays,
)
from comity.network.models.maps import DrawnMap, KeptOverview
from comity.network.models.news import NewsAnswer, NewsItem
from comity.network.models.pulse import (
    MOST_QUESTIONS,
    Pulse,
    PulseAnswer,
    PulseFigure,
    PulsePlan,
    PulseRoll,
    PulseState,
    TalkRound,
)
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
    "INTRODUCTION_STEPS", "MOST_QUESTIONS", "OFFER_STEPS", "Acquaintance", "AcquaintanceKind", "Affirms",
    "AnswerDraft", "AnswerState", "Belongs", "Circle", "CircleAnswer", "CircleIdea", "CircleMeeting", "CircleMember",
    "CirclePost", "CirclePostFile", "CircleSupport", "Comes", "Contact", "DraftState", "DrawnMap", "Every", "Evidence",
    "GoBetween", "GoBetweenState", "HelpCall", "HelpKind", "HelpOffer", "HelpState", "HowTogether", "Initiative",
    "InitiativeSeat", "InitiativeState", "Introduction", "IntroductionNote", "IntroductionRound", "IntroductionSide",
    "IntroductionState", "Joining", "KeptChange", "KeptOverview", "KeptWave", "Mails", "NewsAnswer", "NewsItem",
    "OfferState", "OpenAnswer", "OpenCall", "PostState", "Pulse", "PulseAnswer", "PulseFigure", "PulsePlan",
    "PulseRoll", "PulseState", "Report", "RosterDraft", "Rung", "Score", "SharedValue", "SideSays", "TalkRound", "Tie",
    "TieKind", "Touch", "ValueWord", "Wave", "WaveMember", "WaveSource", "Way", "Weighing", "WeighingSide",
    "WeighingState", "noted",
]  # fmt: skip
