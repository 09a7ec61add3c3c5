"""Texts full of canaries: one that everyone inside may read, and one for the eyes of the committee."""

from datetime import datetime
from typing import Any

from comity.base.confidentiality import Confidentiality
from comity.texts.acts import comment_on, open_text, suggest, write_version
from tests.cast import Troupe


def write_everything(troupe: Troupe, things: Any, open_canary: str, secret: str, speaker: Any, at: datetime) -> None:
    """A text with a suggestion and a comment; the same for the committee alone."""
    for canary, prefix in ((open_canary, ""), (secret, "secret_")):
        text = open_text(
            troupe.bodies["steering"], title="Hidden" if prefix else canary, words="–" if prefix else canary,
            by=troupe.by, at=at,
        )  # fmt: skip
        if prefix:
            text.confidentiality, text.body = Confidentiality.BODY, troupe.bodies["steering"]
            text.store()
            text = write_version(text, title=f"Hidden {canary}", words=canary, note=canary, by=troupe.by, at=at)
        setattr(things, f"{prefix}text", text.pk)
        made = suggest(text, words=f"{canary} anew", why=canary, by=speaker, at=at)
        setattr(things, f"{prefix}suggestion", made.pk)
        setattr(things, f"{prefix}comment", comment_on(text, words=canary, quote=canary, by=speaker, at=at).pk)
