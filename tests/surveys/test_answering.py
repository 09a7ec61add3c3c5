"""A survey is answered through a mailed link: saved, gone on with, checked, sent, changed until it closes."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from comity.audit.models import Entry
from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import AskState, Paper, Respondent
from tests.cast import THEN
from tests.surveys.stage import AFTER, ANSWERS, CLOSES, LATER, drafted, given, link_to, opened, row, visit

if TYPE_CHECKING:
    from tests.cast import Troupe

pytestmark = [pytest.mark.row("R10")]
FIRST = {"page": "1", "q2": "o2", "q3": ["o1", "o3"]}
SECOND = {"page": "2", "q5": "3", "q6": "12.5", "q7": "2026-04-01", "q8": "All is well."}


def test_opening_the_link_changes_nothing(troupe: "Troupe") -> None:
    with troupe.scope():
        opened(troupe)
    before, url = Entry.objects.count(), link_to("Marta", troupe)
    for path in (url, f"{url}?page=1", f"{url}?page=2", f"{url}?page=check"):
        page = visit(path)
        assert page.status_code == 200, path
        assert page.headers["Referrer-Policy"] == "same-origin"
    assert Entry.objects.count() == before


def test_page_by_page_saved_checked_and_sent(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    url = link_to("Marta", troupe)
    assert "Begin" in visit(url).content.decode()
    assert visit(url, FIRST | {"go": "next"}).headers["Location"].endswith("?page=2")
    assert row(troupe, round_, "OD").state == AskState.BEGUN
    assert visit(url, SECOND | {"go": "next"}).headers["Location"].endswith("?page=check")
    shown = visit(f"{url}?page=check").content.decode()
    assert "People" in shown and "Money; Rooms" in shown and "All is well." in shown and "1 April 2026" in shown
    assert row(troupe, round_, "OD").answers == {}, "saved is not sent"
    visit(url, {"go": "done"})
    one = row(troupe, round_, "OD")
    assert (one.state, one.answers, one.draft) == (AskState.ANSWERED, ANSWERS, None)
    assert "Your answers have arrived" in visit(url).content.decode()


def test_what_needs_an_answer_is_said_and_later_keeps_what_is_there(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    url = link_to("Marta", troupe)
    refused = visit(url, {"page": "1", "q3": "o1", "go": "next"})
    assert refused.status_code == 422 and "Choose an answer to" in refused.content.decode()
    assert visit(url, {"page": "1", "q3": "o1", "go": "later"}).headers["Location"].endswith("?saved")
    assert row(troupe, round_, "OD").draft == {"q3": ["o1"]}
    back = visit(url)
    assert "Go on where I was" in back.content.decode()
    lacking = visit(f"{url}?page=check").content.decode()
    assert "These need an answer" in lacking and "Send my answers" not in lacking
    assert visit(url, {"go": "done"}).status_code == 422
    assert row(troupe, round_, "OD").state == AskState.BEGUN


def test_back_keeps_what_was_typed(troupe: "Troupe") -> None:
    with troupe.scope():
        opened(troupe)
    url = link_to("Marta", troupe)
    visit(url, FIRST | {"go": "next"})
    assert visit(url, {"page": "2", "q8": "Half a word", "go": "back"}).headers["Location"].endswith("?page=1")
    assert "Half a word" in visit(f"{url}?page=2").content.decode()
    assert 'value="o2" ' in visit(f"{url}?page=1").content.decode()


def test_sent_answers_can_be_changed_until_it_closes_and_count_until_sent_anew(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    url = link_to("Marta", troupe)
    given(troupe, round_, "OD")
    visit(url, FIRST | {"q2": "o1", "go": "next"})
    one = row(troupe, round_, "OD")
    assert (one.answers["q2"], one.draft["q2"]) == ("o2", "o1")
    assert "have not sent it" in visit(url).content.decode()
    visit(url, {"go": "done"})
    assert row(troupe, round_, "OD").answers["q2"] == "o1"


def test_after_closing_the_page_says_so_and_takes_nothing(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    url = link_to("Marta", troupe)
    visit(url, FIRST | {"go": "next"})
    over = visit(url, at=AFTER)
    assert over.status_code == 200
    assert "has closed" in over.content.decode() and "were not counted" in over.content.decode()
    assert visit(url, {"go": "done"}, at=AFTER).status_code == 409
    assert row(troupe, round_, "OD").state == AskState.BEGUN


def test_a_link_is_one_persons_and_shows_nothing_of_others(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe)
    given(troupe, round_, "DR", q8="Between us")
    assert "Between us" not in visit(link_to("Marta", troupe)).content.decode()
    assert "Between us" in visit(link_to("Henk", troupe)).content.decode()
    assert visit(link_to("Marta", troupe)[:-3] + "xx/").status_code == 404


def test_last_rounds_answers_are_filled_in_and_said(troupe: "Troupe") -> None:
    with troupe.scope():
        survey = drafted(troupe)
        first = opened(troupe, survey)
    given(troupe, first, "OD")
    with troupe.scope():
        acts.close_round(first, by=troupe.by, at=LATER)
        second = opened(troupe, survey, at=LATER + timedelta(hours=1))
    url = link_to("Marta", troupe)
    at = LATER + timedelta(hours=2)
    assert "last time is filled in" in visit(url, at=at).content.decode()
    assert "All is well." in visit(f"{url}?page=2", at=at).content.decode()
    visit(url, FIRST | {"q2": "o1", "go": "next"}, at=at)
    assert row(troupe, second, "OD").draft == ANSWERS | {"q2": "o1"}
    assert "last time" not in visit(link_to("Henk", troupe), at=at).content.decode()


def test_an_address_without_an_account_answers_for_an_organisation(troupe: "Troupe") -> None:
    with troupe.scope():
        asked = [Asked(troupe.organisations["OD"], None, "guest@example.org", "Guest Writer")]
        round_ = opened(troupe, asked=asked)
        one = Respondent.objects.select_related("person").get(round=round_)
    assert one.person.name == "Guest Writer" and one.person.last_login is None
    from comity.notices.models import Mail
    from tests.surveys.stage import link_in

    url = link_in(Mail.objects.get(to="guest@example.org"))
    visit(url, FIRST | {"go": "next"})
    visit(url, SECOND | {"go": "next"})
    visit(url, {"go": "done"})
    assert row(troupe, round_, "OD").state == AskState.ANSWERED


def test_anonymous_answers_travel_with_the_pages_and_are_bound_to_nobody(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, drafted(troupe, anonymous=True))
    url = link_to("Marta", troupe)
    assert "anonymous" in visit(url).content.decode()
    one = {"p1-q2": "o2", "p1-q3": ["o1", "o3"], "seen": ["p1"], "at": "p2"}
    two = {"p2-q5": "3", "p2-q6": "12.5", "p2-q7": "2026-04-01", "p2-q8": "All is well."}
    assert "How it goes" in visit(url, one | {"seen": [], "at": "p1", "go": "next"}).content.decode()
    check = visit(url, one | two | {"go": "next"}).content.decode()
    assert "All is well." in check and "can’t be changed" in check
    assert row(troupe, round_, "OD").state == AskState.ASKED
    assert visit(url, one | two | {"seen": ["p1", "p2"], "at": "check", "go": "done"}).status_code == 302
    kept = row(troupe, round_, "OD")
    assert (kept.state, kept.answers, kept.draft) == (AskState.ANSWERED, {}, None)
    with troupe.scope():
        papers = dict(Paper.objects.values_list("question__key", "value"))
    assert papers == ANSWERS
    assert "Nobody can find them again" in visit(url).content.decode()
    assert "All is well." not in visit(url).content.decode()


def test_the_record_tells_that_somebody_answered_and_never_what(troupe: "Troupe") -> None:
    from comity.audit.models import EntryWords

    with troupe.scope():
        round_ = opened(troupe)
    given(troupe, round_, "OD", q8="Between us")
    entry = Entry.objects.get(act="surveys.answers.given")
    told = entry.text + str(list(EntryWords.objects.filter(entry=entry).values_list("words", flat=True)))
    assert "What we lack" in told
    assert "Between us" not in told and "o2" not in told


def test_papers_lie_in_the_order_of_their_numbers_whoever_came_last(troupe: "Troupe") -> None:
    with troupe.scope():
        round_ = opened(troupe, drafted(troupe, anonymous=True))
    for mark in ("OD", "DR", "HT"):
        given(troupe, round_, mark, q8=f"From {mark}")
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM surveys_paper")
            found = [str(line[0]).replace("-", "") for line in cursor.fetchall()]
        assert found == sorted(found)
    assert len(found) == 3 * len(ANSWERS)
    assert THEN.date() < CLOSES
