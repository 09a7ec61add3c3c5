"""A survey with its questions; its rounds, who is asked in them, and what they answered."""

from comity.surveys.models.rounds import AskState, Paper, Respondent, Round, RoundState, Way
from comity.surveys.models.surveys import Question, Readers, Survey, SurveyState
from comity.surveys.models.translations import Translation

__all__ = [
    "AskState", "Paper", "Question", "Readers", "Respondent", "Round", "RoundState", "Survey", "SurveyState",
    "Translation", "Way",
]  # fmt: skip
