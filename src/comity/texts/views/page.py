"""Everything the page of one text shows, read once: what the reader can do, and why not."""

from datetime import datetime
from functools import cached_property
from typing import Any

from comity.base.refusal import Reason
from comity.coalitions.held import keeping, title_of, url_of
from comity.coalitions.requests import CoalitionRequest
from comity.texts import queries
from comity.texts.lists import state_of
from comity.texts.models import Comment, Suggestion, SuggestionState, Text, Version
from comity.texts.permissions import for_good, saying, standing_still
from comity.texts.sealing import seal_of

#: how many versions stand beside a text
SHOWN = 30
LOOKS = {
    SuggestionState.WAITING: ("warn", "clock"),
    SuggestionState.ACCEPTED: ("ok", "check"),
    SuggestionState.DECLINED: ("bad", "x"),
    SuggestionState.WITHDRAWN: ("", ""),
}


class Sheet:
    """A text for one reader with one hat at one moment. thing: what it belongs to, as the reader may see it."""

    def __init__(self, request: CoalitionRequest, text: Text, thing: Any, at: datetime) -> None:
        self.request, self.text, self.thing, self.at = request, text, thing, at
        self.by, self.standing = request.capacity, request.standing

    @property
    def status(self) -> tuple[str, str, str]:
        return state_of(self.text)

    @property
    def holder(self) -> str:
        return title_of(self.thing)

    @property
    def holder_url(self) -> str:
        return url_of(self.thing)

    @cached_property
    def versions(self) -> list[Version]:
        return list(queries.versions_of(self.text)[:SHOWN])

    @cached_property
    def newest(self) -> Version:
        return self.versions[0]

    @property
    def seal(self) -> str:
        return seal_of(self.newest)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return list(queries.suggestions_of(self.text)[:50])

    @property
    def waiting(self) -> list[Suggestion]:
        return [one for one in self.suggestions if one.state == SuggestionState.WAITING]

    @property
    def settled(self) -> list[Suggestion]:
        return [one for one in self.suggestions if one.state != SuggestionState.WAITING]

    @cached_property
    def threads(self) -> list[Comment]:
        return list(queries.threads_of(self.text)[:100])

    @cached_property
    def no_keeping(self) -> Reason | None:
        """Why the reader does not keep this text."""
        return keeping(self.request, self.thing, at=self.at)

    @property
    def no_thaw(self) -> Reason | None:
        """Why it can't be changed again by the reader."""
        return self.no_keeping or for_good(self.text, self.thing)

    @property
    def no_writing(self) -> Reason | None:
        return self.no_keeping or standing_still(self.text)

    @cached_property
    def no_saying(self) -> Reason | None:
        return saying(self.standing, self.by)

    @property
    def no_suggesting(self) -> Reason | None:
        return self.no_saying or standing_still(self.text)

    @property
    def no_comment(self) -> Reason | None:
        return self.no_saying or (standing_still(self.text) if self.text.withdrawn_at else None)
