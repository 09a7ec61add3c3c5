"""Logos: small PNG, JPEG or WebP pictures, known by what they are and not by what they are called.

Only the head of a file is read, never its pixels: nothing here can be made to unpack a bomb. SVG can carry script and
is refused. Sources: PNG (ISO/IEC 15948), JPEG (ITU-T T.81), WebP container specification.
"""

import struct
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from comity.base.uploads import named

LONGEST = 1_000_000
SIDES = range(16, 4001)
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
#: JPEG markers that begin a frame and so name its size
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Picture:
    """What the head of a picture says: its kind (png, jpg, webp), width and height in pixels."""

    kind: str
    width: int
    height: int


def checked(file: File[bytes]) -> ContentFile[bytes]:
    """The picture under a name of our own. ValidationError says what is wrong and how to mend it."""
    if (file.size or 0) > LONGEST:
        raise ValidationError(
            _("This picture is larger than 1 MB. Save it smaller and try again."), code="size"
        )
    data = file.read(LONGEST + 1)
    picture = picture_of(data)
    if picture is None:
        raise ValidationError(
            _("This is no PNG, JPEG or WebP picture. Save it as PNG and try again."), code="kind"
        )
    if picture.width not in SIDES or picture.height not in SIDES:
        raise ValidationError(
            _("This picture is %(width)d by %(height)d pixels. Each side must have 16 to 4000.")
            % {"width": picture.width, "height": picture.height},
            code="sides",
        )
    return named(data, picture.kind)


def picture_of(data: bytes) -> Picture | None:
    """What the bytes are, or None when they are no picture we take."""
    try:
        return _png(data) or _webp(data) or _jpeg(data)
    except (struct.error, IndexError):
        return None


def _png(data: bytes) -> Picture | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    return Picture("png", *struct.unpack(">II", data[16:24]))


def _webp(data: bytes) -> Picture | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return Picture(
            "webp", 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        )
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = struct.unpack("<I", data[21:25])[0]
        return Picture("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return Picture("webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(data: bytes) -> Picture | None:
    """Walk the segments to the first frame."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker == 0xFF:
            at += 1
        elif marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Picture("jpg", width, height)
        else:
            at += 2 + length
    return None
