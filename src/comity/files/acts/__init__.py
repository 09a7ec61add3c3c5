"""Files are uploaded, replaced, withdrawn and brought back."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.ids import uuid7
from comity.base.refusal import require
from comity.base.uploads import drop, named
from comity.coalitions.held import thing_of
from comity.coalitions.permissions import same_coalition
from comity.files.kinds import kind_of
from comity.files.models import Attachment
from comity.files.names import clean, suffix_of
from comity.files.permissions import may_change, may_empty, may_restore, may_upload, may_withdraw
from comity.files.queries import bytes_of, twin_of
from comity.files.sealing import seals

MEGABYTE = 1_000_000


@act("files.file.uploaded", says=gettext_noop("uploaded the file {about}"))
def upload_file(
    thing: Any, file: "File[bytes]", *, by: Capacity, at: datetime, note: str = "", name: str = ""
) -> Changes[Attachment]:  # fmt: skip
    """Add a file to a thing that files can belong to. ValidationError (field `file`) says what is wrong with it."""
    require(may_upload(by, thing, at=at))
    one = Attachment(line=uuid7(), note=note, uploaded_at=at)
    one.pk = one.line
    _keep(one, thing, file, name, by)
    return Changes(one, also=[thing], words={"about": one.name, "note": one.note}, **_facts(one), seals=seals(one))


@act("files.file.replaced", says=gettext_noop("put a new file in the place of {before}: {about}"))
def replace_file(
    attachment: Attachment, file: "File[bytes]", *, by: Capacity, at: datetime, note: str = "", name: str = ""
) -> Changes[Attachment]:  # fmt: skip
    """Put another file in its place. The one before stays in the line, and can be read there."""
    before = _fresh(attachment, by)
    require(may_change(by, before, at=at))
    thing = thing_of(before)
    before.replaced_at = at
    before.store()
    one = Attachment(line=before.line, number=before.number + 1, note=note or before.note, uploaded_at=at)
    _keep(one, thing, file, name, by, than=before)
    words = {"about": one.name, "before": before.name, "note": one.note}
    return Changes(one, also=[before, thing], words=words, **_facts(one), seals=seals(one, before))


@act("files.file.withdrawn", says=gettext_noop("withdrew the file {about}"))
def withdraw_file(
    attachment: Attachment, *, why: str = "", whole: bool = False, by: Capacity, at: datetime
) -> Changes[Attachment]:  # fmt: skip
    """Give a file out no longer. Its row stays; its content goes after thirty days, unless it is brought back.

    whole: with it all others of its line, so that nobody reads an older one instead.
    """
    one = _fresh(attachment, by)
    require(may_withdraw(by, one, at=at))
    others = list(Attachment.objects.filter(line=one.line, withdrawn_at=None).exclude(pk=one.pk)) if whole else []
    for row in [one, *others]:
        row.withdrawn_at, row.withdrawn_why = at, why
        row.store()
    words = {"about": one.name, "why": one.withdrawn_why}
    return Changes(one, also=[*others, thing_of(one)], words=words, line=one.line, whole=whole)


@act("files.file.restored", says=gettext_noop("brought the file {about} back"))
def restore_file(attachment: Attachment, *, by: Capacity, at: datetime) -> Changes[Attachment]:
    """Give a withdrawn file out again, while its content is there."""
    one = _fresh(attachment, by)
    require(may_restore(by, one, at=at))
    one.withdrawn_at, one.withdrawn_why = None, ""
    one.store()
    return Changes(one, also=[thing_of(one)], words={"about": one.name}, line=one.line)


@act("files.file.emptied", says=gettext_noop("let the content of the withdrawn file {about} go"))
def empty_file(attachment: Attachment, *, by: Capacity, at: datetime) -> Changes[Attachment]:
    """Let the bytes of a withdrawn file go for good. Its name, size and fingerprint stay."""
    one = _fresh(attachment, by)
    require(may_empty(by, one, at=at))
    drop(one.file.storage, str(one.file.name))
    one.file = ""
    one.store()
    return Changes(one, also=[thing_of(one)], words={"about": one.name}, line=one.line)


def _fresh(attachment: Attachment, by: Capacity) -> Attachment:
    """The row as it stands once the chain is locked."""
    require(same_coalition(by, attachment))
    found: Attachment = Attachment.objects.select_related("coalition").get(pk=attachment.pk)
    return found


def _keep(
    one: Attachment, thing: Any, file: "File[bytes]", name: str, by: Capacity, than: Attachment | None = None
) -> None:  # fmt: skip
    """Check the bytes, and only then write them."""
    one.name = clean(name or str(file.name or ""))
    try:
        data = _read(file)
        kind = kind_of(suffix_of(one.name), data)
        one.kind, one.size, one.sha256 = kind.key, len(data), hashlib.sha256(data).hexdigest()
        _once(one, thing, than)
        _room(one, by)
    except ValidationError as wrong:
        raise ValidationError({"file": wrong}) from wrong
    one.speak_as(by)
    one.belong_to(thing)
    one.clean_fields(exclude={"file", "organisation", "for_body", "person", "body", "replaced_at", "withdrawn_at"})
    one.file = named(data, kind.key)
    try:
        one.store()
    except BaseException:
        one.file.storage.delete(str(one.file.name))
        raise


def _read(file: "File[bytes]") -> bytes:
    data: bytes = file.read(settings.UPLOAD_LARGEST + 1)
    if len(data) > settings.UPLOAD_LARGEST:
        most = settings.UPLOAD_LARGEST // MEGABYTE
        said = ngettext("This file is larger than {n} MB. Send a smaller one.",
                        "This file is larger than {n} MB. Send a smaller one.", most)  # fmt: skip
        raise ValidationError(said.format(n=most), code="size")
    if not data:
        raise ValidationError(_("This file is empty. Choose another."), code="empty")
    return data


def _once(one: Attachment, thing: Any, than: Attachment | None) -> None:
    if than is not None and than.sha256 == one.sha256:
        raise ValidationError(_("This is the file that is here already."), code="same")
    twin = twin_of(thing, one.sha256)
    if twin is not None:
        raise ValidationError(_("This file is here already, as “{name}”.").format(name=twin.name), code="same")


def _room(one: Attachment, by: Capacity) -> None:
    assert by.coalition is not None
    if bytes_of(by.coalition) + one.size > settings.UPLOADS_LARGEST:
        said = _("The coalition’s files would take more than {n} MB. Withdraw some first.")
        raise ValidationError(said.format(n=settings.UPLOADS_LARGEST // MEGABYTE), code="full")


def _facts(one: Attachment) -> dict[str, Any]:
    return {"line": one.line, "number": one.number, "kind": one.kind, "size": one.size, "sha256": one.sha256}
