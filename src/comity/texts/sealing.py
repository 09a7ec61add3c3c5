"""The canonical text of a version, by whose fingerprint it can be proved later that nobody changed a word."""

from uuid import UUID

from django_scopes import scopes_disabled

from comity.audit.canonical import canonical, fingerprint
from comity.base import registry
from comity.texts.models import Version

LABEL = "texts.version"


def version_text(version: Version) -> str:
    """All of a version that must not change: its words and title, its place, who wrote it for whom, and when."""
    return canonical(
        {
            "id": version.pk, "text": version.text_id, "number": version.number, "title": version.title,
            "words": version.words, "note": version.note, "written_at": version.written_at, "for": version.acts_for,
            "of": version.organisation_id or version.for_body_id, "person": version.person_id,
            "suggestion": version.suggestion_id,
        }
    )  # fmt: skip


def seal_of(version: Version) -> str:
    """sha256 of the canonical text."""
    return fingerprint(version_text(version))


def seals(version: Version) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return {LABEL: {str(version.pk): seal_of(version)}}


def register() -> None:
    """Let the record check our rows."""
    registry.seals.register(LABEL, _read)


def _read(pk: UUID) -> str | None:
    with scopes_disabled():
        row = Version.objects.filter(pk=pk).first()
        return version_text(row) if row else None
