"""Why we work together: reasons with live figures, on every agenda and digest, said again by each member each year."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comity.base.capacity import the_rule
from comity.base.clock import stopped_at
from comity.base.evidence import Fact, facts
from comity.base.reasons import reasons_of
from comity.base.refusal import Refused
from comity.coalitions.standing import standing_of
from comity.founding.models import Reaffirmation, Reason, ReasonKind
from comity.founding.reasons.acts import ask_again, drop_reason, name_reason, reaffirm, restore_reason
from comity.founding.reasons.jobs import ask_each_year
from comity.governing.acts.areas import state_competence
from comity.meetings.acts import call_meeting, plan_meeting
from comity.notices.digest import send_digests
from comity.notices.models import Ask, Mail
from comity.people.models import Sector
from tests.cast import THEN, Troupe, join
from tests.founding.stage import SPEAKERS, hat
from tests.governing.stage import signed_in

DAY, YEAR = timedelta(days=1), timedelta(days=366)
DIFFER = "Draw two by lot: in 44 of 100 cases they are of different sectors; 2 of 4 are here"
MANY = "Together we speak for two thirds of the tenants."


def name(troupe: Troupe, kind: ReasonKind = ReasonKind.NUMBERS, words: str = MANY, **more: str) -> Reason:
    return name_reason(kind, words=words, by=hat(troupe, "WC"), at=THEN, **more)


def evidence(troupe: Troupe, key: str, at: datetime = THEN + DAY) -> Fact:
    with troupe.scope(), stopped_at(at):
        return facts(standing_of(troupe.coordinator.pk, troupe.coalition.pk, at=at), {key})[key]


@pytest.mark.row("F3")
def test_the_figures_behind_a_reason_are_those_of_today(founders: Troupe) -> None:
    name(founders)
    name(founders, ReasonKind.DIVERSITY, "Each sees what the others miss.")
    name(founders, ReasonKind.COMPETENCES, "One counts, one repairs.")
    with founders.scope():
        assert reasons_of(founders.coalition.pk) == [
            f"{MANY} (3 organisations today)",
            f"Each sees what the others miss. ({DIFFER})",
            "One counts, one repairs. (0 competences between you)",
        ]
    join(founders, "Bank on the Corner", Sector.PRIVATE)
    for mark in ("WC", "NS"):
        state_competence(name="First aid", level=2, evidence="", by=hat(founders, mark), at=THEN)
    with founders.scope():
        first, second, third = reasons_of(founders.coalition.pk)
    assert "(4 organisations today)" in first
    assert "in 62 of 100 cases" in second, "1 − (2² + 1 + 1) ÷ 4² = 0.625"
    assert "(1 competence between you)" in third, "the same words are the same competence"


@pytest.mark.row("F3")
def test_a_drawback_needs_what_is_done_about_it(founders: Troupe) -> None:
    with pytest.raises(ValidationError) as refused:
        name(founders, ReasonKind.DRAWBACK, "Meetings cost small groups most.")
    assert list(refused.value.message_dict) == ["counter"]
    name(founders)
    name(founders, ReasonKind.BENEFIT, "One intake instead of four.")
    assert not evidence(founders, "founding.reasons").there
    name(founders, ReasonKind.DRAWBACK, "Meetings cost small groups most.", counter="We pay for child care.")
    assert evidence(founders, "founding.reasons").there
    client = signed_in(founders.people["Ines"])
    page = client.get(reverse("founding:reasons", args=[founders.coalition.slug])).content.decode()
    assert "We pay for child care." in page and "3 organisations today" in page


@pytest.mark.row("F3")
def test_the_reasons_stand_on_the_agenda_and_in_the_digest(founders: Troupe) -> None:
    name(founders)
    meeting = plan_meeting(
        body=founders.assembly, starts_at=THEN + 20 * DAY, minutes=60, place="Hall", by=founders.by, at=THEN
    )
    client = signed_in(founders.people["Ines"])
    with stopped_at(THEN + DAY):
        page = client.get(meeting.get_absolute_url()).content.decode()
    assert f"{MANY} (3 organisations today)" in page
    call_meeting(meeting, by=founders.by, at=THEN)
    mail = Mail.objects.filter(kind="meetings.call").first()
    assert mail is None or MANY in mail.text
    with stopped_at(THEN + 7 * DAY), founders.scope():
        send_digests(founders.coalition.pk, THEN + 7 * DAY)
    told = [one.text for one in Mail.objects.filter(kind="notices.digest")]
    assert told and all(f"{MANY} (3 organisations today)" in " ".join(text.split()) for text in told)


@pytest.mark.row("F3")
def test_every_member_is_asked_each_year_and_answers_with_one_tap_from_the_mail(founders: Troupe) -> None:
    name(founders)
    with founders.scope():
        ask_each_year(founders.coalition.pk, THEN + 300 * DAY)
    assert not Mail.objects.filter(kind="founding.reasons").exists(), "a year has not passed"
    reaffirm(True, by=hat(founders, "NS"), at=THEN + 200 * DAY)
    asked_at = THEN + YEAR
    with founders.scope():
        ask_each_year(founders.coalition.pk, asked_at)
        ask_each_year(founders.coalition.pk, asked_at + DAY)
    asked = {ask.acts_for for ask in Ask.objects.filter(kind="founding.reasons", closed_at=None)}
    assert asked == {"Westside Clinic", "Youth Club"}, "the school said it in between"
    assert Mail.objects.filter(kind="founding.reasons").count() == 2, "who is being asked is not asked again"
    mail = Mail.objects.get(kind="founding.reasons", person=founders.people["Leila"].pk)
    assert MANY in " ".join(mail.text.split())
    (link,) = set(re.findall(r"/a/[^\"\s?]+", mail.html))
    with stopped_at(asked_at + DAY):
        client = signed_in(founders.people["Leila"])
        client.logout()
        assert client.get(link).status_code == 200
        with founders.scope():
            assert Reaffirmation.objects.count() == 1, "opening changes nothing"
        refused = client.post(link, {"stands": "no"})
        assert refused.status_code == 422 and b"Say why" in refused.content
        assert b"Thank you" in client.post(link, {"stands": "yes", "words": "Rooms."}, follow=True).content
    assert {ask.acts_for for ask in Ask.objects.filter(kind="founding.reasons", closed_at=None)} == {"Westside Clinic"}


@pytest.mark.row("F3")
def test_a_word_goes_stale_after_a_year_and_gains_are_kept_when_it_is_said_again(founders: Troupe) -> None:
    for mark in SPEAKERS:
        reaffirm(True, words="A warm room.", by=hat(founders, mark), at=THEN)
    assert evidence(founders, "founding.gains").there
    assert not evidence(founders, "founding.reaffirmed").stale
    late = THEN + YEAR
    assert evidence(founders, "founding.reaffirmed", late).stale
    for mark in SPEAKERS:
        reaffirm(True, by=founders.hat(founders.people[SPEAKERS[mark]], founders.organisations[mark]), at=late)
    assert not evidence(founders, "founding.reaffirmed", late).stale
    with founders.scope():
        assert {row.words for row in Reaffirmation.objects.filter(replaced_at=None)} == {"A warm room."}
    reaffirm(False, words="It helps us no more.", by=hat(founders, "YC"), at=late + DAY)
    assert not evidence(founders, "founding.reaffirmed", late + DAY).there


def test_who_may_name_and_take_out(founders: Troupe) -> None:
    row = name(founders)
    with pytest.raises(Refused, match="Westside Clinic named it"):
        drop_reason(row, by=hat(founders, "NS"), at=THEN)
    with pytest.raises(Refused, match="by a coordinator for all"):
        name_reason(ReasonKind.NUMBERS, words="No.", by=founders.hat(founders.people["Leila"]), at=THEN)
    drop_reason(row, by=founders.by, at=THEN)
    with founders.scope():
        assert reasons_of(founders.coalition.pk) == []
    with pytest.raises(Refused, match="taken out already"):
        drop_reason(row, by=founders.by, at=THEN)
    restore_reason(row, by=founders.by, at=THEN)
    with pytest.raises(Refused, match="Each member says it for itself"):
        reaffirm(True, by=founders.by, at=THEN)
    with pytest.raises(ValidationError, match="within a year|asked today|Name your reasons"):
        for _again in range(2):
            ask_again(by=the_rule(founders.coalition.pk), at=THEN)


@pytest.mark.parametrize("more", [0, 12])
def test_the_page_asks_the_database_twelve_times_at_most(founders: Troupe, more: int) -> None:
    for number in range(more):
        join(founders, f"Library {number}", Sector.PUBLIC)
        name(founders, words=f"Reason {number}.")
    client, url = signed_in(founders.people["Ines"]), reverse("founding:reasons", args=[founders.coalition.slug])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    assert len(asked) <= 12, len(asked)
