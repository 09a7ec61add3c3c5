"""Stories of looking for partners."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions.models import MembershipState
from comity.founding.diligence import acts as diligence
from comity.founding.diligence import acts_messages as messages
from comity.founding.models import Criterion, Need
from comity.founding.prospects import acts, acts_gaps
from comity.people.models import Sector
from tests.acts.stories import LATER, shelter, story
from tests.cast import THEN, Troupe, join


def _committee(troupe: Troupe) -> None:
    acts.begin_search(troupe.bodies["steering"], by=troupe.by, at=THEN)


@story("founding.search.begun", "founding.criterion.stated", "founding.criterion.struck", "founding.criteria.adopted",
       "founding.prospect.scored")  # fmt: skip
def a_committee_agrees_and_scores(troupe: Troupe) -> None:
    _committee(troupe)
    by = shelter(troupe)
    acts.state_criterion("The quarter trusts it.", weight=2, by=by, at=THEN)
    gone = acts.state_criterion("We like it.", by=by, at=THEN)
    acts.adopt_criteria(on=THEN.date(), how="In our meeting.", by=by, at=THEN)
    acts.strike_criterion(gone, by=by, at=THEN)
    acts.adopt_criteria(on=THEN.date(), how="Once more, without the second.", by=by, at=THEN)
    row = acts.enter_prospect(name="Quay School", by=by, at=THEN)
    stands = Criterion.objects.get(struck_at=None)
    acts.score_prospect(row, {stands.pk: 3}, words="I taught there.", by=by, at=LATER)


@story("founding.prospect.entered", "founding.prospects.imported", "founding.prospects.taken",
       "founding.prospect.changed", "founding.prospect.moved", "founding.prospect.struck",
       "founding.prospect.restored")  # fmt: skip
def prospects_come_and_move(troupe: Troupe) -> None:
    _committee(troupe)
    by = shelter(troupe)
    row = acts.enter_prospect(name="Quay School", sector="public", by=by, at=THEN)
    acts.import_prospects([{"name": "Cannery"}, {"name": "quay school"}], by=by, at=THEN)
    join(troupe, "Maybe Later", Sector.CITIZEN, state=MembershipState.PROSPECT)
    acts.take_prospects(by=by, at=THEN)
    acts.change_prospect(row, why="Every family knows it.", by=by, at=THEN)
    acts.move_prospect(row, "looked", why="We met its head.", by=by, at=THEN)
    acts.strike_prospect(row, by=by, at=LATER)
    acts.restore_prospect(row, by=by, at=LATER)


@story("founding.needs.named", "founding.need.explained", "founding.need.struck", "founding.need.restored")
def gaps_are_named_and_explained(troupe: Troupe) -> None:
    _committee(troupe)
    by = shelter(troupe)
    acts_gaps.name_needs(populations=["elders", "young families"], places=["dock"], by=by, at=THEN)
    need = Need.objects.order_by("named_at", "pk").first()
    assert need is not None
    acts_gaps.explain_need(need, "They have a council of their own.", by=by, at=LATER)
    acts_gaps.strike_need(need, by=by, at=LATER)
    acts_gaps.restore_need(need, by=by, at=LATER)


@story("founding.wave.planned", "founding.wave.due", "founding.wave.begun")
def a_wave_waits_and_begins(troupe: Troupe) -> None:
    _committee(troupe)
    by, day = shelter(troupe), THEN.date() + timedelta(days=3)
    wave = acts_gaps.plan_wave(name="Second wave", trigger="day", trigger_on=day, by=by, at=THEN)
    later = THEN + timedelta(days=3)
    acts_gaps.tell_wave(wave, by=the_rule(troupe.coalition.pk), at=later, today=day)
    acts_gaps.begin_wave(wave, by=by, at=later)


@story("founding.finding.noted", "founding.finding.struck", "founding.enquiry.asked", "founding.enquiry.answered",
       "founding.enquiry.withdrawn", "founding.enquiry.erased")  # fmt: skip
def a_prospect_is_looked_into(troupe: Troupe) -> None:
    _committee(troupe)
    by = shelter(troupe)
    row = acts.enter_prospect(name="Quay School", by=by, at=THEN)
    found = diligence.note_finding(
        row, kind="practice", words="It opens its kitchen.", source="Harbour Paper", dated_on=THEN.date(), by=by,
        at=THEN,
    )  # fmt: skip
    diligence.strike_finding(found, by=by, at=THEN)
    who = {"name": "Bo Lund", "email": "bo@example.net", "asked": "Do they keep their word?"}
    first = diligence.ask_about(row, kind="reference", **who, by=by, at=THEN)
    second = diligence.ask_about(row, kind="reply", **who, by=by, at=THEN)
    answered = {"declines": False, "answer": "Late, but kept.", "again": "care"}
    diligence.answer_enquiry(first, **answered, by=the_rule(troupe.coalition.pk), at=LATER)
    diligence.withdraw_enquiry(second, by=by, at=LATER)
    diligence.erase_enquiry(first, by=by, at=LATER)


@story("founding.approach.written", "founding.approach.rewritten", "founding.approach.shown",
       "founding.approach.reviewed", "founding.approach.sent", "founding.approach.due", "founding.approach.followed",
       "founding.approach.answered")  # fmt: skip
def a_message_goes_out(troupe: Troupe) -> None:
    _committee(troupe)
    by, day = shelter(troupe), THEN + timedelta(days=11)
    row = acts.enter_prospect(name="Quay School", by=by, at=THEN)
    said = {"urgent": "Every third family moved.", "asks": "An hour.", "gains": "Rooms."}
    draft = messages.write_approach(row, to_name="Ada Quill", to_email="ada@example.net", **said, by=by, at=THEN)
    messages.rewrite_approach(draft, asks="An hour before Easter.", by=by, at=THEN)
    messages.show_approach(draft, by=by, at=THEN)
    messages.review_approach(draft, True, by=troupe.by, at=THEN)
    messages.send_approach(draft, by=by, at=THEN)
    messages.remind_approach(draft, by=the_rule(troupe.coalition.pk), at=day, today=day.date())
    messages.follow_up(draft, again_on=day.date() + timedelta(days=9), by=by, at=day)
    messages.answer_approach(draft, "yes", answer="Gladly.", by=the_rule(troupe.coalition.pk), at=day)
