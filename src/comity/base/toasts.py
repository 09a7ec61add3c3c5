"""News of what just happened, shown once on the next page, with the way back where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo:"


@dataclass(frozen=True)
class Toast:
    """One piece of news: its text, its kind (ok, info, warn, bad) and where a POST takes it back ("" if nowhere)."""

    text: str
    kind: str
    undo_url: str


def toast(
    request: HttpRequest, text: str, undo_url: str | None = None, *, level: int = messages.SUCCESS
) -> None:
    """Say on the next page what was done. `undo_url` takes a POST of the compensating act, within its ten minutes."""
    messages.add_message(request, level, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def told(waiting: Iterable[Message]) -> list[Toast]:
    """The waiting messages as toasts; reading them empties the store."""
    return [
        Toast(str(one.message), _kind(one.level), (one.extra_tags or "").partition(_UNDO)[2])
        for one in waiting
    ]


def _kind(level: int) -> str:
    if level >= messages.ERROR:
        return "bad"
    if level >= messages.WARNING:
        return "warn"
    return "ok" if level >= messages.SUCCESS else "info"
