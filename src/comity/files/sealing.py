"""The canonical text of a file's row: with the fingerprint of its bytes, so that another file can't take its name."""

from uuid import UUID

from django_scopes import scopes_disabled

from comity.audit.canonical import canonical, fingerprint
from comity.base import registry
from comity.files.models import Attachment

LABEL = "files.attachment"


def file_text(one: Attachment) -> str:
    """What of a file must not change."""
    return canonical(
        {
            "id": one.pk, "line": one.line, "number": one.number, "name": one.name, "kind": one.kind, "size": one.size,
            "sha256": one.sha256, "uploaded_at": one.uploaded_at, "for": one.acts_for,
            "of": one.organisation_id or one.for_body_id, "person": one.person_id,
        }
    )  # fmt: skip


def seals(*files: Attachment) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return {LABEL: {str(one.pk): fingerprint(file_text(one)) for one in files}}


def register() -> None:
    """Let the record check our rows."""
    registry.seals.register(LABEL, _read)


def _read(pk: UUID) -> str | None:
    with scopes_disabled():
        row = Attachment.objects.filter(pk=pk).first()
        return file_text(row) if row else None
