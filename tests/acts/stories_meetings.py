"""Stories of the acts on meetings."""

from datetime import timedelta

from comity.base.capacity import the_rule
from comity.coalitions import acts as coalitions
from comity.coalitions.models import Seat
from comity.governing.acts import close_question
from comity.meetings import acts
from comity.meetings.jobs import by_hour, by_night
from comity.meetings.models import Attendance, Meeting, MeetingState, Reply
from comity.people.erasure import erase_person
from comity.texts.acts import accept_suggestion, suggest
from comity.texts.models import Text
from tests.acts.stories import story
from tests.cast import THEN, Troupe, oneself
from tests.governing.stage import asking
from tests.meetings.stage import MEETS, PLANS, answers, called, chair, hat, invitation, item, planned, series


@story(
    "meetings.series.begun",
    "meetings.series.changed",
    "meetings.series.planned",
    "meetings.series.ended",
)
def a_series_begins_changes_and_ends(troupe: Troupe) -> None:
    one = series(troupe, pattern="5 inform Who is here\n25 decide Money")
    first = Meeting.objects.filter(series=one).order_by("starts_at").first()
    assert first is not None
    acts.call_meeting(first, by=chair(troupe), at=PLANS)
    acts.change_series(one, by=chair(troupe), at=PLANS, place="By phone", every="fortnight")
    acts.plan_ahead(one, by=the_rule(troupe.coalition.pk), at=PLANS + timedelta(days=40))
    acts.end_series(one, by=troupe.by, at=PLANS + timedelta(days=41))


@story(
    "meetings.meeting.planned",
    "meetings.meeting.changed",
    "meetings.meeting.called",
    "meetings.meeting.moved",
    "meetings.meeting.cancelled",
)
def a_meeting_is_called_moved_and_cancelled(troupe: Troupe) -> None:
    meeting = planned(troupe)
    item(troupe, meeting)
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS)
    answers(troupe, meeting, HT="coming")
    acts.change_meeting(meeting, by=chair(troupe), at=PLANS, place="Pier Street 9", purpose="Roofs")
    later = MEETS + timedelta(days=7)
    acts.move_meeting(meeting, later, why="The hall floods.", by=chair(troupe), at=PLANS)
    seat = Seat.objects.get(body=troupe.bodies["steering"], organisation=troupe.organisations["HH"])
    coalitions.end_seat(seat, by=troupe.by, at=PLANS + timedelta(days=1))
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS + timedelta(days=2))
    acts.cancel_meeting(meeting, why="Nobody can come.", by=troupe.by, at=PLANS + timedelta(days=3))


@story("meetings.meeting.due", "meetings.meeting.reminded")
def the_clock_asks_and_reminds(troupe: Troupe) -> None:
    meeting = planned(troupe)
    by_hour(troupe.coalition.pk, PLANS + timedelta(days=1))
    acts.call_meeting(meeting, by=chair(troupe), at=PLANS + timedelta(days=2))
    by_hour(troupe.coalition.pk, MEETS - timedelta(days=1))
    meeting.refresh_from_db()
    assert meeting.asked_at and meeting.reminded_at


@story("meetings.meeting.widened")
def somebody_gets_a_seat_after_the_call(troupe: Troupe) -> None:
    meeting = called(troupe)
    traders = troupe.organisations["DR"]
    coalitions.give_seat(troupe.bodies["steering"], traders, by=troupe.by, at=PLANS + timedelta(hours=1))
    by_hour(troupe.coalition.pk, PLANS + timedelta(hours=2))
    assert invitation(troupe, meeting, "DR").seated


@story("meetings.meeting.cancelled")
def a_body_ends_with_a_meeting_before_it(troupe: Troupe) -> None:
    meeting = called(troupe)
    coalitions.end_body(troupe.bodies["steering"], by=troupe.by, at=PLANS + timedelta(hours=1))
    by_night(troupe.coalition.pk, PLANS + timedelta(hours=8))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED


