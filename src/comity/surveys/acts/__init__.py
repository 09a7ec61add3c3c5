"""Everything that changes surveys."""

from comity.surveys.acts.answers import give_answers, import_answers, save_answers, type_in
from comity.surveys.acts.questions import add_question, change_question, move_question, remove_question
from comity.surveys.acts.rounds import (
    Asked,
    ask_also,
    call_off,
    close_round,
    open_round,
    prolong,
    remind,
)
from comity.surveys.acts.surveys import change_survey, draft_survey, withdraw_survey
from comity.surveys.acts.translations import begin_translation, remove_translation, translate

__all__ = [
    "Asked", "add_question", "ask_also", "begin_translation", "call_off", "change_question", "change_survey",
    "close_round", "draft_survey", "give_answers", "import_answers", "move_question", "open_round", "prolong", "remind",
    "remove_question", "remove_translation", "save_answers", "translate", "type_in", "withdraw_survey",
]  # fmt: skip
