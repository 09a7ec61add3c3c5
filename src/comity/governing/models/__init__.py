"""Questions, the roll of who is asked, their answers and objections, and the decision that comes of it."""

from comity.governing.models.answers import CHOICES, Objection, ObjectionState, Reply, Vote
from comity.governing.models.competences import PARTS, Area, Competence, Duty, Level
from comity.governing.models.decisions import Decision, EffectState
from comity.governing.models.questions import TRANSITIONS, Question, RollEntry, State

__all__ = [
    "CHOICES",
    "PARTS",
    "TRANSITIONS",
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
    "State",
    "Vote",
]