@story(
    "meetings.item.brought",
    "meetings.item.placed",
    "meetings.item.changed",
    "meetings.item.dropped",
    "meetings.item.linked",
)
def an_agenda_grows(troupe: Troupe) -> None:
    meeting, by = planned(troupe), chair(troupe)
    roof = item(troupe, meeting, "Roofs?")
    tenants = hat(troupe, "Amina", "HT")
    stairs = acts.bring_item(
        meeting, kind="work", title="Damp stairs", words="Seven of them.", by=tenants, at=PLANS
    )
    acts.change_item(stairs, by=tenants, at=PLANS, title="Damp stairwells", minutes=20)
    acts.place_item(stairs, 1, by=by, at=PLANS)
    question = asking(troupe)()
    acts.link_question(roof, question, by=by, at=PLANS)
    acts.drop_item(stairs, why="Next time.", by=by, at=PLANS)


@story("meetings.invitation.answered")
def organisations_say_whether_they_come(troupe: Troupe) -> None:
    meeting = called(troupe)
    answers(troupe, meeting, OD="coming")
    one = invitation(troupe, meeting, "HT")
    ruth = troupe.hat(troupe.people["Ruth"], troupe.organisations["HT"])
    acts.answer_invitation(
        one, Reply.COMING, deputy="Ruth Brandt", words="Five minutes late.", by=ruth, at=PLANS
    )


@story("meetings.feed.made", "meetings.feed.revoked")
def somebody_subscribes(troupe: Troupe) -> None:
    by = hat(troupe, "Okafor", "HH")
    acts.make_feed(by=by, at=THEN)
    acts.revoke_feed(acts.make_feed(by=by, at=PLANS), by=by, at=PLANS)


@story(
    "meetings.meeting.started", "meetings.attendance.arrived", "meetings.attendance.left", "meetings.attendance.struck",
    "meetings.item.taken_up", "meetings.item.finished", "meetings.meeting.ended",
)  # fmt: skip
def a_meeting_is_held(troupe: Troupe) -> None:
    meeting, by = called(troupe), chair(troupe)
    first, second = item(troupe, meeting, "Roofs?"), item(troupe, meeting, "Stairs?", kind="work")
    acts.start_meeting(meeting, by=by, at=MEETS)
    okafor, ours = hat(troupe, "Okafor", "HH"), troupe.organisations
    acts.arrive(
        meeting, name="Amina Haddad", organisation=ours["HT"], person=troupe.coordinator, by=by, at=MEETS
    )
    there = acts.arrive(meeting, name="Okafor Eze", organisation=ours["HH"], remote=True, by=okafor, at=MEETS)
    acts.arrive(meeting, name="Henk Baas", organisation=ours["DR"], by=by, at=MEETS)
    guest = acts.arrive(meeting, name="The mayor", by=by, at=MEETS)
    acts.take_up(first, by=by, at=MEETS + timedelta(minutes=5))
    acts.take_up(second, by=by, at=MEETS + timedelta(minutes=25))
    acts.finish_item(second, by=by, at=MEETS + timedelta(minutes=40))
    acts.leave(there, by=okafor, at=MEETS + timedelta(minutes=50))
    acts.strike(guest, by=by, at=MEETS + timedelta(minutes=51))
    acts.take_up(first, by=by, at=MEETS + timedelta(minutes=55))
    acts.end_meeting(meeting, by=by, at=MEETS + timedelta(minutes=90))


@story("meetings.meeting.started", "meetings.meeting.ended")
def an_unforeseen_meeting_is_left_open(troupe: Troupe) -> None:
    meeting = planned(troupe)
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    by_hour(troupe.coalition.pk, MEETS + timedelta(hours=14))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.ENDED


@story("meetings.note.written", "meetings.note.struck", "meetings.note.concern")
def notes_are_taken(troupe: Troupe) -> None:
    meeting, by = called(troupe), chair(troupe)
    planned(troupe, starts_at=MEETS + timedelta(days=30))
    acts.start_meeting(meeting, by=by, at=MEETS)
    said = acts.write_note(
        meeting, "Notices go out in one language.", by=hat(troupe, "Okafor", "HH"), at=MEETS
    )
    acts.take_as_concern(said, by=by, at=MEETS)
    acts.strike_note(acts.write_note(meeting, "It rains.", by=by, at=MEETS), by=by, at=MEETS)


