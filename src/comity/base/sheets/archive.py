"""Opening a zip that a stranger sent: sizes are checked before anything unpacks, and again while it does."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from comity.base.sheets.trouble import BadSheet, Budget, Limits, Trouble

_CHUNK = 65_536
_END_RECORD = b"PK\x05\x06"
_END_RECORD_64 = b"PK\x06\x07"
_DIRECTORY_BYTES = 1_000_000  # a workbook has some dozens of parts, not ten thousand


class Package:
    """The parts of an opened archive. Reading counts unpacked bytes over all parts and watches the time."""

    def __init__(self, archive: ZipFile, limits: Limits, budget: Budget) -> None:
        self._archive = archive
        self._limits = limits
        self._budget = budget
        self._unpacked = 0
        self.names = frozenset(archive.namelist())

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes in pieces. A part that isn't there is a broken file."""
        if part not in self.names:
            raise BadSheet(Trouble.BROKEN_XLSX, part=part)
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._budget.check()
                    self._unpacked += len(chunk)
                    if self._unpacked > self._limits.unpacked_bytes:
                        raise too_large(self._limits)
                    yield chunk
        except (BadZipFile, zlib.error, OSError, EOFError, struct.error, ValueError) as error:
            raise BadSheet(Trouble.BROKEN_XLSX, part=part) from error


@contextmanager
def opened(data: bytes, limits: Limits, budget: Budget) -> Iterator[Package]:
    """The archive in `data`, refused if its own directory already promises too much. Raises BadSheet."""
    _check_directory(data)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, struct.error, NotImplementedError, UnicodeDecodeError) as error:
        raise BadSheet(Trouble.BROKEN_XLSX, part="zip") from error
    with archive:
        _check_entries(archive, limits)
        yield Package(archive, limits, budget)


def too_large(limits: Limits) -> BadSheet:
    """The refusal of what unpacks to more than allowed."""
    return BadSheet(Trouble.UNPACKS_TOO_LARGE, limit=limits.unpacked_bytes, ratio=limits.ratio)


def _check_directory(data: bytes) -> None:
    """A directory of many thousand entries takes long to read: refuse it by the size it states."""
    at = data.rfind(_END_RECORD)
    if at < 0 or at + 22 > len(data):
        raise BadSheet(Trouble.BROKEN_XLSX, part="zip")
    (size,) = struct.unpack_from("<I", data, at + 12)
    if size > _DIRECTORY_BYTES or data[at - 20 : at - 16] == _END_RECORD_64:
        raise BadSheet(Trouble.BROKEN_XLSX, part="zip")


def _check_entries(archive: ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    for entry in entries:
        if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BadSheet(Trouble.BROKEN_XLSX, part=entry.filename)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    steep = unpacked > 1_000_000 and unpacked > limits.ratio * packed
    if unpacked > limits.unpacked_bytes or steep:
        raise too_large(limits)
