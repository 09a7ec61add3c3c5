"""The network on other days: which ties held then, what changed between two days. Places are the same on every day."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from comity.audit.models import Entry
from comity.base.clock import day_of
from comity.coalitions.standing import Standing
from comity.core.network.drawing import Bond, Drawing
from comity.network.models import Tie
from comity.network.queries.maps import members_of_map, picture, places_of
from comity.network.queries.reading import rows_of
from comity.network.rungs.carried import Carried
from comity.people.models import Organisation

Pair = tuple[str, str]
#: so many days can be chosen from: the newest, and the first
DAYS = 40
GAINED, KEPT, LOST = "gained", "kept", "lost"


@dataclass(frozen=True)
class Change:
    """A pair whose tie is not what it was: by keys, the rung before and after (0: none)."""

    one: str
    other: str
    was: int
    now: int


@dataclass(frozen=True)
class Replay:
    """The ties of one day, beside those of an earlier one where two are compared. Levels by pair of keys."""

    organisations: Sequence[Organisation]
    ever: frozenset[Pair]
    now: Mapping[Pair, int]
    was: Mapping[Pair, int] | None = None

    def drawing(self) -> Drawing:
        """Drawn in the places that all ties together give, so that days look alike."""
        members = members_of_map(self.organisations)
        ever = picture(members, [Bond(*pair) for pair in sorted(self.ever)])
        return picture(members, self.bonds(), places_of(ever))

    def bonds(self) -> tuple[Bond, ...]:
        """What is drawn: the ties of the day, or what became of those of both."""
        if self.was is None:
            return tuple(Bond(*pair, level) for pair, level in sorted(self.now.items()))
        return tuple(Bond(*pair, self.now.get(pair) or self.was[pair], change=self.became(pair))
                     for pair in sorted({*self.now, *self.was}))  # fmt: skip

    def became(self, pair: Pair) -> str:
        """What became of the tie of that pair."""
        was = self.was or {}
        return KEPT if pair in was and pair in self.now else GAINED if pair in self.now else LOST

    def count(self, became: str) -> int:
        """How many ties were gained, kept or lost."""
        return sum(self.became(pair) == became for pair in {*self.now, *(self.was or {})})

    def changes(self) -> list[Change]:
        """Gained and lost ties, and those whose rung is another."""
        was = self.was or {}
        found = [Change(*pair, was.get(pair, 0), self.now.get(pair, 0)) for pair in {*self.now, *was}]
        return [one for one in found if one.was != one.now]


class Past:
    """What is known of the pairs of these organisations, and since when. Some queries, whatever the number of ties."""

    def __init__(self, standing: Standing, organisations: Iterable[Organisation], today: date) -> None:
        self.organisations, self.today = list(organisations), today
        known = {one.pk for one in self.organisations}
        ties = list(rows_of(standing).order_by("pk"))
        self.ties = [tie for tie in ties if {tie.first_id, tie.second_id} <= known]
        self.words = _words_of(standing.coalition, {tie.pk: tie for tie in self.ties})
        self.carried = Carried.kept(standing.coalition, ties[0].version) if ties else Carried()

    def days(self) -> list[date]:
        """Days on which something new was said or done, the newest first, today before all."""
        said = {day for rows in self.words.values() for day, _slot, _word in rows}
        ended = {tie.ended_on for tie in self.ties if tie.ended_on} | {tie.said_on for tie in self.ties}
        done = {one.counts_from for tie in self.ties for one in self.carried.evidence_of(tie) if one.counts_from}
        found = sorted((day for day in said | ended | done if day < self.today), reverse=True)
        return [self.today, *found[: DAYS - 1], *found[DAYS - 1 :][-1:]]

    def replay(self, on: date, since: date | None = None, rung: int = 0) -> Replay:
        """The network on a day, and since when."""
        ever = frozenset(_pair(tie) for tie in self.ties)
        was = None if since is None else self._levels(since, rung)
        return Replay(self.organisations, ever, self._levels(on, rung), was)

    def _levels(self, day: date, rung: int) -> dict[Pair, int]:
        found = {_pair(tie): self._level(tie, day) for tie in self.ties}
        return {pair: level for pair, level in found.items() if level >= max(rung, 1)}

    def _level(self, tie: Tie, day: date) -> int:
        """The rung that follows from what they did until that day, else the highest that one of them named."""
        carried = self.carried.of(tie, day)
        if carried is not None:
            return carried
        if day >= self.today or tie.pk not in self.words:
            return tie.level if tie.said_on <= day and tie.ended_on is None else 0
        said: list[int | None] = [None, None, None]
        for when, slot, word in self.words[tie.pk]:
            if when <= day:
                said[slot] = word
        return max((said[2] if own is None else own) or 0 for own in said[:2])


def _pair(tie: Tie) -> Pair:
    return str(tie.first_id), str(tie.second_id)


#: what was said of a tie: on which day, by the first (0), the second (1) or a list (2), and which rung
Word = tuple[date, int, int | None]
SAID = ("network.tie.reported", "network.tie.ended", "network.tie.restored", "network.roster.imported")


def _words_of(coalition: UUID, ties: Mapping[UUID, Tie]) -> dict[UUID, list[Word]]:
    """Everything that the record holds of these ties, in its order. One query."""
    found: dict[UUID, list[Word]] = defaultdict(list)
    rows = Entry.objects.filter(chain=coalition, act__in=SAID).order_by("seq")
    for at, text in rows.values_list("at", "text"):
        for pk, slot, word in _told(json.loads(text), ties):
            found[pk].append((day_of(at), slot, word))
    return found


def _told(entry: dict[str, Any], ties: Mapping[UUID, Tie]) -> Iterator[tuple[UUID, int, int | None]]:
    """The words that an entry holds: an organisation's own, or those of a list, of many ties at once."""
    facts = entry["facts"]
    if "said" in facts:
        for key, words in facts["said"].items():
            if (pk := UUID(key)) in ties:
                yield from ((pk, slot, word) for slot, word in enumerate(words))
        return
    pk = UUID(entry["things"][0][1])
    if pk in ties:
        yield pk, 0 if str(ties[pk].first_id) == facts["speaker"] else 1, facts["level"]
