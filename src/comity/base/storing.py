"""Where uploaded files lie on this machine: what was acknowledged is on the disk, whatever happens to the machine."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class OnDisk(FileSystemStorage):
    """Files in a folder. Before anybody is told that one is kept, it is on the disk, with its folder."""

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # what stubs leave out
        path = Path(self.path(saved))
        for place in (path, *_folders(path, Path(self.location))):
            write_through(place)
        return saved


def write_through(place: Path) -> None:
    """Return once what stands in a file, or which files stand in a folder, is on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folders(path: Path, top: Path) -> Iterator[Path]:
    """The folders of a file, up to the one above all that may have been made for it."""
    for folder in path.parents:
        yield folder
        if folder == top.parent:
            return
