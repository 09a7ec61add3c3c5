"""What can be done to the network."""

from comity.network.acts.roster import import_roster
from comity.network.acts.taking_back import take_roster_back
from comity.network.acts.ties import end_tie, report_tie, take_word_back

__all__ = ["end_tie", "import_roster", "report_tie", "take_roster_back", "take_word_back"]
