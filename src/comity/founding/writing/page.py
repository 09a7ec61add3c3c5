"""What the page of a founding text shows, for one reader."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from comity.base.refusal import Reason
from comity.coalitions.requests import CoalitionRequest
from comity.founding.models import Kind
from comity.founding.writing.permissions import keeping, not_waiting
from comity.founding.writing.queries import adopted_words, visible_to


@dataclass(frozen=True)
class Page:
    """thing: the founding text, if it was begun. words: of the version that holds, else of the newest.

    barred: why the reader can't begin or keep it. not_put: why it can't be put to the vote. silent: founders that have
    not answered yet, for the brief.
    """

    kind: Kind
    thing: Any
    words: str
    barred: Reason | None
    not_put: Reason | None
    silent: list[Any] = field(default_factory=list)
    url: str = ""

    @property
    def text(self) -> Any:
        return self.thing.text if self.thing else None

    @property
    def refused(self) -> bool:
        """Whether the members voted on this version and did not adopt it."""
        done = self.thing is not None and self.thing.vote is not None and not self.thing.is_voted_on
        return bool(done and self.thing.voted_number == self.text.number and not self.thing.holds_as_written)


def page_of(request: CoalitionRequest, kind: Kind, silent: list[Any] | None = None) -> Page:
    """The page of one kind. Two queries at most."""
    thing = visible_to(request.standing).filter(kind=kind).first()
    barred = keeping(request.standing, request.capacity, kind)
    words = (adopted_words(thing) or thing.text.words) if thing is not None else ""
    url = reverse(f"founding:{kind.value}", args=[request.coalition.slug])
    return Page(kind, thing, words, barred, not_waiting(thing) if thing else None, silent or [], url)
