"""Representatives tell their organisations what was decided: it falls due, is asked for, and done in one click."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.base.confidentiality import Confidentiality
from comity.base.refusal import Refused
from comity.governing.acts import file_reports
from comity.governing.models import HomeReport, Question
from comity.meetings import acts as meetings
from comity.notices.models import Ask, Mail
from tests.cast import Troupe
from tests.governing.rules import ground_rules
from tests.governing.stage import CLOSES, Asks, close, hat, say, signed_in
from tests.governing.test_mail import buttons

NEXT = CLOSES + timedelta(hours=1)


def decided(troupe: Troupe, asks: Asks, **given: object) -> Question:
    question = asks(**given)
    say(troupe, question, HT="yes", OD="yes", HH="no")
    close(question)
    return question


def owed(troupe: Troupe, mark: str) -> list[HomeReport]:
    with troupe.scope():
        return list(HomeReport.objects.filter(organisation=troupe.organisations[mark], reported_at=None))


def asked(troupe: Troupe) -> set[str]:
    rows = Ask.objects.filter(kind="governing.report", closed_at=None)
    names = {one.pk: mark for mark, one in troupe.organisations.items()}
    return {names[row.organisation] for row in rows}


@pytest.mark.row("G10")
@pytest.mark.binds("GroundRules.report_days")
def test_after_a_decision_each_representative_owes_a_report_until_the_day_of_the_rule(
    troupe: Troupe, asks: Asks
) -> None:
    ground_rules(troupe, report_days=10)
    question = decided(troupe, asks)
    assert asked(troupe) == {"HT", "OD", "HH"}, "who was not asked decides nothing and reports nothing"
    (report,) = owed(troupe, "OD")
    assert (report.due_on, report.title) == (CLOSES.date() + timedelta(days=10), f"{question.code} {question.title}")
    ask = Ask.objects.get(kind="governing.report", organisation=troupe.organisations["OD"].pk)
    assert ask.due_at is not None and ask.due_at.date() == report.due_on

    ground_rules(troupe, report_days=0, at=NEXT)
    another = asks(at=NEXT, closes_at=NEXT + timedelta(days=40))
    say(troupe, another, at=NEXT, HT="yes", OD="yes")
    close(another)
    assert len(owed(troupe, "OD")) == 1, "no rule asks for it any more"


@pytest.mark.row("G10", "P1")
def test_from_the_mail_it_takes_one_button_without_signing_in(troupe: Troupe, asks: Asks) -> None:
    decided(troupe, asks)
    (url,) = [one for one in buttons(troupe, "Marta", "governing.closed") if "/a/" in one]
    assert "We have told Open Door Shelter" in Mail.objects.get(
        kind="governing.closed", person=troupe.people["Marta"].pk
    ).text
    stranger = Client()
    with stopped_at(NEXT):
        page = stranger.get(url).content.decode()
        assert "Has Open Door Shelter heard of it?" in page and len(owed(troupe, "OD")) == 1
        reports = [str(one.pk) for one in owed(troupe, "OD")]
        said = stranger.post(url, {"reports": reports, "text": "They want to see the first flat."}, follow=True)
    assert "has heard of everything" in said.content.decode()
    with troupe.scope():
        report = HomeReport.objects.get(organisation=troupe.organisations["OD"])
    assert (report.person_id, report.text) == (troupe.people["Marta"].pk, "They want to see the first flat.")
    assert asked(troupe) == {"HT", "HH"}


@pytest.mark.row("G10")
def test_what_waits_longest_is_asked_for_until_all_is_told(troupe: Troupe, asks: Asks) -> None:
    decided(troupe, asks)
    later = asks(at=NEXT, closes_at=NEXT + timedelta(days=40))
    say(troupe, later, at=NEXT, HT="yes", OD="yes")
    close(later)
    first, second = owed(troupe, "OD")
    ask = Ask.objects.get(kind="governing.report", organisation=troupe.organisations["OD"].pk)
    assert ask.due_at is not None and ask.due_at.date() == first.due_on, "one ask for all that waits"
    ours, at = troupe.organisations["OD"], NEXT + timedelta(days=41)
    file_reports(ours, [first], by=hat(troupe, "Marta", "OD"), at=at)
    ask = Ask.objects.get(kind="governing.report", organisation=ours.pk, closed_at=None)
    assert ask.due_at is not None and ask.due_at.date() == second.due_on
    file_reports(ours, [second], by=hat(troupe, "Marta", "OD"), at=at)
    assert "OD" not in asked(troupe)


def test_only_its_own_people_say_so_and_only_of_what_is_theirs(troupe: Troupe, asks: Asks) -> None:
    decided(troupe, asks)
    theirs, ours = owed(troupe, "OD"), troupe.organisations["HT"]
    with pytest.raises(Refused, match="hears from its own people"):
        file_reports(troupe.organisations["OD"], theirs, by=hat(troupe, "Amina", "HT"), at=NEXT)
    with pytest.raises(ValidationError, match="Choose what you have told them"):
        file_reports(ours, theirs, by=hat(troupe, "Amina", "HT"), at=NEXT)


@pytest.mark.row("G10", "T3")
def test_the_list_shows_who_was_told_and_keeps_what_is_of_a_body_in_it(troupe: Troupe, asks: Asks) -> None:
    question = decided(troupe, asks, confidentiality=Confidentiality.BODY)
    page = reverse("governing:reports", args=[troupe.coalition.slug])
    with stopped_at(NEXT):
        marta, henk = signed_in(troupe.people["Marta"]), signed_in(troupe.people["Henk"])
        mine = marta.get(page).content.decode()
        assert "Open Door Shelter has not heard of this yet" in mine and question.title in mine
        assert question.title not in henk.get(page).content.decode()
        tell = reverse("governing:tell-home", args=[troupe.coalition.slug])
        assert 'name="reports"' in marta.get(tell).content.decode()
        reports = [str(one.pk) for one in owed(troupe, "OD")]
        marta.post(tell, {"reports": reports, "text": ""})
        assert "has not heard of this yet" not in marta.get(page).content.decode()
        table = marta.get(page + "?export=csv&state=told")
        assert "Open Door Shelter" in b"".join(table).decode()
    with stopped_at(CLOSES + timedelta(days=30)):
        assert "Late" in marta.get(page + "?state=late").content.decode()


@pytest.mark.row("G10", "G4")
def test_after_a_meeting_those_who_were_there_report_once_its_minutes_are_approved(troupe: Troupe) -> None:
    from tests.meetings.stage import chair
    from tests.meetings.test_minutes import OVER, held

    minutes = meetings.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    assert asked(troupe) == set()
    meetings.approve_minutes(minutes, by=chair(troupe), at=OVER)
    assert asked(troupe) == {"HT", "OD"}, "the health service sent word, the traders have no place there"
    (report,) = owed(troupe, "HT")
    assert report.due_on == OVER.date() + timedelta(days=14) and report.due_on > date(2026, 3, 1)


def test_advice_and_what_was_inquorate_asks_for_no_report(troupe: Troupe, asks: Asks) -> None:
    decided(troupe, asks, binding=False)
    question = asks()
    say(troupe, question, HT="yes")
    close(question)
    assert asked(troupe) == set()
