"""Run by test_search: fill the index, ask, print medians in milliseconds as JSON."""

import json
import time
from collections.abc import Iterator
from itertools import islice, product
from random import Random

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from comity.base.ids import uuid7
from comity.base.models import Findable
from comity.base.search import find
from comity.base.text import fold
from tests.bench.timing import Work, by_turns

THINGS, ROUNDS = 100_000, 9
SYLLABLES = (
    "ro",
    "ren",
    "har",
    "scho",
    "ni",
    "gar",
    "bri",
    "win",
    "cli",
    "kit",
    "re",
    "coun",
    "she",
    "mar",
    "you",
)
WORDS = tuple("".join(parts) for parts in product(SYLLABLES, repeat=3))
#: what is asked: a word in one of 100 things, one at the beginning of a word of most, and two together
ASKED = {"one rare word": "ropewalk", "a common beginning": "s", "two beginnings": "har re"}


def things(coalition: object) -> Iterator[Findable]:
    """Things with titles of three words and texts of thirty, out of 3,375; the first words are the commonest."""
    chance = Random(3)
    for number in range(THINGS):
        words = [WORDS[int(len(WORDS) * chance.random() ** 2)] for _ in range(33)]
        words += ["ropewalk"] if number % 1000 == 0 else []
        title, text = " ".join(words[:3]), " ".join(words[3:])
        yield Findable(
            thing=uuid7(), label="governing.question", coalition=coalition, title=title, text=text, url="/",
            confidentiality="coalition", folded=fold(f"{title} {text}"),
        )  # fmt: skip


def plainly(words: str, allowed: Q) -> list[Findable]:
    """The same without an index of words."""
    rows = Findable.objects.filter(allowed)
    for word in words.split():
        rows = rows.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return list(rows.order_by("title", "thing")[:100])


def main() -> None:
    call_command("migrate", verbosity=0)
    coalition = uuid7()
    left = things(coalition)
    while batch := list(islice(left, 2000)):
        Findable.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    allowed = Q(coalition=coalition, confidentiality="coalition")
    found = {}
    for name, words in ASKED.items():
        assert len(find(words, allowed, limit=100)) == 100
        works: dict[str, Work] = {
            "ours": lambda words=words: find(words, allowed, limit=100),  # type: ignore[misc]
            "plain": lambda words=words: plainly(words, allowed),  # type: ignore[misc]
        }
        times = by_turns(works, rounds=ROUNDS, clock=time.perf_counter)
        found[name] = times["ours"] * 1000, times["plain"] * 1000
    print(json.dumps(found))


if __name__ == "__main__":
    main()
