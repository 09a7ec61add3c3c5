"""The archive of a backup: a plain tar that any tool opens, whose every byte is accounted for.

    files/…                  what people uploaded
    database/…               the snapshot
    settings.env             settings without secrets
    manifest.json            what is inside: SHA-256 of every member, imprint of every table, seals of every chain
    seal                     SHA-256 of all bytes before it, and of the manifest alone

It is written beside its final name and renamed when it is whole and on the disk. Members are stored as they are (the
database is compressed by itself), so that damage can be named: which member, or the space between them.
"""

import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

FORM = "comity.backup.1"
MANIFEST, SEAL, SETTINGS, KEY = "manifest.json", "seal", "settings.env", "secret-key"
FILES, DATABASE = "files/", "database/"
END = bytes(2 * tarfile.BLOCKSIZE)
A_PIECE = 1 << 20
#: a manifest larger than this was not written by us
LARGEST_MANIFEST = 64 << 20


class Damaged(Exception):
    """The archive is not what was written; says what is wrong with it."""


@dataclass(frozen=True)
class Member:
    """One member of an archive: its size in bytes and SHA-256 in hex."""

    bytes: int
    sha256: str


@dataclass
class Manifest:
    """What an archive says of itself. `tables`, `heads` and so on are as `backing` wrote them."""

    told: dict[str, Any]
    members: dict[str, Member] = field(default_factory=dict)

    def text(self) -> bytes:
        members = {name: vars(member) for name, member in self.members.items()}
        told = {"form": FORM, **self.told, "members": members}
        return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False).encode()

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        told = json.loads(text)
        if (form := told.pop("form", None)) != FORM:
            raise Damaged(f"This is no backup of Comity, or one in a form that is not known here: {form}.")
        members = {name: Member(**member) for name, member in told.pop("members").items()}
        return cls(told, members)


# ── writing ──


class Writer:
    """Puts members into an archive that is being written."""

    def __init__(self, file: BinaryIO) -> None:
        self._into = _Hashing(file)
        self._members: dict[str, Member] = {}

    def add(self, name: str, path: Path) -> None:
        """A file. What grows while it is read is cut where it ended, what shrinks raises."""
        with path.open("rb") as file:
            self._add(name, file, os.fstat(file.fileno()).st_size)

    def add_text(self, name: str, text: bytes) -> None:
        """A member with that content."""
        self._header(name, len(text))
        self._into.write(text)
        self._fill(len(text))
        self._members[name] = Member(len(text), sha256(text).hexdigest())

    def close(self, told: dict[str, Any]) -> Manifest:
        """Write what the archive says of itself, and the seal."""
        manifest = Manifest(told, dict(self._members))
        text = manifest.text()
        self.add_text(MANIFEST, text)
        self._into.write(sealed(self._into.hash.hexdigest(), sha256(text).hexdigest()))
        return manifest

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        self._header(name, size)
        hash_, left = sha256(), size
        while left:
            piece = file.read(min(A_PIECE, left))
            if not piece:
                raise OSError(f"{name} became shorter while it was read.")
            hash_.update(piece)
            self._into.write(piece)
            left -= len(piece)
        self._fill(size)
        self._members[name] = Member(size, hash_.hexdigest())

    def _header(self, name: str, size: int) -> None:
        self._into.write(_header(name, size))

    def _fill(self, size: int) -> None:
        self._into.write(bytes(-size % tarfile.BLOCKSIZE))


class _Hashing:
    """Writes on, and knows the hash of everything that was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.hash = file, sha256()

    def write(self, piece: bytes) -> None:
        self.hash.update(piece)
        self._file.write(piece)


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def sealed(everything: str, manifest: str) -> bytes:
    """The end of an archive: the seal as a member, and the blocks that end a tar. Always as long."""
    text = f"{everything}\n{manifest}\n".encode()
    return _header(SEAL, len(text)) + text + bytes(-len(text) % tarfile.BLOCKSIZE) + END


TAIL = len(sealed("0" * 64, "0" * 64))


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A name beside the final one to write under; the file gets its own when it is whole and on the disk."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def private(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner can read."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file:
        yield file


def sync_folder(folder: Path) -> None:
    """Make sure that names in a folder are on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# ── reading ──


def verified(path: Path, *, progress: Callable[[str], None] = lambda _: None) -> Manifest:
    """Read every byte of an archive; Damaged names what is not as it was written."""
    with path.open("rb") as file:
        everything, tail = _read_through(file, path.stat().st_size)
        text, faults = _manifest_text(path), []
        if tail != sealed(everything, sha256(text).hexdigest()):
            faults.append(_where(tail, everything, text))
        try:
            manifest = Manifest.read(text)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"{MANIFEST} can’t be read: {error}") from error
    progress(f"{len(manifest.members)} members, {path.stat().st_size:,} bytes")
    faults = [*_member_faults(path, manifest), *faults]
    if faults:
        raise Damaged("\n".join(faults))
    return manifest