@story(
    "meetings.minutes.drafted",
    "meetings.minutes.approved",
    "meetings.minutes.amended",
    "texts.suggestion.accepted",
)
def minutes_are_written(troupe: Troupe) -> None:
    meeting, by = called(troupe), chair(troupe)
    acts.start_meeting(meeting, by=by, at=MEETS)
    acts.arrive(meeting, name="Amina Haddad", organisation=troupe.organisations["HT"], by=by, at=MEETS)
    acts.write_note(meeting, "The builders can start.", by=by, at=MEETS)
    acts.end_meeting(meeting, by=by, at=MEETS + timedelta(hours=1))
    minutes = acts.draft_minutes(meeting, by=by, at=MEETS + timedelta(hours=2))
    text = Text.objects.select_related("coalition").get(pk=minutes.text)
    more = text.words.replace("can start", "can start in May")
    said = suggest(text, words=more, by=hat(troupe, "Okafor", "HH"), at=MEETS + timedelta(hours=3))
    accept_suggestion(said, by=by, at=MEETS + timedelta(hours=4))
    done = acts.approve_minutes(minutes, by=by, at=MEETS + timedelta(days=1))
    acts.amend_minutes(done, "Not in May but in June.", by=by, at=MEETS + timedelta(days=2))


@story(
    "meetings.item.put_to_vote", "meetings.item.ratified", "governing.question.put_to_all", "meetings.note.task",
    "meetings.note.decision",
    "tasks.task.given",
)  # fmt: skip
def what_was_said_becomes_votes_and_tasks(troupe: Troupe) -> None:
    meeting, by = called(troupe), chair(troupe)
    roofs = item(troupe, meeting, "Roofs?", at=PLANS)
    acts.start_meeting(meeting, by=by, at=MEETS)
    acts.arrive(meeting, name="Marta Lind", organisation=troupe.organisations["OD"], by=by, at=MEETS)
    said = acts.write_note(meeting, "We mend the roofs first.", item=roofs, by=by, at=MEETS)
    acts.take_as_decision(said, by=by, at=MEETS)
    acts.put_to_vote(roofs, by=by, at=MEETS + timedelta(minutes=5))
    ours = troupe.organisations["HH"]
    permit = acts.write_note(meeting, "Ask for a street permit.", by=by, at=MEETS + timedelta(minutes=6))
    due = (MEETS + timedelta(days=3)).date()
    acts.take_as_task(permit, title="Street permit", organisation=ours, due_on=due, by=by, at=MEETS)
    roofs.refresh_from_db()
    assert roofs.question is not None
    close_question(roofs.question, by=the_rule(troupe.coalition.pk), at=roofs.question.closes_at)
    acts.end_meeting(meeting, by=by, at=MEETS + timedelta(hours=20))
    acts.ratify(roofs, by=by, at=MEETS + timedelta(days=1))


@story("meetings.person.parted", "people.person.erased")
def somebody_of_a_meeting_is_erased(troupe: Troupe) -> None:
    meeting, okafor = called(troupe), troupe.people["Okafor"]
    by = hat(troupe, "Okafor", "HH")
    acts.answer_invitation(
        invitation(troupe, meeting, "HH"), Reply.COMING, words="Okafor comes.", by=by, at=PLANS
    )
    acts.start_meeting(meeting, by=chair(troupe), at=MEETS)
    ours = troupe.organisations["HH"]
    acts.arrive(meeting, name=okafor.name, organisation=ours, person=okafor, by=by, at=MEETS)
    acts.end_meeting(meeting, by=chair(troupe), at=MEETS + timedelta(hours=1))
    erase_person(okafor, by=oneself(okafor), at=MEETS + timedelta(days=1))
    assert not Attendance.objects.filter(name__contains="Okafor").exists()
