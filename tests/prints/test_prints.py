"""Whoever may read a thing can have it as a PDF; a PDF that no longer says what stands there is not handed out."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.urls import reverse

from comity.audit.verify import verify
from comity.base.clock import stopped_at
from comity.base.refusal import Refused
from comity.coalitions.acts import end_mandate
from comity.coalitions.models import Mandate
from comity.coalitions.standing import standing_of
from comity.prints import jobs, machine
from comity.prints.acts import ask_for_print, print_made
from comity.prints.layout import read
from comity.prints.machine import look
from comity.prints.models import Print, PrintState
from comity.signatures.acts import sign
from comity.texts.acts import open_text, write_version
from tests.cast import Troupe
from tests.governing.stage import hat, tenants
from tests.meetings.stage import chair
from tests.prints.stage import (
    AFTER,
    Reader,
    alternatives,
    asked,
    decided,
    fetched,
    link_in,
    met,
    page_of,
    signed,
    text_in,
    worked,
)
from tests.texts.stage import LATER

PDF = b"%PDF-1.7 of a test"


def of(thing: Any) -> tuple[str, UUID]:
    """How a thing to print is named."""
    return thing._meta.label_lower, thing.pk


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A press that needs nothing and notes what it is given; for stories in which the paper itself does not matter."""
    given: list[str] = []
    monkeypatch.setattr(jobs, "pressed", lambda layout, at: given.append(layout.html) or PDF)
    monkeypatch.setattr(machine, "lacks", lambda: "")
    return given


@pytest.mark.row("G4")
def test_the_pack_of_a_meeting_is_had_as_a_pdf(troupe: Troupe) -> None:
    meeting = met(troupe)
    said = text_in(fetched(troupe, Reader(troupe.people["Okafor"]), meeting))
    for words in ("Steering committee, meeting 1", "St Brigid’s hall", "Insulate 40 flats?", "Forty flats are cold.",
                  "Costs of insulation", "Each flat costs 4,500.", "Minutes", "Harbour Tenants’ Union"):  # fmt: skip
        assert words.replace("’", "'") in said.replace("’", "'"), words


@pytest.mark.row("G9")
def test_a_signed_sheet_is_had_as_a_pdf(troupe: Troupe) -> None:
    sheet = signed(troupe)
    pdf = fetched(troupe, Reader(troupe.people["Henk"]), sheet)
    said = text_in(pdf)
    for words in ("Warm rooms", "We keep one warm room open until ten.", sheet.mark, "Marta Lind", "2 of 3 have signed",
                  "mandate to sign", "Has not signed yet"):  # fmt: skip
        assert words in said, words
    assert "Drawn by Amina Haddad" in alternatives(pdf), "a drawn name has words for those who can’t see it"


@pytest.mark.row("G15")
def test_the_extract_of_a_decision_is_had_as_a_pdf_with_its_seal(troupe: Troupe) -> None:
    question = decided(troupe)
    said = text_in(fetched(troupe, Reader(troupe.people["Marta"]), question))
    question.refresh_from_db()
    seal = question.decision.seal
    for words in (question.code, question.title, "before the frost", "In favour", "Not answered", seal, "Amina Haddad"):
        assert words in said, words


def test_while_it_is_made_the_page_looks_again_and_asks_for_no_second(troupe: Troupe, press: list[str]) -> None:
    sheet, marta = signed(troupe), Reader(troupe.people["Marta"])
    first = marta.get(page_of(sheet))
    assert "Make the PDF" in first.content.decode() and "Refresh" not in first.headers
    asked(marta, sheet)
    waiting = marta.get(page_of(sheet))
    assert waiting.headers["Refresh"] == "2" and "is being made" in waiting.content.decode()
    asked(marta, sheet)
    with troupe.scope():
        assert Print.objects.count() == 1
    worked(troupe)
    done = marta.get(page_of(sheet))
    assert "Refresh" not in done.headers and "Download the PDF" in done.content.decode()
    answer = marta.get(link_in(done.content.decode()))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="warm-rooms.pdf"'
    assert "no-store" in answer.headers["Cache-Control"] and "sandbox" in answer.headers["Content-Security-Policy"]
    assert not list(verify(troupe.coalition.pk))


def test_others_who_read_the_same_are_handed_the_same_pdf(troupe: Troupe, press: list[str]) -> None:
    sheet = signed(troupe)
    asked(Reader(troupe.people["Marta"]), sheet)
    worked(troupe)
    henk = Reader(troupe.people["Henk"])
    page = henk.get(page_of(sheet)).content.decode()
    assert henk.get(link_in(page)).status_code == 200
    asked(henk, sheet)
    assert len(press) == 1


