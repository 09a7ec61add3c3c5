"""What comes out of the press: tagged, with our own fonts, nothing fetched, nothing that runs."""

import io
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from pypdf import PdfReader

from comity.prints import machine
from tests.absent import absent

HTML = """<!doctype html><html lang="en"><head><title>Paper</title></head><body><h1>Paper</h1>
<p class="voice">Words of people, Österreich, Łódź.</p>%s</body></html>"""


@pytest.fixture
def press() -> Any:
    """The module, where the machine can load it."""
    if machine.lacks():
        absent("pdf")
    from comity.prints import pressing

    return pressing


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def made(press: Any, more: str = "", foot: str = "Harbour Homes") -> PdfReader:
    return read(press.pressed(HTML % more, address="https://comity.example.org/", foot=foot))


def test_it_is_tagged_named_and_in_a_language(press: Any) -> None:
    pdf = made(press)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata is not None and pdf.metadata.title == "Paper"


def test_our_own_font_is_in_it(press: Any) -> None:
    if not all(finders.find(path) for path in press.FONTS.values()):
        absent("axe")
    names = {font["/BaseFont"].partition("+")[2] for font in fonts(made(press))}
    assert any(name.startswith("Comity") for name in names), names


def fonts(pdf: PdfReader) -> list[Any]:
    return [one.get_object() for page in pdf.pages for one in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize(
    "more",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import "http://127.0.0.1:9/x.css"; p { background: url(ftp://127.0.0.1/x) }</style>',
        '<link rel="attachment" href="file:///etc/passwd"><a rel="attachment" href="file:///etc/passwd">x</a>',
        '<object data="http://127.0.0.1:9/"></object><embed src="file:///etc/hostname"><iframe src="/x"></iframe>',
        '<svg><use href="http://127.0.0.1:9/i.svg#a"/><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_nothing_is_fetched_from_anywhere(press: Any, more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    fetch = press.Ours.fetch

    def noted(self: Any, url: str, headers: object = None) -> Any:
        answer = fetch(self, url, headers)
        opened.append(url)
        return answer

    monkeypatch.setattr(press.Ours, "fetch", noted)
    pdf = made(press, more)
    assert all(url.startswith(press.OURS) for url in opened), opened
    assert "/EmbeddedFiles" not in pdf.trailer["/Root"].get("/Names", {})
    assert "root:" not in pdf.pages[0].extract_text()


def test_scripts_are_not_taken_along(press: Any) -> None:
    pdf = made(press, "<script>alert(1)</script><form action='javascript:x'><input value='x'></form>")
    root = pdf.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "alert" not in pdf.pages[0].extract_text()


def test_words_in_the_foot_are_words_alone(press: Any) -> None:
    foot = 'A "b" } @page { size: A3 } \\ <x>'
    pdf = made(press, foot=foot)
    assert round(float(pdf.pages[0].mediabox.width)) == 595
    assert "".join(foot.split()) in "".join(pdf.pages[0].extract_text().split())
