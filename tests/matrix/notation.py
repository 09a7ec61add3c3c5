"""How the table writes what each kind of person gets: one status for a ring of people, deviations by name.

`inside(403, coordinator=200)`: strangers are sent to the door (302), those outside find nothing (404), those inside are
refused (403), and the coordinator gets in (200).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.world import INSIDERS, ROLES

Answers = Mapping[str, int]
DOOR, REFUSED, ABSENT, NOT_ALLOWED = 302, 403, 404, 405


def everyone(status: int, **others: int) -> Answers:
    """All get the same, strangers too."""
    return _known(dict.fromkeys(ROLES, status), others)


def signed_in(status: int, **others: int) -> Answers:
    """Strangers are sent to the door."""
    return everyone(status, stranger=DOOR, **others)


def inside(status: int, **others: int) -> Answers:
    """Only those inside alpha get an answer at all."""
    ring = {role: status if role in INSIDERS else ABSENT for role in ROLES}
    return _known(ring | {"stranger": DOOR}, others)


def _known(answers: dict[str, int], others: Mapping[str, int]) -> Answers:
    assert not set(others) - set(ROLES), f"no such people: {set(others) - set(ROLES)}"
    return answers | others


@dataclass(frozen=True)
class Row:
    """One address with one set of arguments.

    get, post: the status for each; post is sent an empty form. args: names of `Things`, or values that begin with "=".
    body: a plausible form, `done` what it gets. query: what follows the "?". knows: canaries that further people may
    see here, because they are their own words or their own business. refused_first: who may not do this at all is told
    so before anything is looked up, whatever the id.
    """

    get: Answers
    post: Answers
    args: str = ""
    body: Mapping[str, Any] | None = None
    done: Answers | None = None
    query: str = ""
    knows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    refused_first: bool = False


def read(args: str = "", **others: int) -> Row:
    """A page for all inside; a POST there does nothing and shows it again."""
    return Row(inside(200, **others), inside(200, **others), args)


def read_only(args: str = "", **others: int) -> Row:
    """A page for all inside that refuses to be posted to."""
    return Row(inside(200, **others), inside(NOT_ALLOWED), args)


def coordinators(
    args: str = "", *, empty: int = 422, body: Mapping[str, Any] | None = None, done: int = 302
) -> Row:
    """A form for coordinators; others inside are told who could."""
    given = inside(403, coordinator=done) if body is not None else None
    return Row(inside(403, coordinator=200), inside(403, coordinator=empty), args, body, given)


def deed(args: str = "", *, status: int = 302, **others: int) -> Row:
    """Only a POST does anything."""
    return Row(inside(NOT_ALLOWED), inside(status, **others), args)


def public(status: int = 200, *, post: int = NOT_ALLOWED, args: str = "") -> Row:
    """For everybody."""
    return Row(everyone(status), everyone(post), args)


#: who sees what is for the committee's eyes
SEATED = {"seated": 200, "coordinator": 200}