def test_when_the_thing_has_changed_the_old_pdf_is_told_and_made_anew(troupe: Troupe, press: list[str]) -> None:
    sheet, marta = signed(troupe), Reader(troupe.people["Marta"])
    asked(marta, sheet)
    worked(troupe)
    old = link_in(marta.get(page_of(sheet)).content.decode())
    sign(sheet, typed="Henk de Ruiter", by=hat(troupe, "Henk", "DR"), at=LATER + timedelta(hours=1))
    refused = marta.get(old)
    assert refused.status_code == 409 and "no longer says" in refused.content.decode()
    page = marta.get(page_of(sheet)).content.decode()
    assert "has changed since your PDF was made" in page and "Make it anew" in page
    asked(marta, sheet)
    worked(troupe)
    assert marta.get(link_in(marta.get(page_of(sheet)).content.decode())).status_code == 200
    assert "Henk de Ruiter" in press[-1] and "Henk de Ruiter" not in press[0]


@pytest.mark.row("T3")
def test_nobody_has_a_pdf_of_what_they_may_not_see(troupe: Troupe, elsewhere: Troupe, press: list[str]) -> None:
    question, marta = decided(troupe, confidentiality="body"), Reader(troupe.people["Marta"])
    asked(marta, question)
    worked(troupe)
    address = link_in(marta.get(page_of(question)).content.decode())
    for person in (troupe.people["Henk"], elsewhere.coordinator):
        reader = Reader(person)
        for url in (page_of(question), address):
            assert reader.get(url).status_code == 404
        assert asked(reader, question).status_code == 404
        for url in (page_of(question), address):  # nor below one's own coalition
            assert reader.get(url.replace(troupe.coalition.slug, elsewhere.coalition.slug)).status_code == 404
    with troupe.scope(), pytest.raises(Refused):
        ask_for_print(question, by=hat(troupe, "Henk", "DR"), at=AFTER)
    with elsewhere.scope(), pytest.raises(Refused):
        ask_for_print(question, by=elsewhere.by, at=AFTER)


@pytest.mark.row("T3")
def test_a_pdf_with_a_paper_that_one_may_not_read_goes_to_nobody_else(troupe: Troupe, press: list[str]) -> None:
    meeting = met(troupe)
    question = decided(troupe, confidentiality="body", title="A roof for how much?")
    with troupe.scope():
        meeting.items.update(question=question, kind="decide")
    marta, henk = Reader(troupe.people["Marta"]), Reader(troupe.people["Henk"])
    asked(marta, meeting)
    worked(troupe)
    address = link_in(marta.get(page_of(meeting)).content.decode())
    assert "A roof for how much?" in press[0]
    assert henk.get(address).status_code == 404
    assert "Download the PDF" not in henk.get(page_of(meeting)).content.decode()
    asked(henk, meeting)
    worked(troupe)
    assert "A roof for how much?" not in press[1]
    assert henk.get(link_in(henk.get(page_of(meeting)).content.decode())).status_code == 200


def test_who_has_left_fetches_nothing_any_more(troupe: Troupe, press: list[str]) -> None:
    sheet, henk = signed(troupe), Reader(troupe.people["Henk"])
    asked(henk, sheet)
    worked(troupe)
    address = link_in(henk.get(page_of(sheet)).content.decode())
    with troupe.scope():
        for mandate in Mandate.objects.filter(person=troupe.people["Henk"]):
            end_mandate(mandate, by=troupe.by, at=AFTER - timedelta(days=3))
    assert henk.get(address).status_code in (403, 404)


def test_who_asked_and_left_before_it_was_made_gets_none(troupe: Troupe, press: list[str]) -> None:
    question = decided(troupe, confidentiality="body")
    with troupe.scope():
        one = ask_for_print(question, by=tenants(troupe), at=AFTER)
        Print.objects.update(person=troupe.people["Henk"])
    worked(troupe)
    with troupe.scope():
        assert Print.objects.get(pk=one.pk).state == PrintState.FAILED and press == []


