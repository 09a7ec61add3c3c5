"""Files: uploaded, read, replaced, withdrawn."""

import base64
import binascii
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import Field

from comity.api import bodies, lists
from comity.api.operations import AT, Call, deed, reading
from comity.api.shapes.files import FileShape, NewFile, Sent, file_shape
from comity.api.values import Given
from comity.base.clock import now
from comity.coalitions.held import held_by
from comity.files import acts, forms
from comity.files.lists import files as listed
from comity.files.views import content_of, seen

router = Router(tags=["files"])
ALL = f"{AT}/files"
ONE = f"{ALL}/{{uuid:file}}"
WITHDRAWAL = bodies.body("FileWithdrawal", forms.WithdrawForm)


class FilesAsked(lists.Asked):
    """What the list of files can be asked."""

    holder: str | None = Field(None, max_length=80, description="Only files of such things, as “coalitions.body”.")
    kind: str | None = Field(None, max_length=10, description="Only of this kind, as “pdf”.")
    state: Literal["replaced", "withdrawn"] | None = Field(None, description="Those that no longer count.")


@reading(router, ALL, says=_("List files"), answers=lists.list_of(FileShape), lists="files", asks=FilesAsked)
def files(request: Call, asked: FilesAsked) -> Any:
    """All files one may know of that count, the newest first."""
    return lists.part(request, listed(request), asked, file_shape)


@deed(router, ALL, says=_("Upload a file"), act="files.file.uploaded", takes=NewFile, answers=FileShape, status=201)
def upload(request: Call, given: Any) -> Any:
    """To a body, or another thing that files can belong to. It is known by its bytes, not by its name."""
    thing = held_by(request.standing, given.held_by, given.held_id)
    made = acts.upload_file(thing, _content(given), note=given.note, by=request.capacity, at=now())
    return file_shape(made)


@reading(router, ONE, says=_("Read about one file"), answers=FileShape)
def file(request: Call, file: UUID) -> Any:
    """What it is, who uploaded it, and its fingerprint."""
    return file_shape(seen(request, file)[0])


@reading(router, f"{ONE}/content", says=_("Fetch a file"), answers=FileShape, media="application/octet-stream")
def content(request: Call, file: UUID) -> Any:
    """Its bytes. Withdrawn files are no longer given out."""
    return content_of(seen(request, file)[0])


@deed(router, f"{ONE}/replace", says=_("Replace a file by a newer one"), act="files.file.replaced", takes=Sent,
      answers=FileShape, status=201)  # fmt: skip
def replace(request: Call, file: UUID, given: Any) -> Any:
    """The one before stays in the line."""
    found = seen(request, file)[0]
    made = acts.replace_file(found, _content(given), note=given.note, by=request.capacity, at=now())
    return file_shape(made)


@deed(router, f"{ONE}/withdraw", says=_("Withdraw a file"), act="files.file.withdrawn", takes=WITHDRAWAL,
      answers=FileShape)  # fmt: skip
def withdraw(request: Call, file: UUID, given: Given) -> Any:
    """Nobody can read it any more. Its content goes after thirty days."""
    said = bodies.cleaned(forms.WithdrawForm, given)
    return file_shape(acts.withdraw_file(seen(request, file)[0], by=request.capacity, at=now(), **said))


@deed(router, f"{ONE}/bring-back", says=_("Bring a file back"), act="files.file.restored", answers=FileShape)
def bring_back(request: Call, file: UUID) -> Any:
    """While its content is there."""
    return file_shape(acts.restore_file(seen(request, file)[0], by=request.capacity, at=now()))


def _content(given: Any) -> "ContentFile[bytes]":
    try:
        return ContentFile(base64.b64decode(given.content, validate=True), name=given.name)
    except (binascii.Error, ValueError):
        raise ValidationError({"content": _now("This is not base64.")}) from None
