"""The canonical text of a version, by whose fingerprint it can be proved later that nobody changed a word."""

from comity.audit import sealing
from comity.audit.canonical import canonical, fingerprint
from comity.texts.models import Version


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


TEXTS = {Version: version_text}


def seal_of(version: Version) -> str:
    """sha256 of the canonical text."""
    return fingerprint(version_text(version))


def seals(version: Version) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, version)


def register() -> None:
    """Let the record check our rows."""
    sealing.check(TEXTS)
