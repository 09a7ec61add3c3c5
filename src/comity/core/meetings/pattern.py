"""The usual agenda of a series, written one item a line: "10 inform News sent round beforehand"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LINE = re.compile(r"^\s*(?P<minutes>\d{1,3})\s+(?P<kind>\S+?):?\s+(?P<title>\S.*?)\s*$")
#: so many items, each so long at most
MOST, LONGEST = 40, 160


@dataclass(frozen=True)
class Usual:
    """One item as it usually is: minutes, kind, title."""

    minutes: int
    kind: str
    title: str


class Unreadable(ValueError):
    """A line that says no item. number: which one, from 1."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(line)
        self.number, self.line = number, line


def read_pattern(text: str, kinds: Mapping[str, str]) -> list[Usual]:
    """The items of a text; blank lines are left out. kinds: word as people write it, in lower case → kind.

    Raises Unreadable for the first line that has no minutes, no kind or no title.
    """
    found: list[Usual] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        said = LINE.match(line)
        kind = kinds.get(said["kind"].casefold()) if said else None
        if said is None or kind is None or int(said["minutes"]) < 1 or len(said["title"]) > LONGEST:
            raise Unreadable(number, line.strip())
        found.append(Usual(int(said["minutes"]), kind, said["title"]))
    if len(found) > MOST:
        raise Unreadable(MOST + 1, "")
    return found
