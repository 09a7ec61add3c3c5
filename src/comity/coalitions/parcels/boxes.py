"""What a parcel is packed into: a folder or a zip. Both remember the SHA-256 of everything that went in."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self


class Box(Protocol):
    """Takes files by name."""

    sums: dict[str, str]

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """A file, in pieces, as they come."""


class Folder:
    """A folder that is new or empty. FileExistsError if there is something in it."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise FileExistsError(f"The folder {path} is not empty.")
        self.path = path
        self.sums: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            self.sums[name] = _through(pieces, file)


class Zip:
    """A zip file that is open for reading and writing."""

    def __init__(self, file: IO[bytes], at: datetime) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._at = at.timetuple()[:6]
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            self.sums[name] = _through(pieces, file)


def _through(pieces: Iterable[bytes], file: IO[bytes]) -> str:
    hash_ = sha256()
    for piece in pieces:
        hash_.update(piece)
        file.write(piece)
    return hash_.hexdigest()
