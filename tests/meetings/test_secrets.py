"""A meeting for the body's eyes only: what hangs on it, its mails, its notes and questions stay there, too."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.models import Findable
from comity.coalitions.acts import end_body, end_seat, give_seat
from comity.coalitions.models import Seat
from comity.coalitions.standing import standing_of
from comity.files.acts import upload_file
from comity.files.queries import visible_to as files_visible_to
from comity.governing.acts import draft_question, edit_question
from comity.governing.models import Question
from comity.meetings import acts
from comity.meetings.jobs import by_night
from comity.meetings.models import AgendaItem, Meeting, Note, Said, Told
from comity.notices.models import Mail
from comity.tasks.acts import give_task
from comity.tasks.models import Task
from comity.texts.acts import open_text
from comity.texts.queries import visible_to as texts_visible_to
from tests.cast import Troupe
from tests.meetings.stage import MEETS, PLANS, called, chair, hat, item, planned, series, signed_in

SOON = PLANS + timedelta(days=1)


def seat_of(troupe: Troupe, mark: str) -> Seat:
    with troupe.scope():
        found: Seat = Seat.objects.get(
            organisation=troupe.organisations[mark], body=troupe.bodies["steering"], ended_on=None
        )
        return found


def levels(troupe: Troupe, *things: object) -> set[str]:
    with troupe.scope():
        return {type(one).objects.get(pk=one.pk).confidentiality for one in things}  # type: ignore[attr-defined]


@pytest.mark.row("T3")
def test_what_hangs_on_a_meeting_becomes_as_secret_as_it(troupe: Troupe) -> None:
    by, meeting = chair(troupe), called(troupe)
    row = item(troupe, meeting, title="Salaries")
    paper = open_text(meeting, title="Paper", words="Figures", by=by, at=PLANS)
    beside = open_text(row, title="Beside", words="Figures", by=by, at=PLANS)
    file = upload_file(row, ContentFile(b"figures", name="figures.txt"), by=by, at=PLANS)
    task = give_task(thing=meeting, title="Ask", organisation=troupe.organisations["HH"], by=by, at=PLANS)
    acts.change_meeting(meeting, confidentiality="body", by=by, at=PLANS)
    assert levels(troupe, paper, beside, file, task) == {Confidentiality.BODY}
    assert set(Findable.objects.filter(thing__in=[meeting.pk, row.pk, paper.pk]).values_list("confidentiality")) == {
        ("body",)
    }
    with troupe.scope():
        henk = standing_of(troupe.people["Henk"].pk, troupe.coalition.pk, at=PLANS)
        assert not texts_visible_to(henk).exists() and not files_visible_to(henk).exists()
    acts.change_meeting(meeting, confidentiality="coalition", by=by, at=PLANS)
    assert levels(troupe, paper, beside, file, task) == {Confidentiality.COALITION}


def test_so_does_what_hangs_on_meetings_of_a_series_and_on_its_minutes(troupe: Troupe) -> None:
    by, one = chair(troupe), series(troupe)
    with troupe.scope():
        meeting = Meeting.objects.filter(series=one).select_related("coalition").earliest("starts_at")
    paper = open_text(meeting, title="Paper", words="Figures", by=by, at=PLANS)
    acts.change_series(one, confidentiality="body", by=by, at=PLANS)
    assert levels(troupe, meeting, paper) == {Confidentiality.BODY}


def test_and_what_hangs_on_a_question(troupe: Troupe) -> None:
    by = chair(troupe)
    question = draft_question(body=troupe.bodies["steering"], title="Roofs?", lede="x", by=by, at=PLANS)
    task = give_task(thing=question, title="Ask", organisation=troupe.organisations["HH"], by=by, at=PLANS)
    edit_question(question, confidentiality=Confidentiality.BODY, by=by, at=PLANS)
    assert levels(troupe, task) == {Confidentiality.BODY}


def test_what_was_set_on_one_meeting_stays_when_its_series_changes(troupe: Troupe) -> None:
    one = series(troupe)
    with troupe.scope():
        first = Meeting.objects.filter(series=one).select_related("coalition").earliest("starts_at")
    acts.change_meeting(first, confidentiality="body", place="Elsewhere", by=chair(troupe), at=PLANS)
    acts.change_series(one, pattern="10 inform News", minutes=60, place="Pier Street 9", by=chair(troupe), at=PLANS)
    with troupe.scope():
        first, second = Meeting.objects.filter(series=one).order_by("starts_at")[:2]
    assert (first.confidentiality, first.place, first.minutes) == ("body", "Elsewhere", 60)
    assert (second.confidentiality, second.place) == ("coalition", "Pier Street 9")


# ── mails ──


def mails_of(troupe: Troupe, name: str, kind: str) -> list[Mail]:
    return list(Mail.objects.filter(person=troupe.people[name].pk, kind=f"meetings.{kind}"))


@pytest.mark.row("T3", "G4")
def test_who_lost_the_seat_gets_no_agenda_any_more(troupe: Troupe) -> None:
    meeting = called(troupe, confidentiality="body", title="Salaries")
    item(troupe, meeting, title="The director")
    end_seat(seat_of(troupe, "HH"), by=troupe.by, at=SOON)
    acts.move_meeting(meeting, MEETS + timedelta(days=7), by=chair(troupe), at=SOON)
    acts.change_meeting(meeting, place="Pier Street 9", by=chair(troupe), at=SOON)
    assert not mails_of(troupe, "Okafor", "moved") and not mails_of(troupe, "Okafor", "changed")
    acts.cancel_meeting(meeting, why="The director is ill.", by=chair(troupe), at=SOON)
    (mail,) = mails_of(troupe, "Okafor", "cancelled")
    whole = mail.subject + mail.text + mail.html + mail.calendar
    assert "METHOD:CANCEL" in mail.calendar
    assert not any(words in whole for words in ("Salaries", "director", "Pier Street"))
    (theirs,) = mails_of(troupe, "Marta", "cancelled")
    assert "The director is ill." in theirs.text


def test_a_meeting_of_a_body_that_ended_is_cancelled_for_all_who_were_called(troupe: Troupe) -> None:
    called(troupe, confidentiality="body", title="Salaries")
    end_body(troupe.bodies["steering"], by=troupe.by, at=SOON)
    by_night(troupe.coalition.pk, SOON)
    assert Mail.objects.filter(kind="meetings.cancelled").count() == 3
    (mail,) = mails_of(troupe, "Okafor", "cancelled")
    assert "Salaries" not in mail.subject + mail.text + mail.calendar


def test_who_got_a_seat_since_hears_of_a_move_and_of_the_end(troupe: Troupe) -> None:
    meeting = called(troupe)
    give_seat(troupe.bodies["steering"], troupe.organisations["DR"], by=troupe.by, at=SOON)
    acts.move_meeting(meeting, MEETS + timedelta(days=7), by=chair(troupe), at=SOON)
    acts.cancel_meeting(meeting, why="Storm.", by=chair(troupe), at=SOON)
    with troupe.scope():
        told = Told.objects.filter(organisation=troupe.organisations["DR"]).values_list("what", flat=True)
        assert set(told) == {Said.MOVED, Said.CANCELLED}


# ── notes and questions ──


@pytest.mark.row("T3")
def test_notes_of_a_secret_meeting_become_nothing_more_open(troupe: Troupe) -> None:
    by, meeting = chair(troupe), called(troupe, confidentiality="body")
    open_one = planned(troupe, starts_at=MEETS + timedelta(days=20))
    acts.start_meeting(meeting, by=by, at=MEETS)
    concern, asked = (acts.write_note(meeting, words, by=by, at=MEETS) for words in ("Trust is gone", "Part ways?"))
    acts.take_as_concern(concern, by=by, at=MEETS)
    asked = acts.take_as_decision(asked, by=by, at=MEETS)
    with troupe.scope():
        assert Question.objects.get(pk=asked.became_id).confidentiality == "body"
        assert not AgendaItem.objects.filter(meeting=open_one).exists()
        assert Note.objects.get(pk=concern.pk).kind == "concern"
    late = acts.write_note(meeting, "Trust is thin", by=by, at=MEETS)
    closed = planned(troupe, starts_at=MEETS + timedelta(days=30), confidentiality="body")
    acts.take_as_concern(late, by=by, at=MEETS)
    with troupe.scope():
        assert AgendaItem.objects.get(meeting=closed).words == "Trust is thin"


@pytest.mark.row("T3")
def test_a_question_more_secret_than_the_meeting_is_not_laid_to_it(troupe: Troupe) -> None:
    by, meeting = chair(troupe), called(troupe)
    row = item(troupe, meeting)
    secret = draft_question(
        body=troupe.bodies["steering"], title="Secret?", lede="x", confidentiality=Confidentiality.BODY, by=by, at=PLANS
    )
    with pytest.raises(ValidationError) as fault:
        acts.link_question(row, secret, by=by, at=PLANS)
    assert "question" in fault.value.message_dict


@pytest.mark.row("T3")
def test_drafts_and_what_became_secret_since_are_shown_to_those_who_may_know(troupe: Troupe) -> None:
    by, meeting = chair(troupe), called(troupe)
    row = item(troupe, meeting)
    draft = draft_question(body=troupe.bodies["steering"], title="Hush hush", lede="Psst", by=by, at=PLANS)
    acts.link_question(row, draft, by=by, at=PLANS)
    urls = meeting.get_absolute_url(), f"{meeting.get_absolute_url()}pack/"
    with stopped_at(PLANS):
        for url in urls:
            assert "Hush hush" not in signed_in(troupe.people["Henk"]).get(url).content.decode()
            assert "Hush hush" in signed_in(troupe.people["Marta"]).get(url).content.decode()
    acts.start_meeting(meeting, by=by, at=MEETS)
    acts.end_meeting(meeting, by=by, at=MEETS + timedelta(hours=1))
    acts.draft_minutes(meeting, by=by, at=MEETS + timedelta(days=1))
    with stopped_at(MEETS + timedelta(days=1)):
        page = signed_in(troupe.people["Henk"]).get(f"{meeting.get_absolute_url()}minutes/").content.decode()
    assert "Hush hush" not in page and "Insulate 40 flats?" in page


def test_a_task_of_the_meeting_that_was_given_before_is_not_told_of_outside(troupe: Troupe) -> None:
    """The board of tasks starts from the level that is copied."""
    meeting = called(troupe)
    give_task(thing=meeting, title="Ask the bank", organisation=troupe.organisations["HH"], by=chair(troupe), at=PLANS)
    acts.change_meeting(meeting, confidentiality="body", by=chair(troupe), at=PLANS)
    with stopped_at(PLANS):
        client, slug = signed_in(troupe.people["Henk"]), troupe.coalition.slug
        assert "Ask the bank" not in client.get(f"/c/{slug}/tasks/").content.decode()
    with troupe.scope():
        assert Task.objects.get().body_id == troupe.bodies["steering"].pk


def test_only_who_leads_changes_who_may_know(troupe: Troupe) -> None:
    from comity.base.refusal import Refused

    meeting = called(troupe)
    with pytest.raises(Refused):
        acts.change_meeting(meeting, confidentiality="public", by=hat(troupe, "Okafor", "HH"), at=PLANS)
