"""Stories of brief and mission: four answers, one text, its vote, and people outside who stand behind it."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.core.advice.briefing import Brief
from comity.core.ballots.types import Choice
from comity.founding.brief import acts as brief
from comity.founding.mission import acts
from comity.founding.models import Drive, EndorsementDraft, Kind
from comity.founding.writing import acts as writing
from comity.governing.acts import cast_vote, close_question
from tests.acts.stories import LATER, shelter, story, tenants
from tests.cast import THEN, Troupe

CLOSES = THEN + timedelta(days=40)


@story("founding.brief.asked", "founding.brief.answered")
def founders_answer_for_the_brief(troupe: Troupe) -> None:
    brief.ask_for_brief(by=troupe.by, at=THEN)
    brief.answer_brief(dict.fromkeys(Brief, "Dry walls."), by=shelter(troupe), at=THEN)
    brief.answer_brief({Brief.RESULT: "Dry walls by winter."}, by=shelter(troupe), at=LATER)


@story("founding.text.begun", "founding.text.put", "founding.text.adopted")
def the_mission_is_adopted(troupe: Troupe) -> None:
    thing = writing.begin_founding_text(Kind.MISSION, "Nobody freezes.", by=troupe.by, at=THEN)
    put = writing.put_founding_text(thing, closes_at=CLOSES, by=troupe.by, at=THEN)
    assert put.vote is not None
    for by in (shelter(troupe), tenants(troupe), *(troupe.hat(troupe.people[who], troupe.organisations[mark])
                                                  for who, mark in (("Okafor", "HH"), ("Henk", "DR")))):  # fmt: skip
        cast_vote(put.vote, Choice.YES, by=by, at=LATER)
    close_question(put.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)


def asked(troupe: Troupe) -> Drive:
    """The mission holds, and everybody is asked."""
    the_mission_is_adopted(troupe)
    return acts.start_drive(target=9, groups="Tenants\nOthers", by=troupe.by, at=CLOSES)


@story("founding.drive.started", "founding.drive.changed", "founding.drive.closed", "founding.drive.reopened")
def a_drive_begins_and_ends(troupe: Troupe) -> None:
    drive = asked(troupe)
    acts.change_drive(drive, target=12, groups="Tenants", by=troupe.by, at=CLOSES)
    acts.close_drive(drive, by=troupe.by, at=CLOSES)
    acts.reopen_drive(drive, by=troupe.by, at=CLOSES)


@story("founding.endorsement.confirmed", "founding.endorsement.unnamed", "founding.endorsement.withdrawn")
def somebody_outside_endorses_and_takes_it_back(troupe: Troupe) -> None:
    drive, rule = asked(troupe), the_rule(troupe.coalition.pk)
    said = {"name": "Ida Brook", "email": "ida@example.org", "group": "Tenants", "place": "Ropewalk"}
    acts.draft_endorsement(drive, **said, named=True, at=CLOSES)
    draft = EndorsementDraft.objects.select_related("drive__coalition").get()
    row = acts.confirm_endorsement(draft, by=rule, at=CLOSES)
    acts.strike_name(row, by=troupe.by, at=CLOSES)
    acts.withdraw_endorsement(row, by=rule, at=CLOSES)
