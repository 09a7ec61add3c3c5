"""Things to print, and how somebody has one made: the page's button, the worker, and the page again."""

import io
import re
from datetime import timedelta
from typing import Any

from django.urls import reverse
from pypdf import PdfReader

from comity.base.clock import stopped_at
from comity.governing.models import Question
from comity.meetings.acts import arrive, draft_minutes, end_meeting, start_meeting
from comity.meetings.models import Meeting
from comity.prints import machine
from comity.prints.jobs import make
from comity.prints.models import Print
from comity.signatures.acts import sign
from comity.signatures.models import Sheet
from comity.texts.acts import open_text
from tests.absent import absent
from tests.acts.stories_practice import laid_out
from tests.cast import THEN, Troupe
from tests.governing.stage import asking, close, hat, say
from tests.meetings.stage import MEETS, called, chair, item
from tests.texts.stage import LATER, Visitor

#: all these things are there by then
AFTER = THEN + timedelta(days=60)


class Reader(Visitor):
    """Somebody's browser two months later, when everything has happened."""

    def get(self, url: str, **query: Any) -> Any:
        with stopped_at(AFTER):
            return self.client.get(url, query)

    def post(self, url: str, **data: Any) -> Any:
        with stopped_at(AFTER):
            return self.client.post(url, data)


def needs_press() -> None:
    """These tests need WeasyPrint and Pango."""
    if machine.lacks():
        absent("pdf")


def decided(troupe: Troupe, **given: Any) -> Question:
    """Flats to insulate: one for, one against, one silent."""
    question = asking(troupe)(text="We insulate forty flats.\n\n- before the frost\n- with local firms", **given)
    say(troupe, question, HT="yes", OD="no")
    close(question)
    return question


def signed(troupe: Troupe) -> Sheet:
    """A promise, signed with a typed name and a drawn one."""
    sheet = laid_out(troupe, "OD", "HT", "DR")
    sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    sign(sheet, drawn="M10 20L300 90L500 40", by=hat(troupe, troupe.coordinator.name.split()[0], "HT"), at=LATER)
    return sheet


def met(troupe: Troupe) -> Meeting:
    """A meeting with an item, a paper and drafted minutes."""
    meeting = called(troupe)
    item(troupe, meeting, words="Forty flats are cold.")
    open_text(meeting, title="Costs of insulation", words="Each flat costs 4,500.", by=chair(troupe), at=LATER)
    start_meeting(meeting, by=chair(troupe), at=MEETS)
    ours = troupe.organisations
    arrive(meeting, name="Amina Haddad", organisation=ours["HT"], by=chair(troupe), at=MEETS)
    end_meeting(meeting, by=chair(troupe), at=MEETS + timedelta(hours=1))
    draft_minutes(meeting, by=chair(troupe), at=MEETS + timedelta(hours=2))
    return meeting


def page_of(thing: Any) -> str:
    """Where a thing is had as a PDF."""
    return reverse("prints:page", args=[thing.coalition.slug, thing._meta.label_lower, thing.pk])


def asked(reader: Reader, thing: Any) -> Any:
    """The button of that page is pressed."""
    return reader.post(page_of(thing))


def worked(troupe: Troupe) -> None:
    """The worker makes all that was asked for."""
    with troupe.scope():
        waiting = list(Print.objects.filter(state="making"))
    for one in waiting:
        with stopped_at(AFTER):
            make.call(coalition=str(troupe.coalition.pk), print=str(one.pk))


def fetched(troupe: Troupe, reader: Reader, thing: Any) -> bytes:
    """Asked for, made, and downloaded by the link of the page."""
    needs_press()
    assert asked(reader, thing).status_code == 302
    worked(troupe)
    answer = reader.get(link_in(reader.get(page_of(thing)).content.decode()))
    assert answer.headers["Content-Type"] == "application/pdf", answer
    return b"".join(answer.streaming_content)


def link_in(html: str) -> str:
    """The address of the PDF on a page."""
    found = re.search(r'href="([^"]*/prints/[0-9a-f-]{36}/)"', html)
    assert found, "the page has no PDF"
    return found[1]


def alternatives(pdf: bytes) -> list[str]:
    """The words that stand for pictures."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref[0]) + 1))
    return [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]


def text_in(pdf: bytes) -> str:
    """Everything that is written in a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
