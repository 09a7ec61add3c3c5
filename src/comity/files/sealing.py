"""The canonical text of a file's row: with the fingerprint of its bytes, so that another file can't take its name."""

from comity.audit import sealing
from comity.audit.canonical import canonical
from comity.files.models import Attachment


def file_text(one: Attachment) -> str:
    """What of a file must not change."""
    return canonical(
        {
            "id": one.pk, "line": one.line, "number": one.number, "name": one.name, "kind": one.kind, "size": one.size,
            "sha256": one.sha256, "uploaded_at": one.uploaded_at, "for": one.acts_for,
            "of": one.organisation_id or one.for_body_id, "person": one.person_id,
        }
    )  # fmt: skip


TEXTS = {Attachment: file_text}


def seals(*files: Attachment) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *files)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
