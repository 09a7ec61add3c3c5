"""The canonical texts of versions and of what members said to them; docs/voting.md explains the form."""

from typing import Any

from comity.audit.canonical import canonical, fingerprint
from comity.core.rulebook.data import FORM
from comity.governing.models import Acceptance, RulebookVersion


def rules_text(version: RulebookVersion) -> str:
    """What is voted on and accepted: the rules and where they came from. Its sha256 is the version's seal."""
    return canonical(
        {
            "form": FORM, "id": version.pk, "coalition": version.coalition_id, "number": version.number,
            "language": version.language, "based_on": version.based_on_id, "why": version.why, "rules": version.plain,
        }
    )  # fmt: skip


def rules_seal(version: RulebookVersion) -> str:
    """The fingerprint of the text as it now stands."""
    return fingerprint(rules_text(version))


def version_text(version: RulebookVersion) -> str:
    """A version's row, and a mark if the seal kept beside it is of another text."""
    row = {
        "rules": rules_text(version), "state": version.state, "question": version.question_id, "seal": version.seal,
        "put_forward_by": {"for": version.acts_for, "of": version.organisation_id or version.for_body_id},
        "drafted_at": version.drafted_at, "proposed_at": version.proposed_at,
        "adopted_at": version.adopted_at, "ended_at": version.ended_at,
    }  # fmt: skip
    same = not version.seal or version.seal == rules_seal(version)
    return canonical(row) + ("" if same else "\nthe row names another seal")


def acceptance_text(said: Acceptance) -> str:
    """A member's word on a version; of its reason only the commitment."""
    return canonical(
        {
            "id": said.pk, "version": said.version_id, "organisation": said.organisation_id, "accepted": said.accepted,
            "why": said.found_mark(), "person": said.person_id, "said_at": said.said_at,
            "replaced_at": said.replaced_at, "words_kept": bool(said.salt),
        }
    )  # fmt: skip


TEXTS: dict[type[Any], Any] = {RulebookVersion: version_text, Acceptance: acceptance_text}
