"""What kinds of files are taken, each known by its bytes and not by what it is called.

Web pages, drawings that can carry script (SVG), programs, macros, and archives that unpack to more than they seem are
refused. Nothing is unpacked here: of a zip only its directory is read, and of an OpenDocument the line that names it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.sheets.archive import Package, opened
from comity.base.sheets.trouble import BadSheet, Budget, Limits
from comity.people.logos import picture_of

LIMITS = Limits(unpacked_bytes=300_000_000, ratio=150)
#: parts of office files that hold programs
PROGRAMS = ("vbaproject.bin", "vbadata.xml", "activex/", "basic/", "scripts/", "script-lc.xml")
#: how pages and drawings begin that a browser would run
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe", b"<object")


@dataclass(frozen=True)
class Kind:
    """One kind: its endings, how it is served, what people call it, and whether these bytes are one."""

    suffixes: tuple[str, ...]
    media: str
    label: Any
    is_one: Callable[[bytes], bool]

    @property
    def key(self) -> str:
        return self.suffixes[0]

    @property
    def is_picture(self) -> bool:
        return self.media.startswith("image/")


def kind_of(name_suffix: str, data: bytes) -> Kind:
    """The kind of a file by its ending and its bytes. ValidationError says what is wrong and what is taken."""
    kind = BY_SUFFIX.get(name_suffix)
    if kind is None or kind.key not in taken():
        raise ValidationError(_("Files of this kind are not taken. Send one of: {kinds}.").format(kinds=in_words()))
    try:
        fits = kind.is_one(data)
    except BadSheet as bad:
        raise ValidationError(
            _("This file is damaged, protected by a password, or unpacks to far more than it seems.")
        ) from bad
    if not fits:
        said = _("This is no {kind}, though it is called one. Save it anew and try again.")
        raise ValidationError(said.format(kind=kind.label))
    return kind


def taken() -> set[str]:
    """The kinds that this install takes: all that we know, or those that its operator names."""
    wanted = {one.strip().casefold() for one in settings.UPLOAD_TYPES.split(",") if one.strip()}
    return {kind.key for kind in KINDS if not wanted or wanted & set(kind.suffixes)}


def in_words() -> str:
    """The endings that are taken."""
    return ", ".join(suffix for kind in KINDS if kind.key in taken() for suffix in kind.suffixes)


def accepted() -> str:
    """The same for the file chooser of a browser."""
    return ",".join(f".{suffix}" for kind in KINDS if kind.key in taken() for suffix in kind.suffixes)


# ── what bytes are ──


def _pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024] and not _looks_like_markup(data)


def _gif(data: bytes) -> bool:
    return data[:6] in (b"GIF87a", b"GIF89a")


def _picture(kind: str) -> Callable[[bytes], bool]:
    def is_one(data: bytes) -> bool:
        picture = picture_of(data)
        return picture is not None and picture.kind == kind

    return is_one


def _text(data: bytes) -> bool:
    if b"\0" in data or _looks_like_markup(data):
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in (9, 10, 12, 13) for byte in data)
    return True


def _calendar(data: bytes) -> bool:
    return _text(data) and data.lstrip(b"\xef\xbb\xbf \r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def _office(part: str) -> Callable[[bytes], bool]:
    def is_one(data: bytes) -> bool:
        if not data.startswith(b"PK"):
            return False
        with opened(data, LIMITS, Budget(LIMITS.seconds)) as package:
            return {"[Content_Types].xml", part} <= package.names and not _has_programs(package)

    return is_one


def _open_document(media: str) -> Callable[[bytes], bool]:
    def is_one(data: bytes) -> bool:
        if not data.startswith(b"PK"):
            return False
        with opened(data, LIMITS, Budget(LIMITS.seconds)) as package:
            if "mimetype" not in package.names or _has_programs(package):
                return False
            return b"".join(package.chunks("mimetype"))[:100].strip() == media.encode()

    return is_one


def _has_programs(package: Package) -> bool:
    return any(part in f"/{name.casefold()}" for name in package.names for part in PROGRAMS)


def _looks_like_markup(data: bytes) -> bool:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(MARKUP)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS = (
    Kind(("pdf",), "application/pdf", gettext_lazy("PDF"), _pdf),
    Kind(("png",), "image/png", gettext_lazy("PNG picture"), _picture("png")),
    Kind(("jpg", "jpeg"), "image/jpeg", gettext_lazy("JPEG picture"), _picture("jpg")),
    Kind(("webp",), "image/webp", gettext_lazy("WebP picture"), _picture("webp")),
    Kind(("gif",), "image/gif", gettext_lazy("GIF picture"), _gif),
    Kind(("txt",), "text/plain; charset=utf-8", gettext_lazy("plain text"), _text),
    Kind(("md",), "text/plain; charset=utf-8", gettext_lazy("Markdown text"), _text),
    Kind(("csv",), "text/plain; charset=utf-8", gettext_lazy("table (CSV)"), _text),
    Kind(("ics",), "text/plain; charset=utf-8", gettext_lazy("calendar file"), _calendar),
    Kind(("docx",), f"{_OFFICE}wordprocessingml.document", gettext_lazy("Word document"), _office("word/document.xml")),
    Kind(("xlsx",), f"{_OFFICE}spreadsheetml.sheet", gettext_lazy("Excel workbook"), _office("xl/workbook.xml")),
    Kind(("pptx",), f"{_OFFICE}presentationml.presentation", gettext_lazy("PowerPoint slides"),
         _office("ppt/presentation.xml")),
    Kind(("odt",), f"{_ODF}text", gettext_lazy("OpenDocument text"), _open_document(f"{_ODF}text")),
    Kind(("ods",), f"{_ODF}spreadsheet", gettext_lazy("OpenDocument table"), _open_document(f"{_ODF}spreadsheet")),
    Kind(("odp",), f"{_ODF}presentation", gettext_lazy("OpenDocument slides"),
         _open_document(f"{_ODF}presentation")),
)  # fmt: skip
BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
