"""What can be done to the network."""

from comity.network.acts.evidence import (
    confirm_evidence,
    note_evidence,
    restore_evidence,
    want_rung,
    withdraw_evidence,
)
from comity.network.acts.roster import import_roster
from comity.network.acts.taking_back import take_roster_back
from comity.network.acts.ties import end_tie, report_tie, take_word_back
from comity.network.acts.waves import drop_wave, keep_answers, keep_round, keep_ties, restore_wave

__all__ = [
    "confirm_evidence",
    "drop_wave",
    "end_tie",
    "import_roster",
    "keep_answers",
    "keep_round",
    "keep_ties",
    "note_evidence",
    "report_tie",
    "restore_evidence",
    "restore_wave",
    "take_roster_back",
    "take_word_back",
    "want_rung",
    "withdraw_evidence",
]
