"""Stories of looking for partners."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions.models import MembershipState
from comity.core.ballots.types import Choice
from comity.founding.diligence import acts as diligence
from comity.founding.diligence import acts_messages as messages
from comity.founding.library import acts as library
from comity.founding.methods import acts as methods
from comity.founding.models import Criterion, Need, PrecedentQuestion
from comity.founding.prospects import acts, acts_gaps
from comity.founding.redlines import acts as redlines
from comity.governing.acts import cast_vote, close_question, draft_question
from comity.governing.models import Question
from comity.people.models import Sector
from comity.topics.acts import add_topic
from tests.acts.stories import LATER, shelter, story, tenants
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


CLOSES = THEN + timedelta(days=12)


@story("founding.method.named", "founding.method.said", "founding.method.struck", "founding.leave.asked",
       "founding.method.allowed", "founding.prospect.method_noted")  # fmt: skip
def a_never_is_passed_over_by_a_decision(troupe: Troupe) -> None:
    _committee(troupe)
    by = shelter(troupe)
    method = methods.name_method(name="Blockade", by=by, at=THEN)
    methods.say_method(method, "never", why="Patients.", by=tenants(troupe), at=THEN)
    row = acts.enter_prospect(name="Quay School", by=by, at=THEN)
    methods.note_prospect_method(row, method, "uses", source="Harbour Paper", by=by, at=THEN)
    draft = draft_question(
        body=troupe.assembly, title="A blockade on Monday?", lede="Half a day.", closes_at=CLOSES, by=by, at=THEN
    )
    leave = methods.ask_leave(draft, method, reason="Nobody is kept out.", closes_at=CLOSES, by=by, at=THEN)
    assert leave.vote is not None
    for hat in (by, tenants(troupe), troupe.hat(troupe.people["Henk"], troupe.organisations["DR"])):
        cast_vote(leave.vote, Choice.YES, by=hat, at=LATER)
    close_question(leave.vote, by=the_rule(troupe.coalition.pk), at=CLOSES)
    methods.strike_method(method, by=by, at=CLOSES)


@story("founding.red_line.drawn", "founding.red_line.acknowledged", "founding.red_line.lifted")
def a_red_line_is_known_before_the_vote(troupe: Troupe) -> None:
    topic = add_topic(name="Patient data", by=troupe.by, at=THEN)
    line = redlines.draw_line(topic, kind="line", words="None leaves our house.", by=tenants(troupe), at=THEN)
    draft = draft_question(
        body=troupe.assembly, title="Share a list?", lede="Of those who wait.", closes_at=CLOSES, topic=topic,
        kind="work", by=shelter(troupe), at=THEN,
    )  # fmt: skip
    read = Question.objects.select_related("matter__topic").get(pk=draft.pk)
    redlines.acknowledge(read, "We ask around.", by=shelter(troupe), at=LATER)
    redlines.lift_line(line, by=tenants(troupe), at=LATER)


@story("founding.precedent.entered", "founding.precedents.imported", "founding.precedent.changed",
       "founding.precedent.struck", "founding.precedent.restored", "founding.precedent.linked",
       "founding.precedent.unlinked")  # fmt: skip
def others_are_studied(troupe: Troupe) -> None:
    by = shelter(troupe)
    topics = [add_topic(name=name, by=troupe.by, at=THEN) for name in ("Rents", "Warm rooms")]
    again = {"name": "Warm Street", "what": "Forty homes.", "source": "A report."}
    row = library.enter_precedent(**again, topics=topics, by=by, at=THEN)
    library.import_precedents([again, again | {"name": "Cold Street"}], by=by, at=THEN)
    library.change_precedent(row, lessons="Pay the convener.", topics=topics[:1], by=by, at=LATER)
    draft = draft_question(body=troupe.assembly, title="Rent a hall?", lede="For warm rooms.", by=by, at=THEN)
    library.link_precedent(row, draft, by=by, at=LATER)
    library.unlink_precedent(PrecedentQuestion.objects.select_related("precedent").get(), by=by, at=LATER)
    library.strike_precedent(row, by=by, at=LATER)
    library.restore_precedent(row, by=by, at=LATER)
