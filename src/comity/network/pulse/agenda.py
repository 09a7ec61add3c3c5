"""How a talk about trust goes: a guided round in which nobody needs to answer, and nothing is written down by name."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Item:
    """A piece of the talk: its title, what whoever leads it says or does, and minutes."""

    title: str
    text: str
    minutes: int


def agenda(questions: list[dict[str, Any]]) -> list[Item]:
    """Arriving, each sentence in a round, then what to do; about an hour."""
    rounds = [
        Item(one["text"], _("Each in turn, equally long; who wants says “pass”. Nobody answers anybody yet."), 8)
        for one in questions
    ]
    return [
        Item(_("Arrive"), _("What is said here stays here. Nobody writes down who said what. All agree?"), 5),
        *rounds,
        Item(_("What we heard"), _("Two things that go well and two that don’t, in words that all can accept."), 10),
        Item(_("What we will do"), _("One small thing, who does it, and until when. Note it on this page."), 10),
    ]
