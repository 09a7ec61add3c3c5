"""Taking a step back within ten minutes."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from comity.audit.models import Entry
from comity.base.capacity import Capacity
from comity.files import acts
from comity.files.models import Attachment


def file_uploaded(entry: Entry, *, by: Capacity, at: datetime) -> Attachment:
    """The file is withdrawn."""
    return acts.withdraw_file(_file(entry), by=by, at=at)


def file_withdrawn(entry: Entry, *, by: Capacity, at: datetime) -> Attachment:
    """The file is back."""
    return acts.restore_file(_file(entry), by=by, at=at)


def _file(entry: Entry) -> Attachment:
    label = Attachment._meta.label_lower
    pk = next(UUID(pk) for kind, pk in json.loads(entry.text)["things"] if kind == label)
    found: Attachment = Attachment.objects.get(pk=pk)
    return found


#: act → what takes it back
UNDO: dict[str, Callable[..., Any]] = {
    "files.file.uploaded": file_uploaded,
    "files.file.withdrawn": file_withdrawn,
}
