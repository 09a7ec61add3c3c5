"""The .blt format that most programs for ranked ballots read and write.

First line: options and seats. Then, by their numbers from 1, options that withdrew, with a minus. Then a ballot a line:
its weight, the options in order, 0; "=" between two options ranks them equal, "-" skips a place. A line 0 ends the
ballots. Then every option's name and the title, in quotes. From "#" to the end of a line is a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.core.ballots.files.trouble import Unreadable, whole
from comity.core.ballots.polls import MOST_OPTIONS, MOST_WEIGHT, RankedPoll, Ranking

_QUOTED = re.compile(r'"([^"]*)"')
#: (line number, words)
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Election:
    """A poll of ranked ballots, how many are to be elected, and what it is called."""

    poll: RankedPoll
    seats: int
    title: str = ""


def read_blt(text: str) -> Election:
    """Read a file. Options that withdrew are taken out of every ballot. Raises Unreadable with the line."""
    ballots, names, end = _halves(text)
    lines = iter(ballots)
    options, seats = _head(lines)
    if len(names) not in (options, options + 1):
        raise Unreadable(end, f"{options} names in quotes and a title are expected, {len(names)} are there.")
    gone, marks = _ballots(lines, options)
    left = [option for option in range(options) if option not in gone]
    place = {option: new for new, option in enumerate(left)}
    rankings = [(_moved(ranking, place), weight) for ranking, weight in marks]
    poll = RankedPoll.of_rankings(
        tuple(names[option] for option in left),
        tuple(weight for _, weight in rankings),
        tuple(ranking for ranking, _ in rankings),
    )
    return Election(poll, seats, names[options] if len(names) > options else "")


def _halves(text: str) -> tuple[list[Line], list[str], int]:
    """The lines of numbers, the quoted names behind them, and the line at which these begin."""
    numbers: list[Line] = []
    rest, start = "", 0
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = raw if start else raw.split("#", 1)[0].strip()
        if '"' in line or start:
            start = start or number
            rest += re.sub(r"#[^\"]*$", "", raw) + "\n"
        elif line:
            numbers.append((number, line.split()))
    names = [" ".join(found.split()) for found in _QUOTED.findall(rest)]
    if not names:
        raise Unreadable(
            len(text.splitlines()), "The names of the options, in quotes, are missing at the end."
        )
    return numbers, names, start


def _head(lines: Iterator[Line]) -> tuple[int, int]:
    line, words = next(lines, (1, []))
    if len(words) != 2:
        raise Unreadable(line, "The first line says how many options there are and how many are elected.")
    options, seats = whole(words[0], line, "the number of options"), whole(words[1], line, "the seats")
    if not 1 <= options <= MOST_OPTIONS or not 1 <= seats <= options:
        raise Unreadable(line, f"There are 1 to {MOST_OPTIONS} options, and 1 to as many seats as options.")
    return options, seats


def _ballots(lines: Iterator[Line], options: int) -> tuple[set[int], list[tuple[Ranking, int]]]:
    """Who withdrew, and the ballots up to the line 0."""
    gone: set[int] = set()
    marks: list[tuple[Ranking, int]] = []
    last = 1
    for line, words in lines:
        last = line
        if words == ["0"]:
            return gone, marks
        if words[0].startswith("-") and not marks:
            gone |= {_option(word.removeprefix("-"), line, options) for word in words}
        else:
            marks.append(_ballot(words, line, options))
    raise Unreadable(last, "A line with 0 alone must end the ballots.")


def _ballot(words: list[str], line: int, options: int) -> tuple[Ranking, int]:
    weight = whole(words[0], line, "the weight of the ballot")
    if not 1 <= weight <= MOST_WEIGHT:
        raise Unreadable(line, "A ballot weighs 1 or more.")
    if words[-1] != "0" or len(words) < 2:
        raise Unreadable(line, "A ballot ends with 0.")
    ranking = tuple(
        tuple(_option(one, line, options) for one in word.split("=")) for word in words[1:-1] if word != "-"
    )
    marked = [option for group in ranking for option in group]
    if len(set(marked)) < len(marked):
        raise Unreadable(line, "An option stands twice on this ballot.")
    return ranking, weight


def _option(word: str, line: int, options: int) -> int:
    number = whole(word, line, "an option's number")
    if not 1 <= number <= options:
        raise Unreadable(line, f"There is no option {number}; they are numbered 1 to {options}.")
    return number - 1


def _moved(ranking: Ranking, place: dict[int, int]) -> Ranking:
    groups = (tuple(place[option] for option in group if option in place) for group in ranking)
    return tuple(group for group in groups if group)
