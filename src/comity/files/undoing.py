"""Taking a step back within ten minutes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.files import acts
from comity.files.models import Attachment


def file_uploaded(entry: Entry, *, by: Capacity, at: datetime) -> Attachment:
    """The file is withdrawn."""
    return acts.withdraw_file(_files(entry)[0], by=by, at=at)


def file_withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Attachment:
    """The file is back, with all of its line that were withdrawn with it."""
    one, *others = _files(entry)
    for other in others:
        acts.restore_file(other, by=by, at=at)
    return acts.restore_file(one, by=by, at=at)


def _files(entry: Entry) -> list[Attachment]:
    """The files that the act was about, the first of them foremost."""
    label = Attachment._meta.label_lower
    pks = entry.ids_of(label)
    return [Attachment.objects.get(pk=pk) for pk in pks]


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "files.file.uploaded": file_uploaded,
    "files.file.withdrawn": file_withdrawn,
}
