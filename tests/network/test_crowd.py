"""Open calls: anyone answers without an account and confirms by mail; the coalition triages and names with consent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.audit.verify import verify
from comity.base import registry
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import change_settings
from comity.coalitions.standing import standing_of
from comity.network.acts import crowd
from comity.network.crowd.registering import sweep
from comity.network.models import AnswerDraft, OpenAnswer, OpenCall
from comity.notices.models import Ask, Mail
from comity.tasks.models import Task
from tests.cast import THEN, Troupe
from tests.governing.stage import hat

pytestmark = [pytest.mark.django_db, pytest.mark.row("R9")]
DAY = timedelta(days=1)
IDA = {"words": "By the steps of the ropewalk.", "name": "Ida Brook", "email": "ida@example.org", "credited": "on"}


@pytest.fixture
def call(home: Troupe) -> OpenCall:
    """Harbour Homes asks everybody where it is dark; it has a public page."""
    change_settings(home.coalition, by=home.by, at=THEN, has_page=True)
    said = {"title": "Where is it too dark?", "text": "We ask for lamps.", "until_on": (THEN + 9 * DAY).date()}
    with home.scope():
        return crowd.open_call(**said, by=home.by, at=THEN)


def public(home: Troupe, call: OpenCall) -> str:
    return reverse("public:call", args=[home.coalition.slug, call.pk])


def link_in(mail: Mail) -> str:
    found = next(part for part in mail.html.split('"') if "/answers/" in part)
    return found[found.index("/p/") :]


def answer(home: Troupe, call: OpenCall, **said: Any) -> OpenAnswer:
    """An answer by way of the public page and the mailed link."""
    stranger = Client()
    assert stranger.post(public(home, call), {**IDA, **said}).status_code == 200
    mail = Mail.objects.filter(kind="network.answer-key").last()
    assert "Thank you" in stranger.post(link_in(mail)).content.decode()
    with home.scope():
        found = OpenAnswer.objects.filter(call=call).last()
    assert found is not None
    return found




def test_a_stranger_answers_without_an_account_and_confirms_by_mail(home: Troupe, call: OpenCall) -> None:
    stranger = Client()
    with stopped_at(THEN):
        assert "Where is it too dark?" in stranger.get(f"/p/{home.coalition.slug}/").content.decode()
        assert "One step is left" in stranger.post(public(home, call), IDA).content.decode()
        with home.scope():
            assert not OpenAnswer.objects.exists(), "nothing stands before it is confirmed"
        mail = Mail.objects.get(kind="network.answer-key")
        assert mail.to == "ida@example.org" and mail.person is None and "List-Unsubscribe" not in mail.headers
        opened = stranger.get(link_in(mail))
        assert "Is this your answer?" in opened.content.decode()
        with home.scope():
            assert not OpenAnswer.objects.exists(), "opening the link changes nothing"
        assert "Thank you" in stranger.post(link_in(mail)).content.decode()
        assert "done its work" in stranger.get(link_in(mail)).content.decode()
    with home.scope():
        found = OpenAnswer.objects.get()
        assert (found.words, found.credited, found.state) == (IDA["words"], True, "new")
        assert not AnswerDraft.objects.exists()
    assert Ask.objects.get(kind="network.answer").person == home.coordinator.pk


def test_the_trap_the_rate_and_a_second_answer_let_nothing_in(home: Troupe, call: OpenCall) -> None:
    stranger = Client()
    with stopped_at(THEN):
        assert "One step" in stranger.post(public(home, call), {**IDA, "site": "https://spam.example"}).content.decode()
        assert not Mail.objects.filter(kind="network.answer-key").exists()
        answer(home, call)
        assert "One step" in stranger.post(public(home, call), {**IDA, "email": "IDA@example.org"}).content.decode()
        assert Mail.objects.filter(kind="network.answer-key").count() == 1, "whose addresses we know is not told"
        sent = [stranger.post(public(home, call), {**IDA, "email": "bo@example.org"}).status_code for _n in range(4)]
        assert sent == [200, 200, 200, 422]
        more = [stranger.post(public(home, call), {**IDA, "email": f"x{n}@example.org"}).status_code for n in range(20)]
        assert more[-1] == 422, "too many from one network"
        assert stranger.post(public(home, call), {"words": "x"}).status_code == 422
    with home.scope():
        assert OpenAnswer.objects.count() == 1


def test_what_nobody_confirms_is_forgotten_and_a_late_link_sends_nothing(home: Troupe, call: OpenCall) -> None:
    with stopped_at(THEN):
        Client().post(public(home, call), IDA)
    link = link_in(Mail.objects.get(kind="network.answer-key"))
    with stopped_at(THEN + 2 * DAY):
        assert "two days have passed" in Client().post(link).content.decode()
    with home.scope():
        sweep(home.coalition.pk, THEN + 3 * DAY)
        assert not AnswerDraft.objects.exists() and not OpenAnswer.objects.exists()
    with stopped_at(THEN):
        assert Client().get(link + "x").status_code == 404
    with stopped_at(THEN + 10 * DAY):
        closed = Client().post(public(home, call), IDA)
        assert "This call is closed" in closed.content.decode()
    assert Mail.objects.filter(kind="network.answer-key").count() == 1


def test_what_is_taken_up_is_replied_to_becomes_a_task_and_names_who_wants_it(home: Troupe, call: OpenCall) -> None:
    with stopped_at(THEN):
        ida, bo = answer(home, call), answer(home, call, email="bo@example.org", name="Bo Quiet", credited="")
        with home.scope():
            shelter = home.organisations["OD"]
            with pytest.raises(Refused):
                crowd.triage_answer(ida, "taken", words="x", by=hat(home, "Henk", "DR"), at=THEN)
            crowd.triage_answer(ida, "taken", words="On our list.", organisation=shelter, by=home.by, at=THEN)
            assert Ask.objects.get(kind="network.answer").closed_at is None, "one still waits"
            crowd.triage_answer(bo, "taken", words="Thank you.", by=home.by, at=THEN)
            with pytest.raises(Refused):
                crowd.triage_answer(bo, "declined", words="No.", by=home.by, at=THEN)
            assert Task.objects.get().organisation == shelter
        page = Client().get(public(home, call)).content.decode()
    assert "Ida Brook" in page and "Bo Quiet" not in page
    mail = Mail.objects.filter(kind="network.answer-reply").first()
    assert mail is not None and mail.to == "ida@example.org" and "On our list." in mail.text
    assert Ask.objects.get(kind="network.answer").closed_at is not None


def test_whoever_answered_can_have_every_word_erased(home: Troupe, call: OpenCall) -> None:
    with stopped_at(THEN):
        found = answer(home, call)
        with home.scope():
            crowd.triage_answer(found, "taken", words="Thank you, Ida.", by=home.by, at=THEN)
            crowd.erase_answer(found, by=home.by, at=THEN)
            assert list(verify(home.coalition.pk)) == []
            left = str(OpenAnswer.objects.values().get()) + str(list(Mail.objects.values()))
        page = Client().get(public(home, call)).content.decode()
    assert not [word for word in ("Ida", "ida@", "ropewalk") if word in left + page]


def test_inside_answers_are_listed_and_exported_without_addresses(
    home: Troupe, call: OpenCall, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        for number in range(3):
            answer(home, call, email=f"ida{number}@example.org")
            with django_assert_max_num_queries(12):
                page = client.get(call.get_absolute_url()).content.decode()
        assert "By the steps" in page and "ida0@" not in page
        assert "ida0@" not in b"".join(client.get(call.get_absolute_url() + "?format=csv")).decode()
    with home.scope():
        standing = standing_of(home.coordinator.pk, home.coalition.pk, at=THEN)
        told = [str(row) for row in registry.export["open-answers"].rows(standing)]
    assert len(told) == 4 and "ida0@" not in "".join(told)
