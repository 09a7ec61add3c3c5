"""What organisations say of each other in a survey, and how the people of one organisation speak with one voice.

An answer is one organisation's word about another. Several people of it may have answered: `spoken` makes one word of
theirs in a stated way. Whoever answered and does not name another says that there is nothing between the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median_low

from comity.core.network.network import Key

TRUST = ("reliability", "mission", "openness")
VALUE = ("influence", "involvement", "resources")
#: what is rated from 1 (not at all) to 4 (very much)
ITEMS = (*TRUST, *VALUE)
#: how often two are in contact, from seldom to often; "some": nobody says how often
CONTACTS = ("never", "some", "yearly", "quarterly", "monthly", "weekly", "daily")


class Together(StrEnum):
    """How the answers of several people become the word of their organisation."""

    HIGHEST = "highest"  # one person's word is enough; the closest counts
    MOST = "most"  # at least half of those who answered must name the other; the middle word counts


@dataclass(frozen=True)
class Answer:
    """`by` says of `about`: level, the rung (0: in contact, no rung named); contact, one of `CONTACTS` or "".

    kinds: what they do together, in order. gave, received: None where it wasn't asked. ratings: item → 1 to 4; of
    several people the middle one, of two in the middle the lower.
    """

    by: Key
    about: Key
    level: int = 1
    contact: str = ""
    kinds: tuple[str, ...] = ()
    gave: bool | None = None
    received: bool | None = None
    ratings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """What one person filled in for an organisation; answers about itself are left out."""

    by: Key
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Spoken:
    """The words of organisations: one answer for each pair, in order of first mention, and how many people spoke."""

    answers: tuple[Answer, ...]
    respondents: dict[Key, int]
    about_itself: int


def spoken(filled: Iterable[Filled], how: Together) -> Spoken:
    """One word for each organisation about each other that it names."""
    said: dict[tuple[Key, Key], list[Answer]] = {}
    respondents: dict[Key, int] = {}
    itself = 0
    for one in filled:
        respondents[one.by] = respondents.get(one.by, 0) + 1
        for answer in _once_each(one.answers):
            if answer.about == one.by:
                itself += 1
            else:
                said.setdefault((one.by, answer.about), []).append(answer)
    kept = [
        _together(words, how)
        for (by, _about), words in said.items()
        if how is Together.HIGHEST or 2 * len(words) >= respondents[by]
    ]
    return Spoken(tuple(kept), respondents, itself)


def _once_each(answers: Sequence[Answer]) -> Iterable[Answer]:
    """Whom a person names twice is named once, the closest way."""
    once: dict[Key, Answer] = {}
    for one in answers:
        known = once.get(one.about)
        once[one.about] = one if known is None else _together([known, one], Together.HIGHEST)
    return once.values()


def _together(words: Sequence[Answer], how: Together) -> Answer:
    levels = sorted(one.level for one in words)
    # of two in the middle the lower: nobody is said to be closer than half of them say
    level = levels[-1] if how is Together.HIGHEST else levels[(len(levels) - 1) // 2]
    kinds = dict.fromkeys(kind for one in words for kind in one.kinds)
    return Answer(
        words[0].by, words[0].about, level, max((one.contact for one in words), key=_often), tuple(sorted(kinds)),
        _any(one.gave for one in words), _any(one.received for one in words),
        {item: median_low(found) for item in ITEMS if (found := [a.ratings[item] for a in words if item in a.ratings])},
    )  # fmt: skip


def _often(contact: str) -> int:
    return CONTACTS.index(contact) if contact in CONTACTS else -1


def _any(words: Iterable[bool | None]) -> bool | None:
    told = [word for word in words if word is not None]
    return any(told) if told else None
