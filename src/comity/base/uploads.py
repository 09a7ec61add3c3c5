"""Files that people send, wherever they are kept: under a name of our own, capped while they arrive, served as data.

Nothing that a browser could run is ever served as what it claims to be: the type comes from us, sniffing is off, and
the page it opens in may do nothing.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction
from django.http import FileResponse
from django.utils.http import content_disposition_header

#: what a form may bring besides its file
SLACK = 65_536


class Capped(FileUploadHandler):
    """Stands before all other handlers: what comes after the largest size is thrown away while it arrives.

    The act then sees a file that is too large, and the form says so with all else that was typed.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, until there is too much."""
        return raw_data if start <= settings.UPLOAD_LARGEST + SLACK else None

    def file_complete(self, file_size: int) -> None:
        """The handlers behind keep it."""


def named(data: bytes, suffix: str) -> "ContentFile[bytes]":
    """The bytes under a name that nobody guesses."""
    return ContentFile(data, name=f"{secrets.token_hex(16)}.{suffix}")


def drop(storage: Storage, name: str) -> None:
    """Let the bytes go once the transaction has come to its end; until then they may be needed."""
    transaction.on_commit(lambda: storage.delete(name))


def served(file: Any, media: str, *, name: str = "", public: bool = False) -> FileResponse:
    """An answer with these bytes. name: it is saved under that name instead of being shown."""
    answer = FileResponse(file, content_type=media)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = f"{'public' if public else 'private'}, max-age=3600"
    if name:
        answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
