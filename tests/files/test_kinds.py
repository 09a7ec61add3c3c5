"""What is taken and what is not: by bytes, not by names."""

import zipfile

import pytest
from django.core.exceptions import ValidationError

from comity.files.kinds import kind_of, taken
from comity.files.names import LONGEST, clean, suffix_of
from tests.files.stage import ODT, PDF, QUOTES, packed, word

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x40\x08\x06\x00\x00\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"\xef\xbb\xbf  <!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("suffix", "data", "media"),
    [
        ("pdf", PDF, "application/pdf"),
        ("png", PNG, "image/png"),
        ("csv", QUOTES, "text/plain; charset=utf-8"),
        ("txt", "Grüße".encode("cp1252"), "text/plain; charset=utf-8"),
        ("ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/plain; charset=utf-8"),
        ("docx", word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("odt", packed({"mimetype": ODT.encode(), "content.xml": b"<x/>"}), ODT),
        ("gif", b"GIF89a\x01\x00\x01\x00", "image/gif"),
    ],
)
def test_a_file_is_known_by_its_bytes(suffix: str, data: bytes, media: str) -> None:
    assert kind_of(suffix, data).media == media


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("html", HTML), ("svg", SVG), ("exe", b"MZ\x90"), ("", QUOTES), ("docm", word()),
        ("txt", HTML), ("csv", SVG), ("pdf", HTML), ("png", SVG), ("png", PDF), ("txt", b"a\x00b"),
        ("txt", b"\x01\xff"),
        ("docx", b"PK\x03\x04 broken"), ("docx", packed({"a.txt": b"x"})), ("docx", word(word__vbaProject_bin=b"x")),
        ("odt", packed({"mimetype": ODT.encode(), "Basic/Standard/Module1.xml": b"x"})),
        ("odt", packed({"mimetype": b"application/zip"})), ("xlsx", word()),
    ],
    ids=range(18),
)  # fmt: skip
def test_what_could_run_or_is_not_what_it_says_is_refused(suffix: str, data: bytes) -> None:
    with pytest.raises(ValidationError):
        kind_of(suffix, data)


def test_an_archive_that_unpacks_to_far_more_is_refused_unread() -> None:
    bomb = word(word__media__image_png=b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(ValidationError) as wrong:
        kind_of("docx", bomb)
    assert "unpacks" in str(wrong.value)


def test_an_archive_with_a_password_is_refused() -> None:
    locked = bytearray(packed({"[Content_Types].xml": b"x", "word/document.xml": b"y"}, method=zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark)
        locked[place + at] |= 1
    with pytest.raises(ValidationError):
        kind_of("docx", bytes(locked))


def test_the_operator_can_take_fewer_kinds(settings) -> None:  # type: ignore[no-untyped-def]
    settings.UPLOAD_TYPES = "pdf, .nonsense, JPEG"
    assert taken() == {"pdf", "jpg"}
    with pytest.raises(ValidationError) as wrong:
        kind_of("csv", QUOTES)
    assert "pdf, jpg, jpeg" in str(wrong.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Quotes.csv", "Quotes.csv"), ("../../etc/passwd", "passwd"), (r"C:\Users\x\Plan.pdf", "Plan.pdf"),
        ("a\u202egpj.exe", "agpj.exe"), ("new\nline\x00.txt", "newline.txt"), ("  .hidden ", "hidden"),
        ("CON.txt", "CON-.txt"), ('a<b>:"c|?*.md', "a-b---c---.md"), ("", "file"), ("...", "file"),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"), ("e\u0301.txt", "é.txt"), ("تقرير.pdf", "تقرير.pdf"),
    ],
)  # fmt: skip
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert len(clean(given)) <= LONGEST


def test_the_ending_is_the_last_one() -> None:
    assert suffix_of("report.pdf.exe") == "exe"
    assert suffix_of("README") == ""
