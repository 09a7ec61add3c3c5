"""Whether an organisation comes: from the mail in two clicks, from the page, never by silence."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import end_mandate, end_seat
from comity.coalitions.models import Mandate, Seat
from comity.meetings import acts
from comity.meetings.models import Invitation, Meeting, Reply
from comity.notices.models import Ask, Mail
from tests.cast import Troupe
from tests.meetings.stage import MEETS, PLANS, answers, called, chair, hat, invitation, signed_in

NOON = PLANS + timedelta(hours=3)
HREF = re.compile(r'href="http://[^/"]+(/a/[^"]+)"')


def buttons(troupe: Troupe, name: str) -> list[str]:
    """The addresses behind the buttons of a person's mail."""
    mail = Mail.objects.get(kind="meetings.called", person=troupe.people[name].pk)
    return [unescape(address) for address in HREF.findall(mail.html)]


def posted(client: Client, url: str, **given: str) -> str:
    page = client.get(url).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    answer = client.post(url, {"csrfmiddlewaretoken": token[1], **given}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.row("G4")
def test_from_the_mail_in_two_clicks_without_signing_in(troupe: Troupe) -> None:
    called(troupe)
    coming, away = buttons(troupe, "Marta")[:2]
    assert [url.split("?")[1] for url in (coming, away)] == ["reply=coming", "reply=away"]
    stranger = Client(enforce_csrf_checks=True)
    with stopped_at(NOON):
        first = stranger.get(coming).content.decode()
        assert "You say “We are coming”. Is that right?" in first
        assert re.search(r'value="coming"[^>]*checked', first)
        done = posted(stranger, coming, reply="coming", deputy="Ruth Brandt")
    assert "You answered “We are coming”." in done and "Ruth Brandt" in done
    with troupe.scope():
        one = Invitation.objects.get(organisation=troupe.organisations["OD"])
    assert (one.reply, one.deputy, one.person_id) == ("coming", "Ruth Brandt", troupe.people["Marta"].pk)
    assert not Ask.objects.filter(
        kind="meetings.rsvp", person=troupe.people["Marta"].pk, closed_at=None
    ).exists()


def test_a_mail_program_that_follows_links_changes_nothing(troupe: Troupe) -> None:
    called(troupe)
    before = Entry.objects.count()
    with stopped_at(NOON):
        for url in buttons(troupe, "Marta") * 3:
            assert Client().get(url).status_code == 200
            assert Client().head(url).status_code == 200
    assert Entry.objects.count() == before


def test_the_link_ends_with_the_mandate_and_with_the_seat(troupe: Troupe) -> None:
    called(troupe)
    martas, okafors = buttons(troupe, "Marta")[0], buttons(troupe, "Okafor")[0]
    with troupe.scope():
        mandate = Mandate.objects.get(person=troupe.people["Marta"], organisation=troupe.organisations["OD"])
        seat = Seat.objects.get(organisation=troupe.organisations["HH"])
    end_mandate(mandate, by=troupe.by, at=NOON)
    end_seat(seat, by=troupe.by, at=NOON)
    assert not Ask.objects.filter(
        kind="meetings.rsvp", organisation=troupe.organisations["HH"].pk, closed_at=None
    )
    with stopped_at(NOON):
        assert Client().get(martas).status_code == 403
    acts.call_meeting(_meeting(troupe), by=troupe.by, at=NOON)
    with stopped_at(NOON):
        assert Client().get(okafors).status_code == 403


def test_answers_can_change_until_the_meeting_is_over(troupe: Troupe) -> None:
    meeting = called(troupe)
    answers(troupe, meeting, OD="coming")
    answers(troupe, meeting, OD="away", at=MEETS - timedelta(hours=1))
    assert invitation(troupe, meeting, "OD").reply == "away"
    acts.cancel_meeting(meeting, why="Storm.", by=chair(troupe), at=MEETS - timedelta(minutes=30))
    with pytest.raises(Refused):
        answers(troupe, meeting, OD="coming", at=MEETS - timedelta(minutes=20))


def test_nobody_answers_for_another_organisation(troupe: Troupe) -> None:
    meeting = called(troupe)
    with pytest.raises(Refused):
        acts.answer_invitation(
            invitation(troupe, meeting, "OD"), Reply.COMING, by=hat(troupe, "Okafor", "HH"), at=NOON
        )


def test_the_page_counts_organisations_and_never_silence(troupe: Troupe) -> None:
    meeting = called(troupe)
    answers(troupe, meeting, HT="coming", OD="away")
    with stopped_at(NOON):
        page = signed_in(troupe.people["Okafor"]).get(meeting.get_absolute_url()).content.decode()
    assert "1 of 3" in page and "2 make a quorum" in page
    assert "1 has not answered. Silence is not a “no”." in page
    assert "Do we come?" in page


def test_the_page_takes_the_answer(troupe: Troupe) -> None:
    meeting = called(troupe)
    client = signed_in(troupe.people["Okafor"])
    with stopped_at(NOON):
        done = client.post(f"{meeting.get_absolute_url()}answer/", {"reply": "coming"}, follow=True)
    assert "Your answer stands." in done.content.decode()
    assert invitation(troupe, meeting, "HH").reply == "coming"


def _meeting(troupe: Troupe) -> Meeting:
    with troupe.scope():
        found: Meeting = Meeting.objects.select_related("coalition", "body").get()
        return found


@pytest.mark.row("G4")
def test_a_word_to_the_chair_is_for_those_who_lead_and_for_its_writers(troupe: Troupe) -> None:
    meeting = called(troupe)
    acts.answer_invitation(
        invitation(troupe, meeting, "OD"), Reply.AWAY, words="A funeral", by=hat(troupe, "Marta", "OD"), at=NOON
    )
    pages = {}
    with stopped_at(NOON):
        for name in ("Marta", "Amina", "Okafor"):
            pages[name] = signed_in(troupe.people[name]).get(meeting.get_absolute_url()).content.decode()
    assert {name: "A funeral" in page for name, page in pages.items()} == {
        "Marta": True, "Amina": True, "Okafor": False
    }  # fmt: skip
    assert "Words to the chair" in pages["Amina"] and "Words to the chair" not in pages["Okafor"]