def test_a_press_that_breaks_is_told_and_can_be_asked_again(
    troupe: Troupe, press: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, marta = signed(troupe), Reader(troupe.people["Marta"])
    asked(marta, sheet)

    def broken(layout: object, at: object) -> bytes:
        raise OSError("no paper")

    with patch.object(jobs, "pressed", broken), pytest.raises(OSError, match="no paper"):
        worked(troupe)
    assert "could not be made" in marta.get(page_of(sheet)).content.decode()
    asked(marta, sheet)
    worked(troupe)
    assert "Download the PDF" in marta.get(page_of(sheet)).content.decode()


def test_after_a_week_nothing_is_left_of_it(troupe: Troupe, press: list[str], folder: Path) -> None:
    asked(Reader(troupe.people["Marta"]), signed(troupe))
    worked(troupe)
    assert list(folder.rglob("*.pdf"))
    jobs.sweep(troupe.coalition.pk, AFTER + timedelta(days=6))
    assert list(folder.rglob("*.pdf"))
    jobs.sweep(troupe.coalition.pk, AFTER + timedelta(days=8))
    with troupe.scope():
        assert not Print.objects.exists()
    assert not list(folder.rglob("*.pdf"))


def test_the_worker_alone_says_what_became_of_it(troupe: Troupe, press: list[str]) -> None:
    asked(Reader(troupe.people["Marta"]), signed(troupe))
    with troupe.scope():
        one = Print.objects.get()
        with pytest.raises(Refused):
            print_made(one, file="x", size=1, sha256="0" * 64, mark="0" * 64, by=tenants(troupe), at=AFTER)


def test_a_newer_version_of_a_paper_makes_the_pack_another(troupe: Troupe, press: list[str]) -> None:
    meeting, marta = met(troupe), Reader(troupe.people["Marta"])
    asked(marta, meeting)
    worked(troupe)
    assert "Download the PDF" in marta.get(page_of(meeting)).content.decode()
    with troupe.scope():
        text = open_text(meeting, title="A late paper", words="So it is.", by=chair(troupe), at=AFTER)
    assert "has changed since" in marta.get(page_of(meeting)).content.decode()
    asked(marta, meeting)
    worked(troupe)
    with troupe.scope():
        write_version(text, words="So it was.", by=chair(troupe), at=AFTER + timedelta(minutes=1))
    assert "has changed since" in marta.get(page_of(meeting)).content.decode()


def test_the_year_turns_and_the_paper_stays_the_same(troupe: Troupe, press: list[str]) -> None:
    question, marta = decided(troupe), Reader(troupe.people["Marta"])
    asked(marta, question)
    worked(troupe)
    with stopped_at(AFTER + timedelta(days=6)):
        assert "Download the PDF" in marta.client.get(page_of(question)).content.decode()
    with troupe.scope():
        layout = read(standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=AFTER), *of(question))
    assert layout is not None
    with stopped_at(AFTER + timedelta(days=400)), troupe.scope():
        later = read(standing_of(troupe.people["Marta"].pk, troupe.coalition.pk, at=AFTER), *of(question))
    assert later is not None and later.mark == layout.mark
    assert "2026" in press[0]


@pytest.mark.parametrize(("lacking", "named"), [("weasyprint", "WeasyPrint"), ("pango", "Pango")])
def test_a_machine_that_can_make_none_says_so_and_the_page_still_prints(
    troupe: Troupe, monkeypatch: pytest.MonkeyPatch, lacking: str, named: str
) -> None:
    sheet, marta = signed(troupe), Reader(troupe.people["Marta"])
    monkeypatch.setattr(machine, "lacks", lambda: lacking)
    page = marta.get(page_of(sheet)).content.decode()
    assert f"{named} is missing on this machine" in page and "Make the PDF" not in page
    asking = marta.post(page_of(sheet))
    assert asking.status_code == 409 and named in asking.content.decode()
    (finding,) = look()
    assert named in finding.what and finding.ok == (lacking == "weasyprint")
    assert marta.get(reverse("signatures:print", args=[sheet.coalition.slug, sheet.pk])).status_code == 200


def test_a_page_to_print_leads_to_the_pdf(troupe: Troupe) -> None:
    sheet, meeting, question = signed(troupe), met(troupe), decided(troupe)
    marta, slug = Reader(troupe.people["Marta"]), troupe.coalition.slug
    for name, thing in (("signatures:print", sheet), ("meetings:pack", meeting), ("governing:extract", question)):
        assert page_of(thing) in marta.get(reverse(name, args=[slug, thing.pk])).content.decode()


def test_what_can_not_be_printed_is_absent(troupe: Troupe) -> None:
    marta = Reader(troupe.people["Marta"])
    slug = troupe.coalition.slug
    for label in ("coalitions.body", "nothing.at_all", "people.person"):
        address = reverse("prints:page", args=[slug, label, troupe.bodies["steering"].pk])
        assert marta.get(address).status_code == 404
