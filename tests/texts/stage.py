"""Texts as stories use them: the house rules of a steering committee, kept by Marta, who chairs it."""

from datetime import timedelta
from typing import Any

from django.test import Client

from comity.base.capacity import Capacity
from comity.base.clock import stopped_at
from comity.coalitions.middleware import HAT
from comity.texts.acts import open_text, suggest, write_version
from comity.texts.models import Suggestion, Text
from tests.cast import THEN, Troupe

LATER = THEN + timedelta(days=1)
WORDS = "# House rules\n\nWe meet on Mondays at six.\n\nWhoever speaks is heard out.\n\nMinutes go out within a week."


def chair(troupe: Troupe) -> Capacity:
    """Marta, for the committee."""
    return troupe.hat(troupe.people["Marta"], troupe.bodies["steering"])


def traders(troupe: Troupe) -> Capacity:
    """Henk, for the traders, who have no seat in the committee."""
    return troupe.hat(troupe.people["Henk"], troupe.organisations["DR"])


def begun(troupe: Troupe, *, title: str = "House rules", words: str = WORDS) -> Text:
    """The text, begun by the chair."""
    return open_text(troupe.bodies["steering"], title=title, words=words, by=chair(troupe), at=THEN)


def rewritten(troupe: Troupe, text: Text, old: str, new: str, **more: Any) -> Text:
    """The chair writes a version in which some words are others."""
    text.refresh_from_db()
    return write_version(text, words=text.words.replace(old, new), by=chair(troupe), at=LATER, **more)


def suggested(troupe: Troupe, text: Text, old: str, new: str, **more: Any) -> Suggestion:
    """The traders suggest other words."""
    words = WORDS.replace(old, new)
    return suggest(text, words=words, by=more.pop("by", traders(troupe)), at=LATER, **more)


class Visitor:
    """Somebody's browser, at a moment that stands still, under a hat."""

    def __init__(self, person: Any, hat: Capacity | None = None) -> None:
        self.client, self.hat = Client(), hat
        self.client.force_login(person)
        if hat:
            session = self.client.session
            session[HAT] = {str(hat.coalition): hat.value}
            session.save()

    def get(self, url: str, **query: Any) -> Any:
        with stopped_at(LATER):
            return self.client.get(url, query)

    def post(self, url: str, **data: Any) -> Any:
        with stopped_at(LATER):
            return self.client.post(url, ({"acting_as": self.hat.value} if self.hat else {}) | data)
