"""What is kept of the founding of a coalition, a file a subject."""

from comity.founding.models.brief import BriefAnswer
from comity.founding.models.checklist import ChecklistAnswer, GoingOn
from comity.founding.models.convening import Convening, Party, Reservation, ReservationState
from comity.founding.models.copying import StructureCopy
from comity.founding.models.diligence import (
    Again,
    Approach,
    ApproachState,
    Enquiry,
    EnquiryKind,
    EnquiryState,
    Finding,
    FindingKind,
    Said,
)
from comity.founding.models.kind import KindAnswer, KindChange
from comity.founding.models.library import Precedent, PrecedentQuestion, PrecedentTopic
from comity.founding.models.methods import Method, MethodLeave, MethodWord, ProspectMethod, Stance
from comity.founding.models.mission import Drive, Endorsement, EndorsementDraft
from comity.founding.models.prospects import (
    Criterion,
    Judgement,
    Need,
    PartnerSearch,
    Points,
    Prospect,
    ProspectState,
    RecruitingWave,
    WaveTrigger,
)
from comity.founding.models.reasons import WITH_FIGURES, Reaffirmation, Reason, ReasonKind
from comity.founding.models.redlines import Acknowledged, LineKind, RedLine
from comity.founding.models.writing import FoundingText, Kind

__all__ = [
    "Precedent",
    "PrecedentQuestion",
    "PrecedentTopic",
    "Acknowledged",
    "LineKind",
    "Method",
    "MethodLeave",
    "MethodWord",
    "ProspectMethod",
    "RedLine",
    "Stance",
    "BriefAnswer",
    "Again",
    "Approach",
    "ApproachState",
    "Enquiry",
    "EnquiryKind",
    "EnquiryState",
    "Finding",
    "FindingKind",
    "Said",
    "ChecklistAnswer",
    "Convening",
    "Criterion",
    "Drive",
    "Endorsement",
    "EndorsementDraft",
    "FoundingText",
    "GoingOn",
    "Judgement",
    "Kind",
    "KindAnswer",
    "KindChange",
    "Need",
    "PartnerSearch",
    "Party",
    "Points",
    "Prospect",
    "ProspectState",
    "Reaffirmation",
    "Reason",
    "ReasonKind",
    "RecruitingWave",
    "WITH_FIGURES",
    "Reservation",
    "ReservationState",
    "StructureCopy",
    "WaveTrigger",
]
