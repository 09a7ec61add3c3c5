"""Questions, the roll of who is asked, their answers and objections, the decision that comes of it; the rulebook."""

from comity.governing.models.answers import CHOICES, Objection, ObjectionState, Reply, Vote
from comity.governing.models.competences import PARTS, Area, Competence, Duty, Level
from comity.governing.models.decisions import Decision, EffectState
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
    "Decision",
    "Duty",
    "EffectState",
    "Level",
    "Objection",
    "ObjectionState",
    "Question",
    "Reply",
    "RollEntry",
    "RulebookVersion",
    "State",
    "VersionState",
    "Vote",
]