def _where(tail: bytes, everything: str, text: bytes) -> str:
    """What the seal tells: the manifest was changed, or the space between members, or the seal itself."""
    if not tail.startswith(_header(SEAL, 130)):
        return "The archive does not end with its seal: it is cut short, or its end was changed."
    kept = tail[tarfile.BLOCKSIZE :].decode("ascii", "replace").split("\n")
    if kept[1] != sha256(text).hexdigest():
        return f"{MANIFEST} was changed (or the seal was)."
    if kept[0] != everything:
        return "A byte was changed: in what is named here, in a header, in the space between members, or in the seal."
    return "The seal at the end was changed."


def _read_through(file: BinaryIO, size: int) -> tuple[str, bytes]:
    """The hash of everything before the seal, and the seal."""
    if size < TAIL:
        raise Damaged("This is no backup: it is too short.")
    hash_, left = sha256(), size - TAIL
    while left:
        piece = file.read(min(A_PIECE, left))
        if not piece:
            raise Damaged("The archive became shorter while it was read.")
        hash_.update(piece)
        left -= len(piece)
    return hash_.hexdigest(), file.read()


def _manifest_text(path: Path) -> bytes:
    with _tar(path) as tar:
        info = next((one for one in _infos(tar) if one.name == MANIFEST), None)
        if info is None or info.size > LARGEST_MANIFEST:
            raise Damaged(f"There is no {MANIFEST} inside: it is cut short, or no backup of Comity.")
        return _bytes(tar, info).read()


def _member_faults(path: Path, manifest: Manifest) -> Iterator[str]:
    expected = dict(manifest.members)
    with _tar(path) as tar:
        for info in _infos(tar):
            if info.name in (MANIFEST, SEAL):
                continue
            member = expected.pop(info.name, None)
            if unsafe := why_unsafe(info):
                yield f"{info.name!r}: {unsafe}"
            elif member is None:
                yield f"{info.name}: does not stand in the manifest"
            elif member != Member(info.size, _hash(_bytes(tar, info))):
                yield f"{info.name}: was changed"
    yield from (f"{name}: is missing" for name in expected)


def why_unsafe(info: tarfile.TarInfo) -> str:
    """Why a member must not be unpacked; "" if it may. Only plain files of ours, below the folder they go to."""
    path = PurePosixPath(info.name)
    if not info.isreg() or info.issparse():
        return "is no plain file"
    if path.is_absolute() or ".." in path.parts or "\\" in info.name or ":" in info.name or str(path) != info.name:
        return "leads out of the archive’s folder"
    ours = info.name in (MANIFEST, SEAL, SETTINGS, KEY) or info.name.startswith((FILES, DATABASE))
    return "" if ours else "is nothing a backup holds"


def unpack(path: Path, name: str, into: BinaryIO) -> None:
    """Write the content of one member. Damaged if there is none."""
    with _tar(path) as tar:
        info = next((one for one in _infos(tar) if one.name == name), None)
        if info is None:
            raise Damaged(f"{name}: is missing")
        _copy(_bytes(tar, info), into)


def unpack_files(path: Path, folder: Path) -> int:
    """Write all of `files/` into a folder; returns how many. The archive was verified before."""
    count = 0
    with _tar(path) as tar:
        for info in _infos(tar):
            if info.name.startswith(FILES) and not why_unsafe(info):
                target = folder / info.name.removeprefix(FILES)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    _copy(_bytes(tar, info), file)
                    file.flush()
                    os.fsync(file.fileno())
                count += 1
    return count


@contextmanager
def _tar(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:", errorlevel=2) as tar:
            yield tar
    except tarfile.TarError as error:
        raise Damaged(f"It can’t be read as a tar: {error}") from error


def _infos(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Every member, with the place it was found at where the next one can't be read."""
    last = "the beginning"
    while True:
        try:
            info = tar.next()
        except (tarfile.TarError, ValueError, OSError) as error:
            raise Damaged(f"After {last} the archive can’t be read on: {error}") from error
        if info is None:
            return
        last = info.name
        yield info


def _bytes(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(info) if info.isreg() else None
    if content is None:
        raise Damaged(f"{info.name}: is no plain file")
    return content


def _hash(content: IO[bytes]) -> str:
    hash_ = sha256()
    while piece := content.read(A_PIECE):
        hash_.update(piece)
    return hash_.hexdigest()


def _copy(content: IO[bytes], into: BinaryIO) -> None:
    while piece := content.read(A_PIECE):
        into.write(piece)
