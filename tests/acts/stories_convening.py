"""Stories of the founding meeting: invited, heard, doubted, approved, constituted, and who comes later."""

from datetime import timedelta
from typing import Any

from comity.base.capacity import the_rule
from comity.core.advice.briefing import Brief
from comity.core.advice.readiness import Answer, Question
from comity.core.ballots.types import Choice
from comity.founding.acts import answer_checklist
from comity.founding.brief.acts import answer_brief
from comity.founding.convening import acts
from comity.founding.convening.acts.reading import fresh
from comity.founding.models import Convening, Kind, Party
from comity.founding.writing import acts as writing
from comity.governing.acts import cast_vote, close_question
from comity.meetings.models import Reply
from comity.people.models import Person, Sector
from comity.signatures.acts import decline_to_sign, sign
from tests.acts.stories import LATER, story, tenants
from tests.acts.stories_mission import CLOSES
from tests.cast import THEN, Troupe

MEETS = CLOSES + timedelta(days=20)
AFTER = MEETS + timedelta(days=1)


def voices(troupe: Troupe) -> list[Any]:
    """Who speaks for each of the four members."""
    pairs = (("Marta", "OD"), ("Amina", "HT"), ("Okafor", "HH"), ("Henk", "DR"))
    return [troupe.hat(troupe.people[who], troupe.organisations[mark]) for who, mark in pairs]


def prepared(troupe: Troupe) -> Convening:
    """All that comes first is there, and a guest is invited."""
    for by in voices(troupe):
        answer_checklist(dict.fromkeys(Question, (Answer.YES, "")), by=by, at=THEN)
        answer_brief(dict.fromkeys(Brief, "Dry walls."), by=by, at=THEN)
    brief = writing.begin_founding_text(Kind.BRIEF, "Dry walls.", by=troupe.by, at=THEN)
    put = writing.put_founding_text(brief, closes_at=CLOSES, by=troupe.by, at=THEN)
    assert put.vote is not None
    for by in voices(troupe):
        cast_vote(put.vote, Choice.YES, by=by, at=LATER)
    close_question(put.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)
    for kind in (Kind.MISSION, Kind.STRUCTURE):
        writing.begin_founding_text(kind, "Nobody freezes.", by=troupe.by, at=CLOSES)
    thing = acts.prepare_convening(starts_at=MEETS, by=troupe.by, at=CLOSES)
    new = {"name": "Ferry Kitchen", "sector": Sector.NONPROFIT}
    acts.invite_party(thing, new=new, contact="Lotte", email="lotte@example.org", by=troupe.by, at=CLOSES)
    return thing


def guest(troupe: Troupe, thing: Convening) -> tuple[Party, Any]:
    """The guest that is invited, and who speaks for it."""
    party = Party.objects.select_related("organisation", "convening__coalition").get(convening=thing, founder=False)
    return party, troupe.hat(Person.objects.get(email="lotte@example.org"), party.organisation, at=CLOSES)


@story("founding.convening.prepared", "founding.party.invited", "founding.convening.sent",
       "founding.convening.reminded", "founding.convening.dropped")  # fmt: skip
def a_founding_is_called_and_given_up(troupe: Troupe) -> None:
    thing = prepared(troupe)
    acts.send_convening(thing, by=troupe.by, at=CLOSES)
    acts.remind_parties(thing, by=troupe.by, at=CLOSES + timedelta(days=2))
    acts.drop_convening(thing, why="Too early.", by=troupe.by, at=CLOSES + timedelta(days=3))


@story("founding.party.removed")
def somebody_is_not_invited_after_all(troupe: Troupe) -> None:
    party, _by = guest(troupe, prepared(troupe))
    acts.remove_party(party, by=troupe.by, at=CLOSES)


@story("founding.party.replied", "founding.party.introduced", "founding.party.heard", "founding.reservation.raised",
       "founding.reservation.settled", "founding.reservation.reopened")  # fmt: skip
def a_guest_comes_is_heard_and_doubts(troupe: Troupe) -> None:
    thing = acts.send_convening(prepared(troupe), by=troupe.by, at=CLOSES)
    party, by = guest(troupe, thing)
    acts.reply_to_invitation(party, Reply.COMING, deputy="Lotte", by=by, at=CLOSES)
    acts.introduce(party, motivation="Hot soup.", by=by, at=CLOSES)
    acts.hear_party(party, by=troupe.by, at=MEETS)
    row = acts.raise_reservation(party, "Who pays?", by=by, at=MEETS)
    acts.settle_reservation(row, "closed", answer="All of us.", by=troupe.by, at=MEETS)
    acts.reopen_reservation(row, by=by, at=MEETS)


@story("founding.approval.opened", "founding.coalition.constituted", "founding.party.asked_later",
       "founding.party.joined")  # fmt: skip
def it_is_constituted_and_one_comes_later(troupe: Troupe) -> None:
    thing = acts.open_approval(acts.send_convening(prepared(troupe), by=troupe.by, at=CLOSES), by=troupe.by, at=AFTER)
    party, by = guest(troupe, thing)
    assert thing.sheet is not None
    decline_to_sign(thing.sheet, why="Not yet.", by=by, at=AFTER)
    for one in voices(troupe)[:3]:
        sign(thing.sheet, by=one, at=AFTER, typed="Signed")
    acts.constitute(thing, by=troupe.by, at=AFTER)
    late = acts.ask_later(party, by=troupe.by, at=AFTER)
    assert late.late_sheet is not None
    sign(late.late_sheet, by=by, at=AFTER, typed="Lotte")
    acts.join_later(party, by=the_rule(troupe.coalition.pk), at=AFTER)
    assert fresh(thing, tenants(troupe)).state == "constituted"
