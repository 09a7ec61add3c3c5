"""Files as stories use them, all made here."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from comity.files.acts import upload_file
from comity.files.models import Attachment
from tests.cast import THEN, Troupe
from tests.texts.stage import chair

QUOTES = b"firm,price\nRoof & Sons,180000\n"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
ODT = "application/vnd.oasis.opendocument.text"


def sent(name: str = "Quotes.csv", data: bytes = QUOTES, said: str = "text/html") -> SimpleUploadedFile:
    """A file as a browser sends it; what it says of its type is not believed."""
    return SimpleUploadedFile(name, data, content_type=said)


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these parts."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return box.getvalue()


def word(**more: bytes) -> bytes:
    """A Word document, as far as its directory tells."""
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    return packed(parts | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()})


def uploaded(troupe: Troupe, name: str = "Quotes.csv", data: bytes = QUOTES, **more: Any) -> Attachment:
    """A file of the steering committee, uploaded by its chair."""
    return upload_file(troupe.bodies["steering"], sent(name, data), by=chair(troupe), at=THEN, **more)
