"""Questions, the roll of who is asked, their answers and objections, the decision that comes of it; the rulebook."""

from comity.governing.models.answers import CHOICES, Objection, ObjectionState, Reply, Vote
from comity.governing.models.competences import PARTS, Area, Competence, Duty, Level
from comity.governing.models.decisions import Decision, EffectState
from comity.governing.models.matters import Cause, Inquiry, Matter, MatterState, Review, Wording
from comity.governing.models.questions import TRANSITIONS, Question, RollEntry, State
from comity.governing.models.rulebook import STEPS, Acceptance, RulebookVersion, VersionState

__all__ = [
    "CHOICES",
    "PARTS",
    "STEPS",
    "TRANSITIONS",
    "Acceptance",
    "Area",
    "Competence",
    "Cause",
    "Decision",
    "Duty",
    "EffectState",
    "Level",
    "Inquiry",
    "Matter",
    "MatterState",
    "Objection",
    "ObjectionState",
    "Question",
    "Reply",
    "Review",
    "RollEntry",
    "RulebookVersion",
    "State",
    "VersionState",
    "Vote",
    "Wording",
]
