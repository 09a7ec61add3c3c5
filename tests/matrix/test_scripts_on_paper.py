"""No script gets in on paper either: whatever stands in any free text, no PDF runs, opens or fetches anything of it."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from comity.base.clock import stopped_at
from comity.coalitions.standing import standing_of
from comity.prints import machine
from comity.prints.jobs import pressed
from comity.prints.layout import read
from tests.absent import absent
from tests.matrix.test_other_ways import LATER
from tests.matrix.test_scripts import poison, would_run
from tests.matrix.vectors import PAYLOADS
from tests.matrix.world import World, undone
from tests.trust.ledger import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.wide]
#: what can be printed → the thing of the world
PRINTED = {"governing.question": "decided", "meetings.meeting": "written", "signatures.sheet": "sheet"}
#: what would run, open or be carried along in a PDF
ACTIVE = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/SubmitForm", "/EmbeddedFile", "/EF", "/RichMedia"}
SCHEMES = ("http://", "https://", "mailto:", "tel:")


def layouts(world: World) -> Iterator[Any]:
    """Everything that can be printed, as the coordinator reads it."""
    alpha, things = world.alpha, world.things["alpha"]
    standing = standing_of(alpha.coordinator.pk, alpha.coalition.pk, at=LATER)
    for label, name in PRINTED.items():
        with alpha.scope(), stopped_at(LATER):
            layout = read(standing, label, getattr(things, name))
            assert layout is not None, name
            yield layout


def faults_in(pdf: bytes) -> list[str]:
    """What in a PDF is active, and addresses that are none of the web."""
    reader, faults = PdfReader(io.BytesIO(pdf)), []
    for number in range(1, int(reader.trailer["/Size"])):
        found = reader.get_object(number)
        if isinstance(found, dict):
            faults += [f"{key}: {found[key]}" for key in ACTIVE & set(found)]
            uri = str(found.get("/URI", "http://"))
            faults += [] if uri.lower().startswith(SCHEMES) else [f"an address: {uri}"]
    return faults


@pytest.mark.parametrize("starts", [(0, 31), pytest.param(range(len(PAYLOADS)), marks=pytest.mark.trust)])
def test_no_payload_runs_from_a_pdf(starts: Any, world: World, promise: Promise) -> None:
    if machine.lacks():
        absent("pdf")
    looked, faults = 0, list[str]()
    for start in starts:
        with undone():
            poison(start)
            for layout in layouts(world):
                looked += 1
                faults += would_run(layout.html) + faults_in(pressed(layout, at=LATER))
    promise("no script gets in: PDFs", f"{len(faults)} in {looked} PDFs {faults[:2] or ''}", "0", looked and not faults)


def test_the_looking_itself_finds_what_is_active() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("kanari()")}
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(script))
    writer.write(out)
    assert faults_in(out.getvalue())
