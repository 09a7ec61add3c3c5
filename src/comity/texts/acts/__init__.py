"""What can be done to texts, suggestions and comments."""

from comity.texts.acts.commenting import comment_on, reopen_comment, resolve_comment
from comity.texts.acts.suggesting import (
    accept_suggestion,
    decline_suggestion,
    suggest,
    take_back_suggestion,
    worked_in,
)
from comity.texts.acts.writing import (
    freeze_text,
    open_text,
    restore_text,
    thaw_text,
    withdraw_text,
    write_version,
)

__all__ = [
    "accept_suggestion",
    "comment_on",
    "decline_suggestion",
    "freeze_text",
    "open_text",
    "reopen_comment",
    "resolve_comment",
    "restore_text",
    "suggest",
    "take_back_suggestion",
    "thaw_text",
    "withdraw_text",
    "worked_in",
    "write_version",
]
