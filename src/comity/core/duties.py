"""Who does what: where claims to an area clash or are missing, and which organisation's competences fit its needs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from comity.core.roster.folding import fold

#: a word of a need this short says nothing about a competence
TOO_SHORT = 3


class Part(StrEnum):
    """The part that an organisation has in an area, from the heaviest on."""

    DECIDES = "decides"
    DOES = "does"
    SUPPORTS = "supports"
    TOLD = "told"


class Gap(StrEnum):
    """What is wrong with an area. Only deciding and doing can clash or be missing."""

    SEVERAL_DECIDE = "several_decide"
    SEVERAL_DO = "several_do"
    NOBODY_DECIDES = "nobody_decides"
    NOBODY_DOES = "nobody_does"


CLASHES = frozenset({Gap.SEVERAL_DECIDE, Gap.SEVERAL_DO})


def gaps(parts: Iterable[Part]) -> tuple[Gap, ...]:
    """What is wrong with one area, the clashes first. parts: one for each claim that stands, in any order."""
    claimed = list(parts)
    decide, do = claimed.count(Part.DECIDES), claimed.count(Part.DOES)
    found = {
        Gap.SEVERAL_DECIDE: decide > 1, Gap.SEVERAL_DO: do > 1, Gap.NOBODY_DECIDES: decide == 0,
        Gap.NOBODY_DOES: do == 0,
    }  # fmt: skip
    return tuple(gap for gap, holds in found.items() if holds)


@dataclass(frozen=True)
class Skill:
    """One competence of an organisation: what, how well (1 to 3), and whether it was shown by evidence."""

    organisation: str
    name: str
    level: int
    shown: bool = False


@dataclass(frozen=True)
class Fit:
    """An organisation whose competences answer some of an area's needs: the needs met, and how well all in all."""

    organisation: str
    met: tuple[str, ...]
    points: int


def fits(needs: Collection[str], skills: Iterable[Skill]) -> list[Fit]:
    """Who could take an area, best first; equals in order of their key.

    A need is met by the best competence that shares a word with it. Each need met counts ten; the level counts one to
    three, evidence one more, so that breadth goes before depth.
    """
    by_organisation: dict[str, list[Skill]] = {}
    for skill in skills:
        by_organisation.setdefault(skill.organisation, []).append(skill)
    found = [_fit(organisation, needs, own) for organisation, own in by_organisation.items()]
    return sorted((one for one in found if one.met), key=lambda one: (-one.points, one.organisation))


def _fit(organisation: str, needs: Collection[str], skills: list[Skill]) -> Fit:
    met: dict[str, int] = {}
    for need in needs:
        points = [10 + skill.level + skill.shown for skill in skills if _answers(skill.name, need)]
        if points:
            met[need] = max(points)
    return Fit(organisation, tuple(met), sum(met.values()))


def _answers(name: str, need: str) -> bool:
    """Whether they share a telling word: "fire safety" answers "safety of stairs"."""
    return bool(_telling(name) & _telling(need))


def _telling(text: str) -> set[str]:
    words = fold(text).split()
    return {word for word in words if len(word) > TOO_SHORT} or set(words)
