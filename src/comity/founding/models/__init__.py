"""What is kept of the founding of a coalition, a file a subject."""

from comity.founding.models.brief import BriefAnswer
from comity.founding.models.checklist import ChecklistAnswer, GoingOn
from comity.founding.models.mission import Drive, Endorsement, EndorsementDraft
from comity.founding.models.prospects import (
    Criterion,
    Judgement,
    Need,
    PartnerSearch,
    PersonLevel,
    Points,
    Prospect,
    ProspectState,
    RecruitingWave,
    WaveTrigger,
)
from comity.founding.models.writing import FoundingText, Kind

__all__ = [
    "BriefAnswer",
    "ChecklistAnswer",
    "Criterion",
    "Drive",
    "Endorsement",
    "EndorsementDraft",
    "FoundingText",
    "GoingOn",
    "Judgement",
    "Kind",
    "Need",
    "PartnerSearch",
    "PersonLevel",
    "Points",
    "Prospect",
    "ProspectState",
    "RecruitingWave",
    "WaveTrigger",
]
