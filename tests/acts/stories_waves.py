"""Stories of waves: what was said is held still."""

from comity.base.capacity import the_rule
from comity.base.ids import uuid7
from comity.network import acts as network
from tests.acts.stories import LATER, shelter, story
from tests.cast import THEN, Troupe
from tests.network.waves_stage import ASKED, brought

ANSWERS = "from,to,level\nOpen Door Shelter,Dock Road Traders,2\n"


@story("network.wave.kept", "network.wave.dropped", "network.wave.restored")
def the_ties_of_a_day_are_kept(troupe: Troupe) -> None:
    network.report_tie(troupe.organisations["HT"], level=3, by=shelter(troupe), at=THEN)
    wave = network.keep_ties(name="Spring", question="With whom do you work?", by=troupe.by, at=LATER)
    network.drop_wave(wave, why="Too early.", by=troupe.by, at=LATER)
    network.restore_wave(wave, by=troupe.by, at=LATER)


@story("network.wave.imported")
def answers_are_brought_in(troupe: Troupe) -> None:
    network.keep_answers(
        brought(troupe, ANSWERS), name="Old survey", question="With whom?", asked_on=ASKED, by=troupe.by, at=LATER
    )


@story("network.wave.surveyed")
def a_round_becomes_a_wave(troupe: Troupe) -> None:
    network.keep_round(
        brought(troupe, ANSWERS), name="Round one", question="With whom?", asked_on=ASKED, round=uuid7(),
        by=the_rule(troupe.coalition.pk), at=LATER,
    )  # fmt: skip
