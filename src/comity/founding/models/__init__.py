"""What is kept of the founding of a coalition, a file a subject."""

from comity.founding.models.checklist import ChecklistAnswer, GoingOn
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

__all__ = [
    "ChecklistAnswer",
    "Criterion",
    "GoingOn",
    "Judgement",
    "Need",
    "PartnerSearch",
    "PersonLevel",
    "Points",
    "Prospect",
    "ProspectState",
    "RecruitingWave",
    "WaveTrigger",
]
