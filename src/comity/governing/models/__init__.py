"""Questions, the roll of who is asked, their answers and objections, the decision that comes of it; the rulebook."""

from comity.governing.models.answers import CHOICES, SPLIT, Objection, ObjectionState, Reply, Vote
from comity.governing.models.ballots import Option, Paper, Proxy, Tally
from comity.governing.models.competences import PARTS, Area, Competence, Duty, Level
from comity.governing.models.conflicts import (
    STEP_KINDS,
    Assent,
    Case,
    CaseMessage,
    CasePerson,
    CaseState,
    CaseStep,
    Neutral,
    NeutralState,
    Outcome,
    OutcomeState,
    Party,
)
from comity.governing.models.decisions import Decision, EffectState
from comity.governing.models.matters import Cause, Inquiry, Matter, MatterState, Review, Wording
from comity.governing.models.questions import PLAIN, TRANSITIONS, Question, RollEntry, State
from comity.governing.models.reopening import GROUNDS, Reopening, RequestState, Support
from comity.governing.models.rulebook import STEPS, Acceptance, RulebookVersion, VersionState

__all__ = [
    "CHOICES",
    "GROUNDS",
    "PARTS",
    "PLAIN",
    "SPLIT",
    "STEPS",
    "STEP_KINDS",
    "TRANSITIONS",
    "Acceptance",
    "Area",
    "Assent",
    "Case",
    "CaseMessage",
    "CasePerson",
    "CaseState",
    "CaseStep",
    "Competence",
    "Cause",
    "Decision",
    "Duty",
    "EffectState",
    "Level",
    "Inquiry",
    "Matter",
    "MatterState",
    "Neutral",
    "NeutralState",
    "Objection",
    "ObjectionState",
    "Option",
    "Outcome",
    "OutcomeState",
    "Paper",
    "Party",
    "Proxy",
    "Question",
    "Reopening",
    "Reply",
    "RequestState",
    "Review",
    "RollEntry",
    "RulebookVersion",
    "State",
    "Support",
    "Tally",
    "VersionState",
    "Vote",
    "Wording",
]
