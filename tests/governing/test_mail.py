"""Answering from the mail: two clicks, no password; and nothing happens when a mail program looks."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from comity.audit.models import Entry
from comity.base.clock import stopped_at
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.governing.models import Question, Vote
from comity.notices.models import Mail
from tests.cast import Troupe
from tests.governing.stage import CLOSES, OPENS, Asks, close, hat, say

NOON = OPENS + timedelta(hours=3)
HREF = re.compile(r'href="http://[^/"]+(/a/[^"]+)"')


def buttons(troupe: Troupe, name: str, kind: str = "governing.opened") -> list[str]:
    """The addresses behind the three buttons of a person's mail."""
    mail = Mail.objects.get(kind=kind, person=troupe.people[name].pk)
    return [unescape(address) for address in HREF.findall(mail.html)]


def posted(client: Client, url: str, choice: str, why: str = "") -> str:
    """The second click, as a browser makes it: the form's own fields, token included."""
    page = client.get(url).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    given = {"csrfmiddlewaretoken": token[1], "choice": choice, "why": why}
    answer = client.post(url, given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.row("P1")
def test_from_the_mail_in_two_clicks_without_signing_in(troupe: Troupe, asks: Asks) -> None:
    question = asks()
    yes, no, abstain = buttons(troupe, "Marta")
    assert [url.split("?")[1] for url in (yes, no, abstain)] == ["choice=yes", "choice=no", "choice=abstain"]
    stranger = Client(enforce_csrf_checks=True)
    with stopped_at(NOON):
        first = stranger.get(no).content.decode()
        assert "You say “Against”. Is that right?" in first
        assert re.search(r'value="no"[^>]*checked', first)
        done = posted(stranger, no, "no")
    assert "You answered “Against”." in done
    with troupe.scope():
        vote = Vote.objects.get()
    assert (vote.choice, vote.organisation_id) == ("no", troupe.organisations["OD"].pk)
    assert vote.person_id == troupe.people["Marta"].pk
    assert str(vote.pk) in done
    assert question.state == "open"


def test_a_mail_program_that_follows_links_changes_nothing(troupe: Troupe, asks: Asks) -> None:
    asks()
    before = Entry.objects.count()
    with stopped_at(NOON):
        for url in buttons(troupe, "Marta") * 3:
            assert Client().get(url).status_code == 200
            assert Client().head(url).status_code == 200
    assert Entry.objects.count() == before
    with troupe.scope():
        assert not Vote.objects.exists()
    with stopped_at(NOON):
        assert "You answered “In favour”." in posted(Client(), buttons(troupe, "Marta")[0], "yes")


def test_the_same_link_changes_the_answer_until_the_end_and_then_shows_the_result(
    troupe: Troupe, asks: Asks
) -> None:
    question = asks()
    yes, no, _ = buttons(troupe, "Marta")
    with stopped_at(NOON):
        posted(Client(), yes, "yes")
    with stopped_at(NOON + timedelta(hours=1)):
        assert "You answered “Against”." in posted(Client(), no, "no", "The reserve is too small.")
    say(troupe, question, HT="yes", HH="yes")
    close(question)
    with stopped_at(CLOSES + timedelta(days=2)):
        page = Client().get(yes).content.decode()
    assert "Agreed: Insulate 40 flats" in page
    assert '<form method="post" class="stack s5">' not in page


def test_a_late_tap_is_refused_and_seals(troupe: Troupe, asks: Asks) -> None:
    asks()
    yes = buttons(troupe, "Marta")[0]
    with stopped_at(CLOSES + timedelta(minutes=1)):
        late = Client().post(yes, {"choice": "yes"})
    assert late.status_code == 409
    with troupe.scope():
        assert Question.objects.get().state == "closed"
        assert not Vote.objects.exists()


def test_the_link_ends_with_the_mandate(troupe: Troupe, asks: Asks) -> None:
    asks()
    yes = buttons(troupe, "Marta")[0]
    with troupe.scope():
        mandate = Mandate.objects.get(person=troupe.people["Marta"], organisation=troupe.organisations["OD"])
    end_mandate(mandate, by=troupe.by, at=NOON)
    with stopped_at(NOON):
        for answer in (Client().get(yes), Client().post(yes, {"choice": "yes"})):
            assert answer.status_code == 403
            assert b"You no longer act for this organisation." in answer.content
            assert b"Insulate" not in answer.content


def test_a_link_is_for_one_organisation_of_one_person(troupe: Troupe, asks: Asks) -> None:
    """Amina votes for the tenants; forwarding her link can't make anyone else's answer."""
    asks()
    yes = buttons(troupe, "Amina")[0]
    with stopped_at(NOON):
        posted(Client(), yes, "yes")
    with troupe.scope():
        assert Vote.objects.get().organisation_id == troupe.organisations["HT"].pk


def test_the_mail_says_what_when_by_which_rule_and_for_whom(troupe: Troupe, asks: Asks) -> None:
    asks()
    mail = Mail.objects.get(kind="governing.opened", person=troupe.people["Marta"].pk)
    for words in (
        "To Marta Lind, who votes for Open Door Shelter",
        "Insulate 40 flats before the frost?",
        "Sunday 12 April, 11:00",  # in the coalition's zone
        "More than half of yes and no votes decide.",
        "please do not forward it",
    ):
        assert words in mail.text


def test_an_objection_stands_in_the_reminder(troupe: Troupe, asks: Asks) -> None:
    from comity.base.capacity import the_rule
    from comity.governing.acts import raise_objection, remind_voters

    question = asks()
    raise_objection(
        question,
        concern="Six shops close.",
        change="Start in January.",
        by=hat(troupe, "Okafor", "HH"),
        at=NOON,
    )
    remind_voters(question, by=the_rule(troupe.coalition.pk), at=CLOSES - timedelta(hours=3))
    text = Mail.objects.filter(kind="governing.reminder").first().text
    assert "Six shops close." in text
    assert "They would agree if: Start in January." in text
